"""How the work behind the pages goes: jobs, mails, texts, periodic jobs against their schedule, backups."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from croniter import croniter
from django.db import connection
from django.db.models import Count, Min, Q
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinatePeriodicDefer

from center.base.job_names import job_name
from center.choices import MailState, TextState
from center.models import BackupRun, StoredMail, StoredText
from center.services.housekeeping import WORKER_SILENT_AFTER, worker_is_alive

# Procrastinate begins a periodic job up to ten minutes late; what waits longer than a quarter of an hour is late.
LATE_AFTER: Final = timedelta(minutes=15)
# The longest job of the night takes minutes.
_STUCK_AFTER: Final = timedelta(hours=1)

_JOBS = """
SELECT count(*) FILTER (WHERE j.status = 'todo' AND coalesce(j.scheduled_at, %(now)s) <= %(now)s),
    min(coalesce(j.scheduled_at, (
        SELECT max(e.at) FROM procrastinate_events e
        WHERE e.job_id = j.id AND e.type IN ('deferred', 'deferred_for_retry', 'retried')
    ))) FILTER (WHERE j.status = 'todo' AND coalesce(j.scheduled_at, %(now)s) <= %(now)s),
    count(*) FILTER (WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < %(silent)s)),
    count(*) FILTER (WHERE j.status = 'failed')
FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
WHERE j.status IN ('todo', 'doing', 'failed')
"""


@dataclass(frozen=True)
class PeriodicJob:
    """A job with a schedule, when it was begun last, and when it should have been; moments are aware."""

    name: str
    schedule: str
    ran_at: datetime | None
    should_have_run_at: datetime
    has_failed: bool = False
    is_stuck: bool = False

    @property
    def title(self) -> str:
        """What it does, in the active language."""
        return job_name(self.name)

    @property
    def is_late(self) -> bool:
        """Whether a time of the schedule passed without it; a job that never ran may be new."""
        return self.ran_at is not None and self.ran_at < self.should_have_run_at

    @property
    def is_well(self) -> bool:
        return not (self.is_late or self.has_failed or self.is_stuck)


@dataclass(frozen=True)
class Waiting:
    """Mails or texts: how many wait since when, and how many could not be sent."""

    count: int
    since: datetime | None
    failed: int


@dataclass(frozen=True)
class BackgroundWork:
    now: datetime
    worker_is_alive: bool
    due: int
    due_since: datetime | None
    stalled: int
    failed: int
    mails: Waiting
    texts: Waiting
    periodic: list[PeriodicJob]
    last_backup: datetime | None

    @property
    def keeps_up(self) -> bool:
        return self.due_since is None or self.now - self.due_since < LATE_AFTER

    @property
    def unwell(self) -> list[PeriodicJob]:
        return [job for job in self.periodic if not job.is_well]


@dataclass(frozen=True)
class Jobs:
    due: int
    due_since: datetime | None
    stalled: int
    failed: int


def jobs(now: datetime) -> Jobs:
    """Count the jobs of the queue; one query. Failed ones are kept for a week."""
    with connection.cursor() as cursor:
        cursor.execute(_JOBS, {"now": now, "silent": now - WORKER_SILENT_AFTER})
        return Jobs(*cursor.fetchone())


def periodic_jobs(now: datetime) -> list[PeriodicJob]:
    """Return all jobs with a schedule, those that are not well first; one query."""
    rows = ProcrastinatePeriodicDefer.objects.select_related("job").only(
        "task_name", "periodic_id", "defer_timestamp", "job__status"
    )
    begun = {(row.task_name, row.periodic_id): row for row in rows}
    found = [
        _periodic_job(task.task.name, task.cron, begun.get(key), now)
        for key, task in app.periodic_registry.periodic_tasks.items()
    ]
    return sorted(found, key=lambda job: (job.is_well, job.name))


def _periodic_job(name: str, schedule: str, row: Any, now: datetime) -> PeriodicJob:
    # The schedules are UTC.
    before = croniter(schedule, (now - LATE_AFTER).astimezone(UTC)).get_prev(datetime)
    if row is None:
        return PeriodicJob(name, schedule, None, before)
    ran_at = datetime.fromtimestamp(row.defer_timestamp, UTC)
    status = row.job.status if row.job else "succeeded"
    return PeriodicJob(
        name,
        schedule,
        ran_at,
        before,
        has_failed=status == "failed",
        is_stuck=status in {"todo", "doing"} and now - ran_at > _STUCK_AFTER,
    )


def _waiting(model: type[StoredMail] | type[StoredText], state: type[MailState] | type[TextState]) -> Waiting:
    queued = Q(state=state.QUEUED)
    waiting = model.objects.filter(queued).aggregate(count=Count("pk"), since=Min("queued_at"))
    return Waiting(waiting["count"], waiting["since"], model.objects.failed().count())


def _last_backup() -> datetime | None:
    return BackupRun.objects.order_by("-made_at").values_list("made_at", flat=True).first()


def background_work() -> BackgroundWork:
    """Look at everything; eight queries."""
    now = timezone.now()
    queue = jobs(now)
    return BackgroundWork(
        now=now,
        worker_is_alive=worker_is_alive(),
        due=queue.due,
        due_since=queue.due_since,
        stalled=queue.stalled,
        failed=queue.failed,
        mails=_waiting(StoredMail, MailState),
        texts=_waiting(StoredText, TextState),
        periodic=periodic_jobs(now),
        last_backup=_last_backup(),
    )
