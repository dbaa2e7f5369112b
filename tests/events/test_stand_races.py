"""Two coordinators give stands at the same instant, in real threads on the real database."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connection

from center.models import User
from events.models import Event, StandAssignment
from events.services import stands
from tests.events.fair_plans import exhibitor, make_fair, make_plan, withdraw
from tests.threads import at_the_same_time

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office", "monday_morning")]


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody look at the stands at the same time."""
    monkeypatch.setattr(stands, "locked_event", lambda event: Event.objects.get(pk=event.pk))


@pytest.fixture
def without_guard(db: None) -> Iterator[None]:
    """Take the rules that each stand and each exhibitor is there once away for one test."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = 'events_standassignment'::regclass AND contype = 'u'"
        )
        rules = cursor.fetchall()
        for name, _rule in rules:
            cursor.execute(f'ALTER TABLE events_standassignment DROP CONSTRAINT "{name}"')
    yield
    StandAssignment.objects.all().delete()
    with connection.cursor() as cursor:
        for name, rule in rules:
            cursor.execute(f'ALTER TABLE events_standassignment ADD CONSTRAINT "{name}" {rule}')


def tally(outcomes: list[Any]) -> dict[str, int]:
    return dict(Counter(type(outcome).__name__ for outcome in outcomes))


def one_stand_for(count: int, by: User) -> tuple[Event, list[Any]]:
    """Return calls by which so many exhibitors get one stand."""
    fair = make_fair(by, slug=f"sajam-{Event.objects.count()}")
    stand = make_plan(by, event=fair).stands.get(number="1")
    found = [exhibitor(fair, by) for _number in range(count)]
    return fair, [lambda each=each: stands.assign(application=each, stand=stand, by=by) for each in found]


def two_stands_for_one(by: User) -> tuple[Event, list[Any]]:
    fair = make_fair(by, slug=f"sajam-{Event.objects.count()}")
    plan = make_plan(by, event=fair)
    alone = exhibitor(fair, by)
    return (
        fair,
        [
            lambda stand=stand: stands.assign(application=alone, stand=stand, by=by)
            for stand in plan.stands.all()[:5]
        ],
    )


def test_of_five_exhibitors_one_gets_the_stand_and_of_five_stands_one_is_given(coordinator: User) -> None:
    fair, calls = one_stand_for(5, coordinator)
    assert tally(at_the_same_time(calls)) == {"StandAssignment": 1, "ChangeRefused": 4}
    other, calls = two_stands_for_one(coordinator)
    assert tally(at_the_same_time(calls)) == {"StandAssignment": 1, "ChangeRefused": 4}
    counts = [StandAssignment.objects.filter(application__event=each).count() for each in (fair, other)]
    assert counts == [1, 1]


@pytest.mark.long
@pytest.mark.usefixtures("without_lock", "without_guard")
def test_without_lock_and_guard_a_stand_is_given_twice(
    coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prove that the race can be lost, so that winning it says something."""
    # The form's own look at the rows comes a moment before; here it is left out, as a slow network would do.
    monkeypatch.setattr(StandAssignment, "full_clean", lambda *_args, **_kwargs: None)
    fair, calls = one_stand_for(8, coordinator)
    at_the_same_time(calls)
    assert StandAssignment.objects.filter(application__event=fair).count() > 1


@pytest.mark.long
@pytest.mark.usefixtures("without_lock")
def test_the_database_alone_gives_nothing_twice(coordinator: User) -> None:
    _fair, calls = one_stand_for(8, coordinator)
    outcomes = tally(at_the_same_time(calls))
    assert outcomes["StandAssignment"] == 1
    assert outcomes.keys() <= {"StandAssignment", "ChangeRefused", "ValidationError", "IntegrityError"}
    other, calls = two_stands_for_one(coordinator)
    assert tally(at_the_same_time(calls))["StandAssignment"] == 1
    assert StandAssignment.objects.filter(application__event=other).count() == 1


@pytest.mark.long
@pytest.mark.usefixtures("without_guard")
def test_the_lock_alone_gives_nothing_twice(coordinator: User) -> None:
    _fair, calls = one_stand_for(8, coordinator)
    assert tally(at_the_same_time(calls)) == {"StandAssignment": 1, "ChangeRefused": 7}


@pytest.mark.long
def test_who_withdraws_at_that_instant_has_no_stand_afterwards(coordinator: User) -> None:
    for _round in range(5):
        fair, calls = one_stand_for(1, coordinator)
        application = fair.applications.get()
        outcomes = at_the_same_time([*calls, partial(withdraw, application)])
        assert not [each for each in outcomes if type(each).__name__.endswith("Error")]
        assert not StandAssignment.objects.filter(application__event=fair).exists()
