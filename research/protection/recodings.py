"""Steps by which a variable is made coarser; each takes the rows and a name, and returns new rows."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from entrepreneurs.small_cells import FEWEST_PEOPLE

Row = Mapping[str, Any]
Recoding = Callable[[Sequence[Row], str], list[dict[str, Any]]]


def merged(into: str, *, fewest: int = FEWEST_PEOPLE) -> Recoding:
    """Return the step that puts answers of fewer than `fewest` respondents together under the code `into`."""

    def step(rows: Sequence[Row], name: str) -> list[dict[str, Any]]:
        often = Counter(row[name] for row in rows if row.get(name) is not None)
        return _changed(rows, name, lambda value: value if often[value] >= fewest else into)

    return step


def banded(edges: Sequence[float]) -> Recoding:
    """Return the step that makes of a number the band it lies in, each from one edge up to below the next one.

    Bands are written as "18–29" where edges and answers are whole numbers, else as "18–<30"; below the first edge
    "<18", from the last one on "65+". Raises ValueError when the edges do not rise.
    """
    if not edges or any(low >= high for low, high in pairwise(edges)):
        raise ValueError("edges must rise")

    def step(rows: Sequence[Row], name: str) -> list[dict[str, Any]]:
        numbers = [row[name] for row in rows if row.get(name) is not None]
        whole = all(float(number).is_integer() for number in (*edges, *numbers))

        def band(number: float) -> str:
            if number < edges[0]:
                return f"<{_written(edges[0])}"
            for low, high in pairwise(edges):
                if number < high:
                    if whole:
                        return f"{_written(low)}–{_written(high - 1)}" if high - low > 1 else _written(low)
                    return f"{_written(low)}–<{_written(high)}"
            return f"{_written(edges[-1])}+"

        return _changed(rows, name, band)

    return step


def generalised(parents: Mapping[Any, str]) -> Recoding:
    """Return the step that puts the parent in the place of each code, such as the district for a municipality.

    Raises KeyError, when it is used, for a code without a parent.
    """
    return lambda rows, name: _changed(rows, name, lambda value: parents[value])


def _changed(rows: Sequence[Row], name: str, change: Callable[[Any], Any]) -> list[dict[str, Any]]:
    return [{**row, name: change(row[name])} if row.get(name) is not None else dict(row) for row in rows]


def _written(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else str(number)
