"""Every letter has a name that staff can read: who writes a new one names it beside the letter."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation

from center.base.letter_kinds import kind_label, known_kinds, name_kinds

ACCOUNT_APPS = ("allauth.account", "allauth.mfa")


def written() -> Iterator[str]:
    """Give the kind of each letter that has a subject, of our own and of the account system, and of each SMS."""
    for path in Path(settings.BASE_DIR, "templates").glob("*/emails/*.subject"):
        yield f"{path.parent.parent.name}/{path.stem}"
    for path in Path(settings.BASE_DIR, "templates").glob("*/texts/*.text"):
        yield f"{path.parent.parent.name}/{path.stem}"
    for name in ACCOUNT_APPS:
        root = Path(apps.get_app_config(name.rpartition(".")[2]).path)
        for folder in (root / "templates", root.parent / "templates"):
            for path in folder.glob(f"{name.rpartition('.')[2]}/email/*_subject.txt"):
                yield str(path.relative_to(folder)).removesuffix("_subject.txt")


def test_every_letter_is_named_and_every_name_has_a_letter() -> None:
    assert set(written()) == set(known_kinds())


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_a_name_is_words_and_names_one_kind_only(language: str) -> None:
    with translation.override(language):
        labels = [kind_label(kind) for kind in known_kinds()]
    assert [label for label in labels if re.search(r"[/_]", label) or not label[:1].isupper()] == []
    assert len(set(labels)) == len(labels)


def test_a_kind_that_nobody_named_stands_for_itself() -> None:
    assert kind_label("center/newsletter") == "center/newsletter"


def test_a_kind_is_named_once() -> None:
    with pytest.raises(ValueError, match="center/invitation"):
        name_kinds({"center/invitation": "Again"})
