"""Text messages: what goes to whom, and whether it left. Their words hold no link and no code."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin.mails import REASONS
from center.admin_columns import NOTHING, badge, moment_column, two_lines
from center.admin_lists import named_values
from center.admin_verbs import Verb, VerbAdmin
from center.base.letter_kinds import kind_label
from center.base.phones import display_phone
from center.base.shown_text import quoted
from center.choices import TextState
from center.models import StoredText, User
from center.services import retry_text


def _retry(text: StoredText, _user: User, _reason: str) -> None:
    retry_text(text=text)


_BADGES = {
    TextState.QUEUED: ("info", "clock"),
    TextState.SENT: ("success", "check"),
    TextState.FAILED: ("error", "error"),
    TextState.DROPPED: ("neutral", "info"),
}


@admin.register(StoredText)
class StoredTextAdmin(VerbAdmin[StoredText]):
    list_display = ["what", "addressee", "progress", moment_column("created_at", _("stored"))]
    list_filter = ["state", ("kind", named_values(kind_label)), "language"]
    nothing_yet = _("Every text message that the portal sends is kept here.")
    date_hierarchy = "created_at"
    search_fields = ["recipient"]
    search_help_text = _("Phone number, such as +381641234567.")
    fields = [
        "addressee",
        "what",
        "language",
        "state",
        "attempts",
        "trouble",
        "created_at",
        "queued_at",
        "sent_at",
        "send_from",
        "send_until",
        "expires_at",
        "erased_at",
        "words",
    ]
    readonly_fields = ["addressee", "what", "trouble", "words", "erased_at"]
    verbs = (
        Verb(
            "retry",
            _("Send again"),
            _retry,
            lambda text: text.can_be_retried,
            kind="primary",
            told=_("The text message waits to be sent again"),
        ),
    )

    @admin.display(description=_("kind"), ordering="kind")
    def what(self, text: StoredText) -> str:
        return kind_label(text.kind)

    @admin.display(description=_("recipient"), ordering="recipient")
    def addressee(self, text: StoredText) -> str:
        return display_phone(text.recipient)

    @admin.display(description=_("state"), ordering="state")
    def progress(self, text: StoredText) -> SafeString:
        """Return the state, and below it what went wrong last."""
        state = badge(*_BADGES[TextState(text.state)], text.get_state_display())
        return two_lines(state, self.trouble(text) if text.last_error else "")

    @admin.display(description=_("text"))
    def words(self, text: StoredText) -> str | SafeString:
        if text.erased_at:
            return gettext("The text was erased.")
        # Plain Latin letters, whatever the person reads on pages.
        return quoted(text.body, "sr-latn" if text.language.startswith("sr") else text.language)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[StoredText]:
        """Leave the words in the database where a list needs none."""
        return super().get_queryset(request).defer("body")

    @admin.display(description=_("last error"))
    def trouble(self, text: StoredText) -> str:
        """Say in words what the portal itself found; what a gateway answered stays its number."""
        return gettext(REASONS.get(text.last_error, text.last_error)) if text.last_error else NOTHING
