"""Bars of values against their targets, as SVG draws them: all lengths in per cent of the track."""

from dataclasses import dataclass
from decimal import Decimal

_FULL = Decimal(100)
# A bar that is longer than its target ends here at the most, so that the mark of the target stays inside.
_LONGEST = Decimal(100)


@dataclass(frozen=True)
class ValueBar:
    """Where a bar ends, where its target and its baseline are; "" where there is none."""

    length: str
    target: str = ""
    baseline: str = ""
    is_reached: bool = False


def value_bar(
    value: Decimal | None,
    target: Decimal | None,
    baseline: Decimal | None = None,
    *,
    largest: Decimal | None = None,
    is_reached: bool = False,
) -> ValueBar:
    """Return the bar of a value on a track that holds the largest of the numbers, or `largest`."""
    numbers = [abs(number) for number in (value, target, baseline, largest) if number is not None]
    longest = max(numbers, default=Decimal(0))
    if longest == 0:
        return ValueBar("0", "100" if target == 0 else "")

    def at(number: Decimal | None) -> str:
        if number is None:
            return ""
        return f"{float(min(max(number, Decimal(0)) * _FULL / longest, _LONGEST)):.4g}"

    return ValueBar(at(value) or "0", at(target), at(baseline), is_reached)
