"""Who is reminded when: twice by e-mail, by a call, never twice, never too late, and anew after a move."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.test import Client

from center.models import StoredMail, User
from consultations import services
from consultations.choices import AttemptResult, CallReason, Confirmation, Mode
from consultations.models import BookingSettings, Call, Closure, Consultation, Reminder
from consultations.services import calls, participations
from consultations.services.reminders import send_due_reminders
from consultations.services.waiting_list import decline_offer
from consultations.spans import midnight
from consultations.tasks import send_reminders as job
from entrepreneurs.services import ContactWishes
from tests.conftest import MakeUser
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.groups import NEXT_MONDAY, enter, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "office")]
Clock = time_machine.Traveller
# Thursday 9 h; the clock of the tests stands on the Monday before, 8 h.
THURSDAY = MONDAY + timedelta(days=3)
NINE = local(THURSDAY, 9)
EMAIL = {"email": "ana@example.org", "phone": ""}


def booked(start: datetime = NINE, **wish: Any) -> Consultation:
    topic = make_topic()
    make_advisor(topic)
    return make_visit(topic, start, **{**EMAIL, **wish})


def run(clock: Clock, *moments: datetime) -> list[int]:
    """Let the job run at each of these moments and return how many reminders it sent."""
    sent = []
    for moment in moments:
        clock.move_to(moment)
        sent.append(send_due_reminders())
    return sent


def reminders() -> list[str]:
    return list(Reminder.objects.order_by("pk").values_list("kind", flat=True))


def letters() -> list[str]:
    found = StoredMail.objects.filter(kind__endswith="reminder").order_by("pk")
    return list(found.values_list("recipient", flat=True))


def before(**ago: int) -> datetime:
    return NINE - timedelta(**ago)


def test_two_letters_go_at_the_hours_of_the_settings_and_each_once(monday_morning: Clock) -> None:
    booked()
    moments = [
        before(hours=48, seconds=1),
        before(hours=48),
        before(hours=47, minutes=50),
        before(hours=3, seconds=1),
        before(hours=3),
        before(hours=2, minutes=50),
        before(seconds=1),
        NINE,
    ]
    assert run(monday_morning, *moments) == [0, 1, 0, 0, 1, 0, 0, 0]
    assert (reminders(), letters()) == (["first", "second"], ["ana@example.org"] * 2)


def test_a_reminder_is_in_the_language_and_script_of_the_visit_and_dies_at_its_beginning(
    monday_morning: Clock,
) -> None:
    for hour, language in ((9, "sr"), (10, "sr-latn"), (11, "en")):
        booked(local(THURSDAY, hour), language=language)
    run(monday_morning, before(hours=40))
    found = StoredMail.objects.filter(kind="consultations/reminder").order_by("pk")
    assert [mail.subject.partition(":")[0] for mail in found] == [
        "Подсећамо Вас на разговор",
        "Podsećamo Vas na razgovor",
        "Reminder of your visit",
    ]
    assert [mail.expires_at for mail in found] == [local(THURSDAY, hour) for hour in (9, 10, 11)]
    assert {(mail.is_secret, mail.calendar) for mail in found} == {(True, "")}


@pytest.mark.long
@pytest.mark.parametrize(
    ("rules", "sent"),
    [
        ({"first_reminder_hours": None}, ["second"]),
        ({"second_reminder_hours": None}, ["first"]),
        ({"first_reminder_hours": None, "second_reminder_hours": None}, []),
        ({"first_reminder_hours": 24, "second_reminder_hours": 1}, ["first", "second"]),
    ],
)
def test_each_letter_can_be_turned_off_or_moved(
    rules: dict[str, Any], sent: list[str], monday_morning: Clock
) -> None:
    BookingSettings.objects.update(**rules)
    booked()
    run(monday_morning, *(NINE - timedelta(minutes=10 * step) for step in range(300, -1, -5)))
    assert reminders() == sent


def test_after_a_day_without_a_worker_nothing_stale_is_sent(monday_morning: Clock) -> None:
    booked()
    # The first is dropped once the second is due; both are once the visit has begun.
    assert run(monday_morning, before(hours=2)) == [1]
    assert reminders() == ["second"]
    booked(local(THURSDAY, 10))
    assert run(monday_morning, local(THURSDAY, 10), local(THURSDAY, 12)) == [0, 0]


def test_without_a_second_letter_the_first_goes_until_the_beginning(monday_morning: Clock) -> None:
    BookingSettings.objects.update(second_reminder_hours=None)
    booked()
    assert run(monday_morning, before(minutes=1)) == [1]


@pytest.mark.parametrize(
    ("booked_before", "sent"),
    [
        # The first would go 48 hours before, so whoever booked less than 60 hours before is spared it.
        (timedelta(hours=60), ["first", "second"]),
        (timedelta(hours=60) - timedelta(seconds=1), ["second"]),
        (timedelta(hours=15), ["second"]),
        (timedelta(hours=15) - timedelta(seconds=1), []),
    ],
)
def test_who_has_just_booked_is_not_reminded(
    booked_before: timedelta, sent: list[str], monday_morning: Clock
) -> None:
    monday_morning.move_to(NINE - booked_before)
    booked()
    run(monday_morning, *(NINE - timedelta(minutes=10 * step) for step in range(360, -1, -10)))
    assert reminders() == sent


def test_whose_visit_was_moved_is_reminded_of_the_new_time_and_not_of_the_old_one(
    monday_morning: Clock,
) -> None:
    visit = booked()
    run(monday_morning, before(hours=48))
    services.move(consultation=visit, start=NINE + timedelta(days=5), by=visit.advisor.user)
    later = NINE + timedelta(days=5)
    assert run(monday_morning, before(hours=3), later - timedelta(hours=48), later - timedelta(hours=3)) == [
        0,
        1,
        1,
    ]
    starts = list(Reminder.objects.order_by("pk").values_list("kind", "starts_at"))
    assert starts == [("first", NINE), ("first", later), ("second", later)]


def test_a_move_at_the_last_moment_is_reminder_enough(monday_morning: Clock) -> None:
    visit = booked()
    monday_morning.move_to(before(hours=8))
    services.move(
        consultation=visit, start=NINE + timedelta(hours=2), by=visit.advisor.user, reason="Болест."
    )
    assert run(monday_morning, before(hours=1)) == [0]


def test_nobody_is_reminded_of_what_is_cancelled_or_only_asked_for(monday_morning: Clock) -> None:
    services.cancel(consultation=booked())
    topic = make_topic(confirmation=Confirmation.BY_STAFF)
    make_advisor(topic)
    asked = make_visit(topic, NINE, **EMAIL)
    assert run(monday_morning, before(hours=47)) == [0]
    services.confirm(consultation=asked, by=asked.advisor.user)
    # Confirmed an hour after the first reminder had gone: the letter about it is enough.
    assert run(monday_morning, before(hours=46), before(hours=3)) == [0, 1]


def test_who_has_a_place_in_a_group_session_is_reminded_and_who_waits_is_not(monday_morning: Clock) -> None:
    session = make_session(places=1)
    first, second = enter(session, 1), enter(session, 2)
    start = session.starts_at
    assert run(monday_morning, start - timedelta(hours=48), start - timedelta(hours=3)) == [1, 1]
    assert letters() == [first.contact_email] * 2
    assert second.contact_email not in letters()


def test_who_has_no_email_is_called_on_the_working_day_before(monday_morning: Clock) -> None:
    visit = booked(email="", phone="064 1234567")
    calls.record_attempt(call=visit.calls.get(), result=AttemptResult.REACHED, by=visit.advisor.user)
    wednesday = midnight(THURSDAY - timedelta(days=1))
    assert run(
        monday_morning, wednesday - timedelta(seconds=1), wednesday, wednesday + timedelta(hours=9)
    ) == [0, 1, 0]
    call = Call.objects.get(reason=CallReason.REMINDER)
    assert (call.due_at, call.asked_by, reminders()) == (midnight(THURSDAY), None, ["call"])
    # What was said is not asked for again.
    calls.record_attempt(call=call, result=AttemptResult.REACHED, by=visit.advisor.user)
    assert run(monday_morning, wednesday + timedelta(hours=10)) == [0]
    assert list(Call.objects.waiting()) == []


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (local(MONDAY + timedelta(days=14), 9), MONDAY + timedelta(days=11)),
        # 11 November is a holiday, and the office closed on the 10th as well.
        (local(date(2026, 11, 12), 9), date(2026, 11, 9)),
    ],
)
def test_the_working_day_before_is_a_day_on_which_somebody_is_there(
    start: datetime, day: date, monday_morning: Clock
) -> None:
    tenth = date(2026, 11, 10)
    Closure.objects.create(
        starts_at=midnight(tenth), ends_at=midnight(tenth + timedelta(days=1)), name_sr="Селидба"
    )
    monday_morning.move_to(start - timedelta(days=12))
    visit = booked(start, email="", phone="064 1234567")
    calls.record_attempt(call=visit.calls.get(), result=AttemptResult.REACHED, by=visit.advisor.user)
    assert run(monday_morning, midnight(day) - timedelta(seconds=1), midnight(day)) == [0, 1]


def test_who_is_to_be_called_about_the_booking_anyway_is_not_called_twice(monday_morning: Clock) -> None:
    booked(email="", phone="064 1234567")
    assert run(monday_morning, midnight(THURSDAY - timedelta(days=1))) == [1]
    assert [call.reason for call in Call.objects.all()] == [CallReason.BOOKED]


def test_calls_can_be_turned_off(monday_morning: Clock) -> None:
    BookingSettings.objects.update(calls_before_visit=False)
    booked(email="", phone="064 1234567")
    assert run(monday_morning, midnight(THURSDAY - timedelta(days=1))) == [0]


def test_who_wants_no_reminders_by_email_is_called_and_gets_none(monday_morning: Clock) -> None:
    booked(phone="064 1234567", wishes=ContactWishes(no_email_reminders=True))
    moments = [before(hours=48), midnight(THURSDAY - timedelta(days=1)), before(hours=3)]
    assert run(monday_morning, *moments) == [0, 1, 0]
    assert (letters(), [call.reason for call in Call.objects.all()]) == ([], [CallReason.REMINDER])


@pytest.mark.parametrize(
    "start", [datetime(2026, 10, 26, 8, tzinfo=UTC), datetime(2027, 3, 29, 7, tzinfo=UTC)]
)
def test_hours_before_are_hours_that_pass_also_when_the_clocks_change(
    start: datetime, monday_morning: Clock
) -> None:
    monday_morning.move_to(start - timedelta(days=10))
    booked(start)
    moments = [start - timedelta(hours=48, seconds=1), start - timedelta(hours=48)]
    assert run(monday_morning, *moments) == [0, 1]


def test_the_day_of_a_call_begins_at_midnight_of_the_office_after_the_clocks_changed(
    monday_morning: Clock,
) -> None:
    monday = local(date(2026, 10, 26), 9)
    monday_morning.move_to(monday - timedelta(days=10))
    visit = booked(monday, email="", phone="064 1234567")
    calls.record_attempt(call=visit.calls.get(), result=AttemptResult.REACHED, by=visit.advisor.user)
    friday = datetime(2026, 10, 22, 22, tzinfo=UTC)
    assert run(monday_morning, friday - timedelta(seconds=1), friday) == [0, 1]


def test_who_came_without_booking_or_is_there_already_is_not_reminded(monday_morning: Clock) -> None:
    topic = make_topic(modes=[Mode.OFFICE])
    advisor = make_advisor(topic)
    monday_morning.move_to(local(MONDAY, 9))
    services.receive_walk_in(
        topic=topic,
        advisor=advisor,
        minutes=30,
        name="Ана",
        language="sr",
        submission=uuid.uuid4(),
        by=advisor.user,
    )
    assert send_due_reminders() == 0


def test_the_job_runs_the_service(monday_morning: Clock) -> None:
    booked()
    monday_morning.move_to(before(hours=48))
    assert job(timestamp=0) == 1


def test_a_look_at_everybody_takes_the_same_queries_for_one_and_for_many(
    monday_morning: Clock, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        booked(NINE + timedelta(hours=number), email=f"p{number}@example.org")
    run(monday_morning, before(hours=40))
    with django_assert_num_queries(7):
        send_due_reminders()


def test_the_record_of_a_visit_says_which_reminders_went(
    make_user: MakeUser, as_user: Any, coordinator: User, monday_morning: Clock
) -> None:
    visit = booked()
    run(monday_morning, before(hours=48))
    client: Client = as_user(coordinator)
    page = client.get(f"/admin/consultations/consultation/{visit.pk}/change/").content.decode()
    assert "Прва порука" in page


def test_every_reminder_leaves_a_row_of_history(monday_morning: Clock) -> None:
    booked()
    run(monday_morning, before(hours=48))
    events = apps.get_model("consultations", "ReminderEvent").objects
    assert list(events.values_list("pgh_label", "kind")) == [("insert", "first")]


def test_people_without_email_in_group_sessions_are_called_about_their_place(monday_morning: Clock) -> None:
    session = make_session(places=1)
    first = enter(session, 1, phone="064 1234501")
    second = enter(session, 2, phone="064 1234502")
    by = session.advisor.user
    assert [(call.reason, call.name) for call in Call.objects.waiting()] == [("booked", first.contact_name)]
    participations.cancel_place(participation=first, by=by)
    asked = [(call.reason, call.name) for call in Call.objects.waiting().order_by("pk")]
    assert asked == [("cancelled", first.contact_name), ("offered", second.contact_name)]
    offer = Call.objects.get(reason=CallReason.OFFERED)
    second.refresh_from_db()
    assert (offer.due_at, offer.starts_at) == (second.offered_until, local(NEXT_MONDAY, 17))
    services.ask_for_call(participation=second, reason=CallReason.OTHER, about="Понети оловку.")
    participations.cancel_place(participation=second)
    assert [call.reason for call in Call.objects.waiting().order_by("pk")] == ["cancelled", "other"]


def test_an_offer_that_went_on_is_off_the_call_list_at_once(monday_morning: Clock) -> None:
    session = make_session(places=1)
    first, second = enter(session, 1), enter(session, 2, phone="064 1234502")
    participations.cancel_place(participation=first)
    assert [call.reason for call in Call.objects.waiting()] == ["offered"]
    second.refresh_from_db()
    decline_offer(participation=second, by=session.advisor.user)
    assert list(Call.objects.waiting()) == []
    assert calls.close_late_calls() == 1
    assert Call.objects.get().outcome == "not_needed"
