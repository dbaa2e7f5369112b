"""Kinds of consultations: what visitors choose from, and how their time is measured."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from center.admin_columns import badge
from center.admin_versions import VersionedForm
from consultations.choices import Mode
from consultations.models import Topic


class TopicForm(VersionedForm):
    modes = forms.MultipleChoiceField(
        label=_("Where it takes place"),
        choices=Mode,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The visitor chooses one of these."),
    )


@admin.register(Topic)
class TopicAdmin(VersionedAdmin[Topic]):
    form = TopicForm
    list_display = ["name", "publication", "duration", "confirmation"]
    list_filter: ClassVar = ["is_published", "confirmation"]
    folded_search = ("name_sr", "name_en", "summary_sr", "summary_en")
    shown_to_readers: ClassVar = {"modes": "places"}
    fieldsets: ClassVar = [
        (
            _("What visitors read"),
            {
                "fields": [
                    "name_sr",
                    "name_en",
                    "summary_sr",
                    "summary_en",
                    "what_to_bring_sr",
                    "what_to_bring_en",
                    "slug",
                    "position",
                    "is_published",
                ]
            },
        ),
        (
            _("Time"),
            {
                "fields": [("length", "step"), ("buffer_before", "buffer_after")],
                "description": _(
                    "All in minutes. A change counts for new bookings; visits that are already booked keep their times."
                ),
            },
        ),
        (
            _("How it is booked"),
            {
                "fields": [
                    "modes",
                    "confirmation",
                    ("notice_amount", "notice_unit"),
                    "horizon_days",
                    "change_notice_hours",
                ]
            },
        ),
    ]

    @admin.display(description=_("published"), ordering="is_published")
    def publication(self, topic: Topic) -> SafeString:
        """Say in words whether visitors see the topic."""
        if topic.is_published:
            return badge("success", "check", gettext("Published"))
        return badge("neutral", "lock", gettext("Not published"))

    @admin.display(description=_("length"), ordering="length")
    def duration(self, topic: Topic) -> str:
        return ngettext("%(count)d minute", "%(count)d minutes", topic.length) % {"count": topic.length}

    @admin.display(description=_("Where it takes place"))
    def places(self, topic: Topic) -> str:
        """Say in words where visits take place, for those who may only look."""
        return ", ".join(label for _mode, label in topic.mode_choices)

    def get_prepopulated_fields(self, request: Any, obj: Topic | None = None) -> dict[str, Any]:
        """Propose the short name from the English one while the topic is new."""
        return {} if obj else {"slug": ("name_en",)}
