"""The page of one event."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from center.base.reading import may_lag
from events import calendars, rules
from events.choices import EventState
from events.models import Event, FormerEventSlug
from events.results import results_of
from events.schema import schema
from events.standing import standing
from events.views.event_facts import Facts, facts_of
from events.views.kept_pages import kept


class Moved(Exception):  # noqa: N818 -- reads as what happened
    """The event has another short name now."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


@may_lag
@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an event that the public may read of; an earlier short name leads here."""
    facts = facts_of(slug)
    try:
        response = kept(request, facts, lambda: _page(request, slug, facts))
    except Moved as moved:
        return HttpResponsePermanentRedirect(reverse("events:event", args=[moved.slug]))
    # Places change.
    patch_cache_control(response, private=True, no_cache=True, max_age=0)
    return response


def _page(request: HttpRequest, slug: str, facts: Facts | None) -> HttpResponse:
    found, now = public_event(slug), timezone.now()
    stands = standing(found, now)
    context = {
        "event": found,
        "standing": stands,
        "is_cancelled": found.state == EventState.CANCELLED,
        "is_postponed": found.state == EventState.POSTPONED,
        "editions": _others(found),
        "results": results_of(found) if found.state == EventState.ARCHIVED else None,
        "can_say": rules.feedback_is_open(found, now),
        "schema": schema(found, stands),
        "fair_facts": facts.fair if facts else "",
    }
    return render(request, "events/event.html", context)


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the event as a file for a calendar program, to who only wants to remember it."""
    try:
        found = public_event(slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(reverse("events:event_calendar", args=[moved.slug]))
    content = calendars.feed([found], name=found.title.plain)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8", status=HTTPStatus.OK)
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.ics"'
    return response


def public_event(slug: str) -> Any:
    """Return the event with details and counts; raise Moved for an earlier short name and Http404 for none."""
    found = Event.objects.public().with_details().with_counts().filter(slug=slug).first()
    if found is not None:
        return found
    former = FormerEventSlug.objects.filter(slug=slug, event__in=Event.objects.public()).first()
    if former is None:
        raise Http404
    raise Moved(former.event.slug)


def _others(event: Event) -> list[Event]:
    """Return the other editions of the series, the last first."""
    if event.series is None:
        return []
    return list(event.series.editions.public().exclude(pk=event.pk).order_by("-starts_at")[:6])
