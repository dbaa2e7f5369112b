"""Two workers that remind at once, and one that is killed between the row and the letter."""

from typing import Any

import pytest
import time_machine
from django.db import connection

from center.models import StoredMail
from consultations.models import Consultation, Reminder
from consultations.services import reminders
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 4


@pytest.fixture
def due(monday_morning: time_machine.Traveller) -> list[Consultation]:
    """Five visits whose first reminder is due."""
    topic = make_topic()
    visits = []
    for _number in range(5):
        advisor = make_advisor(topic)
        visits.append(make_visit(topic, local(MONDAY, 9), advisor=advisor, email="ana@example.org", phone=""))
    Consultation.objects.update(
        starts_at=local(MONDAY, 9) + (local(MONDAY, 9) - local(MONDAY, 0)) * 3,
        ends_at=local(MONDAY, 10) + (local(MONDAY, 9) - local(MONDAY, 0)) * 3,
        created_at=local(MONDAY, 8) - (local(MONDAY, 9) - local(MONDAY, 0)) * 10,
        confirmed_at=local(MONDAY, 8) - (local(MONDAY, 9) - local(MONDAY, 0)) * 10,
    )
    return visits


def run_together() -> list[Any]:
    calls: Any = [reminders.send_due_reminders] * WORKERS
    return at_once(calls)


def sent() -> tuple[int, int]:
    return Reminder.objects.count(), StoredMail.objects.filter(kind="consultations/reminder").count()


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers read what is to come without waiting for one another, and not look whether it was sent."""

    def unlocked(coming: Any) -> Any:
        return coming

    monkeypatch.setattr(reminders, "_locked", unlocked)


def test_of_four_workers_one_reminds_each_visitor_and_none_fails(due: list[Consultation]) -> None:
    outcomes = run_together()
    assert (sum(outcomes), sent()) == (5, (5, 5))


@pytest.mark.usefixtures("without_lock")
def test_the_unique_rule_alone_lets_one_through_with_its_letter(due: list[Consultation]) -> None:
    outcomes = run_together()
    assert (sum(outcomes), sent()) == (5, (5, 5))


@pytest.mark.usefixtures("without_lock")
def test_without_lock_and_rule_people_would_be_reminded_several_times(due: list[Consultation]) -> None:
    """Prove that the races above can be lost."""
    rule = next(
        rule for rule in Reminder._meta.constraints if rule.name == "reminder_once_for_each_beginning"
    )
    with connection.schema_editor() as editor:
        editor.remove_constraint(Reminder, rule)
    run_together()
    assert sent()[1] > 5


def test_a_worker_that_is_killed_before_the_letter_has_reminded_nobody(
    due: list[Consultation], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reminders, "queue_letter", killed)
    with pytest.raises(KeyboardInterrupt):
        reminders.send_due_reminders()
    assert sent() == (0, 0)
    monkeypatch.undo()
    assert (reminders.send_due_reminders(), sent()) == (5, (5, 5))
