"""Somebody is erased at the very moment at which something new is to hang on them."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from center.models import User
from consultations import services
from consultations.models import Consultation
from consultations.services import booking
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import erase_person
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.entrepreneurs.factories import make_person
from tests.marks import seldom
from tests.threads import at_the_same_time

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("monday_morning", "no_tasks_of_stages", "office"),
]
ROUNDS_UNTIL_LOST = 20


@pytest.fixture
def without_guard(db: None) -> None:
    """Take away the trigger that refuses visits of the erased; the database of the test is thrown away after it."""
    trigger = next(each for each in Consultation._meta.triggers if each.name == "not_for_the_erased")  # type: ignore[attr-defined]
    trigger.uninstall(Consultation)


def booking_and_erasing(coordinator: User) -> tuple[Entrepreneur, list[Any]]:
    topic = make_topic()
    make_advisor(topic)
    person = make_person("Рада Радић", email="rada@example.org")
    calls: list[Callable[[], Any]] = [
        lambda: make_visit(topic, local(MONDAY, 10), entrepreneur=person),
        lambda: erase_person(person=person, by=coordinator),
    ]
    return person, at_the_same_time(calls)


def names_left() -> list[str]:
    return [*Consultation.objects.values_list("contact_name", flat=True).exclude(contact_name="")]


@pytest.mark.parametrize("_round", [0, *seldom(range(1, 10))])
def test_a_booking_comes_before_the_erasure_or_not_at_all(
    _round: int, coordinator: User, monday_morning: time_machine.Traveller
) -> None:
    person, (booked, erased) = booking_and_erasing(coordinator)
    assert isinstance(booked, Consultation | ValidationError)
    assert not isinstance(erased, Exception)
    assert (Entrepreneur.objects.get(pk=person.pk).name, names_left()) == ("", [])
    assert not Consultation.objects.live().exists()


@pytest.mark.parametrize("_round", [0, *seldom(range(1, 10))])
def test_even_without_the_lock_the_database_lets_no_name_slip_in(
    _round: int, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(booking, "as_kept", lambda person: person)
    _person, (booked, _erased) = booking_and_erasing(coordinator)
    assert isinstance(booked, Consultation | ValidationError | IntegrityError)
    slipped = Consultation.objects.live().filter(entrepreneur__erased_at__isnull=False)
    assert not slipped.exists()


@pytest.mark.usefixtures("without_guard")
def test_without_the_lock_and_the_guard_somebody_would_be_booked_who_is_erased(
    coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prove that the race above can be lost, so that winning it says something."""
    monkeypatch.setattr(booking, "as_kept", lambda person: person)
    slipped = 0
    for _round in range(ROUNDS_UNTIL_LOST):
        person, _outcomes = booking_and_erasing(coordinator)
        slipped += Consultation.objects.live().filter(entrepreneur=person).exists()
        if slipped:
            break
    assert slipped == 1


@pytest.mark.parametrize("_round", [0, *seldom(range(1, 10))])
def test_two_colleagues_who_erase_at_once_erase_once(_round: int, coordinator: User) -> None:
    person = make_person("Рада Радић")
    outcomes = at_the_same_time([lambda: erase_person(person=person, by=coordinator)] * 2)
    assert sorted(bool(each.rows) for each in outcomes) == [False, True]


@pytest.mark.parametrize("_round", [0, *seldom(range(1, 10))])
def test_a_case_is_opened_before_the_erasure_which_then_waits_for_people_or_not_at_all(
    _round: int, coordinator: User
) -> None:
    advisor, person = make_advisor(make_topic()), make_person("Рада Радић")
    opened, erased = at_the_same_time(
        [
            lambda: services.open_case(person=person, advisor=advisor, by=coordinator),
            lambda: erase_person(person=person, by=coordinator),
        ]
    )
    assert [isinstance(opened, Exception), isinstance(erased, Exception)] in ([True, False], [False, True])
