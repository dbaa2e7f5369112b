"""Dates and moments: read, written and counted in days since 1 January 1970.

A moment is a `datetime` without a zone, as a clock on the wall shows it; a date is its midnight. A text with an offset
("…T10:00:00+01:00") is read as Coordinated Universal Time, since the reference, ODK Validate, was asked on a machine
that keeps it. Years go from 1 to 9999 and are those of the Gregorian calendar also before 1582.
"""

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.errors import ExpressionError
from research.expressions.numbers import to_int

_EPOCH: Final = date(1970, 1, 1).toordinal()
_DAY: Final = 86_400_000
_LARGEST_INT: Final = 2**31 - 1
_INTEGER: Final = re.compile(r"[+-]?\d+\Z")
_SECONDS: Final = re.compile(r"[\d.]*")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def write_date(value: date) -> str:
    """Return the date in ISO form; of a moment too only the day is written, and a year is not filled up with zeros."""
    return f"{value.year}-{value.month:02}-{value.day:02}"


def whole_days(value: date) -> float:
    return float(value.toordinal() - _EPOCH)


def days(value: date) -> float:
    """Return the days with the part of the day that has passed."""
    return _milliseconds(value) / _DAY


def part_of_day(number_of_days: float) -> float:
    return number_of_days - math.floor(number_of_days)


def _milliseconds(value: date) -> float:
    midnight = (value.toordinal() - _EPOCH) * _DAY
    if not isinstance(value, datetime):
        return float(midnight)
    clock = ((value.hour * 60 + value.minute) * 60 + value.second) * 1000 + value.microsecond // 1000
    return float(midnight + clock)


def from_days(number_of_days: float, *, keep_time: bool) -> date:
    """Return the day of a number, or the moment. Raises ExpressionError outside of the years."""
    if not abs(number_of_days) <= _LARGEST_INT:
        raise _out_of_range()
    try:
        if not keep_time:
            return date.fromordinal(to_int(number_of_days) + _EPOCH)
        return datetime(1970, 1, 1) + timedelta(milliseconds=int(number_of_days * _DAY))  # noqa: DTZ001 -- a clock on the wall
    except (ValueError, OverflowError) as error:
        raise _out_of_range() from error


def read_date(text: str) -> date:
    """Return the date of "2026-01-05", or the moment of "2026-01-05T10:30:00.000+01:00". Raises ExpressionError."""
    day, has_time, time = text.partition("T")
    try:
        year, month, of_month = map(_integer, day.split("-"))
        return _moment(datetime(year, month, of_month), time) if has_time else date(year, month, of_month)  # noqa: DTZ001 -- a clock on the wall
    except (ValueError, OverflowError) as error:
        raise ExpressionError(
            _('"%(text)s" is no date: dates are written as 2026-01-31, and in quotes.'), text=text
        ) from error


def _moment(midnight: datetime, time: str) -> datetime:
    """Add hours, minutes, seconds and an offset from UTC."""
    clock, offset = time, timedelta()
    if time.endswith("Z"):
        clock = time[:-1]
    elif "+" in time or "-" in time:
        sign = "+" if "+" in time else "-"
        clock, shift = time.split(sign)[:2]
        hours, _colon, minutes = shift.partition(":")
        offset = timedelta(hours=_integer(hours), minutes=_integer(minutes) if minutes else 0)
        offset = offset if sign == "+" else -offset
    hour, minute, *rest = clock.split(":")
    if len(rest) > 1:
        raise ValueError(time)
    seconds = float(found[0]) if rest and (found := _SECONDS.match(rest[0])) else 0.0
    second = int(seconds)
    thousandths = int(1000.0 * seconds - 1000.0 * second)
    whole = midnight.replace(
        hour=_integer(hour), minute=_integer(minute), second=second, microsecond=thousandths * 1000
    )
    return whole - offset


def _integer(text: str) -> int:
    if not _INTEGER.match(text):
        raise ValueError(text)
    return int(text)


def _out_of_range() -> ExpressionError:
    return ExpressionError(_("The number lies outside of the years 1 to 9999 and makes no date."))


def write_as(value: date, form: str) -> str:
    """Return the moment in a form such as "%d.%m.%Y." of format-date(). Raises ExpressionError for unknown signs.

    Names of months and days are English, as where the reference was asked; weeks begin on Sunday, the first one with
    1 January.
    """
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 -- a clock on the wall
    signs = iter(form)
    return "".join([_written(moment, next(signs, "")) if sign == "%" else sign for sign in signs])


def _written(moment: datetime, sign: str) -> str:
    if not sign:
        raise ExpressionError(_('The form of a date ends with the sign "%", and a letter should follow.'))
    if sign not in _FORMS:
        raise ExpressionError(
            _('The form of a date has no "%%%(sign)s". Days are %%d, months %%m and years %%Y.'), sign=sign
        )
    return _FORMS[sign](moment)


def _week(moment: datetime) -> int:
    sunday = moment - timedelta(days=moment.isoweekday() % 7) if moment.toordinal() > 7 else moment  # noqa: PLR2004 -- of a week
    if moment.year < 9999 and (sunday + timedelta(days=6)).year > moment.year:  # noqa: PLR2004 -- the last year there is
        return 1
    first = date(moment.year, 1, 1).isoweekday() % 7
    return (moment.timetuple().tm_yday - 1 + first) // 7 + 1


_FORMS: Final[dict[str, Callable[[datetime], str]]] = {
    "%": lambda _moment: "%",
    "Y": lambda moment: f"{moment.year:04}",
    "y": lambda moment: f"{moment.year:04}"[2:],
    "m": lambda moment: f"{moment.month:02}",
    "n": lambda moment: str(moment.month),
    "b": lambda moment: _MONTHS[moment.month - 1],
    "d": lambda moment: f"{moment.day:02}",
    "e": lambda moment: str(moment.day),
    "a": lambda moment: _WEEKDAYS[moment.weekday()],
    "W": lambda moment: str(_week(moment)),
    "H": lambda moment: f"{moment.hour:02}",
    "h": lambda moment: str(moment.hour),
    "M": lambda moment: f"{moment.minute:02}",
    "S": lambda moment: f"{moment.second:02}",
    "3": lambda moment: f"{moment.microsecond // 1000:03}",
}


def on_the_wall(moment: datetime) -> datetime:
    """Return the moment without a zone: one with a zone is told in UTC, as offsets in texts are."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
