"""Reminders of the two-year reports that are due soon: on the desk, and by mail to the enterprise."""

from django.db import models, transaction
from django.utils import timezone

from center.services import queue_letter
from entrepreneurs.emails import yearly_check as letters
from entrepreneurs.models import ReportDuty
from entrepreneurs.services.report_duties import last_soon, with_owed
from entrepreneurs.services.yearly_check import receivers


def remind_of_reports() -> int:
    """Remind of every open report that is due within the days of the rules, each once; return how many.

    Each is a transaction of its own: a job that is killed or runs twice goes on where it stopped.
    """
    return sum(_remind(duty) for duty in soon_due().filter(enterprise_reminded_at__isnull=True))


def soon_due() -> "models.QuerySet[ReportDuty]":
    """Return the reports owed that are due within the days of the rules, or overdue; the soonest first."""
    return (
        with_owed(ReportDuty.objects.all())
        .filter(
            is_owed=True,
            due_on__lte=last_soon(),
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
