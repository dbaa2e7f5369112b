"""The mail server has to prove who it is before it gets a letter."""

import asyncio
import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP
from pytest_django.fixtures import Settings

from center.base.addresses import mail as mail_settings
from center.choices import MailState
from center.models import StoredMail
from center.services import queue_mail
from center.services.sending import Outcome, send_stored_mail
from tests.center.base.wicked_server import Authority
from tests.center.smtp import Inbox

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


@contextmanager
def serving(context: ssl.SSLContext, settings: Settings) -> Iterator[Inbox]:
    """Run a mail server that begins with TLS, and let the portal send by it as EMAIL_URL says."""
    inbox = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> asyncio.Server:
        return await loop.create_server(
            lambda: SMTP(inbox, hostname="localhost", loop=loop), "127.0.0.1", port, ssl=context
        )

    async def stop() -> None:
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    server = asyncio.run_coroutine_threadsafe(listen(), loop).result(timeout=30)
    for name, value in mail_settings(f"smtps://localhost:{port}").items():
        setattr(settings, name, value)
    settings.EMAIL_TIMEOUT = 20
    try:
        yield inbox
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(timeout=30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=30)
        loop.close()


def queued() -> StoredMail:
    return queue_mail(
        kind="center/example",
        to="visitor@example.org",
        subject="Потврда",
        text="Видимо се.",
        language="sr",
    )


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """An authority that this machine knows, for the length of a test."""
    made = Authority()
    path = tmp_path / "authority.pem"
    path.write_text(made.certificate())
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return made


@pytest.mark.each
@pytest.mark.parametrize("wrong", ["authority", "name", "day"])
def test_a_mail_server_whose_certificate_nobody_vouches_for_gets_no_letter(
    wrong: str, authority: Authority, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    signer = Authority() if wrong == "authority" else authority
    name, days = ("elsewhere.example" if wrong == "name" else "localhost"), (-1 if wrong == "day" else 1)
    letter = queued()
    with (
        serving(signer.server(name, days=days), settings) as inbox,
        caplog.at_level(logging.WARNING, "center"),
    ):
        assert send_stored_mail(mail_id=letter.pk) == Outcome.LATER
    letter.refresh_from_db()
    assert (inbox.messages, letter.state) == ([], MailState.QUEUED)
    lines = [each for each in caplog.records if each.name == "center.mail"]
    assert [each.__dict__["error"] for each in lines] == [letter.last_error]
    assert "SSLCertVerificationError" in letter.last_error


def test_a_mail_server_with_a_known_certificate_gets_its_letter(
    authority: Authority, settings: Settings
) -> None:
    letter = queued()
    with serving(authority.server("localhost"), settings) as inbox:
        assert send_stored_mail(mail_id=letter.pk) == Outcome.SENT
    assert [message["Message-ID"] for message in inbox.messages] == [letter.message_id]
