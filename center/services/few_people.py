"""Numbers of few people in values that somebody typed: staff read them, the public does not.

What the portal counts is withheld by the measure that counts it.
"""

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from center.choices.indicators import IndicatorKind

if TYPE_CHECKING:
    from center.models import Measurement, MeasurementPart

# As in `entrepreneurs.small_cells`, which this layer cannot import.
_FEWEST: Final = 5
_NOTHING: Final = Decimal(0)


def withhold_few(value: "Measurement") -> None:
    """Empty what tells of one to four people in a value of an indicator that counts people.

    Only the given objects change. Gone are a number of so few, a percentage of which they are the part, the rest or
    the whole, and parts of so few, with so many others that none follows from the total and the rest: what is withheld
    of one way of parting adds up to at least five people, in at least two parts (design, "Small cells"). People that
    the parts leave out are a part nobody wrote down.
    """
    if value.is_withheld or value.kind == IndicatorKind.QUALITATIVE:
        return
    by_dimension: dict[str, list[MeasurementPart]] = defaultdict(list)
    for part in value.parts.all():
        if part.value is not None:
            by_dimension[part.dimension].append(part)
    total = value.value if value.kind == IndicatorKind.NUMBER else None
    if _tells_of_few(value):
        value.value = value.numerator = value.denominator = None
        value.is_withheld = True
    for found in by_dimension.values():
        if value.is_withheld:
            # Parts would add up to what is not told.
            _empty(found)
        else:
            _withhold(found, total)


def _tells_of_few(value: "Measurement") -> bool:
    if value.kind == IndicatorKind.NUMBER:
        return _is_few(value.value)
    part, whole = value.numerator or _NOTHING, value.denominator or _NOTHING
    return any(map(_is_few, (part, whole, whole - part)))


def _is_few(number: Decimal | None) -> bool:
    return number is not None and 0 < number < _FEWEST


def _withhold(found: "list[MeasurementPart]", total: Decimal | None) -> None:
    numbers = {id(part): part.value or _NOTHING for part in found}
    left_out = _NOTHING
    if total is not None and all(part.is_exclusive for part in found):
        left_out = max(_NOTHING, total - sum(numbers.values()))
    hidden = [part for part in found if _is_few(part.value)]
    if not hidden and not _is_few(left_out):
        return
    rest = sorted(
        (part for part in found if part not in hidden),
        key=lambda part: (numbers[id(part)] == 0, numbers[id(part)]),
    )

    def follows() -> bool:
        cells = len(hidden) + (left_out > 0)
        return cells == 1 or left_out + sum(numbers[id(part)] for part in hidden) < _FEWEST

    while rest and follows():
        hidden.append(rest.pop(0))
    _empty(hidden)


def _empty(parts: "list[MeasurementPart]") -> None:
    for part in parts:
        part.value = None
