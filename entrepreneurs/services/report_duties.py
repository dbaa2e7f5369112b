"""The report that a holder of the status owes every two years (Law 14/2022, Art. 13): which is next."""

from datetime import date, timedelta
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from entrepreneurs.choices import StatusKind
from entrepreneurs.models import DirectoryRules, Enterprise, LegalStatus, ReportDuty
from entrepreneurs.services.changes import lock, touched

EVERY_YEARS: Final = 2
# With the annual statement, which is due at the end of March (Law on Accounting); staff can change the day.
DUE_MONTH, DUE_DAY = 3, 31


@transaction.atomic
def propose_next_duty(*, enterprise: Enterprise) -> ReportDuty | None:
    """Add the next report when none is open, and return the open one; staff may change its day and years.

    After a report comes the one of the next two years. The first is that of the year of the decision and the year
    after; when its day has passed before the status was entered here, the next whose day has not: whether earlier
    ones were handed in is not known, and nobody is to be reminded wrongly. None for an enterprise that does not
    hold the status today.
    """
    locked = lock(enterprise)
    status = _holding().filter(enterprise=locked).first()
    if status is None or status.decided_on is None:
        return None
    last = locked.report_duties.order_by("-last_year").first()
    if last is not None and last.submitted_on is None:
        return last
    if last is not None:
        first_year = last.last_year + 1
    else:
        first_year = status.decided_on.year
        while _due_on(first_year) < timezone.localdate():
            first_year += EVERY_YEARS
    return ReportDuty.objects.create(
        enterprise=locked,
        first_year=first_year,
        last_year=first_year + EVERY_YEARS - 1,
        due_on=_due_on(first_year),
    )


def _due_on(first_year: int) -> date:
    """Return the day on which the report of the years that begin with this one is due."""
    return date(first_year + EVERY_YEARS, DUE_MONTH, DUE_DAY)


def propose_missing_duties() -> int:
    """Add the next report of every holder of the status that has none open; return how many.

    Each is a transaction of its own. Needed where no hand touched the record on the day: a status that began at
    midnight, or records that were there before.
    """
    holders = (
        _holding()
        .filter(enterprise__merged_into__isnull=True)
        .exclude(
            Exists(ReportDuty.objects.filter(enterprise=OuterRef("enterprise"), submitted_on__isnull=True))
        )
        .select_related("enterprise")
        .order_by("enterprise")
    )
    return sum(propose_next_duty(enterprise=each.enterprise) is not None for each in holders)


@transaction.atomic
def submit_report(*, duty: ReportDuty, on: date) -> ReportDuty:
    """Note the day on which a report was handed in and propose the next one. Twice changes nothing.

    Raises ValidationError for a day that has not come yet.
    """
    lock(duty.enterprise)
    locked = ReportDuty.objects.select_for_update().get(pk=duty.pk)
    if locked.submitted_on is None:
        locked.submitted_on = on
        locked.clean()
        locked.save(update_fields=["submitted_on"])
        touched(locked.enterprise)
        propose_next_duty(enterprise=locked.enterprise)
    return locked


def with_owed(duties: "models.QuerySet[ReportDuty]") -> "models.QuerySet[Any]":
    """Tell of each report as `is_owed` whether it is open and the enterprise still holds the status today."""
    holds = Exists(_holding().filter(enterprise=OuterRef("enterprise")))
    return duties.annotate(is_owed=Q(submitted_on__isnull=True) & Q(holds))


def owed_by(enterprise: Enterprise) -> ReportDuty | None:
    """Return the report that the enterprise owes, the one due first."""
    return with_owed(enterprise.report_duties.all()).filter(is_owed=True).order_by("due_on").first()


def last_soon() -> date:
    """Return the last day whose reports are due soon: staff see them on the desk, enterprises are reminded."""
    return timezone.localdate() + timedelta(days=DirectoryRules.objects.current().report_reminder_days)


def _holding() -> "models.QuerySet[LegalStatus]":
    """Return the facts by which enterprises hold the status today."""
    return LegalStatus.objects.valid_on(timezone.localdate()).filter(status=StatusKind.REGISTERED)
