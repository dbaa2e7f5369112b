"""What was achieved, for everybody: all grants, one grant, and the values to take away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from center import funding
from center.base.downloads import to_save
from center.choices.indicators import ReportState
from center.costly_pages import costly
from center.models import Evidence, Grant, GrantReport
from center.refusals import ServiceRefused
from center.services import reports
from center.services.achievements import Standing, standings
from center.services.frameworks import revisions_of_all
from center.services.iati import CONTENT_TYPE as IATI_TYPE
from center.services.iati import iati_xml
from center.services.value_workbook import CONTENT_TYPE as XLSX_TYPE
from center.services.value_workbook import values_xlsx
from center.views.achievement_cards import GrantCard, IndicatorCard, card


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show what was achieved with all grants."""
    found = standings(public_grants(), public=True)
    cards = [GrantCard(each, [card(standing, {}) for standing in each.indicators]) for each in found]
    context = {
        "cards": cards,
        "grants": len(cards),
        "indicators": sum(len(card.rows) for card in cards),
        "reached": sum(card.standing.reached for card in cards),
        "with_target": sum(card.standing.with_target for card in cards),
        "funded": funding.of_grants(each.grant for each in found),
        "as_of": max(
            (row.standing.as_of for card in cards for row in card.rows if row.standing.as_of), default=None
        ),
    }
    return render(request, "center/indicators/front.html", context)


@require_safe
def grant(request: HttpRequest, code: str) -> HttpResponse:
    """Show one grant: its facts, and each indicator with its periods, parts and corrections."""
    chosen = public_grant(code)
    (found,) = standings([chosen], public=True)
    proofs: dict[int, list[Evidence]] = {}
    links = Evidence.objects.shown().filter(measurement__period__indicator__grant=chosen).exclude(url="")
    for proof in links:
        proofs.setdefault(proof.measurement_id, []).append(proof)
    revisions = revisions_of_all(each.indicator for each in found.indicators)

    def carded(row: Standing) -> IndicatorCard:
        return card(row, proofs, revisions.get(row.indicator.pk))

    context = {
        "grant": chosen,
        "standing": found,
        "objectives": [
            (
                each.objective,
                [(result, [carded(row) for row in result.indicators]) for result in each.results],
            )
            for each in found.objectives
        ],
        "reports": list(chosen.reports.public().defer("document").order_by("-last", "-number")),
        "as_of": max((row.as_of for row in found.indicators if row.as_of), default=None),
    }
    return render(request, "center/indicators/grant.html", context)


@require_safe
@costly(is_data=True)
def iati(request: HttpRequest, code: str) -> HttpResponseBase:
    """Give a grant as IATI 2.03; the same in every language, and none where nobody is named who reports."""
    (found,) = standings([public_grant(code)], public=True)
    try:
        content = iati_xml(found)
    except ServiceRefused as refused:
        raise Http404 from refused
    answer = HttpResponse(content, content_type=IATI_TYPE)
    answer["Content-Disposition"] = f'inline; filename="{code}.xml"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@costly(is_data=True)
def all_values(request: HttpRequest) -> HttpResponseBase:
    """Give all values of all grants as a workbook."""
    content = values_xlsx(standings(public_grants(), public=True))
    return to_save(content, name="indicators.xlsx", content_type=XLSX_TYPE)


@require_safe
@costly(is_data=True)
def values_of_grant(request: HttpRequest, code: str) -> HttpResponseBase:
    """Give all values of one grant as a workbook."""
    content = values_xlsx(standings([public_grant(code)], public=True))
    return to_save(content, name=f"{code}-indicators.xlsx", content_type=XLSX_TYPE)


@require_safe
@costly(is_data=True)
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


def public_grants() -> list[Grant]:
    """Return the grants that have a public page and an indicator on it, the newest first."""
    return list(
        Grant.objects.public().filter(indicators__is_public=True).distinct().order_by("-first_day", "code")
    )


def public_grant(code: str) -> Grant:
    """Return a grant with a public page. Raises Http404."""
    return get_object_or_404(Grant.objects.public(), code=code)
