from collections.abc import Iterator

import pytest
import time_machine
from pytest_django.fixtures import Settings

from center import session_limits
from events.views import kept_pages
from tests.events.factories import NOW


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
def made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep no page in memory: what is measured is the making."""
    monkeypatch.setattr(kept_pages, "_is_stranger", lambda _request: False)
