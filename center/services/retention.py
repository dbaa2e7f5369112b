"""The night's work on what is kept no longer: count, report and, once a coordinator has agreed, do it."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from center.base.personal_data import retention
from center.models import RetentionRun, User

# So many rows of each rule a night; the rest follows the next night.
MOST_AT_ONCE: Final = 500


def agreed_by() -> User | None:
    """Return the coordinator who confirmed a report and so let it be done; None while it is only reported."""
    run = RetentionRun.objects.filter(confirmed_at__isnull=False).select_related("confirmed_by").first()
    return run.confirmed_by if run else None


def run_retention(*, dry: bool = False) -> RetentionRun:
    """Report what is due and, unless `dry` or nobody has agreed yet, empty or delete it; each rule on its own.

    What is short-lived needs nobody's agreement. A run that is killed leaves each rule done or not done; the next night
    goes on. A rule that fails stops no other one: the report names it, and then the run raises an ExceptionGroup, so
    that the job is seen to have failed. Returns the report.
    """
    by = None if dry else agreed_by()
    now = timezone.now()
    report, failures = [], []
    for rule in retention.rules():
        line: dict[str, object] = {"rule": rule.name, "due": 0, "done": 0}
        try:
            line |= _swept(rule, dry=dry) if isinstance(rule, retention.Sweep) else _applied(rule, now, by)
        except Exception as error:  # noqa: BLE001 -- raised below
            failures.append(error)
            line["failed"] = True
        report.append(line)
    run = RetentionRun.objects.create(is_dry=by is None, report=report)
    if failures:
        msg = "Some rules of the retention failed."
        raise ExceptionGroup(msg, failures)
    return run


def _swept(sweep: retention.Sweep, *, dry: bool) -> dict[str, int]:
    count = retention.swept(sweep, dry=dry)
    return {"due": count, "done": 0 if dry else count}


def _applied(rule: retention.Rule, now: datetime, by: User | None) -> dict[str, int]:
    due = rule.due(now).count()
    done = retention.apply(rule, now, by, most=MOST_AT_ONCE) if by is not None and due else 0
    return {"due": due, "done": done}


@transaction.atomic
def confirm_report(*, run: RetentionRun, by: User) -> RetentionRun:
    """Agree to what a report says would go: from the next night on it is done. Twice changes nothing."""
    confirmed = RetentionRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if confirmed.confirmed_at is None:
        confirmed.confirmed_at, confirmed.confirmed_by = timezone.now(), by
        confirmed.save(update_fields=["confirmed_at", "confirmed_by"])
    return confirmed
