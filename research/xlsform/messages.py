"""What is wrong with a workbook and what to know about it, by sheet, row and column."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from research.definition import SILENT, Definition, Kind

SURVEY: Final = "survey"
CHOICES: Final = "choices"
SETTINGS: Final = "settings"
_ORDER: Final = ("", SURVEY, CHOICES, SETTINGS)


@dataclass(frozen=True)
class Message:
    """One sentence for the person who wrote the workbook, in the language that is active when it is shown.

    `row` is the one that Excel shows, 0 where no single row is meant; `column` is the header as the workbook has it.
    """

    sheet: str
    row: int
    column: str
    message: str | Promise

    def sentence(self) -> str:
        """Return the message, with its sheet where that is not the one of the questions."""
        if self.sheet in {"", SURVEY}:
            return str(self.message)
        return str(_("Sheet “%(sheet)s”: %(message)s")) % {"sheet": self.sheet, "message": self.message}


@dataclass(frozen=True)
class Reading:
    """What was read. `definition` is None when there are errors; warnings do not keep it from being used.

    `questions` counts what is asked, also of a workbook with errors: neither notes nor silent values.
    """

    definition: Definition | None
    errors: tuple[Message, ...]
    warnings: tuple[Message, ...]
    questions: int = 0
    languages: tuple[str, ...] = ()


@dataclass
class Findings:
    """Gathers messages, so that a person sees all of them in one run."""

    errors: list[Message] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)

    def error(self, sheet: str, row: int, column: str, text: str | Promise, /, **inserted: Any) -> None:
        self.errors.append(Message(sheet, row, column, _later(text, inserted)))

    def warning(self, sheet: str, row: int, column: str, text: str | Promise, /, **inserted: Any) -> None:
        self.warnings.append(Message(sheet, row, column, _later(text, inserted)))

    def reading(self, definition: Definition | None) -> Reading:
        """Return what was found in the order of the workbook, each sentence once; no definition with errors."""
        asked = [] if definition is None else [each for _groups, each in definition.walk()]
        return Reading(
            None if self.errors else definition,
            _in_order(self.errors),
            _in_order(self.warnings),
            sum(each.kind not in SILENT | {Kind.NOTE} for each in asked),
            definition.languages if definition else (),
        )


def rows_in_words(rows: Iterable[int]) -> str:
    """Return "3, 5, 9 …" of the rows."""
    found = sorted(set(rows))
    most = 20
    return ", ".join(map(str, found[:most])) + (" …" if len(found) > most else "")


def _in_order(messages: Iterable[Message]) -> tuple[Message, ...]:
    # What has no row of its own comes last in its sheet, unless it is about the whole file.
    def place(message: Message) -> tuple[int, float]:
        sheet = _ORDER.index(message.sheet) if message.sheet in _ORDER else len(_ORDER)
        return sheet, message.row or float("inf")

    seen: dict[tuple[str, int, str, str], Message] = {}
    for message in sorted(messages, key=place):
        seen.setdefault((message.sheet, message.row, message.column, str(message.message)), message)
    return tuple(seen.values())


def _fill(text: str | Promise, inserted: dict[str, Any]) -> str:
    return str(text) % inserted if inserted else str(text)


# A lazy text loses its laziness with "%"; this one keeps it.
_later = lazy(_fill, str)
