"""The programme of an event as the public reads it: by time, what changed in it, and one item for a calendar."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from center.base.reading import may_lag
from events import calendars
from events.choices import EventState
from events.models import Event, ProgrammeRelease
from events.services.programmes import note_in_words, programme_of, released
from events.views.event import Moved, public_event
from events.views.kept_pages import kept
from events.views.programme_parts import is_news, public_release, versions, whole

# What of the event stands on the page of its programme.
_SHOWN: Final = (
    "pk",
    "title_sr",
    "title_en",
    "starts_at",
    "ends_at",
    "state",
    "reason_sr",
    "venue__name_sr",
    "venue__name_en",
    "venue__settlement__name_sr",
    "venue__settlement__name_en",
)


@may_lag
@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the last version of a programme, all of it on one page."""
    facts = Event.objects.public().filter(slug=slug).values_list(*_SHOWN).first()
    if facts is None:
        return _programme(request, slug)
    release = public_release(facts[0])
    if release is None:
        raise Http404
    version = (release.digest, release.number, release.released_at, is_news(release))
    return kept(request, (facts, version), lambda: _programme(request, slug))


def _programme(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        event = _event(slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(reverse("events:programme", args=[moved.slug]))
    release = _release(event)
    part = whole(event, release)
    context = {
        **_context(event, release),
        "programme": part.html,
        "is_outside": part.is_outside(event),
        "note": note_in_words(release) if is_news(release) else "",
    }
    return render(request, "events/programme.html", context)


@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what each version of a programme changed, the newest first."""
    try:
        event = _event(slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(reverse("events:programme_changes", args=[moved.slug]))
    rows = versions(event)
    if not rows:
        raise Http404
    for row in rows:
        row["note"] = note_in_words(row["release"])
    return render(
        request,
        "events/programme_changes.html",
        {**_context(event, rows[0]["release"]), "versions": rows, "is_cut": not rows[-1]["is_first"]},
    )


@require_safe
def calendar(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Give one item of the programme as a file for a calendar program."""
    try:
        event = _event(slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(
            reverse("events:programme_item_calendar", args=[moved.slug, key])
        )
    release = released(event)
    item = programme_of(release).item(key)
    if release is None or item is None:
        raise Http404
    content = calendars.item_file(event, item, release)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{event.slug}-{key}.ics"'
    return response


def _event(slug: str) -> Event:
    """Return a public event with its venue; Moved or Http404 as for its own page."""
    found = Event.objects.public().with_details().filter(slug=slug).first()
    return found if found is not None else public_event(slug)


def _release(event: Event) -> ProgrammeRelease:
    release = public_release(event.pk)
    if release is None:
        raise Http404
    return release


def _context(event: Event, release: ProgrammeRelease) -> dict[str, Any]:
    return {
        "event": event,
        "release": release,
        "is_changed": release.number > 1,
        "is_cancelled": event.state == EventState.CANCELLED,
        "is_postponed": event.state == EventState.POSTPONED,
    }
