"""Parts that tell of few people in values that somebody typed: staff read them, the public does not."""

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from center.choices.indicators import PartedBy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from center.models import MeasurementPart

# As in `entrepreneurs.small_cells`, which this layer cannot import.
_FEWEST: Final = 5
# What only people are parted by.
_OF_PEOPLE: Final = {PartedBy.SEX, PartedBy.AGE, PartedBy.DISABILITY, PartedBy.GROUP}


def withhold_few(parts: "Iterable[MeasurementPart]") -> None:
    """Empty the numbers of one to four people, and so many others that none of them follows from the rest.

    Only the given objects change. What is withheld of one way of parting adds up to at least five people, in at
    least two parts, as far as there are so many (design, "Small cells").
    """
    by_dimension: dict[str, list[MeasurementPart]] = defaultdict(list)
    for part in parts:
        if part.dimension in _OF_PEOPLE and part.value is not None:
            by_dimension[part.dimension].append(part)
    for found in by_dimension.values():
        _withhold(found)


def _withhold(found: "list[MeasurementPart]") -> None:
    hidden = [part for part in found if 0 < _number(part) < _FEWEST]
    if not hidden:
        return
    rest = sorted(
        (part for part in found if part not in hidden), key=lambda part: (_number(part) == 0, _number(part))
    )
    while rest and (len(hidden) == 1 or sum(map(_number, hidden)) < _FEWEST):
        hidden.append(rest.pop(0))
    for part in hidden:
        part.value = None


def _number(part: "MeasurementPart") -> Decimal:
    return part.value or Decimal(0)
