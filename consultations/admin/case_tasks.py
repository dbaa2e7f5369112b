"""Tasks of all cases that one may read, one's own first."""

from typing import ClassVar

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.admin_columns import NOTHING, badge
from center.admin_verbs import Verb
from center.base.shown_text import in_script
from consultations import services
from consultations.admin import case_forms as forms
from consultations.admin.case_filters import TaskFilter, WhoseFilter
from consultations.admin.case_parts import CasePartAdmin, when_and_who
from consultations.models import CaseTask
from consultations.wording import due_badge


@admin.register(CaseTask)
class CaseTaskAdmin(CasePartAdmin[CaseTask]):
    list_display = ["due", "task", "case_link", "whose", "state"]
    list_display_links = ("due", "task")
    list_filter: ClassVar = [WhoseFilter, TaskFilter]
    list_select_related: ClassVar = ["case__person", "advisor", "done_by", "dropped_by"]
    nothing_yet = gettext_lazy("Tasks come with the stages of a case, or are written on its page.")
    fieldsets: ClassVar = [(None, {"fields": ["case_link", "task", "due", "whose", "state", "outcome"]})]
    readonly_fields: ClassVar = ["case_link", "task", "due", "whose", "state", "outcome"]
    verbs = (
        Verb(
            "done",
            gettext_lazy("Done"),
            lambda task, user, _reason: services.mark_task_done(task=task, by=user),
            lambda task: task.is_to_do,
            kind="primary",
            told=gettext_lazy("It is noted as done"),
        ),
        Verb(
            "change",
            gettext_lazy("Change the task"),
            lambda task, user, clean: services.change_task(
                task=task, title=clean["title"], due_on=clean["due_on"], advisor=clean["whose"], by=user
            ),
            lambda task: task.is_to_do,
            told=gettext_lazy("The task is changed"),
            form=lambda task, user, data: forms.TaskForm(task.case, user, data, task),
        ),
        Verb(
            "drop",
            gettext_lazy("No longer needed"),
            lambda task, user, clean: services.drop_task(task=task, reason=clean["reason"], by=user),
            lambda task: task.is_to_do,
            told=gettext_lazy("The task is no longer needed"),
            form=lambda _task, _user, data: forms.RemovalForm(data),
        ),
        Verb(
            "take-up",
            gettext_lazy("Still to be done"),
            lambda task, user, _reason: services.take_up_task(task=task, by=user),
            lambda task: not task.is_to_do,
            told=gettext_lazy("The task is to be done again"),
        ),
    )

    def in_words(self, task: CaseTask) -> str:
        return task.title.plain

    @admin.display(description=gettext_lazy("due"), ordering="due_on")
    def due(self, task: CaseTask) -> str:
        return date_format(task.due_on, "SHORT_DATE_FORMAT")

    @admin.display(description=gettext_lazy("task"), ordering="title_sr")
    def task(self, task: CaseTask) -> str:
        return task.title

    @admin.display(description=gettext_lazy("whose task"), ordering="advisor")
    def whose(self, task: CaseTask) -> str:
        return str(task.advisor) if task.advisor else _("The person’s own")

    @admin.display(description=gettext_lazy("state"))
    def state(self, task: CaseTask) -> SafeString:
        """Say whether it is done, no longer needed, or how pressing it is."""
        if task.done_at:
            return badge("success", "check", _("Done"))
        if task.dropped_at:
            return badge("neutral", "info", _("No longer needed"))
        if not task.case.is_open:
            return badge("neutral", "info", _("The case is closed"))
        pressing = due_badge(task.due_on, timezone.localdate())
        return badge(pressing.kind, pressing.icon, pressing.label)

    @admin.display(description=gettext_lazy("what became of it"))
    def outcome(self, task: CaseTask) -> str:
        if task.done_at:
            return when_and_who(task.done_at, task.done_by)
        if task.dropped_at:
            return f"{when_and_who(task.dropped_at, task.dropped_by)}: {in_script(task.drop_reason)}"
        return NOTHING
