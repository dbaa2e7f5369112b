"""Questions from the contact page: read, answer by phone or mail, mark."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from center.admin_columns import moment_column
from center.admin_inbox import InboxAdmin, beginning_column, text_column
from center.admin_verbs import Verb
from center.choices import QuestionState
from center.models import Question, User
from center.services import inbox

_BADGES = {
    QuestionState.NEW: ("warning", "question"),
    QuestionState.ANSWERED: ("success", "check"),
    QuestionState.SPAM: ("neutral", "error"),
}


def _mark(question: Question, user: User, state: QuestionState) -> None:
    inbox.mark(question=question, state=state, by=user)


@admin.register(Question)
class QuestionAdmin(InboxAdmin[Question]):
    badges = _BADGES
    list_display = ["sender", "beginning", "state_badge", moment_column("created_at", _("received"))]
    nothing_yet = _("Questions that visitors send from the contact page arrive here.")
    list_filter = ["state", "language"]
    folded_search = ("name", "email", "phone", "text")
    fields = [
        "state",
        "shown_name",
        "phone_link",
        "email_link",
        "whole_text",
        "language",
        "created_at",
        "answered_by",
        "answered_at",
    ]
    readonly_fields = [
        "shown_name",
        "phone_link",
        "email_link",
        "whole_text",
        "answered_by",
        "answered_at",
        "created_at",
    ]
    beginning = beginning_column(_("question"))
    whole_text = text_column(_("question"))
    verbs = (
        Verb(
            "answered",
            _("Mark as answered"),
            lambda question, user, _reason: _mark(question, user, QuestionState.ANSWERED),
            lambda question: question.state == QuestionState.NEW,
            kind="primary",
            told=_("The question is marked as answered"),
        ),
        Verb(
            "spam",
            _("Mark as unwanted"),
            lambda question, user, _reason: _mark(question, user, QuestionState.SPAM),
            lambda question: question.state == QuestionState.NEW,
            told=_("The question is marked as unwanted"),
        ),
        Verb(
            "waiting",
            _("Put back among the waiting ones"),
            lambda question, user, _reason: _mark(question, user, QuestionState.NEW),
            lambda question: question.state != QuestionState.NEW,
            told=_("The question waits for an answer again"),
        ),
    )
