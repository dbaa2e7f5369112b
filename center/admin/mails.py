"""Mails: what goes to whom, and whether it went out. A text is shown only where the rule allows it."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin_verbs import Verb, VerbAdmin
from center.models import StoredMail, User
from center.services import retry_mail


def _retry(mail: StoredMail, _user: User, _reason: str) -> None:
    retry_mail(mail=mail)


@admin.register(StoredMail)
class StoredMailAdmin(VerbAdmin[StoredMail]):
    list_display = [
        "recipient",
        "subject",
        "kind",
        "state",
        "attempts",
        "last_error",
        "created_at",
        "sent_at",
    ]
    list_filter = ["state", "kind", "language"]
    date_hierarchy = "created_at"
    search_fields = ["recipient", "subject", "message_id"]
    fields = [
        "recipient",
        "subject",
        "kind",
        "language",
        "state",
        "attempts",
        "last_error",
        "created_at",
        "queued_at",
        "sent_at",
        "expires_at",
        "erased_at",
        "message_id",
        "text",
    ]
    readonly_fields = ["text", "erased_at"]
    verbs = (Verb("retry", _("Send again"), _retry, lambda mail: mail.can_be_retried, kind="primary"),)

    @admin.display(description=_("text"))
    def text(self, mail: StoredMail) -> str:
        """Show the text as text; never the HTML part, never a code or a personal link outside the demo."""
        if not mail.body_may_be_shown:
            return gettext("This mail contains a code or a personal link, so nobody but its reader sees it.")
        if mail.erased_at:
            return gettext("The text was erased.")
        return format_html('<pre class="mail-text">{}</pre>', mail.body_text)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[StoredMail]:
        """Leave the texts in the database where a list needs none."""
        return super().get_queryset(request).defer("body_text", "body_html", "calendar")
