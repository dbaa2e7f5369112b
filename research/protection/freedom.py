"""Within which numbers a withheld one may lie, for somebody who knows all that is shown and how it adds up.

Each value that is found is that of another table of whole people which shows the same numbers, so it is no estimate;
and it stays possible when more is withheld.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from research.protection.counts import Counts, Level


@dataclass
class Span:
    """The least and the largest number that was found possible so far."""

    low: int
    high: int


class Freedom:
    """What readers cannot tell: numbers in `hidden`, those not printed, and zeros where whole tables are withheld."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self.spans = [Span(count.people, count.people) for count in counts.counts]
        self.sums_of: dict[int, list[int]] = {}
        for place, (whole, parts) in enumerate(counts.sums):
            for number in (whole, *parts):
                self.sums_of.setdefault(number, []).append(place)
        self.unknown: set[int] = set()
        self.zeros: set[int] = set()

    def update(self, hidden: Collection[int], unknown_zeros: Collection[int]) -> None:
        """Say what is withheld now; never less than before."""
        self.zeros = set(unknown_zeros)
        unprinted = {
            number for number, count in enumerate(self.counts.counts) if count.level is Level.UNPRINTED
        }
        self.unknown = set(hidden) | self.zeros | unprinted

    def is_as_wide(self, number: int, width: int) -> bool:
        """Whether the largest possible value is at least so much above the least."""
        span = self.spans[number]
        if number in self.unknown and span.high - span.low < width:
            joined = self.joined(number)
            for sign in (-1, 1):
                found = self._solve(joined, {number: sign}, {})
                self.remember(found or {})
                if span.high - span.low >= width:
                    break
        return span.high - span.low >= width

    def cheapest(
        self, number: int, value: int, prices: Mapping[int, int]
    ) -> tuple[int, dict[int, int]] | None:
        """Return another table in which the number is `value`, and what the change of shown numbers costs.

        `prices` are those of shown numbers by unit of change; what has none stays. None when there is no such table.
        """
        joined = self.joined(number, self.unknown | set(prices))
        cost = {each: prices[each] for each in joined if each in prices}
        found = self._solve(joined, cost, {number: value})
        if found is None:
            return None
        counts = self.counts.counts
        return sum(price * abs(found[each] - counts[each].people) for each, price in cost.items()), found

    def remember(self, values: Mapping[int, int]) -> None:
        """Keep the values of a table that readers must hold possible."""
        for number, value in values.items():
            span = self.spans[number]
            span.low, span.high = min(span.low, value), max(span.high, value)

    def joined(self, number: int, free: Collection[int] | None = None) -> list[int]:
        """Return the numbers that may change together with this one: of those in `free`, or else the unknown ones."""
        may = self.unknown if free is None else free
        seen, todo = {number}, [number]
        while todo:
            for place in self.sums_of.get(todo.pop(), ()):
                whole, parts = self.counts.sums[place]
                new = {part for part in (whole, *parts) if part in may} - seen
                seen |= new
                todo.extend(new)
        return sorted(seen)

    def _solve(
        self, joined: list[int], goal: Mapping[int, int], fixed: Mapping[int, int]
    ) -> dict[int, int] | None:
        """Return values that keep every sum: with the least of `goal`, or, when some are fixed, the cheapest change.

        Changes are split into what is added and what is taken away, so that both cost.
        """
        import numpy as np  # noqa: PLC0415 -- loaded only where results are computed
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 -- loaded only where needed
        from scipy.sparse import coo_array  # noqa: PLC0415 -- loaded only where results are computed

        place = {each: index for index, each in enumerate(joined)}
        people = [self.counts.counts[each].people for each in joined]
        size = len(joined)
        cost = np.zeros(2 * size)
        for each, weight in goal.items():
            cost[place[each]] = weight
            cost[size + place[each]] = weight if fixed else -weight
        sums = sorted({line for each in joined for line in self.sums_of.get(each, ())})
        entries = [
            (line, place[part], sign)
            for line, each in enumerate(sums)
            for part, sign in [
                (self.counts.sums[each][0], -1),
                *((part, 1) for part in self.counts.sums[each][1]),
            ]
            if part in place
        ]
        rows, columns, signs = zip(*entries, strict=True) if entries else ((), (), ())
        matrix = coo_array(
            (
                [*signs, *(-sign for sign in signs)],
                ([*rows, *rows], [*columns, *(size + each for each in columns)]),
            ),
            shape=(len(sums), 2 * size),
        ).tocsr()
        low, high = np.zeros(2 * size), np.full(2 * size, float(self.counts.counts[0].people))
        for index, each in enumerate(joined):
            printed = self.counts.counts[each].level is not Level.UNPRINTED
            # Zeros are shown, so what is withheld is at least one; unless all of its table is withheld.
            least = int(printed and each not in self.zeros)
            high[size + index] = max(0, people[index] - least)
            if printed and not people[index] and each not in self.zeros:
                high[index] = 0
        for each, value in fixed.items():
            change = value - self.counts.counts[each].people
            low[place[each]] = high[place[each]] = max(change, 0)
            if low[size + place[each]] > high[size + place[each]] or high[size + place[each]] < -change:
                return None
            low[size + place[each]] = high[size + place[each]] = max(-change, 0)
        found = milp(
            cost,
            constraints=LinearConstraint(matrix, 0, 0) if entries else (),
            integrality=np.ones(2 * size),
            bounds=Bounds(low, high),
        )
        if found.x is None:
            return None
        change = np.rint(found.x[:size] - found.x[size:]).astype(int).tolist()
        return {each: people[index] + change[index] for index, each in enumerate(joined)}
