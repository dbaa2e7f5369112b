"""English for readers in Europe: day before month, 24 hours."""

from center.formats.sr.formats import (
    DATE_INPUT_FORMATS,
    DATETIME_INPUT_FORMATS,
    TIME_INPUT_FORMATS,
)

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
TIME_FORMAT = "H:i"
# "At" in letters that are no signs of a format; the time never begins a line without it.
DATETIME_FORMAT = "j F Y \\a\\t\u00a0H:i"
SHORT_DATETIME_FORMAT = "j M Y \\a\\t\u00a0H:i"
MONTH_DAY_FORMAT = "j F"
FIRST_DAY_OF_WEEK = 1
__all__ = ["DATETIME_INPUT_FORMATS", "DATE_INPUT_FORMATS", "TIME_INPUT_FORMATS"]
