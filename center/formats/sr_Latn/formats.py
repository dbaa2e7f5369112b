"""The same as in Cyrillic, but for the one word between date and time."""

from center.formats.sr.formats import *  # noqa: F403 -- one list of formats for both scripts
from center.formats.sr.formats import DATE_FORMAT, SHORT_DATE_FORMAT, TIME_FORMAT

# A bare u would be the microseconds.
DATETIME_FORMAT = f"{DATE_FORMAT} \\u\u00a0{TIME_FORMAT}"
SHORT_DATETIME_FORMAT = f"{SHORT_DATE_FORMAT} \\u\u00a0{TIME_FORMAT}"
