"""The members' board: staff look at every entry before the others see it."""

import hashlib
import json
from typing import ClassVar

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_columns import badge
from center.admin_verbs import Verb, VerbAdmin
from center.base.shown_text import in_script, quoted
from entrepreneurs.choices import ActionState
from entrepreneurs.models import Joining, JointAction
from entrepreneurs.services import board

_BADGES = {
    ActionState.WAITING: ("warning", "clock"),
    ActionState.OPEN: ("success", "check"),
    ActionState.RETURNED: ("info", "letter"),
    ActionState.CLOSED: ("neutral", "lock"),
}


VERBS = (
    Verb(
        "approve",
        gettext_lazy("Put it on the board"),
        lambda action, user, _reason: board.approve_action(action=action, by=user),
        lambda action: action.state == ActionState.WAITING,
        kind="primary",
        told=gettext_lazy("It is on the board"),
    ),
    Verb(
        "return",
        gettext_lazy("Return it with a message"),
        lambda action, user, reason: board.return_action(action=action, by=user, message=reason),
        lambda action: action.state == ActionState.WAITING,
        told=gettext_lazy("It went back to its author"),
        asks=gettext_lazy("What to change (the author reads this)"),
    ),
    Verb(
        "close",
        gettext_lazy("Take it off the board"),
        lambda action, user, _reason: board.take_off(action=action, by=user),
        lambda action: action.state != ActionState.CLOSED,
        kind="danger",
        told=gettext_lazy("It is off the board"),
        warning=gettext_lazy("The other members do not see it any more. This cannot be taken back."),
    ),
)


@admin.register(JointAction)
class JointActionAdmin(VerbAdmin[JointAction]):
    verbs = VERBS
    list_display = ["shown_title", "kind", "from_whom", "state_badge", "last_day", "joined"]
    list_filter: ClassVar = ["state", "kind"]
    folded_search = ("title", "text", "enterprise__name_sr")
    list_select_related = ("enterprise", "author")
    nothing_yet = gettext_lazy("Members write on their board, and what they write appears here first.")
    fields: ClassVar = [
        "state_badge",
        "kind",
        "shown_title",
        "shown_text",
        "from_whom",
        "who_wrote",
        "last_day",
        "shown_message",
        "who_joined",
        "created_at",
    ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[JointAction]":
        rows: QuerySet[JointAction] = super().get_queryset(request)
        return rows.annotate(how_many=Count("joinings", filter=Q(joinings__left_at__isnull=True)))

    def fingerprint(self, record: JointAction) -> str:
        """Mark the words, so that a colleague approves what they read."""
        words = json.dumps([record.title, record.text, str(record.last_day)])
        return hashlib.sha256(words.encode()).hexdigest()

    @admin.display(description=gettext_lazy("in a few words"), ordering="title")
    def shown_title(self, action: JointAction) -> str:
        return in_script(action.title)

    @admin.display(description=gettext_lazy("what, how much, when, where"))
    def shown_text(self, action: JointAction) -> SafeString:
        return quoted(action.text)

    @admin.display(description=gettext_lazy("message to the author"))
    def shown_message(self, action: JointAction) -> str:
        return in_script(action.message) or str(self.empty_value_display)

    @admin.display(description=gettext_lazy("enterprise"), ordering="enterprise__name_sr")
    def from_whom(self, action: JointAction) -> str:
        return action.enterprise.name.plain

    @admin.display(description=gettext_lazy("written by"))
    def who_wrote(self, action: JointAction) -> str:
        return str(action.author)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, action: JointAction) -> SafeString:
        kind, icon = _BADGES[ActionState(action.state)]
        return badge(kind, icon, action.get_state_display())

    @admin.display(description=gettext_lazy("take part"))
    def joined(self, action: JointAction) -> int:
        number: int = action.how_many  # type: ignore[attr-defined]  # annotated above
        return number

    @admin.display(description=gettext_lazy("who takes part"))
    def who_joined(self, action: JointAction) -> str | SafeString:
        rows = Joining.objects.filter(action=action, left_at__isnull=True).select_related("enterprise")
        lines = [(row.enterprise.name.plain, in_script(row.words)) for row in rows]
        return format_html_join("", "<div>{} {}</div>", lines) or _("Nobody yet.")
