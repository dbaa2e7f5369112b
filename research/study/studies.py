"""The release itself: what it is called, how it was made, and all it publishes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from research.definition import Texts
from research.study.microdata import Microdata
from research.study.tables import Table
from research.study.variables import Variable

CC_BY: Final = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Funding:
    """Who paid; `number` is that of the contract, `note` the sentence the funder asks for."""

    funder: Texts
    number: str = ""
    note: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Identity:
    """How a release is found and cited. `address` is the absolute address of its page, of the Cyrillic one.

    `citation` names producer, year, title, version and address, in each language.
    """

    slug: str
    version: int
    title: Texts
    published: date
    producer: Texts
    abstract: Texts = field(default_factory=dict)
    place: Texts = field(default_factory=dict)
    keywords: tuple[Texts, ...] = ()
    funding: tuple[Funding, ...] = ()
    citation: Texts = field(default_factory=dict)
    address: str = ""
    licence: str = CC_BY
    form_id: str = ""
    form_version: str = ""


@dataclass(frozen=True)
class Design:
    """How the answers came about, in words and in numbers.

    `population` is the N of the universe, None where nobody knows it; `response_rate` a percentage, None where
    nobody was invited by name.
    """

    answered: int
    collected_from: date | None = None
    collected_to: date | None = None
    universe: Texts = field(default_factory=dict)
    population: int | None = None
    unit: Texts = field(default_factory=dict)
    sampling: Texts = field(default_factory=dict)
    mode: Texts = field(default_factory=dict)
    invited: int | None = None
    response_rate: float | None = None
    response: Texts = field(default_factory=dict)
    weighting: Texts = field(default_factory=dict)
    design_effect: float | None = None
    effective_n: float | None = None
    confidentiality: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Study:
    """Everything one release says. `sentences` are its findings, `groups` the names of parts of the questionnaire.

    Raises ValueError where a column belongs to no variable or a row has not a value for each column.
    """

    identity: Identity
    design: Design
    variables: tuple[Variable, ...] = ()
    tables: tuple[Table, ...] = ()
    data: Microdata = field(default_factory=Microdata)
    sentences: tuple[Texts, ...] = ()
    groups: Mapping[str, Texts] = field(default_factory=dict)

    def __post_init__(self) -> None:
        width = len(self.data.columns)
        if any(column.variable not in self.by_name for column in self.data.columns):
            raise ValueError("a column belongs to no variable")
        if any(len(row) != width for row in self.data.rows):
            raise ValueError("a row has not a value for each column")
        if len({table.name for table in self.tables}) != len(self.tables):
            raise ValueError("two tables have one name")

    @cached_property
    def by_name(self) -> Mapping[str, Variable]:
        """The variables by name."""
        return {variable.name: variable for variable in self.variables}
