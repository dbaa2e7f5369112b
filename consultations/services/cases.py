"""The way of a case: opened once, moved from stage to stage, closed, reopened; each verb may be called twice."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations import rules
from consultations.choices import CaseOutcome, CaseRole, CaseStage
from consultations.errors import ChangeRefused
from consultations.models import Advisor, Case, CaseAdvisor, Consultation, StageChange
from consultations.services.case_tasks import bring_tasks_of_stage
from consultations.services.locks import lock_case_numbers
from consultations.services.rows import locked_case
from consultations.services.words import checked_words
from consultations.spans import local_day
from entrepreneurs.models import Enterprise, Entrepreneur
from entrepreneurs.services import as_kept


@transaction.atomic
def open_case(
    *,
    person: Entrepreneur | None = None,
    consultation: Consultation | None = None,
    advisor: Advisor | None = None,
    subject: str = "",
    opened_on: date | None = None,
    by: User,
) -> Case:
    """Open a case for a person, or make one of a visit, and return it; an open one is returned as it is.

    A visit joins the case, whether new or not. Without `advisor` the visit's advisor leads, or `by`. Without
    `opened_on` (a local day, not in the future) it begins on the day of the visit if that is over, else today.
    Raises ChangeRefused when nobody can lead, ValidationError for a wrong day or subject.
    """
    visit = None
    if consultation is not None:
        person = consultation.entrepreneur
        advisor = advisor or consultation.advisor
    if person is None:
        msg = "A case needs a person or a visit."
        raise ValueError(msg)
    # Whoever opens a case for the same person at the same moment waits here; so does a merge of the person.
    person = as_kept(person)
    if consultation is not None:
        visit = _locked_visit(consultation)
        if visit.case is not None:
            return visit.case
    case = open_case_of(person)
    if case is None:
        lead = advisor or Advisor.objects.filter(user=by).first()
        if lead is None:
            raise ChangeRefused(_("Choose the advisor who leads this case."))
        today = timezone.localdate()
        begun = opened_on or (min(local_day(visit.starts_at), today) if visit else today)
        case = _new_case(person, lead, subject, begun, by)
    if visit is not None:
        visit.case = case
        visit.save(update_fields=["case"])
    return case


def _new_case(person: Entrepreneur, lead: Advisor, subject: str, day: date, by: User) -> Case:
    _refuse_future(day)
    case = Case(
        number=_next_number(day.year), person=person, subject=" ".join(subject.split()), opened_on=day
    )
    case.full_clean(validate_unique=False, validate_constraints=False)
    case.save(force_insert=True)
    StageChange.objects.create(case=case, place=1, stage=CaseStage.INTAKE, day=day, recorded_by=by)
    CaseAdvisor.objects.create(case=case, advisor=lead, role=CaseRole.LEAD, since=day)
    bring_tasks_of_stage(case, day)
    return case


def _next_number(year: int) -> str:
    """Return the number after the last one of the year; nobody else can take it until the transaction ends.

    Rows are never deleted and a refused transaction takes no number, so there are no gaps.
    """
    lock_case_numbers(year)
    given = Case.objects.filter(number__startswith=f"{year}-").values_list("number", flat=True)
    last = max((int(number.partition("-")[2]) for number in given), default=0)
    return f"{year}-{last + 1:04d}"


def open_case_of(person: Entrepreneur) -> Case | None:
    """Return the open case of a person, to which a visit booked for them belongs from the start."""
    return Case.objects.open().filter(person=person).first()


@transaction.atomic
def attach_visit(*, consultation: Consultation, case: Case, by: User) -> Consultation:
    """Put a visit into a case of the same person; a visit that is there already stays. Raises ChangeRefused."""
    as_kept(consultation.entrepreneur)
    visit = _locked_visit(consultation)
    if visit.case_id == case.pk:
        return visit
    if visit.entrepreneur_id != Case.objects.get(pk=case.pk).person_id:
        raise ChangeRefused(_("This visit is somebody else’s."))
    visit.case = case
    visit.save(update_fields=["case"])
    return visit


@transaction.atomic
def change_stage(
    *, case: Case, stage: CaseStage, by: User, day: date | None = None, reason: str = "", seen: str = ""
) -> Case:
    """Move an open case to another open stage from a local day on (today); the stage it has already changes nothing.

    A step back needs a reason. `seen` is the stage that the person saw: if somebody else has moved the case since,
    the change is refused. Raises ChangeRefused, or ValidationError for a day that is out of order.
    """
    moved = locked_case(case)
    if moved.stage == stage:
        return moved
    if seen and seen != moved.stage:
        raise ChangeRefused(
            _("Somebody else has moved this case meanwhile. It stands at: %(stage)s.")
            % {"stage": moved.get_stage_display()}
        )
    if CaseStage.CLOSED in {stage, moved.stage} or not rules.may_follow(moved.stage, stage):
        raise _refusal(moved)
    _need_reason(reason, needed=rules.is_step_back(moved.stage, stage))
    entry = _enter(moved, stage, day, reason, by)
    moved.stage = stage
    moved.save(update_fields=["stage"])
    bring_tasks_of_stage(moved, entry.day)
    return moved


@transaction.atomic
def close_case(
    *,
    case: Case,
    outcome: CaseOutcome,
    by: User,
    day: date | None = None,
    reason: str = "",
    enterprise: Enterprise | None = None,
) -> Case:
    """Close a case with its outcome on a local day (today); the same outcome again changes nothing.

    "Other" needs words. `enterprise` is the one that was started or joined. Raises ChangeRefused or ValidationError.
    """
    closed = locked_case(case)
    if closed.stage == CaseStage.CLOSED and closed.outcome == outcome:
        return closed
    if not closed.is_open or outcome == CaseOutcome.CONTINUED:
        raise _refusal(closed)
    _need_reason(reason, needed=outcome == CaseOutcome.OTHER)
    entry = _enter(closed, CaseStage.CLOSED, day, reason, by, outcome=outcome)
    closed.stage, closed.closed_on, closed.outcome = CaseStage.CLOSED, entry.day, outcome
    closed.enterprise = enterprise or closed.enterprise
    closed.save(update_fields=["stage", "closed_on", "outcome", "enterprise"])
    return closed


@transaction.atomic
def reopen_case(*, case: Case, by: User, reason: str, day: date | None = None) -> Case:
    """Take a closed case up again at the stage it had; an open one stays as it is.

    Raises ChangeRefused when the person has another open case, or the reason is missing.
    """
    as_kept(case.person)
    reopened = locked_case(case)
    if reopened.is_open:
        return reopened
    _need_reason(reason, needed=True)
    other = Case.objects.open().filter(person_id=reopened.person_id).first()
    if other is not None:
        raise ChangeRefused(_("This person has an open case already: %(number)s.") % {"number": other.number})
    before = reopened.stage_changes.exclude(stage=CaseStage.CLOSED).order_by("-place")[0]
    _enter(reopened, CaseStage(before.stage), day, reason, by)
    reopened.stage, reopened.closed_on, reopened.outcome = before.stage, None, ""
    reopened.save(update_fields=["stage", "closed_on", "outcome"])
    return reopened


def _enter(
    case: Case, stage: CaseStage, day: date | None, reason: str, by: User, *, outcome: str = ""
) -> StageChange:
    """Add the next row of a locked case. Raises ValidationError for a day out of order."""
    last = case.stage_changes.order_by("-place")[0]
    day = day or max(timezone.localdate(), last.day)
    _refuse_future(day)
    if day < last.day:
        raise ValidationError({"day": _("The case was already at another stage after this day.")})
    row = StageChange(
        case=case,
        place=last.place + 1,
        stage=stage,
        day=day,
        outcome=outcome,
        reason=reason.strip(),
        recorded_by=by,
    )
    row.full_clean(validate_unique=False, validate_constraints=False)
    row.save(force_insert=True)
    return row


def _refuse_future(day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day has not come yet.")})


def _need_reason(reason: str, *, needed: bool) -> None:
    checked_words("reason", reason, longest=StageChange.REASON_LENGTH, needed=needed)


def _locked_visit(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_for_update(of=("self",)).select_related("case").get(pk=consultation.pk)


def _refusal(case: Case) -> ChangeRefused:
    return ChangeRefused(
        _("This is not possible. Stage of the case: %(stage)s.") % {"stage": case.get_stage_display()}
    )
