"""Every door to a time at once: moving, taking back, joining, walking in and booking, on the real database."""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection

from center.models import User
from consultations import services
from consultations.choices import ResourceKind, State
from consultations.errors import ChangeRefused, TimeTaken
from consultations.models import Advisor, Allocation, Consultation, Resource, Topic, VisitMove
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.test_races import at_once, overlaps, tally, wish

pytestmark = [pytest.mark.django_db(transaction=True)]
NINE, TEN = local(MONDAY, 9), local(MONDAY, 10)
ROUNDS = 5


@pytest.fixture(autouse=True)
def _enough_connections(monday_morning: object) -> None:
    pool = getattr(connection, "pool", None)
    if pool is not None:
        pool.resize(1, 20)


@pytest.fixture
def office() -> tuple[Topic, list[Advisor], User]:
    """An advisor for every visit of a test, so that each begins with a time of its own."""
    topic = make_topic()
    advisors = [make_advisor(topic, days=range(1, 8)) for _each in range(3)]
    return topic, advisors, advisors[0].user


@pytest.fixture
def no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consultations.services.locks._lock", lambda _kind, _numbers: None)


def moving(visit: Consultation, start: datetime, **more: Any) -> Callable[[], Consultation]:
    return partial(services.move, consultation=visit, start=start, **more)


def joining(visit: Consultation, resource: Resource) -> Callable[[], Allocation]:
    return partial(services.add_companion, consultation=visit, resource=resource)


def outcome_of(calls: Sequence[Callable[[], Any]]) -> dict[str, int]:
    return tally(at_once(calls))


def test_of_many_visits_moved_to_one_time_one_gets_it(office: tuple[Topic, list[Advisor], User]) -> None:
    topic, advisors, user = office
    for number in range(ROUNDS):
        day = MONDAY + timedelta(days=number)
        visits = [
            make_visit(topic, local(day, hour), advisor=advisor)
            for advisor, hour in ((advisors[0], 9), (advisors[1], 9), (advisors[2], 9), (advisors[0], 10))
        ]

        calls = [moving(visit, local(day, 12), advisor=advisors[0], by=user) for visit in visits]
        assert outcome_of(calls) == {"Consultation": 1, "TimeTaken": 3}
    assert (VisitMove.objects.count(), overlaps()) == (ROUNDS, 0)


@pytest.mark.long
def test_a_move_two_bookings_and_a_return_fight_for_one_time(
    office: tuple[Topic, list[Advisor], User],
) -> None:
    topic, (advisor, *_others), user = office
    for number in range(ROUNDS):
        day = MONDAY + timedelta(days=number)
        cancelled = services.cancel(consultation=make_visit(topic, local(day, 11), advisor=advisor))
        early = make_visit(topic, local(day, 9), advisor=advisor)
        start = local(day, 11)
        assert outcome_of(
            [
                moving(early, start),
                partial(services.restore, consultation=cancelled, by=user),
                wish(topic, start, advisor=advisor),
                wish(topic, start, advisor=advisor),
            ]
        ) == {"Consultation": 1, "TimeTaken": 3}
        assert Consultation.objects.live().filter(starts_at=start).count() == 1
    assert overlaps() == 0


@pytest.mark.long
def test_two_visits_that_swap_their_times_at_once_never_wait_for_ever(
    office: tuple[Topic, list[Advisor], User],
) -> None:
    topic, (advisor, *_others), user = office
    for number in range(ROUNDS):
        day = MONDAY + timedelta(days=number)
        one, two = (
            make_visit(topic, local(day, 9), advisor=advisor),
            make_visit(topic, local(day, 10), advisor=advisor),
        )
        calls = [
            moving(one, local(day, 10), by=user),
            moving(two, local(day, 9), by=user),
        ]
        assert outcome_of(calls) == {"TimeTaken": 2}


@pytest.mark.long
def test_one_room_wanted_by_many_visits_joins_one(office: tuple[Topic, list[Advisor], User]) -> None:
    topic, advisors, _user = office
    for number in range(ROUNDS):
        room = Resource.objects.create(kind=ResourceKind.ROOM, name=f"Сала {number}")
        start = local(MONDAY + timedelta(days=number), 9)
        visits = [make_visit(topic, start, advisor=advisor) for advisor in advisors]
        calls = [joining(visit, room) for visit in visits]
        assert outcome_of(calls) == {"Allocation": 1, "ChangeRefused": 2}
    assert overlaps() == 0


@pytest.mark.long
@pytest.mark.usefixtures("no_lock")
def test_without_the_lock_the_constraint_alone_keeps_the_room_for_one(
    office: tuple[Topic, list[Advisor], User],
) -> None:
    topic, advisors, _user = office
    for number in range(ROUNDS):
        room = Resource.objects.create(kind=ResourceKind.ROOM, name=f"Сала {number}")
        start = local(MONDAY + timedelta(days=number), 9)
        visits = [make_visit(topic, start, advisor=advisor) for advisor in advisors]
        outcomes = at_once([joining(visit, room) for visit in visits])
        assert sum(isinstance(each, Allocation) for each in outcomes) == 1
        assert {type(each) for each in outcomes} <= {Allocation, ChangeRefused, TimeTaken}
    assert overlaps() == 0


def test_of_two_who_walk_in_and_one_who_books_one_is_received(
    office: tuple[Topic, list[Advisor], User],
) -> None:
    topic, (advisor, *_others), user = office

    def walk_in(name: str) -> Callable[[], Consultation]:
        return lambda: services.receive_walk_in(
            topic=topic,
            advisor=advisor,
            minutes=90,
            name=name,
            language="sr",
            submission=uuid.uuid4(),
            by=user,
        )

    # It is eight; ninety minutes reach into nine o'clock.
    outcomes = at_once([walk_in("Мира"), walk_in("Рада"), wish(topic, NINE, advisor=advisor)])
    assert sum(isinstance(each, Consultation) for each in outcomes) == 1
    assert overlaps() == 0


def test_two_colleagues_confirm_two_requests_at_once_and_both_stay(
    office: tuple[Topic, list[Advisor], User],
) -> None:
    """Requests hold their time, so that two for one time cannot even wait side by side."""
    topic, (advisor, *_others), user = office
    topic.confirmation = "by_staff"
    topic.save()
    one = make_visit(topic, NINE, advisor=advisor, email="a@example.org")
    assert outcome_of([wish(topic, NINE, advisor=advisor)] * 2) == {"TimeTaken": 2}
    two = make_visit(topic, TEN, advisor=advisor, email="b@example.org")
    calls = [partial(services.confirm, consultation=visit, by=user) for visit in (one, two, one, two)]
    assert outcome_of(calls) == {"Consultation": 4}
    assert set(Consultation.objects.values_list("state", "ics_sequence")) == {(State.CONFIRMED, 1)}


def test_a_visit_cancelled_and_moved_at_once_ends_as_one_of_the_two(
    office: tuple[Topic, list[Advisor], User],
) -> None:
    topic, (advisor, *_others), user = office
    for number in range(ROUNDS):
        day = MONDAY + timedelta(days=number)
        visit = make_visit(topic, local(day, 9), advisor=advisor)
        at_once(
            [
                partial(services.cancel, consultation=visit, by=user, reason="Болест"),
                moving(visit, local(day, 12), by=user),
            ]
        )
        visit.refresh_from_db()
        # Whoever came first: in the end it is cancelled, and its time free.
        assert visit.state == State.CANCELLED
        assert Allocation.objects.get(consultation=visit).live is False
