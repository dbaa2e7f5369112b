from collections.abc import Iterator

import pytest
import time_machine

from tests.events.factories import NOW


@pytest.fixture
def monday_morning(db: None) -> Iterator[time_machine.Traveller]:
    """Stop the clock on Monday, 7 September 2026, 8 h local time."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
