"""Local hours stay local hours when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from center.models import StoredMail, User
from consultations import slots
from consultations.choices import NoticeUnit
from consultations.errors import NotBookable, Reason, TimeTaken
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


def free_starts(day: date, opens: time, closes: time, length: int) -> list[str]:
    """Return the free starts of the day as the office's clock shows them, with the distance from UTC."""
    topic = make_topic(length=length)
    make_advisor(topic, days=range(1, 8), opens=opens, closes=closes)
    with time_machine.travel(datetime.combine(day - timedelta(days=5), time(8), tzinfo=UTC), tick=False):
        free = slots.free_times(topic, first=day, last=day)
    return [f"{time_.start.astimezone(ZONE):%H:%M%z}"[:8] for time_ in free]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("opens", "closes", "length", "starts"),
    [
        (time(0), time(5), 60, ["00:00+01", "01:00+01", "03:00+02", "04:00+02"]),
        (time(1), time(5), 60, ["01:00+01", "03:00+02", "04:00+02"]),
        (time(0), time(4), 30, ["00:00+01", "00:30+01", "01:00+01", "01:30+01", "03:00+02", "03:30+02"]),
        (time(1), time(4), 45, ["01:00+01", "01:45+01"]),
        (time(2), time(5), 60, ["03:00+02", "04:00+02"]),
        (time(2), time(3), 60, []),
        (time(2, 30), time(5), 60, ["03:30+02"]),
        (time(0), time(2, 30), 30, ["00:00+01", "00:30+01", "01:00+01"]),
        (time(2), time(2, 30), 30, []),
    ],
)
def test_no_hour_is_offered_that_the_clock_skips_and_none_outside_the_hours(
    opens: time, closes: time, length: int, starts: list[str]
) -> None:
    assert free_starts(SPRING[1], opens, closes, length) == starts


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("opens", "closes", "length", "starts"),
    [
        (time(0), time(5), 60, ["00:00+02", "01:00+02", "02:00+01", "03:00+01", "04:00+01"]),
        (time(1), time(4), 30, ["01:00+02", "01:30+02", "02:00+01", "02:30+01", "03:00+01", "03:30+01"]),
        (time(2), time(4), 60, ["02:00+01", "03:00+01"]),
        (time(2, 30), time(4), 30, ["02:30+01", "03:00+01", "03:30+01"]),
        (time(1), time(2, 30), 30, ["01:00+02", "01:30+02", "02:00+01"]),
        (time(2), time(3), 60, ["02:00+01"]),
    ],
)
def test_an_hour_that_comes_twice_is_offered_once_and_means_the_second(
    opens: time, closes: time, length: int, starts: list[str]
) -> None:
    assert free_starts(AUTUMN[1], opens, closes, length) == starts


@pytest.mark.django_db
@pytest.mark.parametrize("by_staff", [False, True])
def test_the_first_of_two_equal_hours_cannot_be_booked_by_a_forged_start(
    by_staff: bool, coordinator: User
) -> None:
    topic = make_topic(length=60)
    make_advisor(topic, days=range(1, 8), opens=time(0), closes=time(5))
    first, second = (datetime.combine(AUTUMN[1], time(hour), tzinfo=UTC) for hour in (0, 1))
    by = coordinator if by_staff else None
    with time_machine.travel(first - timedelta(days=5), tick=False):
        with pytest.raises(NotBookable) as refused:
            make_visit(topic, first, by=by)
        assert refused.value.reason == Reason.CLOSED
        assert make_visit(topic, second, by=by).starts_at == second
        with pytest.raises(TimeTaken):
            make_visit(topic, second, by=by)


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "number"), [(AUTUMN[1], 10), (SPRING[1], 8)])
def test_each_start_over_the_change_is_booked_once_and_then_gone(day: date, number: int) -> None:
    topic = make_topic(length=30)
    make_advisor(topic, days=range(1, 8), opens=time(0), closes=time(5))
    with time_machine.travel(datetime.combine(day - timedelta(days=5), time(8), tzinfo=UTC), tick=False):
        free = [time_.start for time_ in slots.free_times(topic, first=day, last=day)]
        booked = [make_visit(topic, start).starts_at for start in free]
        assert (booked, slots.free_times(topic, first=day, last=day)) == (free, [])
    assert len({f"{start.astimezone(ZONE):%H:%M}" for start in booked}) == len(booked) == number


@pytest.mark.django_db
def test_notice_in_hours_counts_real_hours_over_the_change() -> None:
    topic = make_topic(length=60, notice_amount=24, notice_unit=NoticeUnit.HOURS)
    make_advisor(topic, days=range(1, 8), opens=time(9), closes=time(13))
    # Saturday 10 h of summer time; 24 real hours later the clocks show 9 h of winter time.
    with time_machine.travel(datetime.combine(AUTUMN[0], time(10), tzinfo=ZONE), tick=False):
        first = slots.free_times(topic, first=AUTUMN[1], last=AUTUMN[1])[0].start
    assert first == datetime.combine(AUTUMN[1], time(9), tzinfo=ZONE)
