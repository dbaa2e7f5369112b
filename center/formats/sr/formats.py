"""Dates and numbers as people in Serbia write them; input is accepted with and without the last dot and as ISO."""

DATE_FORMAT = "j. E Y."
SHORT_DATE_FORMAT = "j. n. Y."
TIME_FORMAT = "H:i"
# A comma may not follow the full stop of the year, and the time never begins a line without its preposition.
DATETIME_FORMAT = f"{DATE_FORMAT} у\u00a0{TIME_FORMAT}"
SHORT_DATETIME_FORMAT = f"{SHORT_DATE_FORMAT} у\u00a0{TIME_FORMAT}"
MONTH_DAY_FORMAT = "j. E"
YEAR_MONTH_FORMAT = "F Y."
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
DATE_INPUT_FORMATS = ["%d.%m.%Y.", "%d.%m.%Y", "%d. %m. %Y.", "%d. %m. %Y", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = [f"{day} {time}" for day in DATE_INPUT_FORMATS for time in TIME_INPUT_FORMATS]
