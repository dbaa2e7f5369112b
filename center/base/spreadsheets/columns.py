"""Columns that an import knows: by which headers, in either script and language, and how their cells are read."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.validators import validate_email
from django.utils import translation
from django.utils.functional import Promise

from center.base.phones import normalise_phone
from center.base.scripts import fold
from center.base.spreadsheets.cells import as_text, is_empty

PHONE_HEADERS: Final = "telefon,tel,mobilni,mobilni telefon,broj telefona,kontakt telefon,mobile"
EMAIL_HEADERS: Final = "e posta,email,e mail,mejl,imejl,elektronska posta,email adresa"
_LANGUAGES: Final = ("sr", "sr-latn", "en")
_SHORTEST_PART: Final = 4


def text_cell(cell: str) -> str:
    """Return what stands in a cell, with one blank between words."""
    return "" if is_empty(cell) else " ".join(as_text(cell).split())


def phone_cell(cell: str) -> str:
    """Return a phone number in E.164; raises ValidationError for what is none."""
    typed = text_cell(cell)
    # Excel drops the nought in front of a number.
    return normalise_phone(f"0{typed}" if re.fullmatch(r"[1-9]\d{7,8}", typed) else typed) if typed else ""


def email_cell(cell: str) -> str:
    """Return an email address; raises ValidationError for what is none."""
    typed = text_cell(cell)
    if typed:
        validate_email(typed)
    return typed


@dataclass(frozen=True)
class Column:
    """One thing that a row can say. `headers` are folded words by which it is known, beside its own name."""

    name: str
    label: str | Promise
    headers: str
    read: Callable[[str], Any] = text_cell
    needed: bool = False

    def known_as(self) -> set[str]:
        """Return the headers by which the column is known, folded; its own name in each language included."""
        names = {*map(str.strip, self.headers.split(",")), self.name.replace("_", " ")}
        for language in _LANGUAGES:
            with translation.override(language):
                names.add(words_of(str(self.label)))
        return names


def guess(columns: Iterable[Column], headers: Sequence[str]) -> dict[str, int]:
    """Return which column of the table says what: first by equal headers, then by headers that contain a known one."""
    words = [words_of(header) for header in headers]
    found: dict[str, int] = {}
    known = {column.name: column.known_as() for column in columns}
    for name, names in known.items():
        for index, header in enumerate(words):
            if header and header in names and index not in found.values():
                found[name] = index
                break
    for name, names in known.items():
        if name in found:
            continue
        for index, header in enumerate(words):
            parts = [each for each in names if len(each) >= _SHORTEST_PART and f" {each} " in f" {header} "]
            if parts and index not in found.values():
                found[name] = index
                break
    return found


def words_of(text: str) -> str:
    """Return the words of a text, folded: without script, accents and signs."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))
