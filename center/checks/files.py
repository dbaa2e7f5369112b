"""Checks of folders and files of this machine."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.checks import CheckMessage, Error

from center.checks.rules import of_settings, of_the_place

if TYPE_CHECKING:
    from pathlib import Path


@of_settings(in_demo=True)
def private_files_are_not_served(settings: Any) -> Iterator[CheckMessage]:
    """Want uploads as they came outside every folder whose content is served."""
    private = settings.PRIVATE_MEDIA_ROOT.resolve()
    for served in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        if private.is_relative_to(served.resolve()):
            yield Error(
                f"PRIVATE_MEDIA_ROOT lies in {served}, whose files are served to everybody.",
                hint="Choose a folder beside it.",
                id="center.E002",
            )


@of_the_place
def uploads_can_be_stored(settings: Any) -> Iterator[CheckMessage]:
    for name in ("MEDIA_ROOT", "PRIVATE_MEDIA_ROOT"):
        folder: Path = getattr(settings, name)
        if not folder.is_dir():
            yield Error(
                f"{name} names {folder}, which is no folder.",
                hint=f"`install -d -o portal -g portal {folder}`, or correct {name}.",
                id="center.E013",
            )
        elif not os.access(folder, os.W_OK | os.X_OK):
            yield Error(
                f"Nothing can be stored in {folder}, which {name} names.",
                hint=f"`chown portal:portal {folder}`, and name it among ReadWritePaths of the service.",
                id="center.E014",
            )


@of_the_place
def styles_are_collected(settings: Any) -> Iterator[CheckMessage]:
    if not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        yield Error(
            f"Styles and scripts were not collected in {settings.STATIC_ROOT}, so pages would come without.",
            hint="`python manage.py collectstatic --no-input`, with the same STATIC_ROOT.",
            id="center.E015",
        )


@of_the_place
def places_can_be_read(settings: Any) -> Iterator[CheckMessage]:
    name = settings.PLACES_FILE
    if name not in {"", "none"} and not os.access(name, os.R_OK):
        yield Error(
            f"PLACES_FILE names {name}, which cannot be read.",
            hint="Correct it; none: staff type the places in (docs/another_town.md).",
            id="center.E016",
        )
