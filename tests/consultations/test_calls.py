"""Whom somebody has to call about what, what each try comes to, and when a call makes no more sense."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from center.models import User
from consultations import services
from consultations.choices import AttemptResult, CallOutcome, CallReason, Confirmation
from consultations.errors import ChangeRefused
from consultations.models import Call, Consultation
from consultations.services import calls
from tests.consultations.factories import MONDAY, local, make_advisor, make_past_visit, make_topic, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning")]
NINE, TEN = local(MONDAY, 9), local(MONDAY, 10)


def booked(hour: int = 9, **wish: object) -> Consultation:
    topic = make_topic()
    make_advisor(topic)
    return make_visit(topic, local(MONDAY, hour), **wish)


def call_of(visit: Consultation, reason: str = CallReason.BOOKED) -> Call:
    return Call.objects.get(consultation=visit, reason=reason)


def colleague(visit: Consultation | None) -> User:
    assert visit is not None
    return visit.advisor.user


def tried(call: Call, result: AttemptResult, **more: object) -> Call:
    calls.record_attempt(call=call, result=result, by=colleague(call.consultation), **more)  # type: ignore[arg-type]
    call.refresh_from_db()
    return call


def waiting() -> list[tuple[str, str]]:
    return [(call.reason, call.name) for call in Call.objects.waiting().with_details().in_order()]


def outcomes() -> list[tuple[str, str]]:
    return list(Call.objects.order_by("pk").values_list("reason", "outcome"))


def test_who_gave_only_a_phone_number_is_called_about_the_booking() -> None:
    visit = booked()
    call = call_of(visit)
    assert (call.asked_by, call.due_at, call.is_open) == (None, NINE, True)
    assert waiting() == [("booked", "Петар Петровић")]


def test_who_reads_email_or_has_no_phone_is_called_only_when_a_colleague_wants_it() -> None:
    visit = booked(phone="064 1234567", email="petar@example.org")
    without = booked(10, phone="", email="ana@example.org")

    def ask(visit: Consultation, *, even_with_email: bool) -> Call | None:
        return services.ask_for_call(
            consultation=visit,
            reason=CallReason.OTHER,
            about="Понети акт.",
            even_with_email=even_with_email,
        )

    assert (ask(visit, even_with_email=False), waiting()) == (None, [])
    assert ask(visit, even_with_email=True) == call_of(visit, CallReason.OTHER)
    assert ask(without, even_with_email=True) is None


def test_asking_twice_is_one_call_due_at_the_earlier_moment_with_the_words_of_both() -> None:
    visit = booked()
    for due, about in ((TEN, "Понети акт."), (NINE, "Доћи раније."), (TEN, "Понети акт.")):
        services.ask_for_call(consultation=visit, reason=CallReason.MOVED, due_at=due, about=about)
    call = call_of(visit, CallReason.MOVED)
    assert (call.due_at, call.about) == (NINE, "Понети акт.\nДоћи раније.")
    tried(call, AttemptResult.REACHED)
    again = services.ask_for_call(consultation=visit, reason=CallReason.MOVED)
    assert (again is not None and again.is_open, Call.objects.count()) == (True, 3)


def test_a_call_for_another_reason_says_what_it_is_about() -> None:
    visit = booked()
    with pytest.raises(ValidationError):
        services.ask_for_call(consultation=visit, reason=CallReason.OTHER, about="  ")
    # On a Friday the next working day is Monday, and its end is midnight.
    with time_machine.travel(local(MONDAY + timedelta(days=4), 12), tick=False):
        call = services.ask_for_call(consultation=visit, reason=CallReason.OTHER, about="Понети акт.")
    assert call is not None
    assert call.due_at == local(MONDAY + timedelta(days=8), 0)


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        (AttemptResult.REACHED, CallOutcome.REACHED),
        (AttemptResult.HELPER, CallOutcome.HELPER),
        (AttemptResult.WRONG_NUMBER, CallOutcome.WRONG_NUMBER),
        (AttemptResult.NO_ANSWER, ""),
        (AttemptResult.BUSY, ""),
    ],
)
def test_what_came_of_a_try_closes_the_call_or_leaves_it_open(
    result: AttemptResult, outcome: str, monday_morning: time_machine.Traveller
) -> None:
    call = call_of(booked())
    tried(call, result, note=" Звала је мајка. ")
    (attempt,) = call.attempts.all()
    by = colleague(call.consultation)
    assert (attempt.result, attempt.tried_by, attempt.tried_at, attempt.note) == (
        result,
        by,
        local(MONDAY, 8),
        "Звала је мајка.",
    )
    closed = (local(MONDAY, 8), by) if outcome else (None, None)
    assert (call.outcome, (call.closed_at, call.closed_by)) == (outcome, closed)


def test_who_asked_for_later_says_when_and_not_for_the_past() -> None:
    call = call_of(booked())
    for again_at in (None, local(MONDAY, 8)):
        with pytest.raises(ValidationError):
            tried(call, AttemptResult.AGAIN, again_at=again_at)
    with pytest.raises(ValidationError):
        tried(call, AttemptResult.BUSY, again_at=NINE)
    tried(call, AttemptResult.AGAIN, again_at=NINE)
    assert (call.is_open, call.attempts.get().again_at) == (True, NINE)


def test_a_double_click_is_one_try_and_a_later_one_another(monday_morning: time_machine.Traveller) -> None:
    call = call_of(booked())
    for _click in range(2):
        tried(call, AttemptResult.NO_ANSWER)
    assert call.attempts.count() == 1
    monday_morning.shift(61)
    tried(call, AttemptResult.NO_ANSWER)
    assert call.attempts.count() == 2
    for _click in range(2):
        tried(call, AttemptResult.REACHED)
    assert call.attempts.count() == 3


@pytest.mark.usefixtures("english")
def test_a_closed_call_tells_the_second_colleague_what_came_of_it() -> None:
    call = call_of(booked())
    tried(call, AttemptResult.REACHED)
    with pytest.raises(ChangeRefused) as refused:
        tried(call, AttemptResult.NO_ANSWER)
    assert str(refused.value) == "This call is off the list already. Its outcome: Reached."
    with pytest.raises(ChangeRefused):
        services.give_up(call=call, by=colleague(call.consultation))


def test_giving_up_takes_the_call_off_the_list_and_may_be_said_twice() -> None:
    call = call_of(booked())
    for _click in range(2):
        services.give_up(call=call, by=colleague(call.consultation))
    call.refresh_from_db()
    assert (call.outcome, call.closed_by, waiting()) == (
        CallOutcome.GAVE_UP,
        colleague(call.consultation),
        [],
    )


def test_one_try_counts_for_all_calls_of_a_person_and_spares_those_closed_meanwhile() -> None:
    visits = [booked(9), booked(10)]
    first, second = map(call_of, visits)
    tried(first, AttemptResult.WRONG_NUMBER)
    by = colleague(visits[0])
    services.record_attempts(calls=[first, second], result=AttemptResult.REACHED, by=by)
    assert outcomes() == [("booked", "wrong_number"), ("booked", "reached")]
    with pytest.raises(ChangeRefused):
        services.record_attempts(calls=[first, second], result=AttemptResult.HELPER, by=by)


def test_staff_who_cancel_have_the_visitor_called_and_nothing_else_any_more() -> None:
    visit = booked()
    services.cancel(consultation=visit, by=colleague(visit))
    assert outcomes() == [("booked", "not_needed"), ("cancelled", "")]
    assert waiting() == [("cancelled", "Петар Петровић")]
    assert call_of(visit, "cancelled").asked_by == colleague(visit)


def test_who_cancels_or_came_needs_no_call() -> None:
    services.cancel(consultation=booked(9))
    came = booked(10)
    with time_machine.travel(TEN, tick=False):
        services.mark_done(consultation=came, by=colleague(came))
    assert outcomes() == [("booked", "not_needed")] * 2


def test_what_a_colleague_wants_said_outlives_the_visit() -> None:
    visit = booked()
    services.ask_for_call(consultation=visit, reason=CallReason.OTHER, about="Понети акт.")
    with time_machine.travel(TEN, tick=False):
        services.mark_missed(consultation=visit, by=colleague(visit))
        assert waiting() == [("other", "Петар Петровић")]


def test_a_request_of_somebody_without_email_is_called_about_once_it_is_confirmed() -> None:
    topic = make_topic(confirmation=Confirmation.BY_STAFF)
    visit = make_past_visit(make_advisor(topic), topic, NINE, state="requested", confirmed_at=None)
    assert waiting() == []
    services.confirm(consultation=visit, by=colleague(visit))
    assert waiting() == [("booked", "Петар Петровић")]


def test_calls_about_a_visit_that_is_over_leave_the_list_and_say_that_nobody_called() -> None:
    early, late = booked(9), booked(11)
    services.ask_for_call(consultation=early, reason=CallReason.OTHER, about="Понети акт.")
    with time_machine.travel(TEN, tick=False):
        assert waiting() == [("booked", "Петар Петровић"), ("other", "Петар Петровић")]
        assert (calls.close_late_calls(), calls.close_late_calls()) == (1, 0)
    assert outcomes() == [("booked", "too_late"), ("booked", ""), ("other", "")]
    assert (call_of(early).closed_by, call_of(late).is_open) == (None, True)


def test_the_list_is_in_the_order_of_dialling(monday_morning: time_machine.Traveller) -> None:
    """Today's before all others; asked again and due, untried, no answer longest ago, asked for later."""
    names = ("Сутра", "Касније", "Звана", "Раније звана", "Нова", "Рок је дошао")
    topic = make_topic(length=10, step=10)
    make_advisor(topic)
    people = {}
    for place, name in enumerate(names):
        day = MONDAY + timedelta(days=name == "Сутра")
        people[name] = call_of(make_visit(topic, local(day, 9, 10 * place), name=name))
    tried(people["Раније звана"], AttemptResult.BUSY)
    tried(people["Рок је дошао"], AttemptResult.AGAIN, again_at=local(MONDAY, 8, 20))
    tried(people["Касније"], AttemptResult.AGAIN, again_at=local(MONDAY, 8, 50))
    monday_morning.shift(600)
    tried(people["Звана"], AttemptResult.NO_ANSWER)
    monday_morning.shift(600)
    assert [name for _reason, name in waiting()] == [
        "Рок је дошао",
        "Нова",
        "Раније звана",
        "Звана",
        "Касније",
        "Сутра",
    ]


