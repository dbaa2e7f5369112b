"""The values of which a questionnaire is made; named as in XLSForm, the format of the field (xlsform.org)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

# By code of the language: "sr" in Cyrillic, "en", others as the workbook has them.
Texts = Mapping[str, str]

# The code that `or_other` adds to a list; what was written beside it is the variable `<name>_other`.
OTHER: Final = "other"


class Kind(StrEnum):
    """Types of the column `type`; the values are those of the workbook."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    RANGE = "range"
    NOTE = "note"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    ACKNOWLEDGE = "acknowledge"


# Answered by codes of a list.
CHOOSING: Final = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})
NUMBERS: Final = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
# Nobody is asked.
SILENT: Final = frozenset({Kind.CALCULATE, Kind.HIDDEN})


@dataclass(frozen=True)
class Choice:
    """One answer of a list. `filters` are the further columns of its row, which choice_filter reads."""

    name: str
    label: Texts
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One question, note or silent value.

    Expressions are kept as they were written, with straight quotation marks; empty: none.
    `required` is an expression too: "true()" for the plain yes of a workbook. `choices` names a list of the definition.
    `row` is the row of the workbook, for messages; it says nothing about the question.
    """

    kind: Kind
    name: str
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    relevant: str = ""
    required: str = ""
    required_message: Texts = field(default_factory=dict)
    constraint: str = ""
    constraint_message: Texts = field(default_factory=dict)
    default: str = ""
    calculation: str = ""
    read_only: bool = False
    appearance: str = ""
    choices: str = ""
    choice_filter: str = ""
    or_other: bool = False
    # Of a range: its ends and the distance between two values.
    start: str = ""
    end: str = ""
    step: str = ""
    row: int = field(default=0, compare=False)

    @property
    def other_name(self) -> str:
        """The variable with what was written beside the answer "other"."""
        return f"{self.name}_other"


@dataclass(frozen=True)
class Group:
    """Items that belong together; `appearance` may be "field-list" or "table-list" (one grid for one list)."""

    name: str
    items: tuple["Item", ...]
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    relevant: str = ""
    appearance: str = ""
    row: int = field(default=0, compare=False)


Item = Question | Group


@dataclass(frozen=True)
class Definition:
    """A questionnaire. `form_id` and `version` are those of the workbook's sheet `settings`.

    `languages` are the codes in the order of the workbook, the default one first. Names are unique over all items.
    """

    title: Texts
    items: tuple[Item, ...]
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    languages: tuple[str, ...] = ("sr",)
    form_id: str = ""
    version: str = ""

    def walk(self) -> Iterator[tuple[tuple[Group, ...], Question]]:
        """Yield every question in its order, with the groups around it, the outermost first."""
        yield from _walk(self.items, ())

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions by name, in their order, notes and silent ones among them."""
        return {question.name: question for _groups, question in self.walk()}

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        """Return the list of a choosing question, unfiltered; nothing for other kinds."""
        return self.choices.get(question.choices, ()) if question.kind in CHOOSING else ()


def _walk(items: tuple[Item, ...], around: tuple[Group, ...]) -> Iterator[tuple[tuple[Group, ...], Question]]:
    for item in items:
        if isinstance(item, Group):
            yield from _walk(item.items, (*around, item))
        else:
            yield around, item
