"""Who works on a case: one leads, others work along; each verb may be called twice."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations.choices import CaseRole
from consultations.errors import ChangeRefused
from consultations.models import Advisor, Case, CaseAdvisor
from consultations.services.case_tasks import pass_on_tasks
from consultations.services.rows import locked_case


@transaction.atomic
def hand_over(*, case: Case, to: Advisor, by: User, stays: bool = False) -> CaseAdvisor:
    """Let another advisor lead the case from today; the one who led it works along if they stay.

    Who does not stay leaves the tasks to the new lead. Who leads it already leads on. Raises ChangeRefused for an
    advisor whose access has ended.
    """
    held = locked_case(case)
    if not to.user.is_active:
        raise ChangeRefused(_("This advisor does not work here any more."))
    today = timezone.localdate()
    current = {row.advisor_id: row for row in held.assignments.current()}
    lead = next((row for row in current.values() if row.role == CaseRole.LEAD), None)
    if lead is not None and lead.advisor_id == to.pk:
        return lead
    for row in (lead, current.get(to.pk)):
        if row is not None:
            _end(row, today)
    if lead is not None and stays:
        CaseAdvisor.objects.create(case=held, advisor=lead.advisor, role=CaseRole.COLLEAGUE, since=today)
    elif lead is not None:
        pass_on_tasks(held, of=lead.advisor, to=to)
    return CaseAdvisor.objects.create(case=held, advisor=to, role=CaseRole.LEAD, since=today)


@transaction.atomic
def add_colleague(*, case: Case, advisor: Advisor, by: User) -> CaseAdvisor:
    """Let another advisor work along on the case from today; who works on it already stays what they are."""
    held = locked_case(case)
    if not advisor.user.is_active:
        raise ChangeRefused(_("This advisor does not work here any more."))
    found = held.assignments.current().filter(advisor=advisor).first()
    return found or CaseAdvisor.objects.create(
        case=held, advisor=advisor, role=CaseRole.COLLEAGUE, since=timezone.localdate()
    )


@transaction.atomic
def end_colleague(*, assignment: CaseAdvisor, by: User) -> CaseAdvisor:
    """Let somebody who works along leave the case today, and their tasks to the lead.

    Raises ChangeRefused for the lead, who hands over.
    """
    locked_case(assignment.case)
    row = CaseAdvisor.objects.get(pk=assignment.pk)
    if row.until is None:
        if row.role == CaseRole.LEAD:
            raise ChangeRefused(_("Who leads a case hands it over first."))
        _end(row, timezone.localdate())
        lead = CaseAdvisor.objects.leads().filter(case=row.case_id).first()
        if lead is not None:
            pass_on_tasks(row.case, of=row.advisor, to=lead.advisor)
    return row


def _end(row: CaseAdvisor, today: date) -> None:
    # Opened for a day still to come it cannot be, but a clock may be set back.
    row.until = max(today, row.since)
    row.save(update_fields=["until"])
