"""The public list of a fair: who is there, what is on show, who brings honey. The same before, during and after it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from center.base.reading import may_lag
from events import rules
from events.choices import EventKind
from events.exhibitor_list import exhibitors_of, kinds_of
from events.views.event import Moved, public_event
from events.views.event_facts import Facts, facts_of
from events.views.kept_pages import kept

_LONGEST_QUESTION = 100


@may_lag
@require_safe
def exhibitors(request: HttpRequest, slug: str) -> HttpResponse:
    """List the exhibitors, all or those whose products fit the words (`q`) and the kind (`kind`)."""
    facts = facts_of(slug)
    try:
        response = kept(request, facts, lambda: _page(request, slug, facts))
    except Moved as moved:
        return HttpResponsePermanentRedirect(reverse("events:exhibitors", args=[moved.slug]))
    # Exhibitors and stands change until the last day.
    patch_cache_control(response, private=True, no_cache=True, max_age=0)
    return response


def _page(request: HttpRequest, slug: str, facts: Facts | None) -> HttpResponse:
    event = public_event(slug)
    if event.kind != EventKind.FAIR:
        raise Http404
    asked = request.GET.get("q", "").replace("\x00", "")[:_LONGEST_QUESTION].strip()
    everybody = exhibitors_of(event)
    kinds = kinds_of(everybody)
    kind = next((each for each in kinds if each["slug"] == request.GET.get("kind")), None)
    is_narrowed = bool(asked or kind)
    found = exhibitors_of(event, asked, kind["slug"] if kind else "") if is_narrowed else everybody
    context = {
        "event": event,
        "asked": asked,
        "kind": kind,
        "kinds": kinds,
        "exhibitors": found,
        "total": len(everybody),
        "is_narrowed": is_narrowed,
        "is_over": rules.is_over(event, timezone.now()),
        "fair_facts": facts.fair if facts else "",
        "has_stands": any(each.stand for each in everybody),
    }
    return render(request, "events/exhibitors.html", context)
