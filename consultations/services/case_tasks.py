"""Tasks of a case: those that come with a stage, and those that somebody writes."""

import uuid
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations.errors import ChangeRefused
from consultations.models import Advisor, Case, CaseAdvisor, CaseTask, TaskTemplate
from consultations.services.rows import locked_case
from consultations.services.words import checked_words


def bring_tasks_of_stage(case: Case, day: date) -> None:
    """Give a locked case the tasks of its stage, entered on a day, unless it had them before.

    An advisor's task is the lead's. What would have been due before today is due today.
    """
    had = case.tasks.filter(template__isnull=False).values("template")
    templates = TaskTemplate.objects.filter(stage=case.stage, is_active=True).exclude(pk__in=had)
    lead = CaseAdvisor.objects.leads().filter(case=case).first()
    today = timezone.localdate()
    for template in templates:
        for_person = template.for_person or lead is None
        CaseTask.objects.create(
            case=case,
            template=template,
            title_sr=template.title_sr,
            title_en=template.title_en,
            due_on=max(day + timedelta(days=template.days), today),
            for_person=for_person,
            advisor=None if for_person or lead is None else lead.advisor,
        )


@transaction.atomic
def add_task(
    *,
    case: Case,
    title: str,
    due_on: date,
    advisor: Advisor | None,
    by: User,
    submission: uuid.UUID,
) -> CaseTask:
    """Write a task for an advisor, or for the person (None); the same `submission` again returns the first one.

    Raises ValidationError for a wrong title, ChangeRefused for a closed case.
    """
    held = locked_case(case)
    first = CaseTask.objects.filter(submission=submission).first()
    if first is not None:
        return first
    if not held.is_open:
        raise ChangeRefused(_("This case is closed."))
    task = CaseTask(case=held, added_by=by, submission=submission)
    _fill(task, title, due_on, advisor)
    task.save(force_insert=True)
    return task


@transaction.atomic
def change_task(*, task: CaseTask, title: str, due_on: date, advisor: Advisor | None, by: User) -> CaseTask:
    """Change the words, the day and whose a task is that nobody has done yet. Raises as `add_task`."""
    changed = _locked(task)
    if not changed.is_to_do:
        raise ChangeRefused(_("This task is no longer to be done."))
    if title.strip() != changed.title_sr:
        # The English belonged to the words before.
        changed.title_en = ""
    _fill(changed, title, due_on, advisor)
    changed.save(update_fields=["title_sr", "title_en", "due_on", "for_person", "advisor"])
    return changed


@transaction.atomic
def mark_task_done(*, task: CaseTask, by: User) -> CaseTask:
    """Note that a task is done, by a colleague or by the person's own login; twice changes nothing.

    Raises ChangeRefused for one that is no longer needed.
    """
    done = _locked(task)
    if done.done_at is not None:
        return done
    if done.dropped_at is not None:
        raise ChangeRefused(_("This task is no longer to be done."))
    done.done_at, done.done_by = timezone.now(), by
    done.save(update_fields=["done_at", "done_by"])
    return done


@transaction.atomic
def drop_task(*, task: CaseTask, reason: str, by: User) -> CaseTask:
    """Say why a task is no longer needed; twice changes nothing. Raises ChangeRefused or ValidationError."""
    dropped = _locked(task)
    if dropped.dropped_at is not None:
        return dropped
    if dropped.done_at is not None:
        raise ChangeRefused(_("This task is no longer to be done."))
    words = checked_words("reason", reason, longest=CaseTask.REASON_LENGTH)
    dropped.dropped_at, dropped.dropped_by, dropped.drop_reason = timezone.now(), by, words
    dropped.save(update_fields=["dropped_at", "dropped_by", "drop_reason"])
    return dropped


@transaction.atomic
def take_up_task(*, task: CaseTask, by: User) -> CaseTask:
    """Put a task back among those to be done, after a wrong click or when it is needed after all."""
    again = _locked(task)
    again.done_at = again.done_by = again.dropped_at = again.dropped_by = None
    again.drop_reason = ""
    again.save(update_fields=["done_at", "done_by", "dropped_at", "dropped_by", "drop_reason"])
    return again


def pass_on_tasks(case: Case, *, of: Advisor, to: Advisor) -> None:
    """Give what an advisor still had to do in a case to another one."""
    waiting = case.tasks.filter(done_at__isnull=True, dropped_at__isnull=True, advisor=of)
    for task in waiting.select_for_update(of=("self",)):
        task.advisor = to
        task.save(update_fields=["advisor"])


def _fill(task: CaseTask, title: str, due_on: date, advisor: Advisor | None) -> None:
    task.title_sr, task.due_on = " ".join(title.split()), due_on
    task.advisor, task.for_person = advisor, advisor is None
    task.full_clean(validate_unique=False)
    # Nobody else would see it.
    if advisor is not None and not task.case.assignments.current().filter(advisor=advisor).exists():
        raise ValidationError({"advisor": _("This advisor does not work on the case.")})


def _locked(task: CaseTask) -> CaseTask:
    return CaseTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
