"""The mail server is slow, moody or gone, and the worker is killed: each letter arrives, once by its Message-ID."""

import gc
import os
import signal
import socket
import threading
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from pytest_django.fixtures import Settings

from center.choices import MailState
from center.models import StoredMail
from center.services import queue_mail
from consultations.models import Consultation
from tests.center.jobs import jobs_in_state, make_due, run_jobs
from tests.center.smtp import Inbox, MailServer
from tests.trust.faults.running import Web, Worker, production, this_database, wait_for
from tests.trust.faults.visitors import visitors

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_jobs")]
HELLO, SOMEBODY = b"220 mail.example ESMTP\r\n", "ana@example.org"


def letter(to: str = SOMEBODY) -> StoredMail:
    return queue_mail(kind="center/example", to=to, subject="Потврда", text="Видимо се.", language="sr")


def states() -> dict[str, str]:
    return dict(StoredMail.objects.values_list("recipient", "state"))


@contextmanager
def serving(handler: Any, settings: Settings, **options: Any) -> Iterator[None]:
    """Let the portal's letters go to a server that does as the handler says."""
    server = MailServer()
    controller = Controller(handler, hostname="127.0.0.1", port=server.port, **options)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
    try:
        yield
    finally:
        controller.stop()


class RefusesOne(Inbox):
    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address == SOMEBODY:
            return "550 no such person"
        return await super().handle_RCPT(server, session, envelope, address, options)


class Greylists(Inbox):
    """Turns everybody away the first time, as many servers do to those they do not know."""

    def __init__(self) -> None:
        super().__init__()
        self.known: set[str] = set()

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address not in self.known:
            self.known.add(address)
            return "451 try again later"
        return await super().handle_RCPT(server, session, envelope, address, options)


class TakesAndHangsUp(Inbox):
    """Takes the first letter, and closes the connection instead of saying so."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        answer = await super().handle_DATA(server, session, envelope)
        if len(self.messages) == 1:
            server.transport.abort()
        return answer


def test_a_worker_killed_after_the_server_took_the_letter_leaves_it_to_the_next_under_the_same_name(
    settings: Settings, logs: Path
) -> None:
    stopped = threading.Event()

    class KillsAtTheEnd(Inbox):
        """Kills who sent the first letter when they say goodbye: they know of the yes, and have not written it down."""

        async def handle_QUIT(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
            if not stopped.is_set():
                os.killpg(worker.pid, signal.SIGKILL)
                stopped.set()
            return "221 Bye"

    inbox = KillsAtTheEnd()
    mail = letter()
    with serving(inbox, settings):
        worker = Worker(production(this_database(), mail_port=settings.EMAIL_PORT), logs / "worker")
        with worker:
            wait_for(stopped.is_set, "the worker sends the letter")
        # The server is told of the death by the closed connection, and takes back what was not committed.
        wait_for(lambda: not locked(mail), "the row is free again")
        assert (states(), jobs_in_state()) == ({SOMEBODY: MailState.QUEUED}, ["doing"])
        rescue()
        run_jobs()
        run_jobs()
    assert (states(), jobs_in_state()) == ({SOMEBODY: MailState.SENT}, ["succeeded"])
    assert Counter(message["Message-ID"] for message in inbox.messages) == {mail.message_id: 2}


def locked(mail: StoredMail) -> bool:
    return not StoredMail.objects.raw(
        "SELECT id FROM center_storedmail WHERE id = %s FOR UPDATE SKIP LOCKED", [mail.pk]
    )


def rescue() -> None:
    """Let a minute pass for the worker that is gone, and the job come that looks after its jobs."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name <> 'center.send_mail'")
    app.configure_task("center.rescue_stalled_jobs").defer(timestamp=0)


def test_one_refused_address_holds_up_nobody_else(settings: Settings) -> None:
    inbox = RefusesOne()
    for to in ("first@example.org", SOMEBODY, "last@example.org"):
        letter(to)
    with serving(inbox, settings):
        run_jobs()
        make_due()
        run_jobs()
    assert states() == {
        "first@example.org": MailState.SENT,
        SOMEBODY: MailState.FAILED,
        "last@example.org": MailState.SENT,
    }
    assert StoredMail.objects.get(recipient=SOMEBODY).attempts == 1
    assert len(inbox.messages) == 2


def test_a_server_that_says_try_later_gets_the_letter_later_and_once(settings: Settings) -> None:
    inbox = Greylists()
    letter()
    with serving(inbox, settings):
        run_jobs()
        assert (states(), len(inbox.messages)) == ({SOMEBODY: MailState.QUEUED}, 0)
        run_jobs()  # not due before a minute
        assert StoredMail.objects.get().attempts == 1
        make_due()
        run_jobs()
        make_due()
        run_jobs()
    assert (states(), len(inbox.messages)) == ({SOMEBODY: MailState.SENT}, 1)


