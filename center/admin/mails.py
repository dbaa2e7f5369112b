"""Mails: what goes to whom, and whether it went out. A text is shown only where the rule allows it."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from center.admin_columns import NOTHING, badge, moment_column, two_lines
from center.admin_lists import named_values
from center.admin_verbs import Verb, VerbAdmin
from center.base.letter_kinds import kind_label
from center.base.shown_text import quoted
from center.choices import MailState
from center.emails import HTML_LANG
from center.models import StoredMail, User
from center.services import retry_mail


def _retry(mail: StoredMail, _user: User, _reason: str) -> None:
    retry_mail(mail=mail)


# What the portal itself gives as the reason, for texts as well.
REASONS = {
    "expired": gettext_noop(
        "It was too late to send it: the visit was over, or the code not valid any more."
    ),
    "forgotten": gettext_noop("Nobody took it for sending in time."),
    "off": gettext_noop("The portal sends no text messages any more."),
    "too_slow": gettext_noop("The gateway did not answer in time."),
    "unreachable": gettext_noop("The gateway could not be reached."),
    "no_host": gettext_noop("The gateway could not be reached."),
    "certificate": gettext_noop("The gateway could not prove that it is the right one."),
}
_BADGES = {
    MailState.QUEUED: ("info", "clock"),
    MailState.SENT: ("success", "check"),
    MailState.FAILED: ("error", "error"),
}


@admin.register(StoredMail)
class StoredMailAdmin(VerbAdmin[StoredMail]):
    list_display = [
        "letter",
        "addressee",
        "progress",
        moment_column("created_at", _("stored")),
    ]
    list_filter = ["state", ("kind", named_values(kind_label)), "language"]
    nothing_yet = _("Every email that the portal sends is kept here.")
    date_hierarchy = "created_at"
    search_fields = ["recipient", "subject", "message_id"]
    fields = [
        "recipient",
        "subject_as_sent",
        "kind_name",
        "language",
        "state",
        "attempts",
        "trouble",
        "created_at",
        "queued_at",
        "sent_at",
        "expires_at",
        "erased_at",
        "message_id",
        "text",
    ]
    readonly_fields = ["subject_as_sent", "kind_name", "trouble", "text", "erased_at"]
    verbs = (
        Verb(
            "retry",
            _("Send again"),
            _retry,
            lambda mail: mail.can_be_retried,
            kind="primary",
            told=_("The email waits to be sent again"),
        ),
    )

    @admin.display(description=_("subject"), ordering="subject")
    def letter(self, mail: StoredMail) -> SafeString:
        """Return the subject with the kind of letter below it."""
        return two_lines(self.subject_as_sent(mail), kind_label(mail.kind))

    @admin.display(description=_("subject"))
    def subject_as_sent(self, mail: StoredMail) -> SafeString:
        return quoted(mail.subject, mail.language)

    @admin.display(description=_("recipient"), ordering="recipient")
    def addressee(self, mail: StoredMail) -> SafeString:
        """Return the address, which may break before its host and nowhere else."""
        name, _at, host = mail.recipient.rpartition("@")
        return format_html("{}<wbr>@{}", name, host)

    @admin.display(description=_("state"), ordering="state")
    def progress(self, mail: StoredMail) -> SafeString:
        """Return the state, and below it what went wrong last."""
        state = badge(*_BADGES[MailState(mail.state)], mail.get_state_display())
        return two_lines(state, self.trouble(mail) if mail.last_error else "")

    @admin.display(description=_("kind"))
    def kind_name(self, mail: StoredMail) -> str:
        return kind_label(mail.kind)

    @admin.display(description=_("text"))
    def text(self, mail: StoredMail) -> str:
        """Show the text as text; never the HTML part, never a code or a personal link outside the demo."""
        if not mail.body_may_be_shown:
            return gettext("This email contains a code or a personal link, so nobody but its reader sees it.")
        if mail.erased_at:
            return gettext("The text was erased.")
        lang = HTML_LANG[mail.language]
        return format_html('<pre class="mail-text" lang="{}">{}</pre>', lang, mail.body_text)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[StoredMail]:
        """Leave the texts in the database where a list needs none."""
        return super().get_queryset(request).defer("body_text", "body_html", "calendar")

    @admin.display(description=_("last error"))
    def trouble(self, mail: StoredMail) -> str:
        """Say in words what the portal itself decided; what a server answered stays its code."""
        return gettext(REASONS.get(mail.last_error, mail.last_error)) if mail.last_error else NOTHING
