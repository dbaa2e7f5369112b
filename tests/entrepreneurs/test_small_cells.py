"""No withheld number follows from what is shown; checked by looking for another table that shows the same."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepreneurs.small_cells import Cell, Place, may_be_shown, together, withheld, withheld_of_one


def with_totals(body: list[list[int]], enterprises: list[list[int]] | None = None) -> list[list[Cell]]:
    sources = enterprises or [[9] * len(row) for row in body]
    rows = [
        [Cell(count, source) for count, source in zip(*pair, strict=True)]
        for pair in zip(body, sources, strict=True)
    ]
    table = [[*row, Cell(sum(cell.people for cell in row), 9)] for row in rows]
    return [*table, [Cell(sum(row[column].people for row in table), 9) for column in range(len(table[0]))]]


def others(counts: list[list[int]], hidden: set[Place]) -> Iterator[list[list[int]]]:
    """Yield every table of counts with the same shown cells and right totals whose hidden cells differ by at most 1."""
    places = sorted(hidden)
    height, width = len(counts), len(counts[0])
    trial = [list(row) for row in counts]

    def line_fits(number: int, *, is_row: bool) -> bool:
        line = trial[number] if is_row else [row[number] for row in trial]
        return sum(line[:-1]) == line[-1]

    def fill(index: int) -> Iterator[list[list[int]]]:
        if index == len(places):
            if all(line_fits(column, is_row=False) for column in range(width)):
                yield [list(row) for row in trial]
            return
        row, column = places[index]
        is_last_of_row = index + 1 == len(places) or places[index + 1][0] != row
        # Zeros are always shown, so nobody takes a withheld number for one.
        for value in range(max(1, counts[row][column] - 1), counts[row][column] + 2):
            trial[row][column] = value
            if not is_last_of_row or line_fits(row, is_row=True):
                yield from fill(index + 1)
        trial[row][column] = counts[row][column]

    assert height == len(trial)
    yield from fill(0)


bodies = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=3
    )
)


@given(bodies, st.randoms(use_true_random=False))
def test_each_withheld_number_could_be_another_one(body: list[list[int]], chance: object) -> None:
    sources = [[chance.randint(1, 4) for _ in row] for row in body]  # type: ignore[attr-defined]  # a Random
    table = with_totals(body, sources)
    counts = [[cell.people for cell in row] for row in table]
    hidden = withheld(table)
    assert {(r, c) for r, row in enumerate(table) for c, cell in enumerate(row) if cell.is_small} <= hidden
    assert all(counts[row][column] > 0 for row, column in hidden)
    values: dict[Place, set[int]] = {place: set() for place in hidden}
    for other in others(counts, hidden):
        for row, column in hidden:
            values[row, column].add(other[row][column])
    assert {place for place, seen in values.items() if len(seen) < 2} == set()


def test_without_the_second_cell_the_first_could_be_computed() -> None:
    table = with_totals([[3, 20], [40, 50]])
    counts = [[cell.people for cell in row] for row in table]
    assert len(list(others(counts, {(0, 0)}))) == 1
    assert withheld(table) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_two_single_people_in_a_row_take_a_larger_number_along() -> None:
    # One and one would follow from their sum of two.
    table = with_totals([[1, 1, 20], [30, 40, 50]])
    counts = [[cell.people for cell in row] for row in table]
    ones = {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert len(list(others(counts, ones))) == 1
    hidden = withheld(table)
    assert (len(list(others(counts, hidden))) > 1, ones <= hidden) == (True, True)


def test_what_is_large_enough_is_all_shown() -> None:
    assert withheld(with_totals([[5, 20], [0, 50]])) == set()


def test_figures_of_two_enterprises_are_withheld_however_many_people() -> None:
    hidden = withheld(with_totals([[30, 20], [40, 50]], [[2, 3], [3, 3]]))
    assert ((0, 0) in hidden, len(hidden)) == (True, 4)


def test_a_single_small_count_takes_its_totals_along() -> None:
    assert withheld(with_totals([[3]])) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_totals_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="totals"):
        withheld([[Cell(5, 9), Cell(6, 9)], [Cell(5, 9), Cell(6, 9)]])


@given(st.lists(st.builds(Cell, st.integers(0, 12), st.integers(1, 4)), min_size=1, max_size=5))
def test_parts_of_a_sum_are_withheld_in_twos(parts: list[Cell]) -> None:
    small = {number for number, part in enumerate(parts) if part.is_small}
    above = [part.people for part in parts if part.people]
    if small and (len(above) == 1 or set(above) == {1}):
        with pytest.raises(ValueError, match="sum"):
            withheld_of_one(parts)
        return
    hidden = withheld_of_one(parts)
    # Of one alone, and of nothing but ones, the sum of the withheld would say what each is.
    told = len(hidden) == 1 or (len(hidden) > 1 and {parts[number].people for number in hidden} == {1})
    assert (small <= hidden, told) == (True, False)


@given(st.lists(st.integers(0, 12), max_size=8))
def test_parts_put_together_leave_no_sum_of_fewer_than_five_people(parts: list[int]) -> None:
    folded = together(parts)
    shown = [people for number, people in enumerate(parts) if people and number not in folded]
    rest = sum(parts[number] for number in folded)

    assert [people for people in shown if people < 5] == []
    assert rest == 0 or rest >= 5 or rest == sum(parts)
    assert [parts[number] for number in folded if parts[number] == 0] == []


@pytest.mark.parametrize(
    ("parts", "folded"),
    [
        ([], set()),
        ([5, 9, 0], set()),
        # Two and three are five people, and nobody can tell which.
        ([2, 9, 3], {0, 2}),
        # Four alone would follow from the total, so the next smallest goes along.
        ([4, 9, 20], {0, 1}),
        ([1, 1, 1], {0, 1, 2}),
    ],
)
def test_as_little_as_possible_is_put_together(parts: list[int], folded: set[int]) -> None:
    assert together(parts) == folded


@pytest.mark.parametrize(
    ("people", "total", "shown"),
    [
        (0, 9, True),
        (4, 20, False),
        (5, 20, True),
        (16, 20, False),
        (20, 20, True),
        (3, 3, False),
        (0, 0, True),
    ],
)
def test_a_count_stands_beside_its_total_only_when_it_and_the_rest_are_not_few(
    people: int, total: int, shown: bool
) -> None:
    assert may_be_shown(people, total) is shown
