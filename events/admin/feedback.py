"""What people said of events: to read, never to change."""

from typing import ClassVar

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_base import ReadOnlyAdmin
from center.admin_columns import NOTHING
from center.base.shown_text import quoted
from events.models import Feedback


@admin.register(Feedback)
class FeedbackAdmin(ReadOnlyAdmin[Feedback]):
    list_display = ["score", "event", "what_was_good", "what_should_be_better", "comes_again", "day"]
    list_filter: ClassVar = [("event", admin.RelatedOnlyFieldListFilter), "score", "comes_again"]
    list_select_related: ClassVar = ["event"]
    search_fields = ["good", "better"]
    nothing_yet = _(
        "After an event people can say how it was, without a name. Their answers are listed here."
    )
    fields: ClassVar = ["event", "score", "comes_again", "what_was_good", "what_should_be_better", "day"]
    readonly_fields: ClassVar = ["what_was_good", "what_should_be_better"]

    @admin.display(description=_("what was good"))
    def what_was_good(self, feedback: Feedback) -> SafeString | str:
        return quoted(feedback.good) if feedback.good else NOTHING

    @admin.display(description=_("what should be better"))
    def what_should_be_better(self, feedback: Feedback) -> SafeString | str:
        return quoted(feedback.better) if feedback.better else NOTHING
