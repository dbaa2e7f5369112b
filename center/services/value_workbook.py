"""All values with their method, as a workbook."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from center import funding
from center.base.spreadsheets.writing import SheetOut, Value, xlsx_of_sheets
from center.choices.indicators import IndicatorKind, ResultKind
from center.models import Measurement
from center.services.achievements import GrantStanding, PeriodStanding, ResultStanding, Standing
from center.services.frameworks import Revised, revisions_of_all

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def values_xlsx(grants: Iterable[GrantStanding]) -> bytes:
    """Return a workbook in the active language: a sheet of values, one of their parts, one of the indicators.

    What is withheld is said so in its cell. Where an indicator was changed after its value was reported, a sheet says
    what it was. The last sheet says whose money it is; a query for each grant.
    """
    found = list(grants)
    revised = revisions_of_all(row.indicator for each in found for row in each.indicators)
    return xlsx_of_sheets(
        [
            SheetOut(_("Values"), _value_headers(), [row for each in found for row in _values(each)]),
            SheetOut(_("Breakdown"), _part_headers(), [row for each in found for row in _parts(each)]),
            SheetOut(
                _("Indicators"), _indicator_headers(), [row for each in found for row in _indicators(each)]
            ),
            *_changed(found, revised),
            *funding.sheets([funding.of_grant(each.grant) for each in found]),
        ]
    )


def _value_headers() -> list[str]:
    return [
        _("The grant"),
        _("Code"),
        _("Indicator"),
        _("Unit"),
        _("First day"),
        _("Last day"),
        _("Target"),
        _("Value"),
        _("Part of a percentage"),
        _("Whole of a percentage"),
        _("In words"),
        _("Where it comes from"),
        _("How it is counted"),
        _("Counted from"),
        _("Counted to"),
        _("Approved on"),
        _("Period locked on"),
        _("Before the correction"),
        _("Why it was corrected"),
    ]


def _values(grant: GrantStanding) -> Iterator[list[Value]]:
    for standing, period in _periods(grant):
        value = period.value
        indicator = standing.indicator
        begin: list[Value] = [
            grant.grant.code,
            indicator.code,
            indicator.title.plain,
            indicator.unit.plain,
            period.period.first,
            period.period.last,
            period.period.target,
        ]
        if value is None:
            yield [*begin, *[None] * 12]
            continue
        before = period.corrected[0] if period.corrected else None
        yield [
            *begin,
            _number(value),
            value.numerator,
            value.denominator,
            value.text.plain or None,
            value.get_source_display(),
            value.method.plain,
            value.scope_first,
            value.scope_last,
            _day(value.approved_at),
            _day(period.period.locked_at),
            (_number(before) or before.text.plain or None) if before else None,
            value.reason.plain or None,
        ]


def _part_headers() -> list[str]:
    return [
        _("The grant"),
        _("Code"),
        _("Indicator"),
        _("First day"),
        _("Last day"),
        _("By"),
        _("Part"),
        _("Number"),
        _("The parts add up"),
    ]


def _parts(grant: GrantStanding) -> Iterator[list[Value]]:
    for standing, period in _periods(grant):
        for part in period.value.parts.all() if period.value else ():
            yield [
                grant.grant.code,
                standing.indicator.code,
                standing.indicator.title.plain,
                period.period.first,
                period.period.last,
                part.dimension_title.plain,
                part.label.plain,
                _("withheld") if part.value is None else part.value,
                _("Yes") if part.is_exclusive else _("No"),
            ]


def _indicator_headers() -> list[str]:
    return [
        _("The grant"),
        _("Objective"),
        _("Result"),
        _("Kind of result"),
        _("Code"),
        _("Indicator"),
        _("Definition"),
        _("Unit"),
        _("Baseline"),
        _("Year of the baseline"),
        _("Target"),
        _("Value"),
        _("Means of verification"),
    ]


def _indicators(grant: GrantStanding) -> Iterator[list[Value]]:
    for objective, result, standing in _all(grant):
        indicator = standing.indicator
        yield [
            grant.grant.code,
            objective,
            result.result.title.plain,
            str(ResultKind(result.result.kind).label),
            indicator.code,
            indicator.title.plain,
            indicator.definition.plain,
            indicator.unit.plain,
            indicator.baseline,
            indicator.baseline_year,
            indicator.target if indicator.kind != IndicatorKind.QUALITATIVE else indicator.target_text.plain,
            _("withheld") if standing.is_withheld else standing.value,
            indicator.source.plain,
        ]


def _changed(grants: list[GrantStanding], revised: dict[int, list[Revised]]) -> Iterator[SheetOut]:
    """Give what indicators meant before, in a sheet that is there only where one was changed."""
    head = [
        _("The grant"),
        _("Code"),
        _("Indicator"),
        _("What"),
        _("Before"),
        _("Now"),
        _("Changed on"),
        _("Why"),
    ]
    rows: list[list[Value]] = [
        [
            grant.grant.code,
            standing.indicator.code,
            standing.indicator.title.plain,
            str(change.what),
            change.was.plain or None,
            change.became.plain or None,
            _day(each.day),
            each.reason.plain,
        ]
        for grant in grants
        for standing in grant.indicators
        for each in revised.get(standing.indicator.pk, [])
        for change in each.changes
    ]
    if rows:
        yield SheetOut(_("Changed indicators"), head, rows)


def _all(grant: GrantStanding) -> Iterator[tuple[str, ResultStanding, Standing]]:
    for objective in grant.objectives:
        for result in objective.results:
            for standing in result.indicators:
                yield objective.objective.title.plain, result, standing


def _periods(grant: GrantStanding) -> Iterator[tuple[Standing, PeriodStanding]]:
    for standing in grant.indicators:
        for period in standing.periods:
            yield standing, period


def _number(value: Measurement) -> Value:
    return _("withheld") if value.is_withheld else value.value


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
