"""What grants have achieved by the values that count: the outline of objectives with where each indicator stands."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils import timezone

from center.choices.indicators import AcrossPeriods, IndicatorKind, ValueSource, ValueState
from center.models import Activity, Indicator, IndicatorPeriod, Measurement, MeasurementPart, Objective
from center.services.counting import percentage
from center.services.few_people import withhold_few

if TYPE_CHECKING:
    from collections.abc import Iterable

    from center.models import Grant, Result

_ALL = Decimal(100)


@dataclass(frozen=True)
class PeriodStanding:
    """A period with the value that counts, the one that waits, and the values that it corrects, the newest first."""

    period: IndicatorPeriod
    value: Measurement | None = None
    waiting: Measurement | None = None
    corrected: tuple[Measurement, ...] = ()

    @property
    def state(self) -> str:
        """Return "locked", "approved", "waiting", "missing" (it is over without a value), or "open"."""
        if self.waiting is not None:
            return "waiting"
        if self.value is not None:
            return "locked" if self.period.is_locked else "approved"
        return "missing" if self.period.is_over(timezone.localdate()) else "open"


@dataclass(frozen=True)
class Standing:
    """Where an indicator stands: `value` over all its periods, None where there is none or it is withheld."""

    indicator: Indicator
    periods: tuple[PeriodStanding, ...]
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_withheld: bool = False
    newest: Measurement | None = None

    @property
    def has_value(self) -> bool:
        return self.newest is not None

    @property
    def as_of(self) -> date | None:
        """The day to which the newest value was counted, or on which it was entered."""
        return None if self.newest is None else _day_of(self.newest)

    @property
    def is_reached(self) -> bool:
        """Whether the target is met or passed."""
        goal = self.indicator.target
        if goal is None or self.value is None:
            return False
        return self.value >= goal if self.indicator.is_ascending else self.value <= goal


@dataclass(frozen=True)
class ResultStanding:
    result: "Result"
    activities: tuple[Activity, ...]
    indicators: tuple[Standing, ...]


@dataclass(frozen=True)
class ObjectiveStanding:
    objective: Objective
    results: tuple[ResultStanding, ...]


@dataclass(frozen=True)
class GrantStanding:
    """All of a grant, and how many of its indicators are where."""

    grant: "Grant"
    objectives: tuple[ObjectiveStanding, ...]

    @property
    def indicators(self) -> list[Standing]:
        return [
            each
            for objective in self.objectives
            for result in objective.results
            for each in result.indicators
        ]

    @property
    def is_made_up(self) -> bool:
        """Whether the grant or one of its values is an example of the demo."""
        values = [each.value for row in self.indicators for each in row.periods]
        return self.grant.is_demo or any(value is not None and value.is_demo for value in values)

    @property
    def reached(self) -> int:
        return sum(each.is_reached for each in self.indicators)

    @property
    def with_target(self) -> int:
        return sum(each.indicator.target is not None for each in self.indicators)


@dataclass
class _Values:
    """The values of a period, sorted out."""

    approved: Measurement | None = None
    waiting: Measurement | None = None
    by_key: dict[int, Measurement] = field(default_factory=dict)


def standings(
    grants: "Iterable[Grant]", *, public: bool = False, until: date | None = None
) -> list[GrantStanding]:
    """Return where the grants stand, in their order, with a fixed number of queries.

    `public` leaves out what only staff see. With `until`, where they stood on that day: periods begun by then, and of
    one that went on no value of a later day.
    """
    grants = list(grants)
    keys = [grant.pk for grant in grants]
    indicators = Indicator.objects.filter(grant__in=keys).order_by("position", "code")
    periods = IndicatorPeriod.objects.filter(indicator__grant__in=keys).order_by("last")
    values = Measurement.objects.filter(period__indicator__grant__in=keys).exclude(state=ValueState.RETURNED)
    if public:
        indicators = indicators.filter(is_public=True)
        values = values.exclude(state=ValueState.PROPOSED)
    if until is not None:
        periods = periods.filter(first__lte=until)
    found = _sorted_out(values.select_related("period__indicator").defer("record_keys"))
    if public:
        _withhold_few(found)
    of_indicator: dict[int, list[PeriodStanding]] = defaultdict(list)
    for period in periods:
        of_indicator[period.indicator_id].append(_period(period, found[period.pk], until))
    of_result: dict[int, list[Standing]] = defaultdict(list)
    for indicator in indicators.select_related("activity"):
        of_result[indicator.result_id].append(_standing(indicator, of_indicator[indicator.pk]))
    return _outline(grants, of_result)


def _sorted_out(values: "Iterable[Measurement]") -> dict[int, _Values]:
    found: dict[int, _Values] = defaultdict(_Values)
    parts = Prefetch("parts", MeasurementPart.objects.order_by("position", "pk"))
    for value in values.prefetch_related(parts):  # type: ignore[attr-defined]
        of_period = found[value.period_id]
        of_period.by_key[value.pk] = value
        if value.state == ValueState.APPROVED:
            of_period.approved = value
        elif value.state == ValueState.PROPOSED:
            of_period.waiting = value
    return found


def _withhold_few(found: dict[int, _Values]) -> None:
    """Take numbers of few people out of the values that somebody typed; the measures withhold by themselves."""
    for values in found.values():
        for value in values.by_key.values():
            if value.source == ValueSource.MANUAL and value.period.indicator.counts_people:
                withhold_few(value)


def _day_of(value: Measurement) -> date:
    return value.scope_last or timezone.localdate(value.proposed_at)


def _period(period: IndicatorPeriod, values: _Values, until: date | None) -> PeriodStanding:
    corrected = []
    if until is not None and until < period.last and values.approved and _day_of(values.approved) > until:
        return PeriodStanding(period)
    each = values.approved
    while each is not None and each.corrects_id in values.by_key:
        each = values.by_key[each.corrects_id]
        corrected.append(each)
    return PeriodStanding(period, values.approved, values.waiting, tuple(corrected))


def _standing(indicator: Indicator, periods: list[PeriodStanding]) -> Standing:
    for each in periods:
        each.period.indicator = indicator
    values = [each.value for each in periods if each.value is not None]
    if not values:
        return Standing(indicator, tuple(periods))
    newest = values[-1]
    counted = values if indicator.across == AcrossPeriods.SUM else [newest]
    if indicator.kind == IndicatorKind.QUALITATIVE:
        return Standing(indicator, tuple(periods), newest=newest)
    if any(value.is_withheld for value in counted):
        return Standing(indicator, tuple(periods), is_withheld=True, newest=newest)
    if indicator.kind == IndicatorKind.NUMBER:
        total = sum((value.value or Decimal(0) for value in counted), Decimal(0))
        return Standing(indicator, tuple(periods), total, newest=newest)
    part = sum((value.numerator or Decimal(0) for value in counted), Decimal(0))
    whole = sum((value.denominator or Decimal(0) for value in counted), Decimal(0))
    return Standing(indicator, tuple(periods), percentage(part, whole), part, whole, newest=newest)


def _outline(grants: "list[Grant]", of_result: dict[int, list[Standing]]) -> list[GrantStanding]:
    of_grant: dict[int, list[ObjectiveStanding]] = defaultdict(list)
    rows = Objective.objects.filter(grant__in=[grant.pk for grant in grants]).order_by("position", "pk")
    for objective in rows.prefetch_related("results__activities"):
        results = tuple(
            ResultStanding(result, tuple(result.activities.all()), tuple(of_result[result.pk]))
            for result in sorted(objective.results.all(), key=lambda each: (each.position, each.pk))
        )
        of_grant[objective.grant_id].append(ObjectiveStanding(objective, results))
    return [GrantStanding(grant, tuple(of_grant[grant.pk])) for grant in grants]
