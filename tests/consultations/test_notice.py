"""Minimum notice and horizon: their edges, the same in the list and in the booking."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from consultations import rules, slots
from consultations.choices import NoticeUnit
from consultations.errors import NotBookable, Reason
from consultations.models import Closure, Topic
from consultations.spans import Span, local_day
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def listed(topic: Topic, start: datetime) -> bool:
    day = local_day(start)
    return start in [free.start for free in slots.free_times(topic, first=day, last=day)]


def booked(topic: Topic, start: datetime) -> Reason | None:
    """Return why the booking was refused, None when it was made."""
    try:
        make_visit(topic, start)
    except NotBookable as refused:
        return refused.reason
    return None


@pytest.mark.parametrize(
    ("late", "reason"), [(timedelta(0), None), (SECOND, Reason.TOO_SOON)], ids=["exactly", "a second less"]
)
def test_exactly_so_many_hours_ahead_is_allowed(late: timedelta, reason: Reason | None) -> None:
    topic = make_topic(notice_amount=3)
    make_advisor(topic)
    with time_machine.travel(local(MONDAY, 8) + late, tick=False):
        assert listed(topic, local(MONDAY, 11)) is (reason is None)
        assert booked(topic, local(MONDAY, 11)) is reason


@pytest.mark.parametrize(
    ("amount", "now", "first"),
    [
        (0, local(date(2026, 9, 7), 8), local(date(2026, 9, 7), 8)),
        (1, local(date(2026, 9, 7), 23, 59), local(date(2026, 9, 8), 0)),
        (2, local(date(2026, 9, 7), 0), local(date(2026, 9, 9), 0)),
        (1, local(date(2026, 9, 4), 12), local(date(2026, 9, 7), 0)),  # Friday: Monday
        (1, local(date(2026, 9, 5), 12), local(date(2026, 9, 7), 0)),  # Saturday: Monday
        (5, local(date(2026, 9, 7), 12), local(date(2026, 9, 14), 0)),
        (1, local(date(2026, 11, 10), 12), local(date(2026, 11, 12), 0)),  # over Armistice Day
        (1, local(date(2026, 12, 31), 12), local(date(2027, 1, 4), 0)),  # over New Year and a weekend
    ],
)
def test_working_days_pass_over_weekends_and_holidays(amount: int, now: datetime, first: datetime) -> None:
    topic = make_topic(notice_amount=amount, notice_unit=NoticeUnit.WORKING_DAYS)
    assert rules.earliest_start(topic, now, []) == first


def test_a_closure_of_the_whole_day_is_no_working_day_but_a_shorter_one_is() -> None:
    topic = make_topic(notice_amount=1, notice_unit=NoticeUnit.WORKING_DAYS)
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    whole = Span(local(tuesday, 0), local(wednesday, 0))
    part = Span(local(tuesday, 0, 1), local(wednesday, 0))
    now = local(MONDAY, 8)
    assert rules.earliest_start(topic, now, [whole]) == local(wednesday, 0)
    assert rules.earliest_start(topic, now, [part]) == local(tuesday, 0)


def test_closures_between_today_and_a_later_list_count_for_its_notice() -> None:
    topic = make_topic(notice_amount=2, notice_unit=NoticeUnit.WORKING_DAYS)
    make_advisor(topic)
    tuesday, thursday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)
    Closure.objects.create(
        starts_at=local(tuesday, 0), ends_at=local(MONDAY + timedelta(days=2), 0), name_sr="Попис"
    )
    with time_machine.travel(local(MONDAY, 8), tick=False):
        found = slots.free_days(topic, first=MONDAY, last=thursday)
        assert found == {thursday: 4}
        assert booked(topic, local(MONDAY + timedelta(days=2), 9)) is Reason.TOO_SOON
        assert booked(topic, local(thursday, 9)) is None


def test_a_year_of_closures_ends_the_search_for_a_working_day() -> None:
    topic = make_topic(notice_amount=1, notice_unit=NoticeUnit.WORKING_DAYS)
    for_ever = Span(local(MONDAY, 0), local(date(2036, 1, 1), 0))
    assert rules.earliest_start(topic, local(MONDAY, 8), [for_ever]) > local(date(2027, 9, 7), 0)


def test_the_last_day_of_the_horizon_is_included() -> None:
    topic = make_topic(horizon_days=7)
    make_advisor(topic)
    with time_machine.travel(local(MONDAY, 23), tick=False):
        assert listed(topic, local(MONDAY + timedelta(days=7), 12))
        assert booked(topic, local(MONDAY + timedelta(days=7), 12)) is None
        assert not listed(topic, local(MONDAY + timedelta(days=8), 9))
        assert booked(topic, local(MONDAY + timedelta(days=8), 9)) is Reason.TOO_FAR


def test_staff_are_bound_by_neither_notice_nor_horizon_but_by_the_clock() -> None:
    topic = make_topic(notice_amount=24, horizon_days=7)
    user = make_advisor(topic).user
    with time_machine.travel(local(MONDAY, 10), tick=False):
        far = MONDAY + timedelta(days=70)
        assert slots.free_times(topic, first=far, last=far, by_staff=True)[0].start == local(far, 9)
        assert make_visit(topic, local(far, 9), by=user).starts_at == local(far, 9)
        assert make_visit(topic, local(MONDAY, 10), by=user).starts_at == local(MONDAY, 10)
        with pytest.raises(NotBookable) as refused:
            make_visit(topic, local(MONDAY, 9), by=user)
    assert refused.value.reason is Reason.PAST


def test_serbian_holidays_move_from_a_sunday_to_the_next_working_day() -> None:
    # 15 and 16 February 2026 are Sunday and Monday: Tuesday is free instead.
    february = {day for day in rules.public_holidays(2026) if day.month == 2}
    assert february == {date(2026, 2, 15), date(2026, 2, 16), date(2026, 2, 17)}
