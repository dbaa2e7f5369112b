"""Variables of a release: what was asked, and what each code of an answer means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from research.definition import Texts

_WHOLE: Final = re.compile(r"0|-?[1-9]\d{0,8}")


class VariableKind(StrEnum):
    """How an answer is kept."""

    ONE = "one"
    SEVERAL = "several"
    NUMBER = "number"
    DATE = "date"
    RANK = "rank"
    WEIGHT = "weight"


class Measure(StrEnum):
    """Level of measurement (Stevens 1946), in the words of SPSS."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    SCALE = "scale"


@dataclass(frozen=True)
class Category:
    """One code of a variable and what it stands for."""

    code: str
    label: Texts


@dataclass(frozen=True)
class Variable:
    """One variable. `question` is what people read; `missing` are the codes that say nothing ("don't know").

    `group` names one of the study's groups; `asked_of` says in words whom a filtered question was put to; `decimals`
    is how exactly a number was published.
    """

    name: str
    kind: VariableKind
    label: Texts
    question: Texts = field(default_factory=dict)
    categories: tuple[Category, ...] = ()
    measure: Measure = Measure.NOMINAL
    missing: tuple[str, ...] = ()
    is_quasi_identifier: bool = False
    is_asked: bool = True
    group: str = ""
    asked_of: Texts = field(default_factory=dict)
    decimals: int = 0

    @cached_property
    def labels(self) -> Mapping[str, Texts]:
        """The text of each code."""
        return {category.code: category.label for category in self.categories}

    @cached_property
    def has_whole_codes(self) -> bool:
        """Whether every code is a whole number, so that files keep numbers; "01" is none, it would lose its nought."""
        return bool(self.categories) and all(_WHOLE.fullmatch(each.code) for each in self.categories)

    @property
    def is_split(self) -> bool:
        """Whether the data have a column for each code instead of one."""
        return self.kind in {VariableKind.SEVERAL, VariableKind.RANK}
