"""Local hours stay local hours when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from center.models import StoredMail
from consultations import slots
from consultations.choices import NoticeUnit
from tests.consultations.factories import make_advisor, make_topic, make_visit

ZONE = timezone.get_default_timezone()
# Saturday and Sunday of each change.
AUTUMN, SPRING = [date(2026, 10, 24), date(2026, 10, 25)], [date(2027, 3, 27), date(2027, 3, 28)]


def free_hours(day: date) -> list[int]:
    topic = make_topic(length=60)
    make_advisor(topic, days=range(1, 8), opens=time(13), closes=time(18))
    return [free.start.astimezone(ZONE).hour for free in slots.free_times(topic, first=day, last=day)]


@pytest.mark.django_db
@pytest.mark.parametrize("day", [*AUTUMN, *SPRING])
def test_the_five_hours_of_an_afternoon_are_the_same_around_the_change_of_the_clocks(day: date) -> None:
    with time_machine.travel(datetime.combine(day - timedelta(days=5), time(8), tzinfo=UTC), tick=False):
        assert free_hours(day) == [13, 14, 15, 16, 17]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "utc_hours"),
    [
        (AUTUMN[0], [11, 12, 13, 14, 15]),
        (AUTUMN[1], [12, 13, 14, 15, 16]),
        (SPRING[0], [12, 13, 14, 15, 16]),
        (SPRING[1], [11, 12, 13, 14, 15]),
    ],
)
def test_the_instants_differ_by_the_hour_that_the_clocks_moved(day: date, utc_hours: list[int]) -> None:
    topic = make_topic(length=60)
    make_advisor(topic, days=range(1, 8), opens=time(13), closes=time(18))
    with time_machine.travel(datetime.combine(day - timedelta(days=5), time(8), tzinfo=UTC), tick=False):
        assert [free.start for free in slots.free_times(topic, first=day, last=day)] == [
            datetime.combine(day, time(hour), tzinfo=UTC) for hour in utc_hours
        ]


@pytest.mark.django_db
@pytest.mark.parametrize("day", [AUTUMN[1], SPRING[1]])
def test_a_booked_hour_is_the_same_instant_in_the_row_the_letter_and_the_calendar(day: date) -> None:
    topic = make_topic(length=60)
    make_advisor(topic, days=range(1, 8), opens=time(13), closes=time(18))
    with time_machine.travel(datetime.combine(day - timedelta(days=5), time(8), tzinfo=UTC), tick=False):
        start = slots.free_times(topic, first=day, last=day)[0].start
        visit = make_visit(topic, start, email="petar@example.org")
    mail = StoredMail.objects.get(recipient="petar@example.org")
    assert visit.starts_at == datetime.combine(day, time(13), tzinfo=ZONE)
    assert f"DTSTART:{start:%Y%m%dT%H%M%SZ}" in mail.calendar.splitlines()
    assert "13:00–14:00" in mail.body_text


@pytest.mark.django_db
def test_hours_over_the_skipped_hour_are_shorter_by_it() -> None:
    topic = make_topic(length=60)
    make_advisor(topic, days=range(1, 8), opens=time(1), closes=time(5))
    day = SPRING[1]
    with time_machine.travel(datetime.combine(day - timedelta(days=5), time(8), tzinfo=UTC), tick=False):
        hours = [f.start.astimezone(ZONE).hour for f in slots.free_times(topic, first=day, last=day)]
    assert hours == [1, 3, 4]


@pytest.mark.django_db
def test_hours_over_the_doubled_hour_are_longer_by_it() -> None:
    topic = make_topic(length=60)
    make_advisor(topic, days=range(1, 8), opens=time(1), closes=time(5))
    day = AUTUMN[1]
    with time_machine.travel(datetime.combine(day - timedelta(days=5), time(8), tzinfo=UTC), tick=False):
        hours = [f.start.astimezone(ZONE).hour for f in slots.free_times(topic, first=day, last=day)]
    assert hours == [1, 2, 2, 3, 4]


@pytest.mark.django_db
def test_notice_in_hours_counts_real_hours_over_the_change() -> None:
    topic = make_topic(length=60, notice_amount=24, notice_unit=NoticeUnit.HOURS)
    make_advisor(topic, days=range(1, 8), opens=time(9), closes=time(13))
    # Saturday 10 h of summer time; 24 real hours later the clocks show 9 h of winter time.
    with time_machine.travel(datetime.combine(AUTUMN[0], time(10), tzinfo=ZONE), tick=False):
        first = slots.free_times(topic, first=AUTUMN[1], last=AUTUMN[1])[0].start
    assert first == datetime.combine(AUTUMN[1], time(9), tzinfo=ZONE)
