"""What the headers of the sheets say: which column they name, and in which language its texts are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from research.xlsform.languages import Language, language_of

_SURVEY_ALIASES: Final = {
    "type": "command",
    "name": "tag value",
    "label": "caption",
    "hint": "",
    "relevant": "relevance",
    "required": "",
    "required_message": "requiredmsg jr:requiredmsg",
    "constraint": "",
    "constraint_message": "constraining_message constraintmsg jr:constraintmsg",
    "default": "",
    "calculation": "calculate",
    "read_only": "readonly",
    "appearance": "",
    "choice_filter": "",
    "parameters": "",
    "disabled": "",
    # Known, and refused.
    "trigger": "",
    "repeat_count": "count jr:count",
    "media": "image big-image audio video",
    "save_to": "",
}
_CHOICES_ALIASES: Final = {
    "list_name": "",
    "name": "value",
    "label": "caption",
    "media": "image big-image audio video",
}
_SETTINGS_ALIASES: Final = {
    "form_title": "set_form_title title",
    "form_id": "set_form_id id_string",
    "version": "",
    "default_language": "",
}
TRANSLATED: Final = frozenset({"label", "hint", "required_message", "constraint_message"})
# Headers that put a column into a part of the XForm.
_PARTS: Final = frozenset({"bind", "control", "body"})
_BLANKS: Final = re.compile(r"\s+")


def _by_alias(aliases: Mapping[str, str]) -> dict[str, str]:
    return {alias: name for name, others in aliases.items() for alias in (name, *others.split())}


SURVEY_HEADERS: Final = _by_alias(_SURVEY_ALIASES)
CHOICES_HEADERS: Final = _by_alias(_CHOICES_ALIASES)
SETTINGS_HEADERS: Final = _by_alias(_SETTINGS_ALIASES)


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    `name` is the one of the format, "" for a header that it does not know. `language` is None where texts may be
    translated and the header names no language, and where there is nothing to translate.
    """

    index: int
    header: str
    name: str
    language: Language | None = None


def columns_of(headers: Iterable[str], known: Mapping[str, str]) -> list[Column]:
    """Return a column for every header that is filled, in the order of the sheet."""
    filled = [(index, _BLANKS.sub(" ", header)) for index, header in enumerate(headers) if header]
    doubled = any("::" in header for _index, header in filled)
    return [_column(index, header, known, doubled=doubled) for index, header in filled]


def _column(index: int, header: str, known: Mapping[str, str], *, doubled: bool) -> Column:
    parts = [part.strip() for part in header.split("::")] if doubled else _at_single_colons(header)
    if len(parts) > 1 and parts[0].lower() in _PARTS:
        parts = parts[1:]
    name = known.get(_word(parts[0]), "")
    said = parts[1] if len(parts) > 1 else ""
    if name == "media" or not said:
        return Column(index, header, name)
    if name not in TRANSLATED or len(parts) > 2:  # noqa: PLR2004 -- a name and a language
        return Column(index, header, "")
    return Column(index, header, name, language_of(said))


def _at_single_colons(header: str) -> list[str]:
    """Split as old workbooks are written (label:English), without breaking "jr:constraintMsg"."""
    return [part.strip().replace("jr\0", "jr:") for part in header.replace("jr:", "jr\0").split(":")]


def _word(text: str) -> str:
    return "_".join(text.split()).lower()
