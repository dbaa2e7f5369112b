"""Deadlines at the office's clock, also in the nights when it is changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from center.base.deadlines import add_months, deadline_moment, last_day, reminder_moment, whole_months

BELGRADE = ZoneInfo("Europe/Belgrade")
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


def moment(day: date, clock: time | None) -> datetime:
    return deadline_moment(day, clock, BELGRADE)


def test_a_deadline_in_the_hour_that_comes_twice_ends_with_the_first_of_the_two() -> None:
    assert moment(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_deadline_in_the_hour_that_is_missing_ends_when_the_clock_is_put_forward() -> None:
    assert moment(date(2026, 3, 29), time(2, 30)) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_deadline_without_an_hour_lasts_until_midnight_also_on_the_days_of_the_change() -> None:
    ends = [moment(day, None) for day in (date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 18))]
    assert ends == [
        datetime(2026, 3, 29, 22, tzinfo=UTC),
        datetime(2026, 10, 25, 23, tzinfo=UTC),
        datetime(2026, 12, 18, 23, tzinfo=UTC),
    ]


@given(DAYS, st.none() | CLOCKS)
def test_the_day_that_was_typed_is_the_day_that_is_shown(day: date, clock: time | None) -> None:
    assert last_day(moment(day, clock), is_whole_day=clock is None, zone=BELGRADE) == day


@given(DAYS, CLOCKS)
def test_a_deadline_is_never_later_than_any_reading_of_it(day: date, clock: time) -> None:
    found = moment(day, clock)
    readings = [datetime.combine(day, clock).replace(tzinfo=BELGRADE, fold=fold) for fold in (0, 1)]
    shown = found.astimezone(BELGRADE).replace(tzinfo=None)
    # Not earlier on the clock than what was typed, so nobody who is in time is turned away.
    assert (found <= max(readings), shown >= datetime.combine(day, clock)) == (True, True)


@given(DAYS, CLOCKS, CLOCKS)
def test_a_later_hour_of_a_day_is_never_an_earlier_deadline(day: date, one: time, other: time) -> None:
    first, last = sorted([one, other])
    assert moment(day, first) <= moment(day, last) < moment(day, None)


@given(DAYS, st.sampled_from([1, 7]))
def test_a_reminder_comes_at_nine_by_the_clock_on_the_right_day(day: date, days: int) -> None:
    local = reminder_moment(day, days_before=days, zone=BELGRADE).astimezone(BELGRADE)
    assert (local.date(), local.time()) == (day - timedelta(days=days), time(9))


@pytest.mark.django_db
def test_months_are_added_as_the_database_adds_them() -> None:
    days = [date(2024, 1, 31), date(2024, 2, 29), date(2025, 8, 31), date(2026, 12, 1)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (d + m * interval '1 month')::date FROM unnest(%s::date[]) AS d, generate_series(1, 26) AS m",
            [days],
        )
        theirs = [row[0] for row in cursor.fetchall()]
    assert theirs == [add_months(day, months) for day in days for months in range(1, 27)]


@given(DAYS, st.integers(0, 60))
def test_months_between_two_days_count_back_to_the_first(day: date, months: int) -> None:
    later = add_months(day, months)
    # The last day of a short month ends it: from 31 January to 28 February is a month.
    assert (whole_months(day, later), whole_months(later + timedelta(days=1), day)) == (months, 0)
