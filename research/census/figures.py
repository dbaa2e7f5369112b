"""What a census says: numbers on a day, each by one fact, and what is missing or withheld among them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from center.refusals import ServiceRefused

# Codes of the total and of "not known", as statistical offices write them (SDMX, cross-domain code list).
TOTAL: Final = "_T"
NOT_KNOWN: Final = "_U"


class CensusRefused(ServiceRefused):
    """Of this day nothing can be said; `message` says why."""


class Dimension(models.TextChoices):
    """By what enterprises and entrepreneurs are counted."""

    STATUS = "status", _("Status under the Law")
    FORM = "legal_form", _("Legal form")
    SECTION = "activity_section", _("Main activity, by section")
    DIVISION = "activity_division", _("Main activity, by division")
    SETTLEMENT = "settlement", _("Settlement")
    GROUP = "group", _("Groups served or engaged")
    SIZE = "size", _("Size, by people employed")
    SEX = "entrepreneurs_sex", _("Entrepreneurs by sex")
    AGE = "entrepreneurs_age", _("Entrepreneurs by age")


class Size(models.TextChoices):
    """Classes of people employed, as Eurostat counts enterprises in its business demography, and finer above."""

    NOBODY = "0", _("Nobody employed")
    UNDER_5 = "1_4", _("1 to 4 employed")
    UNDER_10 = "5_9", _("5 to 9 employed")
    UNDER_50 = "10_49", _("10 to 49 employed")
    UNDER_250 = "50_249", _("50 to 249 employed")
    OVER_250 = "250_plus", _("250 or more employed")


@dataclass(frozen=True)
class Breakdown:
    """Counts by code without those of nobody; `unknown` are the ones of whom the fact is not recorded.

    None stands for a number that is withheld. Parts and unknown add up to the whole, except where an enterprise may
    stand in several parts (`is_multiple`); there `unknown` are those that stand in none.
    """

    parts: dict[str, int | None]
    unknown: int | None
    is_multiple: bool = False


@dataclass(frozen=True)
class Census:
    """The registry counted on a day. `entrepreneurs` is None where the number is withheld.

    Size, sex and age stand only in a census on the last day of a year: counted on two days between which one
    enterprise or one person came or went, they would tell of that one.
    """

    on: date
    enterprises: int
    entrepreneurs: int | None
    breakdowns: dict[str, Breakdown]


def is_year_end(day: date) -> bool:
    """Whether a day is the last of its year."""
    return (day.month, day.day) == (12, 31)


def year_end(year: int) -> date:
    """Return the last day of a year."""
    return date(year, 12, 31)
