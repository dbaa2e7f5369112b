"""The report that a holder of the status owes every two years (Law 14/2022, Art. 13): what is next, and reminders."""

from datetime import date, timedelta
from typing import Final

from django.db import models, transaction
from django.utils import timezone

from center.services import queue_letter
from entrepreneurs.choices import StatusKind
from entrepreneurs.emails import yearly_check as letters
from entrepreneurs.models import DirectoryRules, Enterprise, LegalStatus, ReportDuty
from entrepreneurs.services.changes import lock, touched
from entrepreneurs.services.yearly_check import receivers

EVERY_YEARS: Final = 2
# With the annual statement, which is due at the end of March (Law on Accounting); staff can change the day.
DUE_MONTH, DUE_DAY = 3, 31


@transaction.atomic
def propose_next_duty(*, enterprise: Enterprise) -> ReportDuty | None:
    """Add the next report after the last one, or the first after the status was registered; return what is open.

    None for an enterprise that does not hold the status today. Staff may change the day and the years afterwards.
    """
    locked = lock(enterprise)
    status = LegalStatus.objects.valid_on(timezone.localdate()).filter(enterprise=locked).first()
    if status is None or status.status != StatusKind.REGISTERED or status.decided_on is None:
        return None
    last = locked.report_duties.order_by("-last_year").first()
    if last is not None and last.submitted_on is None:
        return last
    first_year = last.last_year + 1 if last is not None else status.decided_on.year
    last_year = first_year + EVERY_YEARS - 1
    return ReportDuty.objects.create(
        enterprise=locked,
        first_year=first_year,
        last_year=last_year,
        due_on=date(last_year + 1, DUE_MONTH, DUE_DAY),
    )


@transaction.atomic
def submit_report(*, duty: ReportDuty, on: date) -> ReportDuty:
    """Note the day on which a report was handed in and propose the next one. Twice changes nothing."""
    lock(duty.enterprise)
    locked = ReportDuty.objects.select_for_update().get(pk=duty.pk)
    if locked.submitted_on is None:
        locked.submitted_on = on
        locked.save(update_fields=["submitted_on"])
        touched(locked.enterprise)
        propose_next_duty(enterprise=locked.enterprise)
    return locked


def remind_of_reports() -> int:
    """Remind of every open report that is due within the days of the rules, each once; return how many.

    Each is a transaction of its own: a job that is killed or runs twice goes on where it stopped.
    """
    return sum(_remind(duty) for duty in soon_due().filter(enterprise_reminded_at__isnull=True))


def soon_due() -> "models.QuerySet[ReportDuty]":
    """Return the open reports that are due within the days of the rules, or overdue; the soonest first."""
    days = DirectoryRules.objects.current().report_reminder_days
    return (
        ReportDuty.objects.filter(
            submitted_on__isnull=True,
            due_on__lte=timezone.localdate() + timedelta(days=days),
            enterprise__merged_into__isnull=True,
        )
        .select_related("enterprise")
        .order_by("due_on", "pk")
    )


@transaction.atomic
def _remind(duty: ReportDuty) -> bool:
    locked = ReportDuty.objects.select_related("enterprise").select_for_update(of=("self",)).get(pk=duty.pk)
    if locked.enterprise_reminded_at is not None or locked.submitted_on is not None:
        return False
    locked.enterprise_reminded_at = timezone.now()
    locked.save(update_fields=["enterprise_reminded_at"])
    for name, email, language in receivers(locked.enterprise):
        queue_letter(
            letters.report_due(duty=locked, name=name, language=language),
            kind="entrepreneurs/report_due",
            to=email,
        )
    return True
