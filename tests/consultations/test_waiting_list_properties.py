"""Any order of signing up, cancelling, offering, running out and accepting, against an obviously right model."""

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
from consultations.choices import PlaceState
from consultations.errors import ChangeRefused
from consultations.models import Participation, Topic
from consultations.services import participations, sessions, waiting_list
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic
from tests.consultations.groups import enter, make_session, seats, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
WAITING, OFFERED, SIGNED_UP, CANCELLED = (
    PlaceState.WAITING,
    PlaceState.OFFERED,
    PlaceState.SIGNED_UP,
    PlaceState.CANCELLED,
)
OPEN = (WAITING, OFFERED, SIGNED_UP)
START = local(MONDAY + timedelta(days=8), 17)
FIRST = local(MONDAY, 8)


class Queue:
    """What should be: people in the order in which they came, each with a state and the end of an offer."""

    def __init__(self, places: int) -> None:
        self.places = places
        self.people: list[tuple[PlaceState, datetime | None]] = []

    @property
    def taken(self) -> int:
        return sum(state in {OFFERED, SIGNED_UP} for state, _until in self.people)

    @property
    def waits(self) -> bool:
        return any(state == WAITING for state, _until in self.people)

    def has_run_out(self, now: datetime) -> bool:
        return any(state == OFFERED and until and until < now for state, until in self.people)

    def settle(self, now: datetime) -> None:
        self.people = [
            (CANCELLED, None) if state == OFFERED and until and until < now else (state, until)
            for state, until in self.people
        ]
        until = min(now + timedelta(hours=24), START - timedelta(hours=2))
        if until - now < timedelta(hours=1):
            return
        for number, (state, _until) in enumerate(self.people):
            if state == WAITING and self.taken < self.places:
                self.people[number] = (OFFERED, until)

    def enter(self) -> None:
        has_place = self.taken < self.places and not self.waits
        self.people.append((SIGNED_UP if has_place else WAITING, None))

    def put(self, number: int, state: PlaceState) -> None:
        self.people[number] = (state, None)


class Session(RuleBasedStateMachine):
    """The services and the model do the same things; after each they must agree about everybody."""

    clock: ClassVar[time_machine.Traveller]
    by: ClassVar[User]
    topic: ClassVar[Topic]

    def __init__(self) -> None:
        super().__init__()
        self.now = FIRST
        self.clock.move_to(self.now)
        self.session = make_session(
            places=2, topic=self.topic, start=START, advisor=make_advisor(days=range(0))
        )
        self.model = Queue(2)
        self.people: list[Participation] = []

    @rule()
    def sign_up(self) -> None:
        number = len(self.people)
        self.people.append(
            enter(
                self.session,
                number,
                email=f"{uuid.uuid4().hex}@example.org",
                by=self.by,
                name=f"Ана {number}",
            )
        )
        self.model.settle(self.now)
        self.model.enter()

    @precondition(lambda self: self.people)
    @rule(data=st.data())
    def cancel(self, data: Any) -> None:
        number = data.draw(st.integers(0, len(self.people) - 1))
        participations.cancel_place(participation=self.people[number], by=self.by)
        if self.model.people[number][0] in OPEN:
            self.model.put(number, CANCELLED)
            self.model.settle(self.now)

    @precondition(lambda self: self.people)
    @rule(data=st.data())
    def accept(self, data: Any) -> None:
        number = data.draw(st.integers(0, len(self.people) - 1))
        if self.model.has_run_out(self.now):
            self.model.settle(self.now)
        state = self.model.people[number][0]
        try:
            waiting_list.accept_offer(participation=self.people[number])
        except ChangeRefused:
            assert state in {WAITING, CANCELLED}
        else:
            assert state in {OFFERED, SIGNED_UP}
            self.model.put(number, SIGNED_UP)

    @precondition(lambda self: self.people)
    @rule(data=st.data())
    def decline(self, data: Any) -> None:
        number = data.draw(st.integers(0, len(self.people) - 1))
        state = self.model.people[number][0]
        try:
            waiting_list.decline_offer(participation=self.people[number])
        except ChangeRefused:
            assert state in {WAITING, SIGNED_UP}
        else:
            assert state in {OFFERED, CANCELLED}
            if state == OFFERED:
                self.model.put(number, CANCELLED)
                self.model.settle(self.now)

    @rule(places=st.integers(1, 5))
    def change_places(self, places: int) -> None:
        try:
            sessions.change_session(session=self.session, by=self.by, places=places)
        except ChangeRefused:
            assert places < self.model.taken
        else:
            assert places >= self.model.taken
            self.model.places = places
            self.model.settle(self.now)

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        self.now = min(self.now + timedelta(hours=hours), START - timedelta(hours=1))
        self.clock.move_to(self.now)

    @rule()
    def the_worker_comes(self) -> None:
        waiting_list.pass_on_offers()
        if self.model.has_run_out(self.now):
            self.model.settle(self.now)

    @invariant()
    def everybody_stands_where_they_should(self) -> None:
        assert states(self.session) == [state for state, _until in self.model.people]

    @invariant()
    def no_place_is_given_away_twice(self) -> None:
        taken = seats(self.session)
        assert len(set(taken)) == len(taken)
        assert [seat for seat in taken if seat is None or not 1 <= seat <= self.model.places] == []


def test_no_order_of_events_exceeds_the_places_or_skips_the_queue(
    monday_morning: time_machine.Traveller, coordinator: User
) -> None:
    class Here(Session):
        clock, by, topic = monday_morning, coordinator, make_topic()

    most = settings().max_examples // 8
    run_state_machine_as_test(Here, settings=settings(max_examples=most, stateful_step_count=15))
