"""Two colleagues at two telephones, and two changes that want the same call, in real threads."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection

from center.models import User
from consultations import services
from consultations.choices import AttemptResult, CallReason
from consultations.errors import ChangeRefused
from consultations.models import Call, CallAttempt, Consultation
from consultations.services import calls
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.test_races import at_once, tally

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("monday_morning")]
ROUNDS = 5


def visits(number: int) -> list[Consultation]:
    topic = make_topic(length=10, step=10)
    make_advisor(topic, opens=time(9), closes=time(17))
    return [make_visit(topic, local(MONDAY, 10) + timedelta(minutes=10 * place)) for place in range(number)]


def race(*calls_at_once: Callable[[], Any]) -> list[Any]:
    return at_once(list(calls_at_once))


def both_try(call: Call, colleagues: list[User]) -> dict[str, int]:
    """Let one colleague enter "reached" and the other "wrong number" at the same instant."""
    one, other = colleagues
    return tally(
        race(
            lambda: calls.record_attempt(call=call, result=AttemptResult.REACHED, by=one),
            lambda: calls.record_attempt(call=call, result=AttemptResult.WRONG_NUMBER, by=other),
        )
    )


def colleagues() -> list[User]:
    return [make_advisor(make_topic()).user for _number in range(2)]


def test_of_two_colleagues_one_closes_the_call_and_the_other_hears_of_it() -> None:
    pair = colleagues()
    for visit in visits(ROUNDS):
        found = both_try(visit.calls.get(), pair)
        assert found == {"CallAttempt": 1, "ChangeRefused": 1}
    assert CallAttempt.objects.count() == ROUNDS


@pytest.mark.long
def test_without_the_lock_both_would_close_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prove that the race above can be lost."""
    monkeypatch.setattr(calls, "_locked", lambda call: Call.objects.get(pk=call.pk))
    pair = colleagues()
    lost = [both_try(visit.calls.get(), pair) for visit in visits(4 * ROUNDS)]
    assert {"CallAttempt": 2} in lost


def ask_at_once(visit: Consultation) -> list[Any]:
    """Ask for one call in four threads."""
    return race(*[lambda: services.ask_for_call(consultation=visit, reason=CallReason.MOVED)] * 4)


def test_four_who_ask_for_the_same_call_get_the_same_one() -> None:
    for visit in visits(ROUNDS):
        found = ask_at_once(visit)
        assert {type(each).__name__ for each in found} == {"Call"}
        assert visit.calls.filter(reason=CallReason.MOVED).count() == 1


@pytest.mark.long
def test_without_the_constraint_a_visit_would_be_on_the_list_several_times() -> None:
    rule = next(rule for rule in Call._meta.constraints if rule.name == "call_open_once_per_reason")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Call, rule)
    for visit in visits(4 * ROUNDS):
        ask_at_once(visit)
    assert Call.objects.filter(reason=CallReason.MOVED).count() > 4 * ROUNDS


@pytest.mark.long
def test_who_enters_an_outcome_while_a_colleague_cancels_is_told_or_was_first() -> None:
    for visit in visits(ROUNDS):
        found = try_and_cancel(visit)
        failed = [
            each for each in found if isinstance(each, Exception) and not isinstance(each, ChangeRefused)
        ]
        assert failed == []
        assert sorted(visit.calls.values_list("reason", "outcome"))[1] == ("cancelled", "")
        assert visit.calls.get(reason="booked").outcome in {"reached", "not_needed"}


def try_and_cancel(visit: Consultation) -> list[Any]:
    call, by = visit.calls.get(), visit.advisor.user
    return race(
        lambda: calls.record_attempt(call=call, result=AttemptResult.REACHED, by=by),
        lambda: services.cancel(consultation=visit, by=by),
    )
