"""The page on which an advisor joins the portal with a calendar of the own: what goes out, and what comes in."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from consultations import feeds
from consultations.models import Advisor, CalendarFeed
from consultations.services.calendar_feeds import make_feed

if TYPE_CHECKING:
    from center.admin_verbs import VerbAdmin
    from center.models import User


def own_advisor(request: HttpRequest) -> Advisor | None:
    """Return the advisor that the person is, if any."""
    return Advisor.objects.filter(user=request.user.pk).first()


def mine_view(admin: "VerbAdmin[Any]", request: HttpRequest) -> HttpResponse:
    """Show the person's own addresses; a GET makes nothing."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    advisor = own_advisor(request)
    feed = CalendarFeed.objects.filter(advisor=advisor).first() if advisor else None
    is_open = feed is not None and feed.is_open
    address = feeds.address(feed) if feed is not None and is_open else ""
    context = {
        **admin.admin_site.each_context(request),
        "title": _("My calendars"),
        "opts": admin.opts,
        "advisor": advisor,
        "feed": feed if is_open else None,
        "address": address,
        # Opens the calendar program of the device, where there is one.
        "webcal": f"webcal://{address.partition('://')[2]}",
        "sees_all": request.user.has_perm("consultations.change_advisor"),
    }
    response = TemplateResponse(request, "admin/consultations/my_calendars.html", context)
    # The address is in the page; no other site may learn where somebody came from.
    response["Referrer-Policy"] = "no-referrer"
    return response


def make_view(admin: "VerbAdmin[Any]", request: HttpRequest) -> HttpResponse:
    """Make the person's own address and go back to the page that shows it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not admin.has_verb_permission(request):
        raise PermissionDenied
    advisor = own_advisor(request)
    if advisor is None:
        raise Http404
    make_feed(advisor=advisor, by=cast("User", request.user))
    messages.success(request, _("Your address is ready. Copy it into your calendar program."))
    return redirect("admin:consultations_calendarfeed_mine")
