"""Lists of events: what is to come, what was, and the editions of one series."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from center.base.reading import may_lag
from events.choices import EventKind
from events.models import Event, EventSeries
from events.standing import standing

_PER_PAGE = 20
_PAST_BELOW = 4
# In the plural, as headings and links of the list.
KINDS = {
    EventKind.FAIR: _("Mini-fairs"),
    EventKind.WORKSHOP: _("Workshops"),
    EventKind.INFO_SESSION: _("Info sessions"),
    EventKind.MEETING: _("Network meetings"),
    EventKind.OTHER: _("Other events"),
}


@may_lag
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Show what is to come, all or of one kind, and below it the last of what was."""
    now, kind = timezone.now(), _kind(request)
    coming = Event.objects.coming(now)
    there_are = {*coming.order_by().values_list("kind", flat=True).distinct(), kind}
    kinds = [
        {"value": each.value, "label": label, "is_current": each == kind}
        for each, label in KINDS.items()
        if each in there_are
    ]
    shown = coming.filter(kind=kind) if kind else coming
    past = Event.objects.past(now)
    context = {
        "rows": rows(shown.with_details().with_counts(), now),
        "kind": kind,
        "kind_label": KINDS.get(kind, "") if kind else "",
        "kinds": kinds if len(kinds) > 1 or kind else [],
        "past": list((past.filter(kind=kind) if kind else past).with_details()[:_PAST_BELOW]),
    }
    return render(request, "events/events.html", context)


@may_lag
@require_safe
def past(request: HttpRequest) -> HttpResponse:
    """Show what took place, the last first."""
    page = Paginator(Event.objects.past().with_details(), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/past.html", {"page_obj": page, "events": page.object_list})


@may_lag
@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all editions of a series that the public may read of."""
    found = get_object_or_404(EventSeries, slug=slug)
    now = timezone.now()
    editions: Any = found.editions.public().with_details().with_counts().order_by("-starts_at", "-pk")
    shown = rows(editions, now)
    context = {
        "series": found,
        "rows": [row for row in reversed(shown) if not row["standing"].is_over],
        "past": [row["event"] for row in shown if row["standing"].is_over],
    }
    return render(request, "events/series.html", context)


def rows(events: Iterable[Any], now: datetime) -> list[dict[str, Any]]:
    """Return events fetched `with_counts` with what can be said of their places."""
    return [{"event": event, "standing": standing(event, now)} for event in events]


def _kind(request: HttpRequest) -> EventKind | None:
    wanted = request.GET.get("kind", "")
    return EventKind(wanted) if wanted in EventKind.values else None
