from collections.abc import Iterator

import pytest
import time_machine

from events.views import kept_pages
from tests.events.factories import NOW


@pytest.fixture
def monday_morning(db: None) -> Iterator[time_machine.Traveller]:
    """Stop the clock on Monday, 7 September 2026, 8 h local time."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep no page in memory: what is measured is the making."""
    monkeypatch.setattr(kept_pages, "_is_stranger", lambda _request: False)
