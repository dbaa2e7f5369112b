"""Monday, 7 September 2026, eight in the morning."""

import pytest
import time_machine

from tests.consultations.factories import MONDAY, local


@pytest.fixture
def monday_morning(time_machine: time_machine.TimeMachineFixture) -> time_machine.TimeMachineFixture:
    time_machine.move_to(local(MONDAY, 8), tick=False)
    return time_machine
