"""Reminders under two workers, a killed one, and a withdrawal at the same moment."""

from functools import partial

import pytest
import time_machine

from center.models import CallReminder, CallSignUp, StoredMail
from center.services import call_reminders, funding_calls
from center.services.call_reminders import send_due
from tests.center.resources.library import DAY_BEFORE, NOW, make_call, sign_up, writer
from tests.threads import at_the_same_time

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]
PEOPLE = 6


def test_workers_at_once_remind_everybody_once() -> None:
    with time_machine.travel(NOW, tick=False):
        call = make_call()
        for number in range(PEOPLE):
            sign_up(call, f"person{number}@example.org")
    with time_machine.travel(DAY_BEFORE, tick=False):
        sent = at_the_same_time([send_due] * 4)
    letters = StoredMail.objects.filter(kind="center/call_day").values_list("recipient", flat=True)
    assert (sum(sent), sorted(letters)) == (
        PEOPLE,
        [f"person{number}@example.org" for number in range(PEOPLE)],
    )


def test_the_same_address_asked_for_twice_at_once_gets_one_letter() -> None:
    with time_machine.travel(NOW, tick=False):
        ask = partial(
            call_reminders.ask_for_reminder, call=make_call(), email="mila@example.org", language="sr"
        )
        outcomes = at_the_same_time([ask] * 4)
    assert (outcomes, CallSignUp.objects.count(), StoredMail.objects.count()) == ([None] * 4, 1, 1)


def test_a_withdrawal_at_the_same_moment_never_lets_a_reminder_follow_the_news() -> None:
    with time_machine.travel(NOW, tick=False):
        call = make_call()
        sign_up(call)
    with time_machine.travel(DAY_BEFORE, tick=False):
        at_the_same_time([send_due, partial(funding_calls.withdraw_call, call=call, by=writer())])
        send_due(), send_due()
    kinds = list(StoredMail.objects.order_by("pk").values_list("kind", flat=True))[1:]
    assert kinds in (["center/call_day", "center/call_ended"], ["center/call_ended"])


def test_a_worker_killed_between_the_row_and_the_letter_leaves_neither(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with time_machine.travel(NOW, tick=False):
        sign_up(make_call())

    def die(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with time_machine.travel(DAY_BEFORE, tick=False):
        with monkeypatch.context() as patch:
            patch.setattr(call_reminders, "queue_letter", die)
            with pytest.raises(KeyboardInterrupt):
                send_due()
        assert (CallReminder.objects.count(), send_due(), CallReminder.objects.count()) == (0, 1, 1)
