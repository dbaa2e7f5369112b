"""The columns of a report's tables on paper."""

from hypothesis import given
from hypothesis import strategies as st

from center.services.reports.paper import widths

LINE = 90
GAP = 3
WORDS = st.lists(st.text("абв", min_size=1, max_size=9), max_size=12).map(" ".join)


def test_narrow_columns_are_as_wide_as_their_text() -> None:
    assert widths([("Шта", "Број"), ("људи", "45")]) == [0, 0]


def test_a_table_with_sentences_leaves_every_column_room_for_its_longest_word() -> None:
    sentence = "Свако ко је дошао на разговор бар једном; ко је дошао више пута, рачуна се једном."
    head = ("Код", "Шта", "Пре", "Сада", "Промењено", "Зашто")
    found = widths([head, ("1.2", "дефиниција", sentence, sentence, "1. децембра 2026.", sentence)])
    assert sum(found) <= LINE
    assert found[1] >= len("дефиниција") + GAP


@given(st.integers(1, 6).flatmap(lambda size: st.lists(st.tuples(*[WORDS] * size), min_size=1, max_size=5)))
def test_no_column_is_narrower_than_its_longest_word(rows: list[tuple[str, ...]]) -> None:
    found = widths(rows)
    for width, column in zip(found, zip(*rows, strict=True), strict=True):
        longest = max(len(word) for text in column for word in text.split() or [""])
        assert width == 0 or width >= longest + GAP
    assert sum(found) <= LINE
