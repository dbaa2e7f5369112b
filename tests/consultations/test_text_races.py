"""Texts and people who change their mind, at the same time; real threads, real PostgreSQL."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from pytest_django.fixtures import Settings

from center.base.sms import Console
from center.choices import TextState
from center.models import StoredText
from center.services import drop_texts
from consultations.models import Consultation, Reminder
from consultations.services import reminders
from consultations.spans import midnight
from entrepreneurs.choices import ConsentWay, Purpose
from entrepreneurs.models import Consent
from entrepreneurs.querysets import ConsentQuerySet
from entrepreneurs.services import give_consent, withdraw_consent
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.test_races import at_once
from tests.marks import seldom

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def due(monday_morning: time_machine.Traveller, settings: Settings) -> Consent:
    """Somebody without e-mail whose reminder is due, and who agreed to texts."""
    settings.SMS = Console()
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY + timedelta(days=3), 9))
    Consultation.objects.update(confirmed_at=visit.created_at)
    consent = give_consent(person=visit.entrepreneur, purpose=Purpose.SMS, how=ConsentWay.PHONE)
    monday_morning.move_to(midnight(MONDAY + timedelta(days=2)))
    return consent


def states() -> list[str]:
    return list(StoredText.objects.values_list("state", flat=True))


@pytest.mark.parametrize("_time", [1, *seldom(range(2, 9))])
def test_who_withdraws_while_a_reminder_is_written_gets_none(_time: int, due: Consent) -> None:
    calls: list[Any] = [reminders.send_due_reminders, lambda: withdraw_consent(consent=due)]
    at_once(calls)
    assert TextState.QUEUED not in states()


def test_of_four_workers_one_texts_and_none_fails(due: Consent) -> None:
    calls: list[Any] = [reminders.send_due_reminders] * 4
    assert sum(at_once(calls)) == 1
    assert (states(), Reminder.objects.count()) == ([TextState.QUEUED], 1)


@pytest.mark.parametrize("_time", [1, *seldom(range(2, 9))])
def test_of_two_withdrawals_one_counts_and_neither_fails(_time: int, due: Consent) -> None:
    reminders.send_due_reminders()
    done = at_once([lambda: withdraw_consent(consent=due)] * 4)
    assert len({consent.withdrawn_at for consent in done}) == 1
    assert (Consent.objects.in_force().count(), states()) == (0, [TextState.DROPPED])


def test_without_the_lock_of_the_consent_a_withdrawal_can_be_lost(
    due: Consent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is queued after the withdrawal has looked for texts to drop: what the lock is there for."""

    def drop_then_remind(**texts: Any) -> int:
        found = drop_texts(**texts)
        # As another worker does that read the consent before this transaction ends.
        at_once([reminders.send_due_reminders])
        return found

    monkeypatch.setattr("entrepreneurs.services.consents.drop_texts", drop_then_remind)
    monkeypatch.setattr(ConsentQuerySet, "select_for_update", lambda rows, **_options: rows)
    withdraw_consent(consent=due)
    assert states() == [TextState.QUEUED]
