"""What visitors send from a profile: messages to pass on, and errors to put right."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from center.admin_columns import moment_column
from center.admin_inbox import InboxAdmin, beginning_column, text_column
from center.admin_verbs import Refused, Verb
from center.base import phones
from center.models import User
from entrepreneurs import services
from entrepreneurs.choices import MessageState, ReportState
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import EnterpriseMessage, ErrorReport

_MESSAGE_BADGES = {
    MessageState.WAITING: ("warning", "phone"),
    MessageState.RELAYED: ("info", "letter"),
    MessageState.PASSED_ON: ("success", "check"),
}
_REPORT_BADGES = {
    ReportState.NEW: ("warning", "question"),
    ReportState.DONE: ("success", "check"),
    ReportState.DISMISSED: ("neutral", "error"),
}


def _pass_on(message: EnterpriseMessage, user: User, _reason: str) -> None:
    try:
        services.pass_on(message=message, by=user)
    except ChangeRefused as refused:
        raise Refused(str(refused)) from refused


@admin.register(EnterpriseMessage)
class EnterpriseMessageAdmin(InboxAdmin[EnterpriseMessage]):
    badges = _MESSAGE_BADGES
    list_display = [
        "sender",
        "shown_enterprise",
        "beginning",
        "state_badge",
        moment_column("created_at", _("received")),
    ]
    nothing_yet = _("Messages that visitors write on a profile arrive here.")
    list_filter = ["state", "language"]
    folded_search = ("name", "email", "phone", "enterprise__name_sr")
    reading_is_logged = True
    fields = [
        "state",
        "shown_enterprise",
        "enterprise_phones",
        "shown_name",
        "phone_link",
        "email_link",
        "whole_text",
        "language",
        "created_at",
        "passed_on_by",
        "passed_on_at",
    ]
    beginning = beginning_column(_("message"))
    whole_text = text_column(_("message"))
    verbs = (
        Verb(
            "passed_on",
            _("Mark as passed on"),
            _pass_on,
            lambda message: message.state == MessageState.WAITING,
            kind="primary",
            told=_("The message is marked as passed on"),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[EnterpriseMessage]:
        return super().get_queryset(request).select_related("enterprise")

    @admin.display(description=_("enterprise"), ordering="enterprise__name_sr")
    def shown_enterprise(self, message: EnterpriseMessage) -> Any:
        return message.enterprise.name

    @admin.display(description=_("phones of the enterprise"))
    def enterprise_phones(self, message: EnterpriseMessage) -> str:
        """Return the numbers at which a colleague reaches the enterprise, also those that are not public."""
        numbers = message.enterprise.channels.exclude(phone="").values_list("phone", flat=True)
        return ", ".join(map(phones.display_phone, numbers)) or "–"


def _handle(report: ErrorReport, user: User, state: ReportState) -> None:
    services.handle_report(report=report, state=state, by=user)


@admin.register(ErrorReport)
class ErrorReportAdmin(InboxAdmin[ErrorReport]):
    badges = _REPORT_BADGES
    list_display = [
        "kind",
        "shown_enterprise",
        "beginning",
        "state_badge",
        moment_column("created_at", _("received")),
    ]
    nothing_yet = _("What visitors find wrong on a profile arrives here.")
    list_filter = ["state", "kind"]
    folded_search = ("email", "enterprise__name_sr")
    fields = [
        "state",
        "kind",
        "shown_enterprise",
        "page_link",
        "whole_text",
        "email_link",
        "language",
        "created_at",
        "handled_by",
        "handled_at",
    ]
    beginning = beginning_column(_("in the visitor's words"))
    whole_text = text_column(_("in the visitor's words"))
    verbs = (
        Verb(
            "done",
            _("Mark as put right"),
            lambda report, user, _reason: _handle(report, user, ReportState.DONE),
            lambda report: report.state == ReportState.NEW,
            kind="primary",
            told=_("The report is marked as put right"),
        ),
        Verb(
            "dismiss",
            _("Nothing to put right"),
            lambda report, user, _reason: _handle(report, user, ReportState.DISMISSED),
            lambda report: report.state == ReportState.NEW,
            told=_("The report is closed without a change"),
        ),
        Verb(
            "reopen",
            _("Put back among the waiting ones"),
            lambda report, user, _reason: _handle(report, user, ReportState.NEW),
            lambda report: report.state != ReportState.NEW,
            told=_("The report waits again"),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ErrorReport]:
        return super().get_queryset(request).select_related("enterprise")

    @admin.display(description=_("enterprise"), ordering="enterprise__name_sr")
    def shown_enterprise(self, report: ErrorReport) -> Any:
        return report.enterprise.name

    @admin.display(description=_("page"))
    def page_link(self, report: ErrorReport) -> str:
        return format_html('<a href="{}">{}</a>', report.enterprise.get_absolute_url(), _("Open the page"))
