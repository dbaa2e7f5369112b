"""The door: who is here is noted once, and every other code gets a clear answer."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext as _
from hypothesis import given
from hypothesis import strategies as st

from center.base.references import REFERENCE_ALPHABET
from events.choices import EventState, RegistrationState
from events.door_codes import SIGNATURE_LENGTH, pass_code, read_code
from events.errors import ChangeRefused
from events.models import CheckIn, Event, HeadCount, Registration
from events.services import events, registrations
from events.services.consents import withdraw_and_erase
from events.services.counting import count_people
from events.services.door_answers import Outcome
from events.services.doors import correct_arrivals, take_back
from events.services.reminders import send_due_thanks
from tests.events.doors import AT_THE_DOOR, come, day_after, drop_in, make_door
from tests.events.factories import SATURDAY, enter, local, make_event, make_staff, numbers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def here(event: Event) -> int:
    return CheckIn.objects.filter(registration__event=event, undone_at=None).count()


# --- arrivals


def test_a_scanned_pass_notes_everybody_of_it_and_the_second_time_says_since_when(clock: Clock) -> None:
    event = make_event()
    group = enter(event, size=3)
    clock.move_to(AT_THE_DOOR, tick=False)
    first = come(event, pass_code(group))
    clock.shift(timedelta(minutes=7))
    again = come(event, pass_code(group))
    assert (first.outcome, first.noted, first.here) == (Outcome.NOTED, 3, 3)
    assert (again.outcome, again.here, again.since) == (Outcome.HERE, 3, AT_THE_DOOR)
    assert here(event) == 3


def test_the_same_action_sent_again_notes_nobody_more_and_answers_the_same(clock: Clock) -> None:
    event, action = make_event(), uuid.uuid4()
    group = enter(event, size=4)
    clock.move_to(AT_THE_DOOR, tick=False)
    outcomes = [come(event, pass_code(group), people=2, action=action) for _copy in range(3)]
    assert [(answer.outcome, answer.noted, answer.here) for answer in outcomes] == [(Outcome.NOTED, 2, 2)] * 3


def test_a_copy_that_comes_after_midnight_is_of_the_day_before() -> None:
    event, action = make_event(ends_at=local(day_after(), 12)), uuid.uuid4()
    code = pass_code(enter(event, size=2))
    come(event, code, action=action, people=1, at=local(day_after(), 0) - timedelta(seconds=1))
    copy = come(event, code, action=action, people=1, at=local(day_after(), 0))
    assert (copy.outcome, copy.day, here(event)) == (Outcome.NOTED, SATURDAY, 1)


def test_a_group_is_asked_how_many_come_and_may_come_in_parts() -> None:
    event = make_event()
    code = pass_code(enter(event, size=3))
    asked = come(event, code, may_ask=True, at=AT_THE_DOOR)
    part = come(event, code, people=2, at=AT_THE_DOOR)
    last = come(event, code, may_ask=True, at=AT_THE_DOOR)
    assert (asked.outcome, asked.rest) == (Outcome.ASK, 3)
    assert (part.outcome, part.here) == (Outcome.NOTED, 2)
    # One is left: there is nothing to ask.
    assert (last.outcome, last.noted, last.here) == (Outcome.NOTED, 1, 3)


def test_more_people_than_were_registered_are_noted_as_far_as_the_registration_goes() -> None:
    event = make_event()
    answer = come(event, pass_code(enter(event, size=2)), people=4, at=AT_THE_DOOR)
    assert (answer.outcome, answer.noted, answer.here) == (Outcome.PARTLY, 2, 2)


def test_a_reference_typed_by_hand_is_taken_too_and_the_answer_says_so() -> None:
    event = make_event()
    person = enter(event)
    typed = come(event, f" {person.reference[:4].lower()}-{person.reference[4:]} ", at=AT_THE_DOOR)
    assert (typed.outcome, typed.is_signed, typed.registration) == (Outcome.NOTED, False, person)


def test_on_each_day_of_the_event_people_come_anew() -> None:
    event = make_event(ends_at=local(day_after(), 12))
    code = pass_code(enter(event))
    outcomes = [come(event, code, at=local(day, 11)).outcome for day in (SATURDAY, day_after())]
    assert (outcomes, here(event)) == ([Outcome.NOTED] * 2, 2)


def test_each_wrong_code_has_its_own_answer() -> None:
    event, other = make_event(1), make_event()
    person = enter(event)
    waiting, elsewhere = enter(event, 2), enter(other, 3)
    free = next(letters for letters in ("22222222", "33333333") if letters != person.reference)
    answers = {
        code: come(event, code, at=AT_THE_DOOR).outcome
        for code in (
            "",
            "not a code",
            "https://example.org/#",
            free,
            person.reference + free + "22",
            pass_code(elsewhere),
            pass_code(waiting),
        )
    }
    assert list(answers.values()) == [
        Outcome.UNKNOWN,
        Outcome.UNKNOWN,
        Outcome.UNKNOWN,
        Outcome.UNKNOWN,
        Outcome.FORGED,
        Outcome.OTHER_EVENT,
        Outcome.WAITING,
    ]
    registrations.cancel_registration(registration=person)
    assert come(event, pass_code(person), at=AT_THE_DOOR).outcome == Outcome.CANCELLED
    assert here(event) == 0


@pytest.mark.parametrize("at", [local(SATURDAY, 0) - timedelta(seconds=1), local(day_after(), 0)])
def test_on_another_day_nobody_arrives(at: object) -> None:
    event = make_event()
    assert come(event, pass_code(enter(event)), at=at).outcome == Outcome.OTHER_DAY


def test_at_an_event_that_does_not_take_place_nobody_arrives() -> None:
    event = make_event()
    code = pass_code(enter(event))
    events.postpone_event(event=event, by=make_staff())
    event.refresh_from_db()
    assert (event.state, come(event, code, at=AT_THE_DOOR).outcome) == (EventState.POSTPONED, Outcome.OFF)


def test_the_address_in_the_square_code_is_read_like_the_code_itself() -> None:
    person = enter(make_event())
    read = read_code(f"https://portal.example/sr/events/event-1/door/#{pass_code(person)}")
    assert (read.registration, read.is_signed, read.is_forged) == (person, True, False)


@given(
    signature=st.text(REFERENCE_ALPHABET, min_size=SIGNATURE_LENGTH - 2, max_size=SIGNATURE_LENGTH + 2)
    | st.text(max_size=40)
)
def test_no_other_signature_than_ours_passes(signature: str) -> None:
    person = Registration.objects.first() or enter(make_event())
    read = read_code(person.reference + signature)
    ours = pass_code(person)
    assert read.is_signed is False or signature.strip().upper() == ours[len(person.reference) :]
    assert read_code(ours).is_signed


def test_a_single_letter_that_differs_makes_the_code_a_forgery() -> None:
    code = pass_code(enter(make_event()))
    for place in range(len(code) - SIGNATURE_LENGTH, len(code)):
        for letter in REFERENCE_ALPHABET.replace(code[place], ""):
            assert read_code(code[:place] + letter + code[place + 1 :]).is_forged


def test_the_code_of_one_registration_fits_no_other() -> None:
    event = make_event()
    first, second = enter(event, 1), enter(event, 2)
    assert read_code(second.reference + pass_code(first)[8:]).is_forged


# --- taking back


def test_an_arrival_that_was_taken_back_stays_so_when_a_late_copy_comes() -> None:
    event, action = make_event(), uuid.uuid4()
    code, by = pass_code(enter(event, size=2)), make_staff()
    come(event, code, action=action, at=AT_THE_DOOR)
    first = take_back(event=event, of=action, by=by)
    again = take_back(event=event, of=action, by=by)
    late = come(event, code, action=action, at=AT_THE_DOOR)
    assert [(answer.outcome, answer.noted) for answer in (first, again, late)] == [
        (Outcome.TAKEN_BACK, 2),
        (Outcome.TAKEN_BACK, 0),
        (Outcome.TAKEN_BACK, 0),
    ]
    assert come(event, code, at=AT_THE_DOOR).noted == 2


def test_what_nobody_noted_cannot_be_taken_back_and_neither_can_that_of_another_event() -> None:
    event, other, action = make_event(), make_event(), uuid.uuid4()
    come(event, pass_code(enter(event)), action=action, at=AT_THE_DOOR)
    by = make_staff()
    assert take_back(event=event, of=uuid.uuid4(), by=by).outcome == Outcome.NOTHING
    assert take_back(event=other, of=action, by=by).outcome == Outcome.NOTHING
    assert here(event) == 1


def test_staff_write_by_hand_how_many_were_here() -> None:
    event = make_event()
    group, by = enter(event, size=4), make_staff()
    for people in (3, 3, 1, 4, 0):
        answer = correct_arrivals(registration=group, day=SATURDAY, here=people, by=by)
        assert (answer.outcome, here(event)) == (Outcome.NOTED, people)
    assert correct_arrivals(registration=group, day=day_after(), here=1, by=by).outcome == Outcome.OTHER_DAY


# --- people who did not register


def test_who_drops_in_gets_a_place_and_is_here(clock: Clock) -> None:
    event = make_event(3)
    enter(event)
    clock.move_to(AT_THE_DOOR, tick=False)
    answer = drop_in(event, 2)
    made = answer.registration
    assert made is not None
    assert (made.walked_in, made.state, made.contact_name) == (True, RegistrationState.SIGNED_UP, "")
    assert (answer.here, answer.free, numbers(event), here(event)) == (2, 0, [1, 2, 3], 2)


def test_nobody_drops_in_where_no_room_is_left(clock: Clock) -> None:
    event = make_event(3)
    enter(event, size=2)
    clock.move_to(AT_THE_DOOR, tick=False)
    assert (drop_in(event, 2).outcome, drop_in(event, 2).free) == (Outcome.FULL, 1)
    assert drop_in(event, 1).outcome == Outcome.NOTED
    assert drop_in(event, 1).outcome == Outcome.FULL


def test_without_a_limit_everybody_may_drop_in(clock: Clock) -> None:
    event = make_event(None)
    clock.move_to(AT_THE_DOOR, tick=False)
    assert [(drop_in(event, 20).outcome, drop_in(event, 20).free) for _time in range(2)] == [
        (Outcome.NOTED, None)
    ] * 2


def test_who_drops_in_twice_with_one_action_is_one_and_may_be_taken_back(clock: Clock) -> None:
    event, action = make_event(2), uuid.uuid4()
    clock.move_to(AT_THE_DOOR, tick=False)
    outcomes = [drop_in(event, action=action).outcome for _copy in range(2)]
    take_back(event=event, of=action, by=make_staff())
    assert [*outcomes, drop_in(event, action=action).outcome] == [
        Outcome.NOTED,
        Outcome.NOTED,
        Outcome.TAKEN_BACK,
    ]
    assert (numbers(event), here(event), Registration.objects.count()) == ([], 0, 1)


def test_long_before_the_event_nobody_drops_in(clock: Clock) -> None:
    event = make_event()
    clock.move_to(local(SATURDAY, 9), tick=False)
    assert drop_in(event).outcome == Outcome.NOT_OPEN


# --- strokes


def test_strokes_are_counted_once_and_never_below_nought() -> None:
    event, action, by = make_event(), uuid.uuid4(), make_staff()
    at = {"event": event, "at": AT_THE_DOOR, "by": by}
    for _copy in range(2):
        count_people(action=action, sex="women", **at)  # type: ignore[arg-type]
    assert count_people(action=uuid.uuid4(), number=-1, **at).outcome == Outcome.NOTHING  # type: ignore[arg-type]
    back = count_people(action=uuid.uuid4(), number=-1, sex="women", **at)  # type: ignore[arg-type]
    assert back.outcome == Outcome.COUNTED
    assert list(HeadCount.objects.order_by("pk").values_list("number", "sex", "day")) == [
        (1, "women", SATURDAY),
        (-1, "women", SATURDAY),
    ]
    assert count_people(action=uuid.uuid4(), event=event, by=by).outcome == Outcome.OTHER_DAY


# --- the database by itself


def test_the_database_knows_a_person_once_a_day_and_nobody_beyond_the_registration() -> None:
    event = make_event()
    person = enter(event)
    door, _code = make_door(event)
    row = {"registration": person, "day": SATURDAY, "door": door}
    CheckIn.objects.create(person=1, action=uuid.uuid4(), **row)
    for number in (1, 2):
        with pytest.raises(IntegrityError), transaction.atomic():
            CheckIn.objects.create(person=number, action=uuid.uuid4(), **row)


def test_the_database_changes_and_deletes_no_fact_of_the_door() -> None:
    event = make_event()
    person, by = enter(event), make_staff()
    come(event, person.reference, at=AT_THE_DOOR)
    count_people(event=event, action=uuid.uuid4(), at=AT_THE_DOOR, by=by)
    for refused in (
        lambda: CheckIn.objects.all().delete(),
        lambda: CheckIn.objects.update(person=2),
        lambda: HeadCount.objects.all().delete(),
        lambda: HeadCount.objects.update(number=2),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            refused()


# --- afterwards


def test_who_did_not_come_is_not_thanked_where_somebody_kept_the_door(clock: Clock) -> None:
    kept, unkept = make_event(), make_event()
    came, _stayed_away, trusted = enter(kept, 1), enter(kept, 2), enter(unkept, 3)
    come(kept, came.reference, at=AT_THE_DOOR)
    clock.move_to(local(day_after(), 12), tick=False)
    assert (send_due_thanks(), send_due_thanks()) == (2, 0)
    assert set(Registration.objects.filter(thanked_at__isnull=False)) == {came, trusted}


def test_a_registration_is_never_for_fewer_people_than_are_here(clock: Clock) -> None:
    event = make_event(10)
    group = enter(event, 1, size=4)
    clock.move_to(AT_THE_DOOR, tick=False)
    come(event, group.reference, people=3)
    with pytest.raises(ChangeRefused):
        registrations.change_size(registration=group, size=2)
    assert registrations.change_size(registration=group, size=3).size == 3


# --- who is here stays


def test_who_is_here_is_not_taken_off_the_list_nor_made_fewer_by_hand(clock: Clock) -> None:
    event = make_event(ends_at=local(day_after(), 18))
    group = enter(event, size=3)
    clock.move_to(AT_THE_DOOR, tick=False)
    come(event, group.reference, people=2)
    with pytest.raises(ChangeRefused) as refusal:
        registrations.cancel_registration(registration=group, by=make_staff())
    assert refusal.value.message == _("Somebody of this registration is noted as being here.")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Registration.objects.filter(pk=group.pk).update(size=1)
    cause = refused.value.__cause__
    assert cause.diag.constraint_name == "registration_holds_who_is_here"  # type: ignore[union-attr]


def test_who_was_here_and_takes_the_consent_back_stays_counted_without_a_name(clock: Clock) -> None:
    event = make_event(ends_at=local(day_after(), 18))
    group = enter(event, size=3)
    clock.move_to(AT_THE_DOOR, tick=False)
    come(event, group.reference, people=2)
    erased = withdraw_and_erase(registration=group)
    assert (erased.contact_name, erased.state, here(event)) == ("", RegistrationState.SIGNED_UP, 2)
