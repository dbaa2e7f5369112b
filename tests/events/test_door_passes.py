"""Passes for the door: shown once, valid for the days of the event, taken back at once."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from events.door_codes import PASS_LENGTH, in_groups, pass_code, read_code
from events.errors import ChangeRefused
from events.models import DoorPass
from events.services import events
from events.services.door_passes import (
    change_pass,
    find_pass,
    make_pass,
    may_still_send,
    renew_pass,
    revoke_pass,
)
from tests.events.doors import AT_THE_DOOR, day_after, make_door
from tests.events.factories import SATURDAY, enter, local, make_event, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def test_a_pass_is_valid_from_the_first_midnight_to_the_last(clock: Clock) -> None:
    event = make_event(ends_at=local(day_after(), 18))
    door, code = make_door(event)
    assert (door.valid_from, door.valid_until) == (local(SATURDAY, 0), local(day_after(day_after()), 0))
    moments = [
        door.valid_from - timedelta(seconds=1),
        door.valid_from,
        door.valid_until - timedelta(seconds=1),
    ]
    opened = []
    for moment in [*moments, door.valid_until]:
        clock.move_to(moment, tick=False)
        opened.append(find_pass(event=event, code=code) == door)
    assert opened == [False, True, True, False]


def test_an_event_until_midnight_ends_on_its_own_day() -> None:
    door, _code = make_door(make_event(ends_at=local(day_after(), 0)))
    assert door.valid_until == local(day_after(), 0)


def test_only_a_keyed_hash_of_the_code_is_kept() -> None:
    door, code = make_door(make_event())
    assert len(code) == PASS_LENGTH
    assert code not in str(vars(door))
    assert "secret" not in {field.name for field in DoorPass.pgh_event_model._meta.fields}  # type: ignore[attr-defined]


def test_the_code_is_taken_however_it_is_typed_and_after_the_sign_of_the_address(clock: Clock) -> None:
    event = make_event()
    door, code = make_door(event)
    clock.move_to(AT_THE_DOOR, tick=False)
    typed = [in_groups(code), code.lower(), f" {code[:4]} {code[4:]} ", f"https://x/sr/events/e/door/#{code}"]
    assert [find_pass(event=event, code=each) for each in typed] == [door] * 4
    assert [find_pass(event=event, code=each) for each in ("", code[:-1], code + "2", "2" * PASS_LENGTH)] == [
        None
    ] * 4


def test_a_pass_opens_no_other_event(clock: Clock) -> None:
    event, other = make_event(), make_event()
    _door, code = make_door(event)
    clock.move_to(AT_THE_DOOR, tick=False)
    assert find_pass(event=other, code=code) is None


def test_a_pass_that_was_taken_back_opens_nothing_from_then_on(clock: Clock) -> None:
    event, by = make_event(), make_staff()
    door, code = make_door(event)
    clock.move_to(AT_THE_DOOR, tick=False)
    first = revoke_pass(door=door, by=by)
    clock.shift(timedelta(hours=1))
    assert revoke_pass(door=door, by=by).revoked_at == first.revoked_at == AT_THE_DOOR
    assert find_pass(event=event, code=code) is None
    assert may_still_send(first, AT_THE_DOOR) is False
    with pytest.raises(ChangeRefused):
        renew_pass(door=door, submission=uuid.uuid4(), by=by)


def test_the_same_form_twice_is_one_pass_with_the_same_code() -> None:
    event, form, by = make_event(), uuid.uuid4(), make_staff()
    passes = [make_pass(event=event, label="Ана", submission=form, by=by) for _time in range(2)]
    assert passes[0] == passes[1]
    assert DoorPass.objects.count() == 1


def test_a_new_code_ends_the_old_one(clock: Clock) -> None:
    event, form, by = make_event(), uuid.uuid4(), make_staff()
    door, old = make_door(event)
    renewed = [renew_pass(door=door, submission=form, by=by)[1] for _time in range(2)]
    clock.move_to(AT_THE_DOOR, tick=False)
    assert renewed[0] == renewed[1] != old
    assert [find_pass(event=event, code=code) for code in (old, renewed[0])] == [None, door]


def test_days_of_a_pass_can_be_changed_but_not_to_another_month() -> None:
    event = make_event()
    door, _code = make_door(event)
    earlier = local(SATURDAY - timedelta(days=1), 12)
    changed = change_pass(door=door, label=" Ана  и Вера ", valid_from=earlier, valid_until=door.valid_until)
    assert (changed.label, changed.valid_from) == ("Ана и Вера", earlier)
    for wrong in (earlier, earlier - timedelta(hours=1), door.valid_until + timedelta(days=15)):
        with pytest.raises(ValidationError):
            change_pass(door=door, label="Ана", valid_from=earlier, valid_until=wrong)


@pytest.mark.parametrize("label", ["", "   ", "а" * 81])
def test_a_pass_says_for_whom_it_is(label: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        make_door(make_event(), label)
    assert set(wrong.value.message_dict) & {"label", "__all__"}


def test_a_pass_is_made_for_what_takes_place_and_is_not_over(clock: Clock) -> None:
    draft, event = make_event(published=False), make_event()
    with pytest.raises(ChangeRefused):
        make_door(draft)
    clock.move_to(local(day_after(), 0), tick=False)
    with pytest.raises(ChangeRefused):
        make_door(event)
    off = make_event(starts_at=local(day_after(), 17))
    events.cancel_event(event=off, by=make_staff())
    with pytest.raises(ChangeRefused):
        make_door(off)


def test_codes_outlive_a_change_of_the_key(settings: object, clock: Clock) -> None:
    event = make_event()
    person = enter(event)
    door, code = make_door(event)
    shown = pass_code(person)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another key of fifty letters, as long as keys have to be"  # type: ignore[attr-defined]
    clock.move_to(AT_THE_DOOR, tick=False)
    assert (find_pass(event=event, code=code), read_code(shown).is_signed) == (door, True)
    assert pass_code(person) != shown
