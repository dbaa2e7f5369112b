"""Columns by year: proportional, from zero, and never a number that is withheld."""

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from research.charts.columns import HEIGHT, WIDTH, Column, columns

numbers = st.lists(st.one_of(st.none(), st.integers(0, 10**6)), min_size=1, max_size=12)


@given(numbers)
def test_every_column_stands_inside_the_drawing_and_in_proportion(values: list[int | None]) -> None:
    chart = columns(
        [Column(str(number), value) for number, value in enumerate(values)], title="", description=""
    )
    most = max((value or 0 for value in values), default=0)
    for bar, value in zip(chart.bars, values, strict=True):
        assert (bar.left >= 0, bar.left + bar.width <= WIDTH) == (True, True)
        assert 0 < bar.above < bar.top + 1 <= HEIGHT
        assert (bar.height > 0) == bool(value)
        if value and value > most / 50:
            assert abs(bar.height - 140 * value / most) < 0.1
    assert all(
        left.left + left.width < right.left for left, right in zip(chart.bars, chart.bars[1:], strict=False)
    )


def test_a_number_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="may be negative"):
        columns([Column("2024", -1)], title="", description="")


def test_the_drawing_has_a_name_words_and_no_inline_style() -> None:
    chart = columns(
        [Column("2024", 12), Column("2025", None), Column("today", 3, is_partial=True)],
        title="Enterprises & others",
        description="2024: 12",
    )
    html = render_to_string("research/charts/columns.html", {"chart": chart, "id": "c"})
    assert '<svg class="columns" viewBox="0 0 320 200" role="img" aria-labelledby="c-title c-desc"' in html
    assert '<title id="c-title">Enterprises &amp; others</title>' in html
    assert (html.count('<rect class="columns-bar"'), html.count("–"), "style=" in html) == (2, 1, False)
    assert 'fill="url(#c-partial)"' in html
