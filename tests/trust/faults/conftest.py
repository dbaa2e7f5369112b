from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from pytest_django.fixtures import Settings

from center.models import Office
from consultations.choices import Mode
from consultations.models import TaskTemplate
from tests.center import jobs
from tests.center.smtp import MailServer
from tests.consultations.factories import NOW, make_advisor, make_topic


@pytest.fixture
def letter_box() -> Iterator[MailServer]:
    """A running mail server for programs that are started beside the test."""
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def something_to_book(transactional_db: None, office: Office) -> None:
    """One topic and one advisor, who receives all week."""
    jobs.forget_jobs()
    topic = make_topic("first-talk", modes=[Mode.OFFICE], name_sr="Први разговор", name_en="First talk")
    make_advisor(topic, days=range(1, 8))


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    folder = tmp_path / "logs"
    folder.mkdir()
    return folder


@pytest.fixture
def monday_morning(db: None) -> Iterator[time_machine.Traveller]:
    """Stop the clock on Monday, 7 September 2026, 8 h local time."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def private_media(tmp_path: Path, settings: Settings) -> Path:
    """Keep private files of one test in a folder of its own."""
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    # Storages are made anew whenever this setting changes.
    settings.STORAGES = {**settings.STORAGES}
    return tmp_path


@pytest.fixture
def no_tasks_of_stages(db: None) -> None:
    """Let cases begin without the tasks that an office starts with."""
    TaskTemplate.objects.all().delete()
