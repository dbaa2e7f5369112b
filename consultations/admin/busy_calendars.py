"""Own calendars of the advisors: each keeps them on the page “My calendars”; a coordinator sees that they work."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_columns import badge, moment_column, yes_or_no
from center.admin_verbs import Verb, VerbAdmin, through
from consultations.choices import BusyState
from consultations.models import BusyCalendar
from consultations.services import busy_calendars

if TYPE_CHECKING:
    from center.models import User

_BADGES = {
    BusyState.WAITING: ("info", "clock"),
    BusyState.READ: ("success", "check"),
    BusyState.FAILING: ("warning", "warning"),
    BusyState.ENDED: ("neutral", "lock"),
}


VERBS = (
    Verb(
        "read",
        _("Read it now"),
        through(busy_calendars.ask_for_reading, "calendar"),
        lambda calendar: calendar.is_open,
        told=_("It is being read; look again in a moment"),
    ),
    Verb(
        "with-all-day",
        _("Count whole-day entries"),
        through(busy_calendars.count_all_day, "calendar", counts=True),
        lambda calendar: calendar.is_open and not calendar.counts_all_day,
        told=_("Whole-day entries count from the next reading on, which begins now"),
    ),
    Verb(
        "without-all-day",
        _("Do not count whole-day entries"),
        through(busy_calendars.count_all_day, "calendar", counts=False),
        lambda calendar: calendar.is_open and calendar.counts_all_day,
        told=_("Whole-day entries do not count from the next reading on, which begins now"),
    ),
    Verb(
        "end",
        _("End the reading"),
        through(busy_calendars.end_calendar, "calendar"),
        lambda calendar: calendar.is_open,
        kind="danger",
        told=_("The calendar is not read any more"),
        warning=_(
            "Its address and its busy times are erased here, and visitors can book these times at once. The calendar"
            " itself does not change."
        ),
    ),
)


@admin.register(BusyCalendar)
class BusyCalendarAdmin(VerbAdmin[BusyCalendar]):
    verbs = VERBS
    list_display = [
        "advisor",
        "shown_address",
        "state_badge",
        moment_column("read_at", _("last read")),
    ]
    list_filter: ClassVar = ["state"]
    list_select_related: ClassVar = ["advisor"]
    nothing_yet = _("An advisor adds an own calendar on the page “My calendars”.")
    fields: ClassVar = [
        "state_badge",
        "problem",
        "advisor",
        "shown_address",
        "whole_days",
        "unread_entries",
        "added_at",
        "read_at",
        "tried_at",
        "ended_at",
        "ended_by",
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[BusyCalendar]:
        user = cast("User", request.user)  # admin_view: signed in
        return BusyCalendar.objects.visible_to(user).select_related("advisor__user").defer("address")

    def get_fields(self, request: HttpRequest, obj: BusyCalendar | None = None) -> Any:
        """Leave out what has not happened."""
        happened = {
            "problem": obj and obj.problem,
            "ended_at": obj and obj.ended_at,
            "ended_by": obj and obj.ended_at,
        }
        return [name for name in super().get_fields(request, obj) if happened.get(str(name), True)]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead an advisor to the own page, which has all of it."""
        sees_all = request.user.has_perm("consultations.change_advisor")
        if self.has_view_permission(request) and not sees_all:
            return redirect("admin:consultations_calendarfeed_mine")
        return super().changelist_view(request, extra_context)

    def _back(self, request: HttpRequest, record: BusyCalendar) -> str:
        if record.advisor.user_id == request.user.pk:
            return reverse("admin:consultations_calendarfeed_mine")
        return super()._back(request, record)

    @admin.display(description=_("address"), ordering="host")
    def shown_address(self, calendar: BusyCalendar) -> str:
        return calendar.shown_address

    @admin.display(description=_("all-day entries count"))
    def whole_days(self, calendar: BusyCalendar) -> SafeString:
        return yes_or_no(calendar.counts_all_day)

    @admin.display(description=_("state"), ordering="state")
    def state_badge(self, calendar: BusyCalendar) -> SafeString:
        return state_badge(calendar)


def state_badge(calendar: BusyCalendar) -> SafeString:
    """Return the badge of how the reading stands."""
    kind, icon = _BADGES[BusyState(calendar.state)]
    return badge(kind, icon, calendar.get_state_display())
