"""Free times against a slow and obvious model: sets of five-minute pieces of one day."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from consultations.models import Absence, Closure, ExtraHours, OpeningHours
from consultations.slots import FreeTime, Hours, Shape, free_days, free_times, nearest, next_free, starts
from consultations.spans import Span, instant, local_day, merge, midnight, touches
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit

PIECE = timedelta(minutes=5)
DAY = date(2026, 9, 7)
PIECES_OF_A_DAY = 288
pieces = st.tuples(st.integers(0, PIECES_OF_A_DAY - 1), st.integers(1, 60)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], PIECES_OF_A_DAY - 1))
)
some_pieces = st.lists(pieces.filter(lambda pair: pair[0] < pair[1]), max_size=4)


def at(piece: int) -> datetime:
    return midnight(DAY) + piece * PIECE


def clock(piece: int) -> time:
    return (datetime(1, 1, 1) + piece * PIECE).time()  # noqa: DTZ001 -- only its clock is used


def covered(parts: list[tuple[int, int]]) -> set[int]:
    return {piece for first, end in parts for piece in range(first, end)}


def slow_starts(
    hours: list[tuple[int, int]],
    cuts: list[tuple[int, int]],
    busy: list[tuple[int, int]],
    shape: tuple[int, int, int, int],
) -> list[int]:
    length, before, after, step = shape
    is_open, cut, held = covered(hours), covered(cuts), covered(busy)
    found = []
    for first in sorted(piece for piece in is_open if piece - 1 not in is_open):
        start = first
        # Every piece since the opening is open, so the visit lies in the same hours.
        while set(range(first, start + length)) <= is_open:
            visit = set(range(start, start + length))
            with_pauses = set(range(start - before, start + length + after))
            if not visit & cut and not with_pauses & held:
                found.append(start)
            start += step
    return found


@given(
    hours=some_pieces,
    cuts=some_pieces,
    busy=some_pieces,
    shape=st.tuples(st.integers(1, 24), st.integers(0, 6), st.integers(0, 6), st.integers(1, 24)),
)
def test_free_starts_are_those_of_the_obvious_model(
    hours: list[tuple[int, int]],
    cuts: list[tuple[int, int]],
    busy: list[tuple[int, int]],
    shape: tuple[int, int, int, int],
) -> None:
    rows = [Hours(DAY.isoweekday(), clock(first), clock(end)) for first, end in hours]
    found = starts(
        rows,
        DAY,
        shape=Shape(*(PIECE * part for part in shape)),
        cuts=merge(Span(at(first), at(end)) for first, end in cuts),
        busy=merge(Span(at(first), at(end)) for first, end in busy),
    )
    assert list(found) == [at(piece) for piece in slow_starts(hours, cuts, busy, shape)]


@given(parts=some_pieces, other=pieces.filter(lambda pair: pair[0] < pair[1]))
def test_merged_spans_cover_the_same_time_and_touch_what_it_touches(
    parts: list[tuple[int, int]], other: tuple[int, int]
) -> None:
    merged = merge(Span(at(first), at(end)) for first, end in parts)
    assert all(one.end < two.start for one, two in pairwise(merged))
    back = {
        piece
        for span in merged
        for piece in range((span.start - at(0)) // PIECE, (span.end - at(0)) // PIECE)
    }
    assert back == covered(parts)
    assert touches(merged, at(other[0]), at(other[1])) == bool(covered([other]) & covered(parts))


def test_an_hour_that_the_clocks_skip_is_read_as_the_hour_after() -> None:
    assert instant(date(2027, 3, 28), time(2, 30)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


frozen = pytest.mark.usefixtures("monday_morning")


def on_monday(**fields: Any) -> list[datetime]:
    topic = make_topic(**fields)
    make_advisor(topic)
    return [free.start for free in free_times(topic, first=MONDAY, last=MONDAY)]


@frozen
def test_starts_are_opening_plus_steps_of_the_length() -> None:
    assert on_monday(length=90) == [local(MONDAY, 9), local(MONDAY, 10, 30)]


@frozen
def test_a_step_of_its_own_offers_more_starts() -> None:
    assert on_monday(length=180, step=30) == [
        local(MONDAY, 9),
        local(MONDAY, 9, 30),
        local(MONDAY, 10),
    ]


@frozen
def test_pauses_may_lie_outside_the_opening_hours() -> None:
    assert on_monday(length=240, buffer_before=30, buffer_after=30) == [local(MONDAY, 9)]


@frozen
def test_hours_that_touch_are_one() -> None:
    topic = make_topic(length=120)
    advisor = make_advisor(topic, days=range(0))
    for opens, closes in ((9, 10), (10, 11), (11, 13)):
        OpeningHours.objects.create(advisor=advisor, weekday=1, opens=time(opens), closes=time(closes))
    found = free_times(topic, first=MONDAY, last=MONDAY)
    assert [free.start for free in found] == [local(MONDAY, 9), local(MONDAY, 11)]


@frozen
def test_hours_hold_from_their_first_to_their_last_day() -> None:
    topic = make_topic(length=240)
    advisor = make_advisor(topic, days=range(0))
    OpeningHours.objects.create(
        advisor=advisor,
        weekday=1,
        opens=time(9),
        closes=time(13),
        valid_from=MONDAY + timedelta(days=7),
        valid_until=MONDAY + timedelta(days=14),
    )
    found = free_times(topic, first=MONDAY, last=MONDAY + timedelta(days=28))
    assert [free.start for free in found] == [
        local(MONDAY + timedelta(days=7), 9),
        local(MONDAY + timedelta(days=14), 9),
    ]


@frozen
def test_absences_may_overlap_and_cut_the_visit_but_not_its_pauses() -> None:
    topic = make_topic(buffer_before=30, buffer_after=30)
    advisor = make_advisor(topic)
    for first, end in ((10, 11), (10, 11)):
        Absence.objects.create(
            advisor=advisor, starts_at=local(MONDAY, first, 15), ends_at=local(MONDAY, end)
        )
    found = free_times(topic, first=MONDAY, last=MONDAY)
    assert [free.start for free in found] == [local(MONDAY, 9), local(MONDAY, 11), local(MONDAY, 12)]


@frozen
def test_a_closure_cuts_everybody() -> None:
    topic = make_topic()
    make_advisor(topic)
    make_advisor(topic)
    Closure.objects.create(
        starts_at=local(MONDAY, 9), ends_at=local(MONDAY, 12), name_sr="Кречење", name_en="Painting"
    )
    assert [free.start for free in free_times(topic, first=MONDAY, last=MONDAY)] == [local(MONDAY, 12)]


@frozen
def test_nobody_is_received_on_a_public_holiday() -> None:
    topic = make_topic(horizon_days=90)
    make_advisor(topic, days=range(1, 8))
    armistice = date(2026, 11, 11)
    found = free_days(topic, first=armistice - timedelta(days=1), last=armistice + timedelta(days=1))
    assert found == {armistice - timedelta(days=1): 4, armistice + timedelta(days=1): 4}


@frozen
def test_a_visit_holds_its_time_with_the_pauses_of_both_sides() -> None:
    wide = make_topic(length=60, buffer_before=30, buffer_after=30)
    short = make_topic(length=30, step=30, buffer_before=0, buffer_after=15)
    advisor = make_advisor(wide, short)
    make_visit(wide, local(MONDAY, 10))
    # Held: 9:30 to 11:30. A short one may end with its pause exactly at 9:30, or begin at 11:30.
    assert [free.start for free in free_times(short, first=MONDAY, last=MONDAY)] == [
        local(MONDAY, 11, 30),
        local(MONDAY, 12),
        local(MONDAY, 12, 30),
    ]
    assert advisor.pk


@frozen
def test_a_time_names_everybody_who_could_receive_the_visitor() -> None:
    topic = make_topic(length=240)
    first, second = make_advisor(topic), make_advisor(topic)
    assert free_times(topic, first=MONDAY, last=MONDAY) == [FreeTime(local(MONDAY, 9), (first.pk, second.pk))]
    assert free_times(topic, first=MONDAY, last=MONDAY, advisor=second) == [
        FreeTime(local(MONDAY, 9), (second.pk,))
    ]


@frozen
def test_advisors_who_take_no_bookings_or_left_are_not_offered() -> None:
    topic = make_topic()
    make_advisor(topic, is_bookable=False)
    gone = make_advisor(topic)
    gone.user.is_active = False
    gone.user.save()
    assert free_times(topic, first=MONDAY, last=MONDAY) == []


@frozen
def test_the_next_free_time_is_the_earliest_of_all_topics() -> None:
    later, sooner = make_topic(notice_amount=30), make_topic(notice_amount=3)
    make_advisor(later, sooner)
    assert next_free([later, sooner]) == (sooner, local(MONDAY, 11))


@frozen
def test_there_is_no_next_free_time_without_advisors_or_topics() -> None:
    assert next_free([make_topic()]) is None
    assert next_free([]) is None


@frozen
def test_the_nearest_times_are_six_in_order() -> None:
    topic = make_topic()
    make_advisor(topic)
    noon = local(MONDAY + timedelta(days=1), 12)
    assert nearest(topic, noon, now=local(MONDAY, 8)) == [
        local(MONDAY + timedelta(days=day), hour)
        for day, hour in ((1, 9), (1, 10), (1, 11), (1, 12), (2, 9), (2, 10))
    ]


@frozen
def test_extra_hours_hold_on_their_date_only_and_join_those_of_the_week() -> None:
    topic = make_topic(length=120)
    advisor = make_advisor(topic)
    saturday = MONDAY + timedelta(days=5)
    ExtraHours.objects.create(advisor=advisor, day=saturday, opens=time(10), closes=time(12))
    # From nine to one and from one to five: one stretch, so that a visit may lie over noon.
    ExtraHours.objects.create(advisor=advisor, day=MONDAY, opens=time(13), closes=time(17))
    found = free_times(topic, first=MONDAY, last=MONDAY + timedelta(days=14))
    by_day: dict[date, list[datetime]] = {day: [] for day in (MONDAY, saturday, saturday + timedelta(days=7))}
    for free in found:
        by_day.setdefault(local_day(free.start), []).append(free.start)
    assert by_day[MONDAY] == [local(MONDAY, hour) for hour in (9, 11, 13, 15)]
    assert by_day[saturday] == [local(saturday, 10)]
    assert by_day[saturday + timedelta(days=7)] == []


@pytest.mark.django_db
def test_a_holiday_is_closed_but_for_extra_hours_and_an_absence_still_counts() -> None:
    armistice = date(2026, 11, 11)
    with time_machine.travel("2026-11-02T08:00:00Z", tick=False):
        topic = make_topic()
        advisor = make_advisor(topic)
        assert free_times(topic, first=armistice, last=armistice) == []
        ExtraHours.objects.create(advisor=advisor, day=armistice, opens=time(15), closes=time(18))
        Absence.objects.create(advisor=advisor, starts_at=local(armistice, 16), ends_at=local(armistice, 17))
        assert [free.start for free in free_times(topic, first=armistice, last=armistice)] == [
            local(armistice, 15),
            local(armistice, 17),
        ]


@frozen
def test_absences_and_closures_overlap_in_every_way() -> None:
    """Two partial ones on a day, one over midnight, one that lasts longer than what is looked at."""
    topic = make_topic(length=30)
    advisor, other = make_advisor(topic), make_advisor(topic)
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    for start, end in (
        (local(MONDAY, 9, 30), local(MONDAY, 10, 15)),
        (local(MONDAY, 10), local(MONDAY, 11)),
        (local(MONDAY, 12, 45), local(tuesday, 9, 10)),
    ):
        Absence.objects.create(advisor=advisor, starts_at=start, ends_at=end)
    Absence.objects.create(
        advisor=other,
        starts_at=local(MONDAY - timedelta(days=400), 0),
        ends_at=local(MONDAY + timedelta(days=400), 0),
    )
    Closure.objects.create(
        starts_at=local(tuesday, 9), ends_at=local(wednesday, 12), name_sr="Кречење", name_en="Painting"
    )
    found = free_times(topic, first=MONDAY, last=wednesday)
    assert [free.start for free in found] == [
        local(MONDAY, 9),
        local(MONDAY, 11),
        local(MONDAY, 11, 30),
        local(MONDAY, 12),
        local(wednesday, 12),
        local(wednesday, 12, 30),
    ]
    assert {free.advisors for free in found} == {(advisor.pk,)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("night", "first_free"),
    [
        # Clocks go forward on 29 March 2026 and back on 25 October: an absence over the night ends on the clock.
        (date(2026, 3, 28), datetime(2026, 3, 29, 8, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 25, 9, tzinfo=UTC)),
    ],
)
def test_an_absence_over_the_change_of_the_clocks_ends_when_the_clock_says(
    night: date, first_free: datetime
) -> None:
    with time_machine.travel(datetime(night.year, night.month, night.day, 6, tzinfo=UTC), tick=False):
        topic = make_topic(length=60)
        advisor = make_advisor(topic, days=range(1, 8))
        morning = night + timedelta(days=1)
        Absence.objects.create(advisor=advisor, starts_at=local(night, 9), ends_at=local(morning, 10))
        found = free_times(topic, first=night, last=morning)
    assert found[0].start == first_free == local(morning, 10)
