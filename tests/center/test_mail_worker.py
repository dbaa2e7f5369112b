"""The worker, the queue and the mail server together; these tests commit."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from center.choices import MailState
from center.models import StoredMail
from center.services import queue_mail
from center.services.sending import Outcome, send_stored_mail
from center.tasks import portal as tasks
from tests.center.jobs import jobs_in_state, make_due, run_jobs
from tests.center.smtp import MailServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue")]
CHECKOUT = Path(__file__).resolve().parents[2]


def queue() -> StoredMail:
    return queue_mail(
        kind="center/example",
        to="visitor@example.org",
        subject="Потврда",
        text="Видимо се.",
        language="sr",
    )


class ChangeOfMindError(Exception):
    pass


@pytest.fixture
def silent_server() -> Iterator[socket.socket]:
    """A server that accepts a connection and never says hello, so that a worker hangs while sending."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(30)
        yield listener


@contextmanager
def worker_process(*, mail_port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run a real worker on the test's database; it is gone afterwards whatever happens."""
    parameters = connection.get_connection_params()
    url = (
        f"postgresql://{parameters['user']}:{parameters['password']}"
        f"@{parameters['host']}:{parameters['port']}/{parameters['dbname']}"
    )
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--concurrency", "1"]
    environment = {**os.environ, "DATABASE_URL": url, "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}"}
    with subprocess.Popen(command, cwd=CHECKOUT, env=environment) as worker:
        try:
            yield worker
        finally:
            worker.kill()


@pytest.mark.always
def test_a_killed_worker_s_mail_is_sent_once_by_the_next(
    mail_server: MailServer, silent_server: socket.socket
) -> None:
    mail = queue()
    with worker_process(mail_port=silent_server.getsockname()[1]) as worker:
        hanging, _ = silent_server.accept()
        worker.kill()
    hanging.close()
    assert jobs_in_state() == ["doing"]

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name <> 'center.send_mail'")
    app.configure_task("center.rescue_stalled_jobs").defer(timestamp=0)
    run_jobs()
    run_jobs()

    mail.refresh_from_db()
    assert (mail.state, jobs_in_state(), len(mail_server.inbox.messages)) == (
        MailState.SENT,
        ["succeeded"],
        1,
    )


def test_a_rolled_back_cause_leaves_neither_mail_nor_job(mail_server: MailServer) -> None:
    def cause() -> None:
        with transaction.atomic():
            queue()
            raise ChangeOfMindError

    with pytest.raises(ChangeOfMindError):
        cause()
    run_jobs()
    assert (StoredMail.objects.count(), jobs_in_state(), mail_server.inbox.messages) == (0, [], [])


def test_a_committed_mail_is_sent_by_the_worker(mail_server: MailServer) -> None:
    mail = queue()
    run_jobs()
    assert [message["Message-ID"] for message in mail_server.inbox.messages] == [mail.message_id]
    assert (StoredMail.objects.get().state, jobs_in_state()) == (MailState.SENT, ["succeeded"])


def test_a_server_that_comes_back_gets_the_mail_once(mail_server: MailServer) -> None:
    queue()
    mail_server.stop()
    for _ in range(2):
        run_jobs()
        make_due()
    assert (StoredMail.objects.get().state, StoredMail.objects.get().attempts) == (MailState.QUEUED, 2)
    mail_server.start()
    for _ in range(2):
        run_jobs()
        make_due()
    assert (StoredMail.objects.get().attempts, len(mail_server.inbox.messages)) == (3, 1)
    assert jobs_in_state() == ["succeeded"]


def test_each_try_waits_longer_for_about_two_days() -> None:
    strategy = tasks.MailBackOff()
    mail = queue()
    job_id = ProcrastinateJob.objects.get().pk
    waits = []
    for attempts in range(30):
        job = app.job_manager.list_jobs(id=job_id)[0].evolve(attempts=attempts)
        decision = strategy.get_retry_decision(exception=tasks.MailWaitsError(), job=job)
        if decision is None or decision.retry_at is None:
            break
        waits.append(round((decision.retry_at.timestamp() - time.time()) / 60))
    assert (waits[:7], sorted(waits) == waits, sum(waits) // 60) == ([1, 2, 5, 10, 30, 60, 120], True, 51)
    assert mail.state == MailState.QUEUED


def test_two_workers_at_once_send_one_mail(mail_server: MailServer) -> None:
    mail = queue()
    outcomes: list[Outcome] = []
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        outcomes.append(send_stored_mail(mail_id=mail.pk))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (sorted(outcomes), len(mail_server.inbox.messages)) == ([Outcome.GONE, Outcome.SENT], 1)


def test_a_job_that_keeps_killing_workers_is_failed() -> None:
    queue()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = 5"
            " WHERE task_name = 'center.send_mail'"
        )
    app.configure_task("center.rescue_stalled_jobs").defer(timestamp=0)
    run_jobs()
    assert jobs_in_state() == ["failed"]


def test_old_finished_jobs_are_removed_and_young_ones_kept(mail_server: MailServer) -> None:
    queue()
    run_jobs()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '8 days'")
    queue()
    run_jobs()
    app.configure_task("center.remove_old_jobs").defer(timestamp=0)
    run_jobs()
    assert jobs_in_state() == ["succeeded"]
