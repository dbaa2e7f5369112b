"""How a fair was for its exhibitors: asked the day after, once more a few days later, told in a minute."""

from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import fair_rules
from events.choices import ApplicationState, EventKind, EventState
from events.errors import ChangeRefused
from events.models import ExhibitorApplication, ExhibitorReport
from events.services import exhibitor_letters
from events.services.applications import locked_application

_ASK_AFTER, _AGAIN_AFTER, _ASK_UNTIL = timedelta(hours=12), timedelta(days=5), timedelta(days=21)


@transaction.atomic
def save_report(*, application: ExhibitorApplication, **values: Any) -> ExhibitorReport:
    """Save how it was (`sales`, `contacts`, `comes_again`, `words`), or put it right.

    Possible from the end of the fair for two months. Raises ChangeRefused and ValidationError.
    """
    event, current = locked_application(application)
    now = timezone.now()
    if current.state != ApplicationState.ACCEPTED or not fair_rules.reports_are_open(event, now):
        raise ChangeRefused(_("This can be told from the end of the fair, for two months."))
    report = ExhibitorReport.objects.filter(application=current).first()
    report = report or ExhibitorReport(application=current)
    before = {name: getattr(report, name) for name in values}
    if report.pk and before == values:
        return report
    for name, value in values.items():
        setattr(report, name, value)
    report.reported_at = now
    report.full_clean(exclude=["application"])
    report.save()
    return report


def send_due_letters() -> int:
    """Ask who exhibited yesterday how it was, and once more who has not answered; return how many letters."""
    now, done = timezone.now(), 0
    rows = ExhibitorApplication.objects.filter(
        state=ApplicationState.ACCEPTED,
        report__isnull=True,
        report_reminded_at__isnull=True,
        event__kind=EventKind.FAIR,
        event__state__in=[EventState.PUBLISHED, EventState.ARCHIVED],
        event__ends_at__lte=now - _ASK_AFTER,
        event__ends_at__gt=now - _ASK_UNTIL,
    ).exclude(contact_email="")
    due = models.Q(report_asked_at__isnull=True) | models.Q(report_asked_at__lte=now - _AGAIN_AFTER)
    for application in rows.filter(due).select_related("event").order_by("event", "pk"):
        done += _ask(application)
    return done


@transaction.atomic
def _ask(application: ExhibitorApplication) -> bool:
    _event, current = locked_application(application)
    now = timezone.now()
    has_told = ExhibitorReport.objects.filter(application=current).exists()
    if has_told or not current.contact_email or current.report_reminded_at is not None:
        return False
    again = current.report_asked_at is not None
    if current.report_asked_at is not None and current.report_asked_at > now - _AGAIN_AFTER:
        return False
    name = "report_reminded_at" if again else "report_asked_at"
    setattr(current, name, now)
    current.save(update_fields=[name])
    exhibitor_letters.about_report(current, again=again)
    return True
