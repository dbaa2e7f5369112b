"""Figures of who came: names and strokes apart, persons and attendances apart, small cells withheld."""

import uuid

import pytest

from entrepreneurs.choices import Sex
from entrepreneurs.demographics import AgeBand
from entrepreneurs.models import Entrepreneur
from events import attendance
from events.attendance import Came, Row
from events.choices import HeadKind
from events.models import Event, Registration
from events.services.counting import count_people
from events.services.doors import take_back
from tests.events.doors import AT_THE_DOOR, come, day_after, drop_in
from tests.events.factories import SATURDAY, enter, local, make_event, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "monday_morning")]
DAYS = (SATURDAY, day_after())


def stroke(event: Event, times: int = 1, **who: object) -> None:
    for _time in range(times):
        count_people(event=event, action=uuid.uuid4(), at=AT_THE_DOOR, by=make_staff(), **who)  # type: ignore[arg-type]


def test_somebody_on_two_days_is_one_person_and_two_attendances() -> None:
    event, other = make_event(20, ends_at=local(day_after(), 18)), make_event(20)
    group = enter(event, 1, size=3)
    come(event, group.reference, people=2, at=AT_THE_DOOR)
    come(event, group.reference, at=local(day_after(), 12))
    drop_in(event, 2, at=AT_THE_DOOR)
    mistake = uuid.uuid4()
    come(event, enter(event, 2).reference, at=AT_THE_DOOR, action=mistake)
    take_back(event=event, of=mistake, by=make_staff())
    come(other, enter(other, 3).reference, at=AT_THE_DOOR)
    assert attendance.came(*DAYS) == {
        event.pk: Came(people=5, attendances=7, dropped_in=2, known=0),
        other.pk: Came(people=1, attendances=1),
    }
    assert attendance.came(day_after(), day_after()) == {event.pk: Came(people=3, attendances=3)}


def test_a_person_of_our_records_is_known_once_for_all_events() -> None:
    person = Entrepreneur.objects.create(name="Ана Петровић")
    events = [make_event(), make_event()]
    for event in events:
        registration = enter(event)
        Registration.objects.filter(pk=registration.pk).update(entrepreneur=person)
        come(event, registration.reference, at=AT_THE_DOOR)
    assert attendance.known_persons(*DAYS) == {person.pk}
    assert [each.known for each in attendance.came(*DAYS).values()] == [1, 1]
    # One person is a small cell.
    assert (attendance.known_by_sex(*DAYS), attendance.known_by_age(*DAYS)) == ([], [])


def test_strokes_stand_apart_by_kind() -> None:
    event = make_event()
    stroke(event, 3)
    stroke(event, 2, kind=HeadKind.EXHIBITOR)
    stroke(event, 1, number=-1)
    assert attendance.counted(*DAYS) == {event.pk: {HeadKind.VISITOR: 2, HeadKind.EXHIBITOR: 2}}
    assert attendance.counted(day_after(), day_after()) == {}


def test_few_people_of_one_sex_are_not_shown_by_themselves() -> None:
    event = make_event()
    stroke(event, 7, sex=Sex.WOMEN)
    stroke(event, 2, sex=Sex.MEN)
    stroke(event, 6)
    assert attendance.counted_by_sex(*DAYS) == [
        Row(frozenset({Sex.WOMEN}), 7),
        Row(frozenset({Sex.UNKNOWN, Sex.MEN}), 8),
    ]
    assert attendance.counted_by_age(*DAYS) == [Row(frozenset({""}), 15)]
    assert attendance.counted_by_sex(*DAYS, kinds=[HeadKind.GUEST]) == []


def test_fewer_than_five_people_in_all_are_not_broken_down() -> None:
    event = make_event()
    stroke(event, 4, age_band=AgeBand.OLD)
    assert (attendance.counted_by_age(*DAYS), attendance.counted_by_sex(*DAYS)) == ([], [])
