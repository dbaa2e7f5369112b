"""How large a questionnaire may be; what is larger is refused with a sentence."""

from typing import Final

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_COLUMNS: Final = 100
MOST_QUESTIONS: Final = 500
# Rows of the sheet "survey", with the beginnings and ends of groups; beyond it nothing is looked through.
MOST_SURVEY_ROWS: Final = 2_000
MOST_CHOICES: Final = 5_000
# Groups within groups.
MOST_LEVELS: Final = 8
# Letters of one text that people read.
LONGEST_TEXT: Final = 10_000
LONGEST_EXPRESSION: Final = 4_000
# SPSS keeps 64 bytes of a name; "_other" is put behind some.
LONGEST_NAME: Final = 58
LONGEST_CODE: Final = 64
# Rows of a sheet that are looked at, and empty ones in succession behind which pyxform stops reading.
MOST_ROWS: Final = 20_000
MOST_EMPTY_ROWS: Final = 60
