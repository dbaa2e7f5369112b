"""The demo's working week: complete, made up, and loaded once."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from center import demo_data as center_demo
from consultations import demo_data
from consultations.choices import Confirmation, State
from consultations.models import Advisor, Allocation, Call, Consultation, GroupSession, Participation, Topic
from consultations.slots import next_free

pytestmark = pytest.mark.django_db
# A Tuesday noon, a Sunday, the new year with its holidays, a year's last minute.
MOMENTS = ["2026-09-08T10:00Z", "2026-09-06T10:00Z", "2027-01-01T12:00Z", "2026-12-31T22:59Z"]


def load() -> None:
    center_demo.load()
    demo_data.load()


@pytest.mark.long
@pytest.mark.parametrize("moment", MOMENTS)
def test_the_demo_looks_like_a_working_week_on_any_day(moment: str) -> None:
    with time_machine.travel(datetime.fromisoformat(moment).astimezone(UTC), tick=False):
        load()
        assert next_free(Topic.objects.published()) is not None
    assert (Topic.objects.published().count(), Advisor.objects.bookable().count()) == (4, 3)
    assert Topic.objects.filter(confirmation=Confirmation.BY_STAFF).count() == 1
    assert Consultation.objects.count() == Allocation.objects.filter(group_session=None).count() > 15
    assert not Consultation.objects.exclude(contact_name__endswith="(демо)").exists()
    assert (
        not Consultation.objects.exclude(contact_email__endswith="@demo.example")
        .exclude(contact_email="")
        .exists()
    )


def test_a_working_day_shows_every_kind_of_visit() -> None:
    with time_machine.travel(MOMENTS[0], tick=False):
        load()
        assert Consultation.objects.today().count() == 4
        assert Consultation.objects.waiting().exists()
        tries = [call.attempts.count() for call in Call.objects.waiting()]
        assert set(tries) == {0, 2}
        assert set(Consultation.objects.values_list("state", flat=True)) == set(State)


@pytest.mark.long
def test_nothing_happened_to_a_demo_visit_before_it_was_booked() -> None:
    with time_machine.travel(MOMENTS[0], tick=False):
        load()
        now = timezone.now()
    told = ("created_at", "confirmed_at", "cancelled_at", "closed_at")
    stories = [[at for at in row if at] for row in Consultation.objects.values_list(*told)]
    assert [story for story in stories if story != sorted(story) or story[-1] > now] == []


@pytest.mark.long
def test_a_second_load_changes_nothing() -> None:
    with time_machine.travel(MOMENTS[0], tick=False):
        load()
        before = list(Consultation.objects.order_by("pk").values())
        load()
    assert list(Consultation.objects.order_by("pk").values()) == before
    assert (Topic.objects.count(), Advisor.objects.count()) == (4, 3)


@pytest.mark.long
@pytest.mark.parametrize("moment", MOMENTS)
def test_the_demo_has_a_group_session_with_free_places_and_a_full_one_with_a_queue(moment: str) -> None:
    with time_machine.travel(datetime.fromisoformat(moment).astimezone(UTC), tick=False):
        load()
        coming: Any = GroupSession.objects.coming().with_counts()
        free, full = coming
    assert (free.taken < free.places, free.in_queue) == (True, 0)
    assert (full.taken, full.in_queue) == (full.places, 3)
    assert not Participation.objects.exclude(contact_name__endswith="(демо)").exists()
