from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from center import session_limits
from consultations.models import TaskTemplate
from tests.consultations.factories import NOW


@pytest.fixture
def monday_morning(
    db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[time_machine.Traveller]:
    """Stop the clock on Monday, 7 September 2026, 8 h local time; whoever is signed in stays so, wherever it moves."""
    settings.STAFF_SESSION_IDLE = settings.STAFF_SESSION_LONGEST = 400 * 24 * 3600
    monkeypatch.setattr(session_limits, "_CLOCKS_DIFFER", 400 * 24 * 3600)
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
