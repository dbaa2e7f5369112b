"""Many people on one time, in real threads on the real database."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction

from consultations.errors import TimeTaken
from consultations.models import Advisor, Allocation, Consultation, Topic
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit

pytestmark = [pytest.mark.django_db(transaction=True)]
THREADS = 10
LOCK_OF_RESOURCE = 2001
EVERY_DAY = range(1, 8)


@pytest.fixture(autouse=True)
def _enough_connections(monday_morning: object) -> None:
    """Let all threads talk to the database at once."""
    pool = getattr(connection, "pool", None)
    if pool is not None:
        pool.resize(1, 2 * THREADS)


@pytest.fixture
def without_constraint(db: None) -> Iterator[None]:
    """Take the exclusion constraint away for one test."""
    rule = next(rule for rule in Allocation._meta.constraints if rule.name == "allocation_no_overlap")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Allocation, rule)
    yield
    Allocation.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Allocation, rule)


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consultations.services.locks._lock", lambda _kind, _numbers: None)


def at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Make the calls in as many threads at the same instant and return what came of each."""
    barrier = Barrier(len(calls))
    outcomes: list[Any] = []

    def run(call: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=20)
            outcomes.append(call())
        except Exception as error:  # noqa: BLE001 -- whatever a person would have seen
            outcomes.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def wish(topic: Topic, start: datetime, **more: object) -> Callable[[], Consultation]:
    return lambda: make_visit(topic, start, **more)


def tally(outcomes: Sequence[object]) -> dict[str, int]:
    return dict(Counter(type(outcome).__name__ for outcome in outcomes))


def days(rounds: int) -> Iterator[datetime]:
    return (local(MONDAY + timedelta(days=number), 10) for number in range(rounds))


def overlaps() -> int:
    """Count the pairs of live allocations of one resource that share time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM consultations_allocation a JOIN consultations_allocation b"
            " ON a.resource_id = b.resource_id AND a.id < b.id AND a.busy && b.busy WHERE a.live AND b.live"
        )
        found: int = cursor.fetchone()[0]
    return found


def race(rounds: int) -> None:
    topic = make_topic()
    make_advisor(topic, days=EVERY_DAY)
    for start in days(rounds):
        outcomes = at_once([wish(topic, start)] * THREADS)
        assert tally(outcomes) == {"Consultation": 1, "TimeTaken": THREADS - 1}
        for outcome in outcomes:
            if isinstance(outcome, TimeTaken):
                assert len(outcome.alternatives) == 6
                assert start not in outcome.alternatives
    assert (Consultation.objects.count(), Allocation.objects.count(), overlaps()) == (rounds, rounds, 0)


@pytest.mark.always
def test_one_of_ten_people_gets_the_time_and_the_others_hear_of_the_nearest() -> None:
    race(rounds=5)


@pytest.mark.long
def test_one_of_ten_people_gets_the_time_very_often() -> None:
    race(rounds=55)


def mixed_race(rounds: int) -> None:
    """Topics of unequal lengths and pauses, staggered starts, chosen advisors and any advisor."""
    topics = [
        make_topic(length=30, step=15, buffer_before=5),
        make_topic(length=60, step=15, buffer_after=15),
        make_topic(length=90, step=15, buffer_before=15, buffer_after=15),
    ]
    advisors = [make_advisor(*topics, days=EVERY_DAY) for _number in range(2)]
    for start in days(rounds):
        choices: list[Advisor | None] = [advisors[0], None, advisors[1], None]
        calls = [
            wish(topics[n % 3], start + timedelta(minutes=15 * (n % 4)), advisor=choices[n % 4])
            for n in range(THREADS)
        ]
        outcomes = tally(at_once(calls))
        assert outcomes.keys() <= {"Consultation", "TimeTaken"}
        # Both advisors end with at least one visit, and what was refused was really taken.
        assert outcomes["Consultation"] >= 2
        assert overlaps() == 0


@pytest.mark.long
def test_unequal_lengths_and_pauses_never_overlap_and_nobody_sees_a_deadlock() -> None:
    mixed_race(rounds=6)


@pytest.mark.long
def test_unequal_lengths_and_pauses_never_overlap_very_often() -> None:
    mixed_race(rounds=55)


@pytest.mark.long
def test_three_advisors_receive_three_of_ten_people() -> None:
    topic = make_topic()
    advisors = [make_advisor(topic, days=EVERY_DAY) for _number in range(3)]
    for start in days(3):
        outcomes = at_once([wish(topic, start)] * THREADS)
        assert tally(outcomes) == {"Consultation": 3, "TimeTaken": 7}
        assert {visit.advisor_id for visit in Consultation.objects.filter(starts_at=start)} == {
            advisor.pk for advisor in advisors
        }


def test_one_form_sent_ten_times_at_once_is_one_booking() -> None:
    topic = make_topic()
    make_advisor(topic, days=EVERY_DAY)
    for start in days(5):
        same = at_once([wish(topic, start, submission=uuid.uuid4())] * THREADS)
        assert tally(same) == {"Consultation": THREADS}
        assert len({visit.pk for visit in same if isinstance(visit, Consultation)}) == 1
    assert Consultation.objects.count() == 5


@pytest.mark.long
@pytest.mark.usefixtures("without_lock")
def test_the_constraint_alone_lets_one_win_and_tells_the_others_kindly() -> None:
    topic = make_topic()
    make_advisor(topic, days=EVERY_DAY)
    for start in days(5):
        assert tally(at_once([wish(topic, start)] * THREADS)) == {"Consultation": 1, "TimeTaken": THREADS - 1}
    assert overlaps() == 0


@pytest.mark.long
@pytest.mark.usefixtures("without_constraint")
def test_the_lock_alone_lets_one_win() -> None:
    topic = make_topic()
    make_advisor(topic, days=EVERY_DAY)
    for start in days(5):
        assert tally(at_once([wish(topic, start)] * THREADS)) == {"Consultation": 1, "TimeTaken": THREADS - 1}
    assert overlaps() == 0


@pytest.mark.long
@pytest.mark.usefixtures("without_constraint", "without_lock")
def test_without_lock_and_constraint_people_are_booked_over_one_another() -> None:
    """Prove that the races above can be lost, so that winning them says something."""
    topic = make_topic()
    make_advisor(topic, days=EVERY_DAY)
    for start in days(5):
        at_once([wish(topic, start)] * THREADS)
    assert overlaps() > 0


def test_a_deadlock_with_others_is_tried_once_more_and_nobody_hears_of_it() -> None:
    topic = make_topic()
    first, second = (make_advisor(topic, days=EVERY_DAY).resource_id for _number in range(2))
    outcomes: list[Any] = []
    booking = Thread(target=lambda: outcomes.extend(at_once([wish(topic, local(MONDAY, 10))])))
    lock = "SELECT pg_advisory_xact_lock(%s, %s)"
    # On a machine too slow to close the circle within a second, we are the one to give way; the booking stands too.
    with suppress(OperationalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(lock, [LOCK_OF_RESOURCE, second])
        booking.start()
        # The booking now holds the first and waits for the second: wanting the first closes the circle.
        waiting = False
        while not waiting:
            # In this database only: another process of the tests has waiting locks of its own.
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
                " WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted)"
            )
            waiting = cursor.fetchone()[0]
        # It has waited longer, so it is the one that the database makes give way.
        cursor.execute(lock, [LOCK_OF_RESOURCE, first])
    booking.join()
    assert tally(outcomes) == {"Consultation": 1}
