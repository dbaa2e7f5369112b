from collections.abc import Iterator

import pytest
import time_machine

from tests.consultations.factories import NOW


@pytest.fixture
def clock(db: None) -> Iterator[time_machine.Traveller]:
    """Stop the clock where the factories of the consultations expect it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
