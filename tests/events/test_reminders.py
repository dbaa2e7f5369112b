"""Reminders before an event and thanks after it, each once."""

from datetime import timedelta

import pytest
import time_machine

from center.models import StoredMail
from events.choices import CallOutcome
from events.models import EventCall, Registration
from events.services import events, registrations
from events.services.calling import close_late_calls
from events.services.reminders import send_due_reminders, send_due_thanks
from tests.events.factories import enter, make_event, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def sent(kind: str) -> list[str]:
    return list(
        StoredMail.objects.filter(kind=f"events/{kind}").order_by("pk").values_list("recipient", flat=True)
    )


def test_who_has_a_place_is_reminded_once_and_who_waits_is_not(clock: Clock) -> None:
    event = make_event(1)
    enter(event, 1), enter(event, 2)
    clock.move_to(event.starts_at - 24 * HOUR - timedelta(seconds=1), tick=False)
    assert send_due_reminders() == 0
    clock.shift(timedelta(seconds=1))
    assert (send_due_reminders(), send_due_reminders(), sent("reminder")) == (1, 0, ["person1@example.org"])


def test_after_a_move_people_are_reminded_of_the_new_time(clock: Clock) -> None:
    event = make_event()
    enter(event, 1)
    clock.move_to(event.starts_at - 20 * HOUR, tick=False)
    send_due_reminders()
    later = event.starts_at + timedelta(days=7)
    events.change_event(event=event, by=make_staff(), starts_at=later, ends_at=later + 2 * HOUR)
    clock.move_to(later - 20 * HOUR, tick=False)
    assert (send_due_reminders(), len(sent("reminder"))) == (1, 2)


def test_nobody_is_reminded_of_what_is_postponed_cancelled_or_unwanted(clock: Clock) -> None:
    unwanted, postponed, cancelled, left = (
        make_event(reminder_hours=0),
        make_event(),
        make_event(),
        make_event(),
    )
    for event in (unwanted, postponed, cancelled, left):
        enter(event, 1)
    events.postpone_event(event=postponed, by=make_staff())
    events.cancel_event(event=cancelled, by=make_staff())
    registrations.cancel_registration(registration=Registration.objects.get(event=left))
    clock.move_to(left.starts_at - HOUR, tick=False)
    assert send_due_reminders() == 0


def test_who_has_just_registered_needs_no_reminder(clock: Clock) -> None:
    event = make_event()
    clock.move_to(event.starts_at - 30 * HOUR, tick=False)
    enter(event, 1)
    clock.move_to(event.starts_at - 23 * HOUR, tick=False)
    assert send_due_reminders() == 0


def test_a_reminder_holds_the_personal_link_and_is_worth_nothing_after_the_event(clock: Clock) -> None:
    event = make_event()
    registration = enter(event, 1)
    clock.move_to(event.starts_at - HOUR, tick=False)
    send_due_reminders()
    mail = StoredMail.objects.get(kind="events/reminder")
    assert (f"/events/registration/{registration.reference}/?key=" in mail.body_text, mail.is_secret) == (
        True,
        True,
    )
    assert mail.expires_at == event.ends_at


def test_on_the_next_day_people_are_thanked_once_and_asked_how_it_was(clock: Clock) -> None:
    event, silent = make_event(), make_event(thanks_after=False)
    enter(event, 1), enter(silent, 2)
    clock.move_to(event.ends_at + 11 * HOUR, tick=False)
    assert send_due_thanks() == 0
    clock.move_to(event.ends_at + 12 * HOUR, tick=False)
    assert (send_due_thanks(), send_due_thanks(), sent("thanks")) == (1, 0, ["person1@example.org"])
    assert f"/events/{event.slug}/feedback/" in StoredMail.objects.get(kind="events/thanks").body_text


def test_calls_about_offers_that_ran_out_close_by_themselves(clock: Clock) -> None:
    event = make_event(1)
    first = enter(event, 1, phone="064 1234567")
    enter(event, 2, phone="064 1234568")
    registrations.cancel_registration(registration=first)
    clock.shift(25 * HOUR)
    assert close_late_calls() == 1
    assert EventCall.objects.get().outcome == CallOutcome.NOT_NEEDED