def test_who_is_moved_by_a_colleague_is_called_before_either_time() -> None:
    visit = booked(11)
    services.move(consultation=visit, start=local(MONDAY + timedelta(days=1), 9), by=colleague(visit))
    services.move(consultation=visit, start=local(MONDAY + timedelta(days=2), 9), by=colleague(visit))
    call = call_of(visit, CallReason.MOVED)
    assert (outcomes(), call.due_at) == ([("booked", "not_needed"), ("moved", "")], local(MONDAY, 11))


def test_who_moves_the_visit_is_only_called_if_the_booking_was_to_be_told_anyway() -> None:
    told, untold = booked(9), booked(10)
    tried(call_of(told), AttemptResult.REACHED)
    for visit in (told, untold):
        services.ask_for_call(consultation=visit, reason=CallReason.REMINDER)
        services.move(consultation=visit, start=visit.starts_at + timedelta(days=1))
    assert waiting() == [("booked", "Петар Петровић")]
    assert call_of(untold).due_at == TEN + timedelta(days=1)


@pytest.mark.parametrize(
    ("heard_of_booking", "heard_of_cancellation", "called"),
    [(True, False, False), (True, True, True), (False, False, True)],
)
def test_who_is_told_that_a_visit_takes_place_after_all(
    heard_of_booking: bool, heard_of_cancellation: bool, called: bool
) -> None:
    visit = booked()
    by = colleague(visit)
    if heard_of_booking:
        tried(call_of(visit), AttemptResult.REACHED)
    services.cancel(consultation=visit, by=by)
    if heard_of_cancellation:
        tried(call_of(visit, CallReason.CANCELLED), AttemptResult.REACHED)
    services.restore(consultation=visit, by=by)
    assert waiting() == ([("booked", "Петар Петровић")] if called else [])
