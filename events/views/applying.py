"""The door for enterprises that want a stand: what it is about, until when, and the way in."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from center.private_pages import private
from entrepreneurs.models import Enterprise
from events import fair_rules, rules
from events.choices import EventKind
from events.models import ExhibitorApplication
from events.views.event import Moved, public_event


@require_safe
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell enterprises how to get a stand; an editor goes on from here, others sign in or add their enterprise."""
    try:
        event = public_event(slug)
    except Moved as moved:
        return HttpResponsePermanentRedirect(reverse("events:apply", args=[moved.slug]))
    if event.kind != EventKind.FAIR:
        raise Http404
    now = timezone.now()
    mine = []
    if request.user.is_authenticated:
        enterprises = list(Enterprise.objects.editable_by(request.user).order_by("name_sr", "pk"))
        rows = ExhibitorApplication.objects.filter(event=event, enterprise__in=enterprises)
        applied = {application.enterprise_id: application for application in rows}
        mine = [{"enterprise": each, "application": applied.get(each.pk)} for each in enterprises]
    opens = event.applications_open_at
    context = {
        "event": event,
        "mine": mine,
        "is_open": fair_rules.applications_are_open(event, now),
        "opens_later": opens is not None and opens > now and event.state == "published",
        "takes_none": event.applications_close_at is None,
        "is_past": rules.is_over(event, now),
    }
    return private(render(request, "events/apply.html", context))
