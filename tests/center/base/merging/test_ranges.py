"""What of a range remains when others have taken theirs."""

from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given
from hypothesis import strategies as st

from center.base.merging.rules import _free

START = date(2020, 1, 1)
DAYS = range(-1, 22)  # a day beyond each end stands for an open one


def days_of(span: Any) -> set[int]:
    return {
        number
        for number in DAYS
        if (span.lower is None or START + timedelta(days=number) >= span.lower)
        and (span.upper is None or START + timedelta(days=number) < span.upper)
    }


def span(first: int, last: int) -> Any:
    """Make the range of the days first to last, both included; the ends of DAYS stand for open ends."""
    lower = None if first == DAYS[0] else START + timedelta(days=first)
    upper = None if last == DAYS[-1] else START + timedelta(days=last + 1)
    return DateRange(lower, upper, "[)")


@st.composite
def apart(draw: st.DrawFn) -> list[Any]:
    """Draw ranges that do not overlap."""
    edges = sorted(draw(st.sets(st.sampled_from(DAYS), max_size=8)))
    return [span(first, last) for first, last in zip(edges[::2], edges[1::2], strict=False)]


@given(
    st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).filter(lambda pair: pair[0] <= pair[1]), apart()
)
def test_exactly_the_days_that_no_other_has_are_free(ends: tuple[int, int], taken: list[Any]) -> None:
    whole = span(*ends)
    free = list(_free(whole, taken))
    expected = days_of(whole) - set().union(*map(days_of, taken))
    assert sorted(day for each in free for day in days_of(each)) == sorted(expected)
    assert all(days_of(each) for each in free)
