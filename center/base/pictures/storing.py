"""Where the files of a picture lie: `pictures/<stem>/<width>.<format>`, never written twice under one name."""

import secrets
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import IO, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from center.base.pictures.sizes import WHOLE, Rendition

FOLDER: Final = "pictures"
# Each returns the stems and the waiting uploads that its rows name.
_owners: list[Callable[[], tuple[set[str], set[str]]]] = []


def add_owner(named: Callable[[], tuple[set[str], set[str]]]) -> None:
    """Let a model keep pictures here: what its rows name (stems, uploads) is never tidied away."""
    _owners.append(named)


def all_named() -> tuple[set[str], set[str]]:
    """Return the stems and the uploads that rows of any model name."""
    stems: set[str] = set()
    uploads: set[str] = set()
    for named in _owners:
        more_stems, more_uploads = named()
        stems |= more_stems
        uploads |= more_uploads
    return stems, uploads


def new_stem() -> str:
    """Return a folder's name that says nothing of the upload and cannot be guessed."""
    return secrets.token_hex(10)


def path(stem: str, name: int | str, form: str) -> str:
    return f"{FOLDER}/{stem}/{name}.{form}"


def address(stem: str, name: int | str, form: str) -> str:
    """Return the address that a page links; name is a width in pixels or "whole"."""
    return default_storage.url(path(stem, name, form))


def write(stem: str, files: Iterable[Rendition]) -> None:
    """Store the files; whoever shows them learns the stem only after the last one is there."""
    for file in files:
        default_storage.save(path(stem, file.name, file.format), ContentFile(file.content))


def open_whole(stem: str) -> IO[bytes]:
    """Open the uncut picture of a stem; OSError when it is gone."""
    return default_storage.open(path(stem, WHOLE, "webp"))


def remove(stem: str) -> None:
    """Remove what is stored under a stem; nothing there is fine."""
    folder = f"{FOLDER}/{stem}"
    for name in _listed(folder)[1]:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)


def orphans(known: AbstractSet[str], *, before: datetime) -> list[str]:
    """Return stems, in order, whose files are all older than `before` (aware) and which are not known."""
    return sorted(
        stem
        for stem in _listed(FOLDER)[0]
        if stem not in known and all(time < before for time in _times(f"{FOLDER}/{stem}"))
    )


def _times(folder: str) -> list[datetime]:
    """Return when each file was written; of an empty folder, in which one may be about to be, its own time."""
    names = _listed(folder)[1]
    paths = [f"{folder}/{name}" for name in names] or [folder]
    return [default_storage.get_modified_time(path) for path in paths]


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
