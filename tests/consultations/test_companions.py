"""A second advisor, an interpreter or a room on a visit: each holds its time and can be had once."""

import uuid
from datetime import timedelta

import pytest

from center.models import StoredMail
from consultations import services
from consultations.choices import Mode, ResourceKind
from consultations.errors import ChangeRefused, TimeTaken
from consultations.models import Allocation, Resource
from consultations.slots import free_times
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit

pytestmark = pytest.mark.usefixtures("monday_morning", "office", "english")
NINE, TEN = local(MONDAY, 9), local(MONDAY, 10)


def room() -> Resource:
    return Resource.objects.create(kind=ResourceKind.ROOM, name="Мала сала")


def test_a_second_advisor_is_told_and_receives_nobody_else_then() -> None:
    topic = make_topic(buffer_after=15)
    first, second = make_advisor(topic), make_advisor(topic)
    visit = make_visit(topic, NINE, advisor=first)
    services.add_companion(consultation=visit, resource=second.resource)
    assert list(
        StoredMail.objects.filter(kind="consultations/advisor_joins").values_list("recipient", flat=True)
    ) == [second.user.email]
    # The pause after counts for both.
    free = free_times(topic, first=MONDAY, last=MONDAY, advisor=second)
    assert [each.start for each in free] == [local(MONDAY, 11), local(MONDAY, 12)]
    services.cancel(consultation=visit)
    assert StoredMail.objects.filter(kind="consultations/advisor_cancelled").count() == 2
    assert len(free_times(topic, first=MONDAY, last=MONDAY, advisor=second)) == 4


def test_a_room_is_held_by_one_visit_at_a_time() -> None:
    topic = make_topic()
    one, two = (make_visit(topic, NINE, advisor=make_advisor(topic)) for _each in range(2))
    later = make_visit(topic, TEN)
    small = room()
    services.add_companion(consultation=one, resource=small)
    with pytest.raises(ChangeRefused, match="Not free at this time: "):
        services.add_companion(consultation=two, resource=small)
    services.add_companion(consultation=later, resource=small)
    services.remove_companion(consultation=one, resource=small)
    services.add_companion(consultation=two, resource=small)
    assert Allocation.objects.filter(resource=small).count() == 2


def test_adding_or_removing_twice_changes_nothing() -> None:
    topic = make_topic()
    make_advisor(topic)
    visit, small = make_visit(topic, NINE), room()
    for _again in range(2):
        services.add_companion(consultation=visit, resource=small)
    assert Allocation.objects.count() == 2
    for _again in range(2):
        services.remove_companion(consultation=visit, resource=small)
    assert Allocation.objects.count() == 1


def test_the_advisor_of_the_visit_cannot_be_taken_away_and_a_call_needs_no_room() -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    visit = make_visit(topic, NINE, mode=Mode.PHONE)
    with pytest.raises(ChangeRefused, match="A visit needs its advisor"):
        services.remove_companion(consultation=visit, resource=advisor.resource)
    with pytest.raises(ChangeRefused, match="Only a visit at the office needs a room"):
        services.add_companion(consultation=visit, resource=room())


def test_who_cannot_be_chosen_joins_nothing() -> None:
    topic = make_topic()
    make_advisor(topic)
    gone = make_advisor(topic, is_bookable=False)
    visit = make_visit(topic, NINE)
    closed = Resource.objects.create(kind=ResourceKind.ROOM, name="Подрум", is_active=False)
    for resource in (gone.resource, closed):
        with pytest.raises(ChangeRefused, match="Cannot be chosen at the moment"):
            services.add_companion(consultation=visit, resource=resource)


def test_the_database_refuses_a_room_held_twice_also_without_the_services() -> None:
    topic = make_topic()
    one, two = (make_visit(topic, NINE, advisor=make_advisor(topic)) for _each in range(2))
    small = room()
    held = services.add_companion(consultation=one, resource=small)
    with pytest.raises(TimeTaken):
        services.guard.guarded(
            lambda: Allocation.objects.create(resource=small, consultation=two, busy=held.busy)
        )


def test_a_room_is_held_as_long_as_the_visit_lasts_whatever_its_topic_says_by_now() -> None:
    topic = make_topic(buffer_after=15)
    advisor = make_advisor(topic)
    visit = services.receive_walk_in(
        topic=topic,
        advisor=advisor,
        minutes=90,
        name="Мира",
        language="sr",
        submission=uuid.uuid4(),
        by=advisor.user,
    )
    booked = make_visit(topic, local(MONDAY, 11))
    topic.length = 30
    topic.save()
    for each, lasts in ((visit, timedelta(minutes=90)), (booked, timedelta(minutes=75))):
        held = services.add_companion(consultation=each, resource=room())
        assert (held.busy.lower, held.busy.upper) == (each.starts_at, each.starts_at + lasts)
