"""The tasks that every case gets when it enters a stage."""

from typing import ClassVar

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from center.admin_columns import badge, two_lines
from consultations.models import TaskTemplate


@admin.register(TaskTemplate)
class TaskTemplateAdmin(VersionedAdmin[TaskTemplate]):
    list_display = ["task", "stage", "after", "use"]
    list_filter: ClassVar = ["stage", "is_active"]
    ordering = ("position", "pk")
    folded_search = ("title_sr", "title_en")
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": [
                    "stage",
                    "title_sr",
                    "title_en",
                    "days",
                    "for_person",
                    "position",
                    "is_active",
                ],
                "description": _(
                    "A case gets its tasks when it enters the stage. A change counts for cases that enter it later."
                ),
            },
        )
    ]

    @admin.display(description=_("task"), ordering="title_sr")
    def task(self, template: TaskTemplate) -> SafeString:
        """Return the task with whose it is below."""
        return two_lines(
            template.title, gettext("The person’s own") if template.for_person else gettext("The advisor’s")
        )

    @admin.display(description=_("due after"), ordering="days")
    def after(self, template: TaskTemplate) -> str:
        return ngettext("%(count)d day", "%(count)d days", template.days) % {"count": template.days}

    @admin.display(description=_("in use"), ordering="is_active")
    def use(self, template: TaskTemplate) -> SafeString:
        """Say whether cases still get it."""
        if template.is_active:
            return badge("success", "check", gettext("In use"))
        return badge("neutral", "info", gettext("Not in use"))
