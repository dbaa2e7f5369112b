import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from entrepreneurs.hours import parse_spans, write_spans

clock = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda each: f"{each[0]:02}:{each[1]:02}")


@given(st.lists(clock, min_size=2, max_size=8, unique=True).map(sorted))
def test_what_is_written_is_read_again(clocks: list[str]) -> None:
    spans = list(zip(clocks[::2], clocks[1::2], strict=False))
    assert parse_spans(write_spans(spans)) == spans


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("9-13", [("09:00", "13:00")]),
        ("9 do 13", [("09:00", "13:00")]),
        ("17.30–20h, 9:00-13:00", [("09:00", "13:00"), ("17:30", "20:00")]),
        ("од 9", None),
        ("13-9", None),
        ("9-13, 12-15", None),
        ("18-24", [("18:00", "23:59")]),
        ("9-25", None),
        ("  ", []),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, spans: list[tuple[str, str]] | None) -> None:
    if spans is None:
        with pytest.raises(ValidationError):
            parse_spans(typed)
    else:
        assert parse_spans(typed) == spans


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_the_page(typed: str) -> None:
    try:
        spans = parse_spans(typed)
    except ValidationError:
        return
    assert spans == sorted(spans)
