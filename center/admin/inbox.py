"""Questions from the contact page: read, answer by phone or mail, mark."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from center.admin_columns import badge, email_link, moment_column, phone_link, two_lines
from center.admin_verbs import Verb, VerbAdmin
from center.base import phones
from center.base.shown_text import in_script, quoted
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
class QuestionAdmin(VerbAdmin[Question]):
    list_display = ["sender", "beginning", "state_badge", moment_column("created_at", _("received"))]
    nothing_yet = _("Questions that visitors send from the contact page arrive here.")
    list_filter = ["state", "language"]
    date_hierarchy = "created_at"
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

    @admin.display(description=_("name"), ordering="name")
    def sender(self, question: Question) -> SafeString:
        """Return the name with phone or e-mail below it."""
        return two_lines(in_script(question.name), phones.display_phone(question.phone) or question.email)

    @admin.display(description=_("name"))
    def shown_name(self, question: Question) -> str:
        return in_script(question.name)

    @admin.display(description=_("state"), ordering="state")
    def state_badge(self, question: Question) -> SafeString:
        return badge(*_BADGES[QuestionState(question.state)], question.get_state_display())

    @admin.display(description=_("question"))
    def beginning(self, question: Question) -> SafeString:
        return quoted(Truncator(question.text).chars(90), question.language)

    @admin.display(description=_("question"))
    def whole_text(self, question: Question) -> SafeString:
        return quoted(question.text, question.language)

    @admin.display(description=_("phone"))
    def phone_link(self, question: Question) -> SafeString | str:
        return phone_link(question.phone)

    @admin.display(description=_("email"))
    def email_link(self, question: Question) -> SafeString | str:
        return email_link(question.email)
