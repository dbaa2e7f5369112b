"""Runs queued jobs inside a test; only for tests whose database commits (`transaction=True`)."""

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, cast

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

if TYPE_CHECKING:
    from procrastinate.contrib.django.django_connector import DjangoConnector


def run_jobs() -> None:
    """Run everything that is due, as a worker does, until nothing is left.

    In a thread of its own: after a browser test Playwright's event loop still occupies this one.
    """
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_work).result()


def _work() -> None:
    connector = cast("DjangoConnector", app.connector).get_worker_connector()
    with app.replace_connector(connector) as worker_app:
        worker_app.run_worker(
            wait=False, install_signal_handlers=False, listen_notify=False, delete_jobs="never"
        )


def make_due() -> None:
    """Let every job that waits for a later try be due now."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")


def jobs_in_state(task: str = "center.send_mail") -> list[str]:
    return list(
        ProcrastinateJob.objects.filter(task_name=task).order_by("id").values_list("status", flat=True)
    )


def forget_jobs() -> None:
    """Empty the queue: its tables are not Django's, so no test database flush does it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE"
        )
