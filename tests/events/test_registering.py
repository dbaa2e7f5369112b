"""Registering for an event: exact places, groups, the queue in its order, offers, cancelling."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from center.models import StoredMail
from events.choices import CallReason, Ending, RegistrationState
from events.errors import (
    ChangeRefused,
    FormUsed,
    ItemFull,
    NoPlaceLeft,
    RegisteredBefore,
    RegistrationRefused,
)
from events.models import EventCall, Place, Registration
from events.services import events, registrations, waiting_list
from events.services.items import choose_items, chosen_items
from tests.events.factories import SATURDAY, enter, local, make_event, make_item, make_staff, numbers, states

pytestmark = pytest.mark.django_db
Clock = time_machine.Traveller
SIGNED_UP, WAITING, OFFERED, CANCELLED = (
    RegistrationState.SIGNED_UP,
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
    RegistrationState.CANCELLED,
)


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def kinds() -> list[str]:
    return [
        kind.removeprefix("events/")
        for kind in StoredMail.objects.order_by("pk").values_list("kind", flat=True)
    ]


def test_a_group_holds_a_place_for_each_of_its_people() -> None:
    event = make_event(5)
    group = enter(event, size=3)
    assert (group.state, numbers(event), kinds()) == (SIGNED_UP, [1, 2, 3], ["registered"])


def test_who_comes_when_all_places_are_taken_is_asked_before_waiting() -> None:
    event = make_event(1)
    enter(event, 1)
    with pytest.raises(NoPlaceLeft) as refused:
        enter(event, 2, may_wait=False)
    assert (refused.value.free, refused.value.ahead) == (0, 0)
    enter(event, 2)
    assert states(event) == [SIGNED_UP, WAITING]


def test_a_group_that_is_too_large_for_the_free_places_hears_how_many_there_are() -> None:
    event = make_event(4)
    enter(event, 1, size=2)
    with pytest.raises(NoPlaceLeft) as refused:
        enter(event, 2, size=3, may_wait=False)
    assert refused.value.free == 2


def test_a_group_in_the_queue_is_never_overtaken() -> None:
    event = make_event(3)
    first = enter(event, 1, size=3)
    group, single = enter(event, 2, size=2), enter(event, 3)
    registrations.change_size(registration=first, size=2)
    assert states(event) == [SIGNED_UP, WAITING, WAITING]
    registrations.cancel_registration(registration=first)
    assert states(event) == [CANCELLED, OFFERED, OFFERED]
    group.refresh_from_db()
    single.refresh_from_db()
    assert (numbers(event), group.offered_until is not None) == ([1, 2, 3], True)


def test_an_offer_is_taken_by_one_yes_and_twice_yes_is_one() -> None:
    event = make_event(1)
    first, second = enter(event, 1), enter(event, 2)
    registrations.cancel_registration(registration=first)
    waiting_list.accept_offer(registration=second)
    again = waiting_list.accept_offer(registration=second)
    assert (again.state, numbers(event)) == (SIGNED_UP, [1])


def test_an_offer_that_is_over_goes_to_the_next_one(clock: Clock) -> None:
    event = make_event(1)
    first, second, _third = (enter(event, number) for number in range(3))
    registrations.cancel_registration(registration=first)
    clock.shift(timedelta(hours=25))
    with pytest.raises(ChangeRefused):
        waiting_list.accept_offer(registration=second)
    assert states(event) == [CANCELLED, CANCELLED, OFFERED]
    assert kinds()[-2:] == ["place_lost", "offered"]


def test_offers_run_out_without_anybody_pressing_a_button(clock: Clock) -> None:
    event = make_event(1)
    first = enter(event, 1)
    enter(event, 2), enter(event, 3)
    registrations.cancel_registration(registration=first)
    clock.shift(timedelta(hours=24, seconds=1))
    assert (waiting_list.pass_on_offers(), waiting_list.pass_on_offers()) == (1, 0)
    assert states(event) == [CANCELLED, CANCELLED, OFFERED]


def test_a_declined_offer_goes_on_at_once() -> None:
    event = make_event(1)
    first, second = enter(event, 1), enter(event, 2)
    enter(event, 3)
    registrations.cancel_registration(registration=first)
    waiting_list.decline_offer(registration=second)
    assert states(event) == [CANCELLED, CANCELLED, OFFERED]


def test_without_a_limit_everybody_has_a_place() -> None:
    event = make_event(None)
    assert [enter(event, number, size=5).state for number in range(4)] == [SIGNED_UP] * 4


def test_more_people_come_only_while_nobody_waits_and_places_are_free() -> None:
    event = make_event(3)
    first = enter(event, 1)
    assert registrations.change_size(registration=first, size=3).size == 3
    with pytest.raises(NoPlaceLeft):
        registrations.change_size(registration=first, size=4)
    assert numbers(event) == [1, 2, 3]


def test_fewer_people_free_places_for_those_who_wait() -> None:
    event = make_event(3)
    first = enter(event, 1, size=3)
    enter(event, 2)
    registrations.change_size(registration=first, size=2)
    assert states(event) == [SIGNED_UP, OFFERED]


def test_the_same_form_twice_is_one_registration_and_with_other_words_it_is_refused() -> None:
    event, form = make_event(), uuid.uuid4()
    first = enter(event, 1, submission=form)
    assert enter(event, 1, submission=form).pk == first.pk
    with pytest.raises(FormUsed):
        enter(event, 2, submission=form)
    assert Registration.objects.count() == 1


def test_the_same_name_and_contact_is_asked_about_once() -> None:
    event = make_event()
    enter(event, 1)
    with pytest.raises(RegisteredBefore):
        enter(event, 1)
    assert enter(event, 1, another_person=True).state == SIGNED_UP


def test_registration_opens_and_closes_on_the_minute(clock: Clock) -> None:
    opens, closes = local(SATURDAY, 9), local(SATURDAY, 12)
    event = make_event(registration_opens_at=opens, registration_closes_at=closes)
    clock.move_to(opens - timedelta(seconds=1), tick=False)
    with pytest.raises(RegistrationRefused):
        enter(event, 1)
    clock.move_to(opens, tick=False)
    assert enter(event, 1).state == SIGNED_UP
    clock.move_to(closes, tick=False)
    with pytest.raises(RegistrationRefused):
        enter(event, 2)
    assert enter(event, 3, by=make_staff()).state == SIGNED_UP


@pytest.mark.parametrize("size", [0, 6, 51])
def test_a_number_of_people_that_cannot_be_is_refused_at_its_field(size: int) -> None:
    with pytest.raises(ValidationError) as wrong:
        enter(make_event(50), size=size)
    assert list(wrong.value.message_dict) == ["size"]


def test_nobody_waits_for_more_places_than_there_are() -> None:
    with pytest.raises(RegistrationRefused):
        enter(make_event(3), size=5)


def test_who_left_no_email_is_called_about_an_offer_and_not_about_the_own_cancellation() -> None:
    event = make_event(1)
    first, second = enter(event, 1, phone="064 1234567"), enter(event, 2, phone="064 1234568")
    registrations.cancel_registration(registration=first)
    assert list(EventCall.objects.values_list("registration", "reason", "outcome")) == [
        (second.pk, CallReason.OFFERED, "")
    ]
    waiting_list.accept_offer(registration=second, by=make_staff())
    assert EventCall.objects.waiting().count() == 0


def test_a_cancelled_event_ends_every_registration_and_tells_everybody() -> None:
    event = make_event(1)
    enter(event, 1), enter(event, 2)
    events.cancel_event(event=event, by=make_staff(), reason="bolest predavača")
    assert states(event) == [CANCELLED, CANCELLED]
    assert set(event.registrations.values_list("ending", flat=True)) == {Ending.EVENT}
    assert kinds()[-2:] == ["event_cancelled", "event_cancelled"]
    assert (
        "болест предавача" in StoredMail.objects.latest("pk").body_text
        or "bolest" in StoredMail.objects.latest("pk").body_text
    )


def test_a_postponed_event_keeps_places_and_offers_nothing_until_it_has_a_new_date(clock: Clock) -> None:
    event = make_event(1)
    first, _second = enter(event, 1), enter(event, 2)
    events.postpone_event(event=event, by=make_staff())
    registrations.cancel_registration(registration=first)
    assert states(event) == [CANCELLED, WAITING]
    new = local(SATURDAY + timedelta(days=14), 17)
    events.set_new_date(event=event, by=make_staff(), starts_at=new, ends_at=new + timedelta(hours=2))
    assert states(event) == [CANCELLED, OFFERED]


def test_more_places_are_offered_to_those_who_wait() -> None:
    event = make_event(1)
    enter(event, 1), enter(event, 2)
    events.change_event(event=event, by=make_staff(), capacity=2)
    assert states(event) == [SIGNED_UP, OFFERED]


def test_there_are_never_fewer_places_than_are_taken() -> None:
    event = make_event(3)
    first = enter(event, 1)
    enter(event, 2)
    with pytest.raises(ChangeRefused):
        events.change_event(event=event, by=make_staff(), capacity=1)
    registrations.cancel_registration(registration=first)
    events.change_event(event=event, by=make_staff(), capacity=1)
    assert numbers(event) == [1]


def test_items_with_places_of_their_own_are_exact_too() -> None:
    event = make_event(10)
    item = make_item(event, capacity=2)
    first = enter(event, 1, size=2, items=[item])
    with pytest.raises(ItemFull):
        enter(event, 2, items=[item])
    second = enter(event, 3)
    with pytest.raises(ItemFull):
        choose_items(registration=second, items=[item])
    choose_items(registration=first, items=[])
    assert choose_items(registration=second, items=[item]) == [item]
    assert (chosen_items(first), chosen_items(second)) == ([], [item])


@pytest.mark.parametrize("number", [0, 6])
def test_the_database_gives_no_place_beyond_the_capacity_by_hand_either(number: int) -> None:
    event = make_event(5)
    registration = enter(event)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(event=event, number=number, registration=registration)


def test_the_database_refuses_a_place_twice_and_one_of_another_event() -> None:
    event, other = make_event(), make_event()
    registration = enter(event)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(event=event, number=1, registration=registration)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(event=other, number=1, registration=registration)


def test_the_database_refuses_places_that_are_not_as_many_as_people() -> None:
    event = make_event()
    registration = enter(event, size=2)
    Registration.objects.filter(pk=registration.pk).update(size=3)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_knows_which_state_may_follow_which() -> None:
    registration = enter(make_event())
    registrations.cancel_registration(registration=registration)
    with pytest.raises(Exception, match="transition"), transaction.atomic():
        Registration.objects.filter(pk=registration.pk).update(state=WAITING)
