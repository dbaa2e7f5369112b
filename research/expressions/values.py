"""What parts of an expression are worth, and how one kind of value is taken for another (JavaRosa's rules)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.dates import from_days, on_the_wall, read_date, whole_days, write_date
from research.expressions.errors import ExpressionError
from research.expressions.numbers import INFINITY, NEARLY, read_number, truncated, write_number

# A moment is a date that is a datetime.
Value = str | float | bool | date
# What callers may hand in; None is an open answer.
Given = str | int | float | Decimal | date | bool | list[str] | tuple[str, ...] | None
Values = Mapping[str, Given]

BLANK: Final = ""


def given(value: Given) -> Value:
    """Return a value of the caller as one of an expression: open is blank, several codes are one text."""
    if value is None:
        return BLANK
    if isinstance(value, str | bool | float):
        return value
    if isinstance(value, int | Decimal):
        return _double(value)
    if isinstance(value, list | tuple):
        return " ".join(value)
    return on_the_wall(value) if isinstance(value, datetime) else value


def _double(value: int | Decimal) -> float:
    try:
        return float(value)
    except OverflowError:
        return INFINITY if value > 0 else -INFINITY


def to_text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return write_number(value) if isinstance(value, float) else write_date(value)


def to_number(value: Value) -> float:
    """Return the value as a number: days of a date, 1 or 0 of a condition, NaN of what is no number."""
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        return read_number(value)
    return float(value) if isinstance(value, bool) else whole_days(value)


def to_boolean(value: Value) -> bool:
    """Return the value as a condition: every text but the empty one holds, "false" and "0" too."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value != ""
    # NaN is larger than nothing.
    return abs(value) > NEARLY if isinstance(value, float) else True


def to_date(value: Value, *, keep_time: bool) -> Value:
    """Return the value as a date or moment; blank and NaN stay what they are. Raises ExpressionError."""
    if isinstance(value, bool):
        raise ExpressionError(_("A condition cannot be taken for a date."))
    if isinstance(value, float):
        if value != value:  # noqa: PLR0124 -- NaN
            return value
        return from_days(value if keep_time else truncated(value), keep_time=keep_time)
    if isinstance(value, str):
        return read_date(value) if value else value
    return value if keep_time or not isinstance(value, datetime) else value.date()


def equal(left: Value, right: Value) -> bool:
    """Compare as conditions if one is a condition, else as numbers if one is a number, else as texts."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        return abs(to_number(left) - to_number(right)) < NEARLY
    return to_text(left) == to_text(right)
