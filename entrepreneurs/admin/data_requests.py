"""What people asked for about their data: what is owed, until when, and the answer."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_columns import badge
from center.admin_verbs import Verb, VerbAdmin
from center.base.person_names import shown_name
from center.base.shown_text import quoted
from center.models import User
from entrepreneurs.choices import RequestState
from entrepreneurs.models import DataRequest
from entrepreneurs.services.data_requests import answer_request

_BADGES = {
    RequestState.OPEN: ("info", "clock"),
    RequestState.DONE: ("success", "check"),
    RequestState.REFUSED: ("neutral", "error"),
}


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Answer to the person"),
        max_length=DataRequest.WORDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The person reads it on their own page."),
    )


def _answer(*, done: bool) -> Any:
    def call(request: DataRequest, user: User, clean: Any) -> object:
        return answer_request(request=request, done=done, answer=clean["answer"], by=user)

    return call


def _is_open(request: DataRequest) -> bool:
    return request.is_open


@admin.register(DataRequest)
class DataRequestAdmin(VerbAdmin[DataRequest]):
    list_display = ["name", "kind", "state_badge", "due_on", "received_on"]
    nothing_yet = gettext_lazy("When somebody asks for a copy, a correction or an erasure, it is kept here.")
    list_filter = ["state", "kind"]
    list_select_related = ["person", "recorded_by", "decided_by"]
    date_hierarchy = "due_on"
    reading_is_logged = True
    fields = [
        "who",
        "kind",
        "way",
        "asked",
        "received_on",
        "due_on",
        "recorded_by",
        "state",
        "answered",
        "decided_at",
        "decided_by",
    ]
    readonly_fields = ["who", "asked", "answered"]
    verbs = (
        Verb(
            "done",
            gettext_lazy("Note that it is done"),
            _answer(done=True),
            _is_open,
            kind="primary",
            told=gettext_lazy("The request is noted as done"),
            form=lambda _request, _user, data: AnswerForm(data),
        ),
        Verb(
            "refuse",
            gettext_lazy("Refuse it, with the reason"),
            _answer(done=False),
            _is_open,
            told=gettext_lazy("The refusal is noted"),
            form=lambda _request, _user, data: AnswerForm(data),
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=gettext_lazy("person"), ordering="person__name")
    def name(self, row: DataRequest) -> str:
        return shown_name(row.person.name)

    @admin.display(description=gettext_lazy("person"))
    def who(self, row: DataRequest) -> SafeString:
        address = reverse("admin:entrepreneurs_entrepreneur_change", args=[row.person_id])
        return format_html('<a href="{}">{}</a>', address, shown_name(row.person.name))

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, row: DataRequest) -> SafeString:
        if row.is_overdue:
            return badge("warning", "warning", _("Overdue"))
        return badge(*_BADGES[RequestState(row.state)], row.get_state_display())

    @admin.display(description=gettext_lazy("in the person’s words"))
    def asked(self, row: DataRequest) -> SafeString | str:
        return quoted(row.words) if row.words else str(self.get_empty_value_display())

    @admin.display(description=gettext_lazy("answer to the person"))
    def answered(self, row: DataRequest) -> SafeString | str:
        return quoted(row.answer) if row.answer else str(self.get_empty_value_display())
