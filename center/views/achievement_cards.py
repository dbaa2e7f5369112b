"""What pages of achievements show of an indicator and of its periods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.html import conditional_escape

from center.base.figures import figure
from center.base.value_bars import ValueBar, value_bar
from center.choices.indicators import IndicatorKind
from center.models import Evidence, Measurement
from center.services.achievements import GrantStanding, PeriodStanding, Standing
from center.services.frameworks import Revised
from center.services.part_sums import PartTable, part_tables


@dataclass(frozen=True)
class PeriodRow:
    """A period as the public sees it."""

    standing: PeriodStanding
    bar: ValueBar
    tables: list[PartTable]
    # What the value was before each correction, in words, with the value that replaced it.
    corrections: list[tuple[str, Measurement]]
    proofs: list[Evidence]

    @property
    def has_withheld(self) -> bool:
        return any(table.has_withheld for table in self.tables)


@dataclass(frozen=True)
class IndicatorCard:
    """An indicator as the public sees it, with the way from its baseline to its target drawn."""

    standing: Standing
    bar: ValueBar
    periods: list[PeriodRow]
    # Changes of what it means since a period was locked, the newest first.
    revisions: list[Revised] = field(default_factory=list)


@dataclass(frozen=True)
class GrantCard:
    """A grant in the list of all, with the indicators that have a target drawn small."""

    standing: GrantStanding
    rows: list[IndicatorCard]


def card(
    standing: Standing, proofs: Mapping[int, Sequence[Evidence]], revisions: list[Revised] | None = None
) -> IndicatorCard:
    """Return an indicator with its periods that have a value or a target."""
    indicator = standing.indicator
    bar = value_bar(standing.value, indicator.target, indicator.baseline, is_reached=standing.is_reached)
    numbers = [
        number
        for each in standing.periods
        for number in (each.period.target, each.value.value if each.value else None)
        if number is not None
    ]
    largest = max(numbers, default=Decimal(0))
    rows = [
        _row(each, largest, proofs)
        for each in standing.periods
        if each.value or each.period.target is not None
    ]
    return IndicatorCard(standing, bar, rows, revisions or [])


def _row(standing: PeriodStanding, largest: Decimal, proofs: Mapping[int, Sequence[Evidence]]) -> PeriodRow:
    value = standing.value
    bar = value_bar(value.value if value else None, standing.period.target, largest=largest)
    if value is None:
        return PeriodRow(standing, bar, [], [], [])
    newer = (value, *standing.corrected)
    corrections = [(_said(was), now) for now, was in zip(newer, standing.corrected, strict=False)]
    return PeriodRow(standing, bar, part_tables(value), corrections, list(proofs.get(value.pk, ())))


def _said(value: Measurement) -> str:
    """Return what was said before a correction: the number, or the words in their language."""
    if value.kind == IndicatorKind.QUALITATIVE:
        return conditional_escape(value.text)
    is_percentage = value.kind == IndicatorKind.PERCENTAGE
    return figure(value.value, is_percentage=is_percentage, is_withheld=value.is_withheld)
