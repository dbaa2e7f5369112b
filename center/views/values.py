"""One value for everybody: how it came about, what was corrected, and what proves it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from center.base.downloads import to_save
from center.base.file_kinds import CONTENT_TYPES, FileKind
from center.choices.indicators import EvidenceKind
from center.models import Evidence, Measurement
from center.services import evidence
from center.services.achievements import PeriodStanding, Standing, standings
from center.services.frameworks import revisions_of
from center.views.achievement_cards import card
from center.views.achievements import public_grant


@require_safe
def value(request: HttpRequest, code: str, period: int) -> HttpResponse:
    """Show the value of a period with its evidence; the photos for everybody among it are shown."""
    grant = public_grant(code)
    (found,) = standings([grant], public=True)
    standing, of_period = _period(found.indicators, period)
    proofs = _proofs(of_period.value)
    shown = card(standing, {}, revisions_of(standing.indicator, standing.indicator.revisions.order_by("pk")))
    context = {
        "grant": grant,
        "card": shown,
        "indicator": standing.indicator,
        "row": next(row for row in shown.periods if row.standing.period.pk == period),
        "photos": [each for each in proofs if each.picture is not None and each.picture.is_ready],
        "proofs": [each for each in proofs if each.picture is None or not each.picture.is_ready],
        "is_made_up": found.is_made_up,
    }
    return render(request, "center/indicators/period.html", context)


@require_safe
def article(request: HttpRequest, code: str, key: int) -> HttpResponseBase:
    """Give the file of an article that everybody may see."""
    shown = Evidence.objects.shown().filter(kind=EvidenceKind.ARTICLE).exclude(stored_as="")
    proof = get_object_or_404(shown, pk=key, measurement__period__indicator__grant__code=code)
    try:
        content = evidence.opened(proof)
    except FileNotFoundError as error:
        raise Http404 from error
    kind = FileKind(proof.file_kind)
    return to_save(content, name=f"{code}-{proof.pk}.{kind}", content_type=CONTENT_TYPES[kind])


def _period(indicators: list[Standing], key: int) -> tuple[Standing, PeriodStanding]:
    """Return a period that has a value, with its indicator. Raises Http404."""
    for standing in indicators:
        for each in standing.periods:
            if each.period.pk == key and each.value is not None:
                return standing, each
    raise Http404


def _proofs(value: Measurement | None) -> list[Evidence]:
    if value is None:
        return []
    rows = list(value.evidence.select_related("picture").order_by("pk"))
    for row in rows:
        row.measurement = value
    return rows
