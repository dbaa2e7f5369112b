"""Calls about events, for people whom no letter reaches."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_columns import moment, moment_and_who, phone_link
from center.admin_verbs import Verb, VerbAdmin
from center.base.person_names import shown_name
from center.models import User
from events.choices import CallOutcome
from events.models import EventCall
from events.services.calling import close_call


def _closing(outcome: CallOutcome) -> Callable[[Any, User, Any], object]:
    def call(record: EventCall, user: User, _reason: Any) -> object:
        return close_call(call=record, outcome=outcome, by=user)

    return call


@admin.register(EventCall)
class EventCallAdmin(VerbAdmin[EventCall]):
    list_display = ["who", "phone", "reason", "about", "due", "result"]
    list_filter: ClassVar = ["outcome", "reason"]
    folded_search = ("registration__contact_name", "registration__contact_phone")
    nothing_yet = _("People without email who have to hear something about an event are listed here.")
    reading_is_logged = True
    verbs = (
        Verb(
            "reached",
            _("Reached"),
            _closing(CallOutcome.REACHED),
            lambda call: not call.outcome,
            kind="primary",
            told=_("The call is closed"),
        ),
        Verb(
            "not_reached",
            _("Give up"),
            _closing(CallOutcome.NOT_REACHED),
            lambda call: not call.outcome,
            told=_("The call is closed"),
        ),
    )
    fields: ClassVar = ["who", "phone", "reason", "about", "due", "result"]
    readonly_fields: ClassVar = ["who", "phone", "about", "due", "result"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[EventCall]:
        return EventCall.objects.with_details().select_related("closed_by")

    def get_ordering(self, request: HttpRequest) -> Any:
        # Who still has to be called first.
        return ["outcome", "due_at", "pk"]

    def in_words(self, call: EventCall) -> str:
        """Say who it is and what about."""
        return f"{shown_name(call.registration.contact_name)}, {call.registration.event}"

    @admin.display(description=_("person"), ordering="registration__contact_name")
    def who(self, call: EventCall) -> str:
        return shown_name(call.registration.contact_name)

    @admin.display(description=_("phone"))
    def phone(self, call: EventCall) -> SafeString | str:
        return phone_link(call.registration.contact_phone)

    @admin.display(description=_("event"), ordering="registration__event__starts_at")
    def about(self, call: EventCall) -> SafeString:
        address = reverse("admin:events_registration_change", args=[call.registration_id])
        return format_html('<a href="{}">{}</a>', address, str(call.registration.event))

    @admin.display(description=_("to call before"), ordering="due_at")
    def due(self, call: EventCall) -> SafeString | str:
        return moment(call.due_at)

    @admin.display(description=_("result"), ordering="outcome")
    def result(self, call: EventCall) -> str:
        if not call.outcome:
            return "–"
        return f"{call.get_outcome_display()}, {moment_and_who(call.closed_at, call.closed_by or '')}".rstrip(
            ", "
        )
