"""Calls for funding in the admin."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget, AdminTimeWidget
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from center.admin.sourced import CHECKED, HAPPENED, SOURCE, DueFilter, SourcedAdmin, publish
from center.admin_columns import two_lines
from center.admin_verbs import Verb, through
from center.admin_versions import VersionedForm
from center.choices.resources import ApplicantKind, CallEnds
from center.models import FundingCall, User
from center.services import funding_calls, sourced
from center.templatetags.resource_words import amount_words, short_deadline, standing_badge

_BADGE = "components/badge.html"


class CallForm(VersionedForm):
    """What colleagues write; a deadline is a day and perhaps an hour."""

    applicants = forms.MultipleChoiceField(
        label=_("who may apply"),
        choices=ApplicantKind,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    deadline_day = forms.DateField(
        label=_("day of the deadline"),
        required=False,
        widget=AdminDateWidget(),
        help_text=_("When you change it, who wants to be reminded is reminded of the new one."),
    )
    deadline_time = forms.TimeField(
        label=_("hour of the deadline"),
        required=False,
        widget=AdminTimeWidget(),
        help_text=_("At the office's clock. Empty: until the end of the day."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call: Any = self.instance
        for name in ("deadline_day", "deadline_time"):
            if name in self.fields:
                self.initial.setdefault(name, getattr(call, name))

    def clean(self) -> dict[str, Any] | None:
        """Say at the field what is wrong with the deadline."""
        data = super().clean() or self.cleaned_data
        if {"deadline_day", "deadline_time", "ends"} & set(self.errors):
            return data
        day, clock, ends = data.get("deadline_day"), data.get("deadline_time"), data.get("ends")
        if ends == CallEnds.DEADLINE and day is None:
            self.add_error("deadline_day", _("Write the day of the deadline, or choose another end."))
        elif ends == CallEnds.ROLLING and day is not None:
            self.add_error("deadline_day", _("A call without an end has no deadline."))
        else:
            try:
                funding_calls.deadline_columns(day, clock)
            except ValidationError as error:
                self.add_error("deadline_day", error.messages[0])
        return data


VERBS = (
    publish(sourced.publish, "record"),
    CHECKED,
    Verb(
        "close",
        _("The money is spent"),
        through(funding_calls.close_call, "call"),
        lambda call: call.is_published and call.ends != CallEnds.DEADLINE and call.closed_at is None,
        told=_("The call is closed"),
        warning=_(
            "The call moves to the closed ones. Who wanted to be reminded of its deadline is told by email."
        ),
    ),
    Verb(
        "open_again",
        _("Open again"),
        through(funding_calls.open_call_again, "call"),
        lambda call: call.closed_at is not None and not call.is_archived,
        told=_("The call is open again"),
    ),
    Verb(
        "withdraw",
        _("Withdrawn by the donor"),
        through(funding_calls.withdraw_call, "call", with_reason=True),
        lambda call: not call.is_archived,
        kind="danger",
        told=_("The call is withdrawn"),
        asks=_("Reason (everybody can read it; may stay empty)"),
        warning=_(
            "Its page says so, and who wanted to be reminded of its deadline is told by email within ten minutes."
        ),
    ),
    Verb(
        "put_back",
        _("Put back"),
        through(funding_calls.put_call_back, "call"),
        lambda call: call.is_archived,
        told=_("It is back where it was"),
    ),
)


@admin.register(FundingCall)
class FundingCallAdmin(SourcedAdmin[FundingCall]):
    form = CallForm
    list_display = ["what", "standing", "badge", "until", "asked_for", "checked"]
    list_filter: ClassVar = ["state", "ends", DueFilter]
    folded_search = ("title_sr", "title_en", "caller_sr", "summary_sr")
    add_label = _("Add a call for funding")
    nothing_yet = _("Calls to which enterprises and people with an idea can apply stand here.")
    prepopulated_fields: ClassVar = {"slug": ("title_en",)}
    markdown = ("body_sr", "body_en")
    verbs = VERBS
    written = (*funding_calls.WRITTEN, "deadline_day", "deadline_time")
    shown_to_readers: ClassVar[dict[str, str]] = {
        "applicants": "who",
        "deadline_day": "until",
        "deadline_time": "amount",
    }
    readonly_fields: ClassVar = [*SourcedAdmin.readonly_fields, "who", "until", "amount"]
    fieldsets: ClassVar = [
        (
            _("What is given"),
            {
                "fields": [
                    "title_sr",
                    "title_en",
                    "slug",
                    "caller_sr",
                    "caller_en",
                    "summary_sr",
                    "summary_en",
                    "body_sr",
                    "body_en",
                    ("amount_min", "amount_max", "currency"),
                ]
            },
        ),
        (_("To whom"), {"fields": ["applicants", "for_whom_sr", "for_whom_en"]}),
        (_("When"), {"fields": ["opens_on", "ends", ("deadline_day", "deadline_time")]}),
        SOURCE,
        HAPPENED,
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        waiting = Count("sign_ups", filter=Q(sign_ups__confirmed_at__isnull=False))
        return super().get_queryset(request).annotate(waiting=waiting)

    def write_text(self, user: User, values: dict[str, Any]) -> FundingCall:
        return funding_calls.write_call(by=user, **values)

    def change_text(self, record: FundingCall, user: User, values: dict[str, Any]) -> FundingCall:
        return funding_calls.change_call(call=record, by=user, **values)

    @admin.display(description=_("title"), ordering="title_sr")
    def what(self, call: FundingCall) -> SafeString:
        return two_lines(call.title, call.caller)

    @admin.display(description=_("how far it has come"))
    def standing(self, call: FundingCall) -> SafeString | str:
        return render_to_string(_BADGE, standing_badge(call.standing()))

    @admin.display(description=_("deadline"), ordering="deadline_at")
    def until(self, call: FundingCall) -> str:
        return short_deadline(call)

    @admin.display(description=_("how much"))
    def amount(self, call: FundingCall) -> str:
        return amount_words(call)

    @admin.display(description=_("who may apply"))
    def who(self, call: FundingCall) -> str:
        return ", ".join(str(ApplicantKind(kind).label) for kind in call.applicants)

    @admin.display(description=_("reminders wanted"))
    def asked_for(self, call: Any) -> str:
        """Say how many addresses wait for the deadline; which ones nobody needs to see."""
        words = ngettext("%(count)d address", "%(count)d addresses", call.waiting)
        return words % {"count": call.waiting} if call.waiting else ""
