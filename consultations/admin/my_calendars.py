"""The page on which an advisor joins the portal with a calendar of the own: what goes out, and what comes in."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations import feeds
from consultations.admin.busy_calendars import VERBS, state_badge
from consultations.models import Advisor, BusyCalendar, CalendarFeed
from consultations.services.busy_calendars import add_calendar
from consultations.services.calendar_feeds import make_feed

if TYPE_CHECKING:
    from center.admin_verbs import VerbAdmin
    from center.models import User


class OwnCalendarForm(forms.Form):
    """An address of the advisor's own calendar; shown back as it was typed only when it is refused."""

    address = forms.CharField(
        label=gettext_lazy("Address of your calendar (iCal, ICS)"),
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("It begins with https:// or webcal:// and often ends with .ics."),
    )
    counts_all_day = forms.BooleanField(
        label=gettext_lazy("Whole-day entries count as busy"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "Turn this off when birthdays and reminders stand in your calendar as whole days."
        ),
    )


def own_advisor(request: HttpRequest) -> Advisor | None:
    """Return the advisor that the person is, if any."""
    return Advisor.objects.filter(user=request.user.pk).first()


def mine_view(admin: "VerbAdmin[Any]", request: HttpRequest) -> HttpResponse:
    """Show the person's own addresses; a GET makes nothing, a POST adds a calendar to read."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if not admin.has_view_permission(request):
        raise PermissionDenied
    advisor = own_advisor(request)
    form = OwnCalendarForm(request.POST or None)
    if request.method == "POST":
        if advisor is None:
            raise Http404
        if form.is_valid() and _added(request, advisor, form):
            return redirect("admin:consultations_calendarfeed_mine")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {
        **admin.admin_site.each_context(request),
        "title": _("My calendars"),
        "opts": admin.opts,
        "advisor": advisor,
        "sees_all": request.user.has_perm("consultations.change_advisor"),
        "form": form,
        **(_what_there_is(advisor) if advisor else {}),
    }
    return TemplateResponse(request, "admin/consultations/my_calendars.html", context, status=status)


def _added(request: HttpRequest, advisor: Advisor, form: OwnCalendarForm) -> bool:
    """Add the calendar, or write into the form why not."""
    try:
        add_calendar(advisor=advisor, by=cast("User", request.user), **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Your calendar is added. It is being read; look again in a moment."))
    return True


def _what_there_is(advisor: Advisor) -> dict[str, Any]:
    feed = CalendarFeed.objects.filter(advisor=advisor, ended_at__isnull=True).first()
    address = feeds.address(feed) if feed is not None else ""
    return {
        "feed": feed,
        "address": address,
        # Opens the calendar program of the device, where there is one.
        "webcal": f"webcal://{address.partition('://')[2]}",
        "calendars": [
            {
                "calendar": calendar,
                "badge": state_badge(calendar),
                "verbs": [
                    {
                        "label": verb.label,
                        "asks_first": verb.asks_first,
                        "kind": "quiet" if verb.name == "end" else "outline",
                        "url": reverse("admin:consultations_busycalendar_do", args=[calendar.pk, verb.name]),
                    }
                    for verb in VERBS
                    if verb.fits(calendar)
                ],
            }
            for calendar in BusyCalendar.objects.being_read().filter(advisor=advisor).defer("address")
        ],
    }


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
