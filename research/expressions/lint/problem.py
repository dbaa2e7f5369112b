"""One thing that is wrong, said to a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ProblemKind(StrEnum):
    SYNTAX = "syntax"
    UNKNOWN_NAME = "unknown_name"
    BARE_NAME = "bare_name"
    NO_ANSWER = "no_answer"
    NO_REPEATS = "no_repeats"
    UNKNOWN_FUNCTION = "unknown_function"
    UNSUPPORTED_FUNCTION = "unsupported_function"
    ARGUMENTS = "arguments"
    NOT_A_QUESTION = "not_a_question"
    UNKNOWN_CODE = "unknown_code"
    NOT_A_CHOICE = "not_a_choice"
    DATE_AS_TEXT = "date_as_text"
    NOT_A_DATE = "not_a_date"
    PATTERN = "pattern"
    # Warnings: the expression works, but hardly as it was meant.
    ORDER_OF_TEXTS = "order_of_texts"
    SEVERAL_AS_ONE = "several_as_one"
    NUMBER_AS_TEXT = "number_as_text"
    QUOTED_NAME = "quoted_name"


_WARNINGS: Final = frozenset(
    {
        ProblemKind.ORDER_OF_TEXTS,
        ProblemKind.SEVERAL_AS_ONE,
        ProblemKind.NUMBER_AS_TEXT,
        ProblemKind.QUOTED_NAME,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """`template` is a whole sentence with named places for `parts`; `position` counts the characters before it."""

    kind: ProblemKind
    template: "StrOrPromise"
    position: int
    parts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.template) % self.parts if self.parts else str(self.template)

    @property
    def message(self) -> str:
        return str(self)

    @property
    def is_warning(self) -> bool:
        return self.kind in _WARNINGS
