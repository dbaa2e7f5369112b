"""Answers that deserve a second look: given faster than one can read, or the same all the way down a grid.

They are marked, counted and left where they are. Agreement can be real: who takes answers out of an analysis says so
in its method.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from django.db.models import BooleanField, Case, F, Q, QuerySet, When
from django.db.models.fields.json import KeyTextTransform

from research.definition import Definition, Group, Item, Kind, Question

if TYPE_CHECKING:
    from research.models import Response

# Two equal answers are a coincidence.
_FEWEST_ITEMS: Final = 3
_GRID: Final = "table-list"


def grids_of(definition: Definition) -> list[tuple[str, ...]]:
    """Return the names of the questions of each grid of at least three statements with one choice each."""
    return [names for names in _grids(definition.items) if len(names) >= _FEWEST_ITEMS]


def with_marks(responses: "QuerySet[Response]", definition: Definition) -> "QuerySet[Any]":
    """Add `is_straight`: whether all answers of some grid are there and the same (straight-lining).

    Every statement counts, also one with another direction: whoever reads agrees with one and not with the other.
    """
    columns: dict[str, Any] = {}
    condition = Q(pk__in=[])
    for number, names in enumerate(grids_of(definition)):
        for place, name in enumerate(names):
            columns[f"_grid{number}_{place}"] = KeyTextTransform(name, "answers")
        first = f"_grid{number}_0"
        condition |= Q(**{f"_grid{number}_{place}": F(first) for place in range(1, len(names))})
    marked = Case(When(condition, then=True), default=False, output_field=BooleanField())
    return responses.alias(**columns).annotate(is_straight=marked)


def _grids(items: tuple[Item, ...]) -> Iterator[tuple[str, ...]]:
    for item in items:
        if not isinstance(item, Group):
            continue
        if _GRID in item.appearance:
            yield tuple(
                each.name
                for each in item.items
                if isinstance(each, Question) and each.kind == Kind.SELECT_ONE
            )
        else:
            yield from _grids(item.items)
