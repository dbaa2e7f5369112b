"""What advisors and the person say to one another about a plan, and the letters that tell the other side of it."""

import uuid
from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from center.services import queue_letter
from consultations import emails
from consultations.choices import CanvasPart
from consultations.errors import ChangeRefused
from consultations.models import BudgetRow, BusinessPlan, Case, PlanComment
from consultations.services.business_plans import checked_text, open_plan
from consultations.services.rows import locked_case
from entrepreneurs.services import note_mail

BETWEEN_LETTERS: Final = timedelta(hours=1)


@transaction.atomic
def comment_on_plan(
    *,
    case: Case,
    text: str,
    by: User,
    from_person: bool,
    submission: uuid.UUID,
    part: CanvasPart | None = None,
    row: BudgetRow | None = None,
    answer_to: PlanComment | None = None,
) -> PlanComment:
    """Say something about a block, a row, or (neither) the budget, or answer; the other side gets a letter.

    The same `submission` again returns the first comment. An answer opens again what was settled. Raises ChangeRefused
    for a closed case or a row or comment of another plan, ValidationError for an empty or too long text.
    """
    plan = open_plan(case)
    first = PlanComment.objects.filter(submission=submission).first()
    if first is not None:
        return first
    words = checked_text("text", text, longest=PlanComment.TEXT_LENGTH)
    if not words:
        raise ValidationError({"text": _("Please write something.")})
    root = answer_to and PlanComment.objects.select_related("row").get(
        pk=answer_to.answer_to_id or answer_to.pk
    )
    about = root or row
    if about is not None and about.plan_id != plan.pk:
        raise ChangeRefused(_("This does not belong to the plan."))
    if root is not None:
        part, row = CanvasPart(root.part) if root.part else None, root.row
        _open_again(root)
    made = PlanComment.objects.create(
        plan=plan,
        part=part or "",
        row=row,
        answer_to=root,
        text=words,
        from_person=from_person,
        version=_version(plan, part),
        written_by=by,
        submission=submission,
    )
    _announce(plan, to_person=not from_person, by=by)
    return made


@transaction.atomic
def settle_comment(*, comment: PlanComment, by: User) -> PlanComment:
    """Mark a comment with its answers as settled; twice changes nothing. Raises ChangeRefused for a closed case."""
    open_plan(comment.plan.case)
    settled = PlanComment.objects.get(pk=comment.answer_to_id or comment.pk)
    if settled.settled_at is None:
        settled.settled_at, settled.settled_by = timezone.now(), by
        settled.save(update_fields=["settled_at", "settled_by"])
    return settled


@transaction.atomic
def reopen_comment(*, comment: PlanComment, by: User) -> PlanComment:
    """Take up again what was marked as settled; twice changes nothing. Raises ChangeRefused for a closed case."""
    open_plan(comment.plan.case)
    again = PlanComment.objects.get(pk=comment.answer_to_id or comment.pk)
    _open_again(again)
    return again


def send_due_letters() -> int:
    """Write the letters that had to wait for their hour; return how many. Running twice writes nobody twice."""
    now = timezone.now()
    due = BusinessPlan.objects.filter(Q(person_tell_at__lte=now) | Q(team_tell_at__lte=now))
    return sum(_send_due(plan) for plan in due.select_related("case").order_by("pk"))


@transaction.atomic
def _send_due(listed: BusinessPlan) -> int:
    """Write to the sides whose hour has come, unless everything was settled meanwhile or the case is closed."""
    case, now, sent = locked_case(listed.case), timezone.now(), 0
    plan = BusinessPlan.objects.get(pk=listed.pk)
    for side in ("person", "team"):
        tell_at, told_at = getattr(plan, f"{side}_tell_at"), getattr(plan, f"{side}_told_at")
        if tell_at is None or tell_at > now:
            continue
        setattr(plan, f"{side}_tell_at", None)
        news = plan.comments.filter(from_person=side == "team", written_at__gt=told_at).exclude(
            Q(settled_at__isnull=False) | Q(answer_to__settled_at__isnull=False)
        )
        if case.is_open and news.exists():
            sent += _write(plan, to_person=side == "person", by=None)
    plan.save(update_fields=["person_tell_at", "person_told_at", "team_tell_at", "team_told_at"])
    return sent


def _announce(plan: BusinessPlan, *, to_person: bool, by: User) -> None:
    """Write to the other side now, or in time: an hour after the last letter, so that nobody gets one a minute."""
    side, now = "person" if to_person else "team", timezone.now()
    told_at = getattr(plan, f"{side}_told_at")
    if told_at is None or told_at + BETWEEN_LETTERS <= now:
        _write(plan, to_person=to_person, by=by)
    elif getattr(plan, f"{side}_tell_at") is None:
        setattr(plan, f"{side}_tell_at", told_at + BETWEEN_LETTERS)
    plan.save(update_fields=[f"{side}_told_at", f"{side}_tell_at"])


def _write(plan: BusinessPlan, *, to_person: bool, by: User | None) -> bool:
    """Queue the letters to one side, never to who wrote; say whether there was anybody to write to."""
    person = plan.case.person
    if to_person:
        users = [login.user for login in person.logins.select_related("user").order_by("pk")]
    else:
        team = plan.case.assignments.current().select_related("advisor__user")
        users = [each.advisor.user for each in team]
    readers = [user for user in users if user.is_active and user.email and user != by]
    for user in readers:
        kind = "plan_comments" if to_person else "advisor_plan_comments"
        letter = emails.plan_comments(plan, user) if to_person else emails.advisor_plan_comments(plan, user)
        mail = queue_letter(letter, kind=f"consultations/{kind}", to=user.email)
        if to_person:
            note_mail(mail=mail, person=person)
    if readers:
        setattr(plan, "person_told_at" if to_person else "team_told_at", timezone.now())
    return bool(readers)


def _open_again(root: PlanComment) -> None:
    if root.settled_at is not None:
        root.settled_at = root.settled_by = None
        root.save(update_fields=["settled_at", "settled_by"])


def _version(plan: BusinessPlan, part: CanvasPart | None) -> int:
    if part is None:
        return plan.budget_version
    return plan.blocks.filter(part=part).values_list("version", flat=True).first() or 0