def test_a_server_that_hangs_up_instead_of_yes_gets_the_letter_again_under_the_same_name(
    settings: Settings,
) -> None:
    inbox = TakesAndHangsUp()
    mail = letter()
    with serving(inbox, settings):
        for _time in range(3):
            run_jobs()
            make_due()
    assert states() == {SOMEBODY: MailState.SENT}
    assert Counter(message["Message-ID"] for message in inbox.messages) == {mail.message_id: 2}


def test_a_server_that_hangs_up_in_the_middle_of_a_letter_gets_it_whole_the_next_time(
    settings: Settings,
) -> None:
    mail = letter()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", listener.getsockname()[1]
        settings.EMAIL_TIMEOUT = 20
        rude = threading.Thread(target=_hang_up_in_the_middle, args=(listener,))
        rude.start()
        run_jobs()
        rude.join()
    assert (states(), StoredMail.objects.get().attempts) == ({SOMEBODY: MailState.QUEUED}, 1)
    inbox = Inbox()
    with serving(inbox, settings):
        make_due()
        run_jobs()
    assert [message["Message-ID"] for message in inbox.messages] == [mail.message_id]
    assert "Видимо се." in inbox.messages[0].get_content()


def _hang_up_in_the_middle(listener: socket.socket) -> None:
    wire, _address = listener.accept()
    with wire, wire.makefile("rb") as lines:
        wire.sendall(HELLO)
        for line in lines:
            word = line[:4].upper()
            if word == b"DATA":
                wire.sendall(b"354 go on\r\n")
                lines.readline()
                return
            wire.sendall(b"250 mail.example\r\n")


def test_a_wrong_password_of_ours_fails_no_letter_and_the_right_one_sends_it(settings: Settings) -> None:
    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        return AuthResult(success=given.password == b"right", handled=False)

    inbox = Inbox()
    letter()
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "wrong"
    with serving(
        inbox, settings, authenticator=check, auth_require_tls=False, auth_exclude_mechanism=["LOGIN"]
    ):
        for _time in range(3):
            run_jobs()
            make_due()
        with warnings.catch_warnings(action="ignore", category=ResourceWarning):
            # Django leaves a connection that was turned away to the collector.
            gc.collect()
        waiting = StoredMail.objects.get()
        assert (waiting.state, waiting.last_error, waiting.attempts) == (
            MailState.QUEUED,
            "SMTPAuthenticationError 535",
            3,
        )
        settings.EMAIL_HOST_PASSWORD = "right"
        run_jobs()
    assert (states(), len(inbox.messages)) == ({SOMEBODY: MailState.SENT}, 1)


def test_letters_of_an_hour_without_a_mail_server_all_arrive_once_when_it_is_back(
    settings: Settings, mail_is_gone: None
) -> None:
    mails = []
    for minutes in (60, 45, 20, 1):
        mail = letter(f"before{minutes}@example.org")
        mails.append(mail.message_id)
        StoredMail.objects.filter(pk=mail.pk).update(queued_at=timezone.now() - timedelta(minutes=minutes))
        run_jobs()
        make_due()
    assert set(states().values()) == {MailState.QUEUED}
    inbox = Inbox()
    with serving(inbox, settings):
        for _time in range(2):
            run_jobs()
            make_due()
    assert set(states().values()) == {MailState.SENT}
    assert sorted(message["Message-ID"] for message in inbox.messages) == sorted(mails)


@pytest.mark.long
@pytest.mark.usefixtures("something_to_book")
def test_people_book_while_the_mail_server_says_nothing_for_as_long_as_it_likes(logs: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        environment = production(this_database(), mail_port=silent.getsockname()[1])
        with Web(environment, logs / "web") as web, Worker(environment, logs / "worker"):
            letter()
            wire, _address = silent.accept()
            # The worker waits for a word that never comes; the people do not.
            (person,) = visitors(web.port, 1, wanting=1)
            wait_for(lambda: _pressed(person) == "confirmed", "the booking is confirmed")
            wire.close()
    assert (Consultation.objects.count(), states()[person.email]) == (1, MailState.QUEUED)


def _pressed(person: Any) -> str:
    person.press()
    return str(person.outcome)


@pytest.fixture
def no_jobs(transactional_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE"
        )


@pytest.fixture
def mail_is_gone(settings: Settings) -> None:
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
