"""Counts that would tell of a few people or a single enterprise are withheld, and enough others with them.

The design's rule ("Small cells"): counts of people from 1 to 4, and annual figures of fewer than three enterprises.
A withheld cell must not follow from the totals that are shown: in a table with totals it could be computed exactly
if its edge, in the graph of rows and columns joined by withheld cells, lay on no cycle (D. Gusfield, 1988). So
cells are added until every withheld one lies on a cycle along which all numbers can change by one. Readers know that
no withheld number is zero, so those that would become one less must be at least 2: of two single people in a row
whose total is shown each would be known. Each withheld number then has at least two possible values.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

FEWEST_PEOPLE: Final = 5
FEWEST_ENTERPRISES: Final = 3
# A total says more than the cells it is made of, so it is withheld only when nothing else helps.
_COST_OF_A_TOTAL: Final = 10**9


@dataclass(frozen=True)
class Cell:
    """A count, and how many enterprises it comes from; `counts_people` is False where it counts enterprises."""

    people: int
    enterprises: int
    counts_people: bool = True

    @property
    def is_small(self) -> bool:
        """Whether it may not be shown; nobody at all tells of nobody."""
        few_people = self.counts_people and self.people < FEWEST_PEOPLE
        return self.people > 0 and (few_people or self.enterprises < FEWEST_ENTERPRISES)


Place = tuple[int, int]


def withheld(table: Sequence[Sequence[Cell]]) -> set[Place]:
    """Return the places (row, column) to withhold in a table whose last row and last column are the totals.

    Zeros are always shown. Raises ValueError when the totals are not those of the cells.
    """
    counts = [[cell.people for cell in row] for row in table]
    _check(counts)
    hidden = {
        (row, column) for row, cells in enumerate(table) for column, cell in enumerate(cells) if cell.is_small
    }
    for place in sorted(hidden):
        hidden |= _cycle(place, counts, hidden)
    return hidden


def withheld_of_one(cells: Sequence[Cell]) -> set[int]:
    """Return what to withhold of parts that stand in one line, whose sum is shown or known: none, or two or more.

    A part that is the only one above zero equals the sum, so a second one cannot protect it, and of parts of one each
    is known when all are: `ValueError`.
    """
    hidden = {number for number, cell in enumerate(cells) if cell.is_small}
    others = sorted(
        (cell.people, number) for number, cell in enumerate(cells) if cell.people and number not in hidden
    )
    while hidden and (len(hidden) == 1 or sum(cells[number].people for number in hidden) == len(hidden)):
        if not others:
            msg = "The sum says what the parts are; withhold the sum as well."
            raise ValueError(msg)
        hidden.add(others.pop(0)[1])
    return hidden


def together(parts: Sequence[int], *outside: Sequence[int]) -> set[int]:
    """Return which parts to show as one sum, so that neither a shown part nor that sum is of fewer than five people.

    `parts` are counts of different people in one line whose total is known. None are returned where none is small,
    and all where the total itself is, so that nothing of it can be shown. Parts of nobody need no showing and are
    never among them: whoever reads the rest cannot tell which of the unshown are empty.

    Each of `outside` counts, part by part, people who are counted elsewhere together with these, such as those of the
    same days whom another grant paid for. The difference of the two counts then is none of fewer than five either:
    what is put together there is put together here, parts of nobody included.
    """
    if outside:
        return _together_beside(parts, outside)
    ascending = sorted((people, number) for number, people in enumerate(parts) if people)
    found: set[int] = set()
    folded = 0
    for people, number in ascending:
        if people >= FEWEST_PEOPLE and (folded == 0 or folded >= FEWEST_PEOPLE):
            break
        found.add(number)
        folded += people
    return found


def _together_beside(parts: Sequence[int], outside: Sequence[Sequence[int]]) -> set[int]:
    lines = (parts, *outside)
    found = {
        number
        for number, people in enumerate(parts)
        if people and any(_is_few(line[number]) for line in lines)
    }
    for line in outside:
        found |= together([people + beside for people, beside in zip(parts, line, strict=True)])
    # A part that has nobody here hides those elsewhere, as the last one: a single unshown part is the total.
    others = sorted(
        (people == 0, people, number)
        for number, people in enumerate(parts)
        if number not in found and any(line[number] for line in lines)
    )
    while found and others:
        if len(found) > 1 and not any(_is_few(sum(line[number] for number in found)) for line in lines):
            break
        found.add(others.pop(0)[-1])
    return found


def may_be_shown(people: int, total: int) -> bool:
    """Whether a count may stand beside its total: neither it nor the rest is of one to four people."""
    return not _is_few(people) and not _is_few(total - people)


def _is_few(people: int) -> bool:
    return 0 < people < FEWEST_PEOPLE


def _check(counts: list[list[int]]) -> None:
    *body, totals = counts
    sums = [sum(column) for column in zip(*body, strict=True)]
    if sums != totals or any(sum(row[:-1]) != row[-1] for row in counts):
        msg = "The last row and the last column of the table must be its totals."
        raise ValueError(msg)


def _cycle(place: Place, counts: list[list[int]], hidden: set[Place]) -> set[Place]:
    """Return the cells of the cheapest cycle along which a place can become one more or one less.

    What is hidden already costs nothing. A way exists always: the place and its three totals can all be one more.
    """
    ways = [_way(place, counts, hidden, change=1)]
    if counts[place[0]][place[1]] > 1:
        ways.append(_way(place, counts, hidden, change=-1))
    return min((way for way in ways if way is not None), key=lambda way: way[0])[1]


def _way(
    place: Place, counts: list[list[int]], hidden: set[Place], *, change: int
) -> tuple[int, set[Place]] | None:
    """Return cost and cells of the cheapest cycle on which the place changes by `change`; None if there is none.

    Rows and columns are the nodes, cells above zero the edges. Along a line parts change against one another and
    with their total.
    """
    rows, columns = len(counts), len(counts[0])

    def sign(cell: Place) -> int:
        return -1 if (cell[0] == rows - 1) != (cell[1] == columns - 1) else 1

    start, goal = ("row", place[0]), ("column", place[1])
    queue: list[tuple[int, tuple[str, int], tuple[Place, ...]]] = [(0, start, ())]
    seen: set[tuple[str, int]] = set()
    while queue:
        cost, node, way = heapq.heappop(queue)
        if node == goal:
            return cost, set(way)
        if node in seen:
            continue
        seen.add(node)
        kind, number = node
        # The first cell shares its row with the place, and so does every cell that is reached from a row.
        along = change * sign(place) * (-1 if kind == "row" else 1)
        for other in range(columns if kind == "row" else rows):
            cell = (number, other) if kind == "row" else (other, number)
            count = counts[cell[0]][cell[1]]
            if cell == place or count == 0 or (count == 1 and along * sign(cell) < 0):
                continue
            is_total = cell[0] == rows - 1 or cell[1] == columns - 1
            price = 0 if cell in hidden else count + _COST_OF_A_TOTAL * is_total
            target = ("column" if kind == "row" else "row", other)
            heapq.heappush(queue, (cost + price, target, (*way, cell)))
    return None
