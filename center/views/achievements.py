"""What was achieved, for everybody: all grants, one grant, and the values to take away."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from center.base.downloads import to_save
from center.base.figures import figure
from center.base.value_bars import ValueBar, value_bar
from center.choices.indicators import IndicatorKind, ReportState
from center.models import Evidence, Grant, GrantReport, Measurement
from center.refusals import ServiceRefused
from center.services import reports
from center.services.achievements import GrantStanding, PeriodStanding, Standing, standings
from center.services.iati import CONTENT_TYPE as IATI_TYPE
from center.services.iati import iati_xml
from center.services.part_sums import PartTable, part_tables
from center.services.value_workbook import CONTENT_TYPE as XLSX_TYPE
from center.services.value_workbook import values_xlsx


@dataclass(frozen=True)
class PeriodRow:
    """A period as the public sees it."""

    standing: PeriodStanding
    bar: ValueBar
    tables: list[PartTable]
    # What the value was before each correction, in words, with the value that replaced it.
    corrections: list[tuple[str, Measurement]]
    proofs: list[Evidence]


@dataclass(frozen=True)
class IndicatorCard:
    """An indicator as the public sees it, with the way from its baseline to its target drawn."""

    standing: Standing
    bar: ValueBar
    periods: list[PeriodRow]


@dataclass(frozen=True)
class GrantCard:
    """A grant in the list of all, with the indicators that have a target drawn small."""

    standing: GrantStanding
    rows: list[IndicatorCard]


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show what was achieved with all grants."""
    found = standings(_public_grants(), public=True)
    cards = [GrantCard(each, [_card(standing, {}) for standing in each.indicators]) for each in found]
    context = {
        "cards": cards,
        "grants": len(cards),
        "indicators": sum(len(card.rows) for card in cards),
        "reached": sum(card.standing.reached for card in cards),
        "with_target": sum(card.standing.with_target for card in cards),
        "as_of": max(
            (row.standing.as_of for card in cards for row in card.rows if row.standing.as_of), default=None
        ),
    }
    return render(request, "center/indicators/front.html", context)


@require_safe
def grant(request: HttpRequest, code: str) -> HttpResponse:
    """Show one grant: its facts, and each indicator with its periods, parts and corrections."""
    chosen = _public(code)
    (found,) = standings([chosen], public=True)
    proofs: dict[int, list[Evidence]] = {}
    shown = Evidence.objects.kept().filter(
        is_public=True, measurement__period__indicator__grant=chosen, measurement__state="approved"
    )
    for proof in shown.exclude(url=""):
        proofs.setdefault(proof.measurement_id, []).append(proof)
    context = {
        "grant": chosen,
        "standing": found,
        "objectives": [
            (
                each.objective,
                [(result, [_card(row, proofs) for row in result.indicators]) for result in each.results],
            )
            for each in found.objectives
        ],
        "reports": list(chosen.reports.public().defer("document").order_by("-last", "-number")),
        "as_of": max((row.as_of for row in found.indicators if row.as_of), default=None),
    }
    return render(request, "center/indicators/grant.html", context)


@require_safe
def iati(request: HttpRequest, code: str) -> HttpResponseBase:
    """Give a grant as IATI 2.03; the same in every language."""
    (found,) = standings([_public(code)], public=True)
    answer = HttpResponse(iati_xml(found), content_type=IATI_TYPE)
    answer["Content-Disposition"] = f'inline; filename="{code}.xml"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
def all_values(request: HttpRequest) -> HttpResponseBase:
    """Give all values of all grants as a workbook."""
    content = values_xlsx(standings(_public_grants(), public=True))
    return to_save(content, name="indicators.xlsx", content_type=XLSX_TYPE)


@require_safe
def values_of_grant(request: HttpRequest, code: str) -> HttpResponseBase:
    """Give all values of one grant as a workbook."""
    content = values_xlsx(standings([_public(code)], public=True))
    return to_save(content, name=f"{code}-indicators.xlsx", content_type=XLSX_TYPE)


@require_safe
def report_file(request: HttpRequest, code: str, number: int, kind: str) -> HttpResponseBase:
    """Give a file of an issued report, in the language of the address."""
    found = get_object_or_404(
        GrantReport.objects.public().exclude(state=ReportState.WITHDRAWN), grant__code=code, number=number
    )
    language = translation.get_language() or "sr"
    try:
        made = reports.file_of(report=found, kind=kind, language=language)
    except ServiceRefused as refused:
        raise Http404 from refused
    return to_save(
        bytes(made.content),
        name=reports.file_name(found, kind, language),
        content_type=reports.CONTENT_TYPES[kind],
    )


def _public_grants() -> list[Grant]:
    return list(
        Grant.objects.public().filter(indicators__is_public=True).distinct().order_by("-first_day", "code")
    )


def _public(code: str) -> Grant:
    return get_object_or_404(Grant.objects.public(), code=code)


def _card(standing: Standing, proofs: dict[int, list[Evidence]]) -> IndicatorCard:
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
    return IndicatorCard(standing, bar, rows)


def _row(standing: PeriodStanding, largest: Decimal, proofs: dict[int, list[Evidence]]) -> PeriodRow:
    value = standing.value
    bar = value_bar(value.value if value else None, standing.period.target, largest=largest)
    if value is None:
        return PeriodRow(standing, bar, [], [], [])
    newer = (value, *standing.corrected)
    is_percentage = value.kind == IndicatorKind.PERCENTAGE
    corrections = [
        (figure(was.value, is_percentage=is_percentage, is_withheld=was.is_withheld), now)
        for now, was in zip(newer, standing.corrected, strict=False)
    ]
    return PeriodRow(standing, bar, part_tables(value), corrections, proofs.get(value.pk, []))
