"""Two colleagues who write down at once how somebody may be reached."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections

from entrepreneurs.models import Consent, ContactPreference, Entrepreneur
from entrepreneurs.services import ContactWishes, keep_wishes
from tests.entrepreneurs.factories import make_person

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Any) -> list[Any]:
    barrier, outcomes = Barrier(len(calls)), []

    def run(call: Any) -> None:
        try:
            barrier.wait(timeout=20)
            outcomes.append(call())
        except Exception as error:  # noqa: BLE001 -- whatever a colleague would have seen
            outcomes.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def helper(name: str) -> ContactWishes:
    return ContactWishes(
        helper_name=name, helper_phone="+381641234567", helper_relation="family", helper_agreed=True
    )


def both_write() -> list[Any]:
    person = make_person()
    return at_once(
        lambda: keep_wishes(person=person, wishes=helper("Мира"), how="phone"),
        lambda: keep_wishes(person=person, wishes=helper("Јован"), how="phone"),
    )


def test_one_of_two_helpers_stays_with_one_consent_in_force() -> None:
    for _round in range(5):
        assert [type(each).__name__ for each in both_write()] == ["ContactPreference"] * 2
        row = ContactPreference.objects.latest("pk")
        assert [each.pk for each in Consent.objects.in_force().filter(person=row.person)] == [
            row.helper_consent_id
        ]


def test_without_the_lock_one_of_them_would_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prove that the race above can be lost."""
    rows: Any = Entrepreneur.objects
    monkeypatch.setattr(type(rows), "select_for_update", lambda self, **_how: self.all())
    outcomes = [each for _round in range(10) for each in both_write()]
    assert [each for each in outcomes if isinstance(each, Exception)] != []
