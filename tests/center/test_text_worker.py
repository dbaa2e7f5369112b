"""The worker, the queue and the gateway together; these tests commit."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from center.choices import TextState
from center.models import StoredText
from center.services import drop_texts, queue_text
from center.services.sending import Outcome
from center.services.texting import send_stored_text
from tests.center.gateway import GatewayServer
from tests.center.jobs import jobs_in_state, make_due, run_jobs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue", "any_hour")]
CHECKOUT = Path(__file__).resolve().parents[2]
# What a worker does, with a gateway on this machine, to which the portal's own settings would not go. It may send at
# any hour, since tests run at night as well.
WORKER = """
import sys
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from center.models import StoredText
from tests.center.gateway import GatewayServer
settings.SMS = GatewayServer(port=int(sys.argv[1])).backend(seconds=60)
StoredText.next_moment = lambda text, now: now
call_command("procrastinate", "worker", concurrency=1)
"""


@pytest.fixture
def any_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StoredText, "next_moment", lambda _text, now: now)


def queue() -> StoredText:
    return queue_text(
        kind="center/example",
        to="+381641234567",
        text="Podsetnik",
        language="sr",
        expires_at=timezone.now() + timedelta(days=1),
    )


class ChangeOfMindError(Exception):
    pass


@pytest.mark.always
def test_a_rolled_back_cause_leaves_neither_text_nor_job(gateway: GatewayServer) -> None:
    def cause() -> None:
        with transaction.atomic():
            queue()
            raise ChangeOfMindError

    with pytest.raises(ChangeOfMindError):
        cause()
    run_jobs()
    assert (StoredText.objects.count(), jobs_in_state("center.send_text"), gateway.headers) == (0, [], [])


def test_a_gateway_that_comes_back_gets_the_text_once(gateway: GatewayServer) -> None:
    queue()
    gateway.answers = [500, 503]
    for _ in range(4):
        run_jobs()
        make_due()
    text = StoredText.objects.get()
    assert (text.state, text.attempts, len(gateway.delivered)) == (TextState.SENT, 3, 1)
    assert jobs_in_state("center.send_text") == ["succeeded"]


def test_two_workers_at_once_send_one_text(gateway: GatewayServer) -> None:
    text = queue()
    outcomes: list[Outcome] = []
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        outcomes.append(send_stored_text(text_id=text.pk))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (sorted(outcomes), len(gateway.headers)) == ([Outcome.GONE, Outcome.SENT], 1)


def test_what_is_dropped_while_it_is_on_its_way_is_not_tried_again(gateway: GatewayServer) -> None:
    text = queue()
    gateway.speaks.clear()
    gateway.answers = [503]
    outcomes: list[Outcome] = []

    def work() -> None:
        outcomes.append(send_stored_text(text_id=text.pk))
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    assert gateway.asked.wait(10)
    threading.Timer(0.3, gateway.speaks.set).start()
    assert drop_texts(texts=StoredText.objects.all()) == 1
    worker.join()
    assert (outcomes, StoredText.objects.get().state) == ([Outcome.LATER], TextState.DROPPED)
    assert send_stored_text(text_id=text.pk) == Outcome.GONE


@contextmanager
def worker_process(gateway: GatewayServer) -> Iterator[subprocess.Popen[bytes]]:
    """Run a real worker on the test's database; it is gone afterwards whatever happens."""
    parameters = connection.get_connection_params()
    url = (
        f"postgresql://{parameters['user']}:{parameters['password']}"
        f"@{parameters['host']}:{parameters['port']}/{parameters['dbname']}"
    )
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "center.settings"}
    command = [sys.executable, "-c", WORKER, str(gateway.port)]
    with subprocess.Popen(command, cwd=CHECKOUT, env=environment) as worker:
        try:
            yield worker
        finally:
            worker.kill()


@pytest.mark.long
def test_a_killed_worker_s_text_is_delivered_once_by_the_next(gateway: GatewayServer) -> None:
    """The gateway has taken the text, and the worker dies before it knows: the worst moment."""
    text = queue()
    gateway.speaks.clear()
    with worker_process(gateway) as worker:
        assert gateway.asked.wait(60)
        worker.kill()
    assert (jobs_in_state("center.send_text"), len(gateway.delivered)) == (["doing"], 1)
    gateway.speaks.set()

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name <> 'center.send_text'")
    app.configure_task("center.rescue_stalled_jobs").defer(timestamp=0)
    run_jobs()
    run_jobs()

    text.refresh_from_db()
    assert (text.state, jobs_in_state("center.send_text")) == (TextState.SENT, ["succeeded"])
    keys = [headers["Idempotency-Key"] for headers in gateway.headers]
    assert (keys, list(gateway.delivered)) == ([str(text.key)] * 2, [str(text.key)])
