"""Figures for whoever watches the portal by program, in Prometheus' text format (version 0.0.4).

All of them come from the database, so that each web process answers the same. What one process alone knows, such as
how long its requests took, is not here: two processes would answer by turns. It stands in the log, a line a request.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from center.services.background_work import BackgroundWork, background_work

_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True)
class Gauge:
    """A figure, or one for each value of a label; None where there is nothing to measure."""

    name: str
    help: str
    values: dict[str, float | None]
    label: str = ""

    def lines(self) -> Iterator[str]:
        yield f"# HELP {self.name} {self.help}"
        yield f"# TYPE {self.name} gauge"
        for key, value in self.values.items():
            if value is not None:
                label = f'{{{self.label}="{key}"}}' if self.label else ""
                yield f"{self.name}{label} {value:.15g}"


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer whoever brings METRICS_TOKEN as a bearer token; to all others this address does not exist."""
    if not settings.METRICS_TOKEN:
        raise Http404
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.casefold() != "bearer" or not constant_time_compare(token.strip(), settings.METRICS_TOKEN):
        response = HttpResponse("The token is missing or wrong.\n", content_type="text/plain; charset=utf-8")
        response.status_code = HTTPStatus.UNAUTHORIZED
        response["WWW-Authenticate"] = 'Bearer realm="metrics"'
        return response
    begun = time.monotonic()
    gauges = [*_of_work(background_work()), *_of_database()]
    gauges.append(
        _one("portal_scrape_seconds", "How long these figures took.", time.monotonic() - begun),
    )
    return HttpResponse("\n".join(_lines(gauges)) + "\n", content_type=_TYPE)


def _lines(gauges: Iterable[Gauge]) -> Iterator[str]:
    for gauge in gauges:
        yield from gauge.lines()


def _one(name: str, text: str, value: float | None) -> Gauge:
    return Gauge(name, text, {"": value})


def _age(work: BackgroundWork, moment: datetime | None) -> float:
    """Return seconds since the moment; 0 where nothing waits."""
    return max(0.0, (work.now - moment).total_seconds()) if moment else 0


def _of_work(work: BackgroundWork) -> list[Gauge]:
    return [
        _one(
            "portal_worker_up",
            "Whether a job worker gave a sign of life within a minute.",
            work.worker_is_alive,
        ),
        _one("portal_jobs_due", "Jobs that could run now and wait.", work.due),
        _one("portal_jobs_due_age_seconds", "How long the oldest of them waits.", _age(work, work.due_since)),
        _one("portal_jobs_stalled", "Jobs whose worker fell silent.", work.stalled),
        _one("portal_jobs_failed", "Jobs that failed for good within a week.", work.failed),
        Gauge(
            "portal_messages_waiting",
            "Messages that wait to be sent.",
            {"mail": work.mails.count, "text": work.texts.count},
            "kind",
        ),
        Gauge(
            "portal_messages_waiting_age_seconds",
            "How long the oldest of them waits.",
            {"mail": _age(work, work.mails.since), "text": _age(work, work.texts.since)},
            "kind",
        ),
        Gauge(
            "portal_messages_failed",
            "Messages that could not be sent and that nobody has looked after.",
            {"mail": work.mails.failed, "text": work.texts.failed},
            "kind",
        ),
        Gauge(
            "portal_periodic_last_run_timestamp_seconds",
            "When each periodic job was begun last; unix time.",
            {job.name: job.ran_at.timestamp() if job.ran_at else None for job in work.periodic},
            "job",
        ),
        Gauge(
            "portal_periodic_unwell",
            "Whether a periodic job is late, failed at its last run or does not end.",
            {job.name: not job.is_well for job in work.periodic},
            "job",
        ),
        _one(
            "portal_last_backup_timestamp_seconds",
            "When the last backup stood whole at its place; unix time.",
            work.last_backup.timestamp() if work.last_backup else None,
        ),
    ]


def _of_database() -> list[Gauge]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_database_size(current_database()), numbackends, current_setting('max_connections')::int,"
            " deadlocks FROM pg_stat_database WHERE datname = current_database()"
        )
        size, connections, most, deadlocks = cursor.fetchone()
    return [
        _one("portal_database_bytes", "Size of the database.", size),
        _one("portal_database_connections", "Connections to this database.", connections),
        _one("portal_database_connections_max", "Connections that the server allows.", most),
        _one("portal_database_deadlocks", "Deadlocks since the server's statistics began.", deadlocks),
    ]
