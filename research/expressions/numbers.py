"""Arithmetic of doubles (IEEE 754) as Java does it: nothing is an error, much is NaN; and how numbers are written."""

import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import Final

NAN: Final = float("nan")
INFINITY: Final = float("inf")
# JavaRosa takes numbers for equal, and a number for 0 or whole, up to this distance.
NEARLY: Final = 1e-12
_LARGEST_INT: Final = 2**31 - 1
_LARGEST_LONG: Final = 2**63 - 1
_LARGEST_DOUBLE: Final = 1.7976931348623157e308
_SMALLEST_DOUBLE: Final = 5e-324
# Java writes numbers from a thousandth up to ten million plainly, and others as 1.5E-4.
_PLAIN: Final = (1e-3, 1e7)
# What a double leaves out of pi.
_REST_OF_PI: Final = 1.2246467991473532e-16
_MOST_PLACES: Final = 30
# Wide enough for every digit of every double.
_EXACT: Final = Context(prec=800)
_NUMERAL: Final = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)\Z")
# What Java's String.trim takes away.
BLANKS: Final = "".join(map(chr, range(33)))


def read_number(text: str) -> float:
    """Return the number of a text, NaN where it is none; no exponent and no plus; a comma counts as a point."""
    numeral = text.replace(",", ".").strip(BLANKS)
    return float(numeral) if _NUMERAL.match(numeral) else NAN


def write_number(number: float) -> str:
    """Return the number as JavaRosa prints it: 1000000, 0.30000000000000004, 1.0E21, NaN, -Infinity."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    whole = to_int(number)
    if abs(number - whole) < NEARLY:
        return str(whole)
    return _as_java(number)


def _as_java(number: float) -> str:
    _sign, digits, exponent = Decimal(repr(abs(number))).normalize(_EXACT).as_tuple()
    assert isinstance(exponent, int)
    figures = "".join(map(str, digits))
    point = len(figures) + exponent
    minus = "-" if number < 0 else ""
    low, high = _PLAIN
    if not low <= abs(number) < high:
        return f"{minus}{figures[0]}.{figures[1:] or '0'}E{point - 1}"
    if point <= 0:
        return f"{minus}0.{'0' * -point}{figures}"
    return f"{minus}{figures[:point].ljust(point, '0')}.{figures[point:] or '0'}"


def to_int(number: float) -> int:
    """Return the number cut to a Java int: NaN is 0, and what is too large is the largest."""
    if math.isnan(number):
        return 0
    return int(max(-_LARGEST_INT - 1.0, min(float(_LARGEST_INT), number)))


def truncated(number: float) -> float:
    """Return the number without its fraction, towards zero."""
    if not math.isfinite(number):
        return number
    return math.copysign(float(math.trunc(number)), number)


def rounded(number: float, places: int) -> float:
    """Return the number rounded to decimal places: halves go up, towards zero below it.

    With places below zero JavaRosa adds a half and cuts, so that -1234.5 to hundreds is -1100; results are kept as it
    gives them.
    """
    if not math.isfinite(number):
        return number
    if abs(places) > _MOST_PLACES:
        return NAN
    exact = Decimal(repr(number))
    if places >= 0:
        halves = ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP
        return float(exact.quantize(Decimal(1).scaleb(-places), halves, _EXACT)) + 0.0
    scaled = float(exact.scaleb(places, _EXACT)) + 0.5
    cut = float(max(-_LARGEST_LONG - 1, min(_LARGEST_LONG, math.trunc(scaled))))
    return float(Decimal(repr(cut)).scaleb(-places, _EXACT))


def divided(dividend: float, divisor: float) -> float:
    if divisor:
        return dividend / divisor
    if math.isnan(divisor) or math.isnan(dividend) or not dividend:
        return NAN
    return math.copysign(INFINITY, dividend) * math.copysign(1.0, divisor)


def remainder(dividend: float, divisor: float) -> float:
    """Return what is left of the division, with the sign of the dividend."""
    try:
        return math.fmod(dividend, divisor)
    except ValueError:
        return NAN


def power(base: float, exponent: float) -> float:
    # Other than C, Java finds no value for 1 to the power of what is no finite number.
    if math.isnan(exponent) or (abs(base) == 1 and math.isinf(exponent)):
        return NAN
    negative = (
        math.copysign(1.0, base) < 0 and math.isfinite(exponent) and math.fmod(exponent, 2) in {1.0, -1.0}
    )
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -INFINITY if negative else INFINITY
    except ValueError:
        # 0 to a power below 0, or a root of a number below 0.
        return NAN if base else (-INFINITY if negative else INFINITY)


def logarithm(number: float) -> float:
    return _logarithm(math.log, number)


def decimal_logarithm(number: float) -> float:
    return _logarithm(math.log10, number)


def _logarithm(function: Callable[[float], float], number: float) -> float:
    if not number:
        return -INFINITY
    return function(number) if number > 0 else NAN


def angle(ordinate: float, abscissa: float) -> float:
    """Return the angle of a point, by way of the arctangent of the quotient as Java does; the last digit differs."""
    if not (ordinate and abscissa and math.isfinite(ordinate) and math.isfinite(abscissa)):
        return math.atan2(ordinate, abscissa)
    steep = math.atan(abs(ordinate / abscissa))
    return math.copysign(steep if abscissa > 0 else math.pi - (steep - _REST_OF_PI), ordinate)


def tolerant(function: Callable[[float], float]) -> Callable[[float], float]:
    """Return the function with NaN outside of its domain and infinity beyond the doubles."""

    def worked_out(number: float) -> float:
        try:
            return function(number)
        except ValueError:
            return NAN
        except OverflowError:
            return INFINITY

    return worked_out


def largest(numbers: list[float]) -> float:
    """Return the largest, NaN of none. As in JavaRosa nothing is below the smallest double above 0, printed as 0."""
    found = [number for number in numbers if not math.isnan(number)]
    return max(_SMALLEST_DOUBLE, *found) if found else NAN


def smallest(numbers: list[float]) -> float:
    found = [number for number in numbers if not math.isnan(number)]
    return min(_LARGEST_DOUBLE, *found) if found else NAN
