"""Signing up for a group session, its queue, offers with an end, and who was there."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from center.models import StoredMail, User
from consultations.choices import Ending, PlaceState
from consultations.errors import ChangeRefused, FormUsed, NoPlaceLeft, SignedUpBefore, SignUpRefused
from consultations.models import GroupSession, Participation
from consultations.services import participations, sessions
from consultations.services.waiting_list import accept_offer, decline_offer, give_place, pass_on_offers
from consultations.tasks import pass_on_offers as job
from entrepreneurs.models import Entrepreneur
from tests.consultations.factories import MONDAY, local
from tests.consultations.groups import NEXT_MONDAY, enter, make_session, seats, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "office", "english")]
WAITING, OFFERED, SIGNED_UP = PlaceState.WAITING, PlaceState.OFFERED, PlaceState.SIGNED_UP
CANCELLED, ATTENDED, MISSED = PlaceState.CANCELLED, PlaceState.ATTENDED, PlaceState.MISSED
Clock = time_machine.Traveller


def letters(kind: str) -> list[str]:
    return list(
        StoredMail.objects.filter(kind=f"consultations/{kind}")
        .order_by("pk")
        .values_list("recipient", flat=True)
    )


def test_who_comes_while_there_are_places_gets_one_and_the_others_wait_in_their_order() -> None:
    session = make_session(places=2)
    people = [enter(session, number) for number in range(4)]
    assert states(session) == [SIGNED_UP, SIGNED_UP, WAITING, WAITING]
    assert letters("group_signed_up") == [person.contact_email for person in people[:2]]
    assert letters("group_waiting") == [person.contact_email for person in people[2:]]
    first, second = StoredMail.objects.filter(kind="consultations/group_waiting").order_by("pk")
    assert "Your number in the queue: 1." in first.body_text
    assert "Your number in the queue: 2." in second.body_text
    mail = StoredMail.objects.filter(kind="consultations/group_signed_up").earliest("pk")
    assert f"/en/consultations/place/{people[0].reference}/?key=" in mail.body_text
    assert (mail.is_secret, "SEQUENCE:0" in mail.calendar) == (True, True)


def test_nobody_is_put_on_the_waiting_list_unasked() -> None:
    session = make_session(places=1)
    enter(session, 1), enter(session, 2)
    with pytest.raises(NoPlaceLeft) as full:
        enter(session, 3, may_wait=False)
    assert (full.value.ahead, states(session)) == (1, [SIGNED_UP, WAITING])


def test_a_person_is_made_from_the_contact_or_chosen_by_staff(coordinator: User) -> None:
    session = make_session()
    known = Entrepreneur.objects.create(name="Рада Радић", phone="+381641234567")
    one = enter(session, 1, name="Ana Anić", phone="064 765 4321", language="sr-latn")
    two = enter(session, 2, name="", email="", entrepreneur=known, by=coordinator)
    assert (one.entrepreneur.name, one.entrepreneur.phone, one.contact_phone) == (
        "Ana Anić",
        "+381647654321",
        "+381647654321",
    )
    assert (two.entrepreneur, two.contact_name, two.contact_phone, two.signed_by) == (
        known,
        "Рада Радић",
        "+381641234567",
        coordinator,
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "", "phone": ""}, "contact_phone"),
        ({"name": ""}, "contact_name"),
        ({"name": "www.example.com"}, "contact_name"),
        ({"phone": "12"}, "contact_phone"),
        ({"email": "nobody"}, "contact_email"),
        ({"name": "A\0"}, "contact_name"),
    ],
    ids=str,
)
def test_wrong_answers_are_named_at_their_field(wrong: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as error:
        enter(make_session(), **wrong)
    assert list(error.value.message_dict) == [field]
    assert Participation.objects.count() == 0


def test_the_same_form_twice_is_one_place_and_with_other_details_it_asks() -> None:
    session, key = make_session(), uuid.uuid4()
    first = enter(session, 1, submission=key)
    assert enter(session, 1, submission=key) == first
    with pytest.raises(FormUsed):
        enter(session, 2, submission=key)
    assert (Participation.objects.count(), Entrepreneur.objects.count()) == (1, 1)


def test_the_same_name_and_contact_is_asked_about_once_and_another_name_is_a_family() -> None:
    session = make_session()
    enter(session, name="Ђура Ђурић", phone="064 1234567")
    with pytest.raises(SignedUpBefore):
        enter(session, name="Đura Đurić", phone="+381641234567")
    enter(session, name="Мара Ђурић", phone="064 1234567")
    enter(session, name="Ђура Ђурић", phone="064 1234567", another_person=True)
    assert states(session) == [SIGNED_UP] * 3


def test_staff_hear_of_the_contact_alone_and_of_the_person(coordinator: User) -> None:
    session = make_session()
    known = enter(session, 1, phone="064 1234567").entrepreneur
    for twice in ({"phone": "064 1234567"}, {"phone": "064 7654321", "entrepreneur": known}):
        with pytest.raises(SignedUpBefore):
            enter(session, 2, by=coordinator, **twice)
    enter(session, 2, phone="064 1234567", by=coordinator, another_person=True)
    assert states(session) == [SIGNED_UP, SIGNED_UP]


def test_who_cancelled_may_sign_up_again() -> None:
    session = make_session()
    participations.cancel_place(participation=enter(session, 1))
    enter(session, 1)
    assert states(session) == [CANCELLED, SIGNED_UP]


@pytest.mark.parametrize(
    ("opens", "closes", "is_open"),
    [
        (None, None, True),
        (local(MONDAY, 8), local(MONDAY, 9), True),
        (local(MONDAY, 8, 1), None, False),
        (None, local(MONDAY, 8), False),
    ],
)
def test_visitors_sign_up_within_the_chosen_time_and_staff_until_it_begins(
    opens: object, closes: object, is_open: bool, coordinator: User, monday_morning: Clock
) -> None:
    session = make_session(signup_opens_at=opens, signup_closes_at=closes)
    if is_open:
        enter(session, 1)
    else:
        with pytest.raises(SignUpRefused):
            enter(session, 1)
    enter(session, 2, by=coordinator)
    monday_morning.move_to(local(NEXT_MONDAY, 17))
    with pytest.raises(SignUpRefused):
        enter(session, 3, by=coordinator)


def full(places: int = 1, waiting: int = 3, **fields: object) -> tuple[GroupSession, list[Participation]]:
    session = make_session(places=places, **fields)
    return session, [enter(session, number) for number in range(places + waiting)]


def test_a_cancelled_place_is_offered_to_who_waits_longest_and_kept_for_a_day(monday_morning: Clock) -> None:
    session, people = full()
    participations.cancel_place(participation=people[0])
    assert states(session) == [CANCELLED, OFFERED, WAITING, WAITING]
    offered = session.participations.get(state=OFFERED)
    assert offered.offered_until == local(MONDAY + timedelta(days=1), 8)
    mail = StoredMail.objects.get(kind="consultations/group_offered")
    assert (mail.recipient, mail.expires_at, mail.is_secret) == (
        people[1].contact_email,
        offered.offered_until,
        True,
    )
    # An offered place is nobody else's.
    assert enter(session, 9).state == WAITING
    monday_morning.move_to(offered.offered_until)
    accept_offer(participation=offered)
    assert states(session) == [CANCELLED, SIGNED_UP, WAITING, WAITING, WAITING]
    assert letters("group_signed_up") == [people[0].contact_email, people[1].contact_email]


def test_an_accepted_offer_stays_accepted_and_a_declined_one_goes_on() -> None:
    session, people = full()
    participations.cancel_place(participation=people[0])
    decline_offer(participation=people[1])
    decline_offer(participation=people[1])
    assert states(session) == [CANCELLED, CANCELLED, OFFERED, WAITING]
    accept_offer(participation=people[2])
    accept_offer(participation=people[2])
    assert states(session) == [CANCELLED, CANCELLED, SIGNED_UP, WAITING]
    with pytest.raises(ChangeRefused):
        accept_offer(participation=people[1])
    with pytest.raises(ChangeRefused):
        decline_offer(participation=people[2])
    assert Participation.objects.get(pk=people[1].pk).ending == Ending.DECLINED
    assert len(letters("group_signed_up")) == 2


def test_an_offer_that_ran_out_goes_to_the_next_one_by_the_worker_and_twice_changes_nothing(
    monday_morning: Clock,
) -> None:
    session, people = full()
    participations.cancel_place(participation=people[0])
    monday_morning.move_to(local(MONDAY + timedelta(days=1), 8))
    assert job(0) == 0
    monday_morning.shift(timedelta(seconds=1))
    assert (job(0), job(0)) == (1, 0)
    assert states(session) == [CANCELLED, CANCELLED, OFFERED, WAITING]
    assert Participation.objects.get(pk=people[1].pk).ending == Ending.EXPIRED
    assert letters("group_place_lost") == [people[1].contact_email]
    assert letters("group_offered") == [people[1].contact_email, people[2].contact_email]


@pytest.mark.parametrize("verb", ["accept", "sign up", "cancel", "change"])
def test_a_late_worker_gives_no_place_away_twice(verb: str, monday_morning: Clock) -> None:
    session, people = full()
    participations.cancel_place(participation=people[0])
    monday_morning.move_to(local(MONDAY + timedelta(days=2), 8))
    if verb == "accept":
        with pytest.raises(ChangeRefused):
            accept_offer(participation=people[1])
    elif verb == "sign up":
        enter(session, 8)
    elif verb == "cancel":
        participations.cancel_place(participation=people[3])
    else:
        sessions.change_session(session=session, by=session.advisor.user, note_sr="Улаз из дворишта.")
    assert states(session)[:3] == [CANCELLED, CANCELLED, OFFERED]
    assert seats(session) == [1]
    assert pass_on_offers() == 0


@pytest.mark.parametrize(
    ("now", "until"),
    [
        # A day, as set.
        (local(NEXT_MONDAY - timedelta(days=3), 8), local(NEXT_MONDAY - timedelta(days=2), 8)),
        # Never into the last two hours.
        (local(NEXT_MONDAY, 8), local(NEXT_MONDAY, 15)),
        (local(NEXT_MONDAY, 14), local(NEXT_MONDAY, 15)),
        # Less than an hour is no offer.
        (local(NEXT_MONDAY, 14, 1), None),
    ],
)
def test_an_offer_ends_two_hours_before_the_session(
    now: object, until: object, monday_morning: Clock
) -> None:
    session, people = full()
    monday_morning.move_to(now)  # type: ignore[arg-type]  # a moment
    participations.cancel_place(participation=people[0])
    assert session.participations.get(pk=people[1].pk).offered_until == until


def test_who_has_to_be_called_has_the_whole_next_working_day_to_be_reached(monday_morning: Clock) -> None:
    session = make_session(places=1, start=local(NEXT_MONDAY + timedelta(days=7), 17))
    people = [enter(session, number, phone=f"064 123456{number}") for number in range(2)]
    # A Friday evening: the next working day is Monday.
    monday_morning.move_to(local(MONDAY + timedelta(days=4), 20))
    participations.cancel_place(participation=people[0])
    offered = session.participations.get(state=OFFERED)
    assert offered.offered_until == local(NEXT_MONDAY + timedelta(days=1), 0)
    assert letters("group_offered") == []


def test_near_the_session_staff_decide_who_gets_a_free_place(
    coordinator: User, monday_morning: Clock
) -> None:
    session, people = full(waiting=2)
    with pytest.raises(ChangeRefused):
        give_place(participation=people[2], by=coordinator)
    monday_morning.move_to(local(NEXT_MONDAY, 15))
    with pytest.raises(ChangeRefused) as none_free:
        give_place(participation=people[2], by=coordinator)
    assert str(none_free.value) == "No place is free. Raise the number of places first."
    participations.cancel_place(participation=people[0])
    assert states(session) == [CANCELLED, WAITING, WAITING]
    # Somebody new does not slip in before those who wait, and the public list is closed.
    with pytest.raises(SignUpRefused):
        enter(session, 7)
    assert enter(session, 8, by=coordinator).state == WAITING
    given = give_place(participation=people[2], by=coordinator)
    assert (given.state, given.placed_by) == (SIGNED_UP, coordinator)
    assert give_place(participation=people[2], by=coordinator).state == SIGNED_UP


def test_staff_answer_an_offer_for_somebody_on_the_phone(coordinator: User) -> None:
    _session, people = full()
    participations.cancel_place(participation=people[0])
    place = accept_offer(participation=people[1], by=coordinator)
    assert (place.placed_by, place.state) == (coordinator, SIGNED_UP)


def test_a_person_cancels_until_the_session_begins_and_staff_until_it_ends(
    coordinator: User, monday_morning: Clock
) -> None:
    _session, people = full(places=3, waiting=0)
    monday_morning.move_to(local(NEXT_MONDAY, 17))
    with pytest.raises(ChangeRefused):
        participations.cancel_place(participation=people[0])
    participations.cancel_place(participation=people[1], by=coordinator)
    assert Participation.objects.get(pk=people[1].pk).ending == Ending.STAFF
    monday_morning.move_to(local(NEXT_MONDAY, 19))
    with pytest.raises(ChangeRefused):
        participations.cancel_place(participation=people[2], by=coordinator)


def test_a_cancellation_is_confirmed_once_and_takes_the_entry_out_of_the_calendar() -> None:
    _session, people = full(waiting=1)
    for person in (people[1], people[0], people[0]):
        participations.cancel_place(participation=person)
    first, second = StoredMail.objects.filter(kind="consultations/group_cancelled").order_by("pk")
    assert (first.calendar, "STATUS:CANCELLED" in second.calendar, "SEQUENCE:1" in second.calendar) == (
        "",
        True,
        True,
    )
    assert first.subject.startswith("You are no longer on the waiting list")
    assert second.subject.startswith("Your place is cancelled")


def test_who_came_is_noted_for_many_at_once_and_corrected(coordinator: User, monday_morning: Clock) -> None:
    session, people = full(places=3, waiting=1)
    with pytest.raises(ChangeRefused):
        participations.enter_outcomes(session=session, by=coordinator, came=people[:1])
    monday_morning.move_to(local(NEXT_MONDAY, 16))
    assert participations.enter_outcomes(session=session, by=coordinator, came=people[:1]) == 1
    with pytest.raises(ChangeRefused):
        participations.enter_outcomes(session=session, by=coordinator, missed=people[1:2])
    monday_morning.move_to(local(NEXT_MONDAY, 17))
    assert (
        participations.enter_outcomes(session=session, by=coordinator, came=people[:2], missed=people[2:3])
        == 2
    )
    assert states(session) == [ATTENDED, ATTENDED, MISSED, WAITING]
    assert (
        participations.enter_outcomes(session=session, by=coordinator, came=people[2:3], missed=people[:1])
        == 2
    )
    assert states(session) == [MISSED, ATTENDED, ATTENDED, WAITING]
    with pytest.raises(ChangeRefused):
        participations.enter_outcomes(session=session, by=coordinator, came=people[1:])
    assert states(session) == [MISSED, ATTENDED, ATTENDED, WAITING]


def test_somebody_at_the_door_takes_the_place_of_who_did_not_come(
    coordinator: User, monday_morning: Clock
) -> None:
    session, people = full(places=1, waiting=1)

    def at_the_door() -> Participation:
        return participations.walk_in(
            session=session,
            name="Мика Мић",
            phone="064 7654321",
            language="sr",
            submission=uuid.uuid4(),
            by=coordinator,
        )

    for moment in (local(NEXT_MONDAY, 15, 59), local(NEXT_MONDAY, 16)):
        monday_morning.move_to(moment)
        with pytest.raises(SignUpRefused):
            at_the_door()
    monday_morning.move_to(local(NEXT_MONDAY, 17, 10))
    participations.enter_outcomes(session=session, by=coordinator, missed=people[:1])
    came = at_the_door()
    assert (came.state, came.walked_in, came.signed_by, seats(session)) == (ATTENDED, True, coordinator, [1])
    # Who comes late after all needs a chair too.
    with pytest.raises(ChangeRefused):
        participations.enter_outcomes(session=session, by=coordinator, came=people[:1])
    sessions.change_session(session=session, by=coordinator, places=2)
    participations.enter_outcomes(session=session, by=coordinator, came=people[:1])
    assert seats(session) == [1, 2]


def test_the_worker_ends_the_queue_of_a_session_that_is_over(monday_morning: Clock) -> None:
    session, _people = full(waiting=2)
    monday_morning.move_to(local(NEXT_MONDAY, 19))
    assert (pass_on_offers(), pass_on_offers()) == (1, 0)
    assert states(session) == [SIGNED_UP, CANCELLED, CANCELLED]
    assert set(session.participations.filter(state=CANCELLED).values_list("ending", flat=True)) == {
        Ending.NO_PLACE
    }


def test_a_session_moved_forward_shortens_the_offers(monday_morning: Clock) -> None:
    session, people = full()
    participations.cancel_place(participation=people[0])
    sessions.change_session(
        session=session, by=session.advisor.user, starts_at=local(MONDAY, 18), ends_at=local(MONDAY, 20)
    )
    assert session.participations.get(state=OFFERED).offered_until == local(MONDAY, 16)
