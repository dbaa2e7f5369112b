from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.center import jobs
from tests.center.gateway import GatewayServer, serving_gateway
from tests.center.smtp import MailServer


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A running mail server to which the portal's mails go."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    settings.EMAIL_TIMEOUT = 5
    server.start()
    yield server
    server.stop()


@pytest.fixture
def empty_queue(transactional_db: None) -> Iterator[None]:
    """No jobs before and after; the test commits, so workers see what it queues."""
    jobs.forget_jobs()
    yield
    jobs.forget_jobs()


@pytest.fixture
def gateway(settings: Settings) -> Iterator[GatewayServer]:
    """A running gateway to which the portal's texts go."""
    with serving_gateway() as server:
        settings.SMS = server.backend()
        yield server
