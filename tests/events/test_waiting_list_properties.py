"""Any order of registering, changing, cancelling, offering and accepting, against an obviously right model."""

import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
import time_machine
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from center.models import User
from events.choices import RegistrationState
from events.errors import ChangeRefused
from events.models import Registration, Venue
from events.services import registrations, waiting_list
from tests.events.factories import MONDAY, enter, local, make_event, make_staff, make_venue, numbers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
WAITING, OFFERED, SIGNED_UP, CANCELLED = (
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
    RegistrationState.SIGNED_UP,
    RegistrationState.CANCELLED,
)
START = local(MONDAY + timedelta(days=8), 17)
FIRST = local(MONDAY, 8)
PLACES = 4
SIZES = st.integers(1, 3)


class Queue:
    """What should be: groups in the order in which they came, each with size, state and the end of an offer."""

    def __init__(self) -> None:
        self.groups: list[tuple[int, RegistrationState, datetime | None]] = []

    @property
    def free(self) -> int:
        return PLACES - sum(size for size, state, _until in self.groups if state in {OFFERED, SIGNED_UP})

    def settle(self, now: datetime) -> None:
        self.groups = [
            (size, CANCELLED, None) if state == OFFERED and until and until < now else (size, state, until)
            for size, state, until in self.groups
        ]
        until = min(now + timedelta(hours=24), START - timedelta(hours=2))
        if until - now < timedelta(hours=1):
            return
        for number, (size, state, _until) in enumerate(self.groups):
            if state != WAITING:
                continue
            if size > self.free:
                return
            self.groups[number] = (size, OFFERED, until)

    def enter(self, size: int) -> None:
        waits = any(state == WAITING for _size, state, _until in self.groups)
        self.groups.append((size, WAITING if waits or size > self.free else SIGNED_UP, None))

    def put(self, number: int, state: RegistrationState) -> None:
        self.groups[number] = (self.groups[number][0], state, None)


class Fair(RuleBasedStateMachine):
    """The services and the model do the same things; after each they must agree about everybody."""

    clock: ClassVar[time_machine.Traveller]
    by: ClassVar[User]
    venue: ClassVar[Venue]

    def __init__(self) -> None:
        super().__init__()
        self.now = FIRST
        self.clock.move_to(self.now)
        self.event = make_event(PLACES, starts_at=START, venue=self.venue)
        self.model = Queue()
        self.groups: list[Registration] = []

    @rule(size=SIZES)
    def register(self, size: int) -> None:
        number = len(self.groups)
        email = f"{uuid.uuid4().hex}@example.org"
        self.groups.append(
            enter(self.event, number, email=email, by=self.by, name=f"Ана {number}", size=size)
        )
        self.model.settle(self.now)
        self.model.enter(size)

    @precondition(lambda self: self.groups)
    @rule(data=st.data())
    def cancel(self, data: Any) -> None:
        number = data.draw(st.integers(0, len(self.groups) - 1))
        registrations.cancel_registration(registration=self.groups[number], by=self.by)
        if self.model.groups[number][1] != CANCELLED:
            self.model.put(number, CANCELLED)
            self.model.settle(self.now)

    @precondition(lambda self: self.groups)
    @rule(data=st.data(), size=SIZES)
    def change(self, data: Any, size: int) -> None:
        number = data.draw(st.integers(0, len(self.groups) - 1))
        before, state, until = self.model.groups[number]
        if state == OFFERED:
            return
        try:
            registrations.change_size(registration=self.groups[number], size=size, by=self.by)
        except ChangeRefused:
            waits = any(each == WAITING for _size, each, _until in self.model.groups)
            assert state == CANCELLED or (size > before and (waits or size - before > self.model.free))
        else:
            if size == before:
                return
            self.model.groups[number] = (size, state, until)
            self.model.settle(self.now)

    @precondition(lambda self: self.groups)
    @rule(data=st.data())
    def accept(self, data: Any) -> None:
        number = data.draw(st.integers(0, len(self.groups) - 1))
        self.model.settle(self.now)
        state = self.model.groups[number][1]
        try:
            waiting_list.accept_offer(registration=self.groups[number])
        except ChangeRefused:
            assert state in {WAITING, CANCELLED}
        else:
            assert state in {OFFERED, SIGNED_UP}
            self.model.put(number, SIGNED_UP)

    @precondition(lambda self: self.groups)
    @rule(data=st.data())
    def decline(self, data: Any) -> None:
        number = data.draw(st.integers(0, len(self.groups) - 1))
        state = self.model.groups[number][1]
        try:
            waiting_list.decline_offer(registration=self.groups[number])
        except ChangeRefused:
            assert state in {WAITING, SIGNED_UP}
        else:
            assert state in {OFFERED, CANCELLED}
            if state == OFFERED:
                self.model.put(number, CANCELLED)
                self.model.settle(self.now)

    @rule(hours=st.sampled_from([1, 12, 25]))
    def wait(self, hours: int) -> None:
        later = min(self.now + timedelta(hours=hours), START - timedelta(minutes=1))
        self.now = later
        self.clock.move_to(self.now)
        waiting_list.pass_on_offers()
        if any(state == OFFERED and until and until < self.now for _size, state, until in self.model.groups):
            self.model.settle(self.now)

    @invariant()
    def they_agree(self) -> None:
        rows = list(self.event.registrations.order_by("pk").values_list("size", "state"))
        assert rows == [(size, state) for size, state, _until in self.model.groups]
        held = numbers(self.event)
        assert len(held) == PLACES - self.model.free
        assert all(1 <= number <= PLACES for number in held)


@pytest.mark.long
def test_the_queue_of_an_event_is_what_the_model_says(monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(FIRST, tick=False) as clock:
        Fair.clock, Fair.by, Fair.venue = clock, make_staff(), make_venue()
        run_state_machine_as_test(
            Fair, settings=settings(max_examples=15, stateful_step_count=20, deadline=None)
        )
