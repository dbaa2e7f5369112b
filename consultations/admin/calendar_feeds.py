"""Addresses for calendar programs: each advisor keeps the own one on a page of its own, a coordinator may end any."""

from typing import Any, ClassVar, cast

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin_columns import badge, moment_column
from center.admin_verbs import Verb, VerbAdmin
from center.models import User
from consultations.admin.my_calendars import make_view, mine_view
from consultations.models import CalendarFeed
from consultations.services.calendar_feeds import end_feed, renew_feed

RENEW = "renew"


def _renew(feed: CalendarFeed, user: User, _reason: str) -> CalendarFeed:
    return renew_feed(feed=feed, by=user)


VERBS = (
    Verb(
        RENEW,
        _("Make a new address"),
        _renew,
        lambda feed: feed.is_open,
        told=_("There is a new address"),
        warning=_(
            "The old address stops working at once, for everybody who knows it. Enter the new one in your own calendar"
            " programs afterwards."
        ),
    ),
    Verb(
        "end",
        _("End the address"),
        lambda feed, user, _reason: end_feed(feed=feed, by=user),
        lambda feed: feed.is_open,
        kind="danger",
        told=_("The address has ended"),
        warning=_(
            "Calendar programs that read this address get no visits any more. Visits themselves do not change."
        ),
    ),
)


@admin.register(CalendarFeed)
class CalendarFeedAdmin(VerbAdmin[CalendarFeed]):
    """The address itself stands on the advisor's own page only; here is what others may know of it."""

    verbs = VERBS
    list_display = [
        "advisor",
        "state_badge",
        moment_column("made_at", _("address made")),
        "read_on",
        moment_column("ended_at", _("ended")),
    ]
    list_filter: ClassVar = [("ended_at", admin.EmptyFieldListFilter)]
    list_select_related: ClassVar = ["advisor"]
    nothing_yet = _("An advisor makes an address on the page “My calendars”.")
    fields: ClassVar = ["state_badge", "advisor", "made_at", "read_on", "ended_at", "ended_by"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        stem = "consultations_calendarfeed"
        return [
            path("mine/", view(lambda request: mine_view(self, request)), name=f"{stem}_mine"),
            path("make/", view(lambda request: make_view(self, request)), name=f"{stem}_make"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[CalendarFeed]:
        user = cast("User", request.user)  # admin_view: signed in
        return CalendarFeed.objects.visible_to(user).select_related("advisor__user").defer("secret")

    def get_fields(self, request: HttpRequest, obj: CalendarFeed | None = None) -> Any:
        """Leave out what has not happened."""
        fields = super().get_fields(request, obj)
        if obj is None or obj.is_open:
            return [name for name in fields if name not in {"ended_at", "ended_by"}]
        return fields

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead an advisor to the own page: a list of one row says less."""
        sees_all = request.user.has_perm("consultations.change_advisor")
        if self.has_view_permission(request) and not sees_all:
            return redirect("admin:consultations_calendarfeed_mine")
        return super().changelist_view(request, extra_context)

    def offered_verbs(self, request: HttpRequest, record: CalendarFeed) -> list[Verb]:
        """Offer a new address to its advisor only: a coordinator would make one that nobody can see."""
        verbs = super().offered_verbs(request, record)
        return [verb for verb in verbs if verb.name != RENEW or is_own(request, record)]

    def do_view(self, request: HttpRequest, object_id: int, verb: str) -> HttpResponse:
        """Ask, or do it; of the verbs of others there is no page."""
        record = self.get_object(request, str(object_id))
        if verb == RENEW and record is not None and not is_own(request, record):
            raise Http404
        return super().do_view(request, object_id, verb)

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        actions.pop(RENEW, None)
        return actions

    def _back(self, request: HttpRequest, record: CalendarFeed) -> str:
        if is_own(request, record):
            return reverse("admin:consultations_calendarfeed_mine")
        return super()._back(request, record)

    @admin.display(description=_("state"), ordering="ended_at")
    def state_badge(self, feed: CalendarFeed) -> SafeString:
        if feed.is_open:
            return badge("success", "check", gettext("Can be read"))
        return badge("neutral", "lock", gettext("Ended"))


def is_own(request: HttpRequest, feed: CalendarFeed) -> bool:
    """Say whether the person is the feed's advisor."""
    return feed.advisor.user_id == request.user.pk
