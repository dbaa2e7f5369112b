"""The data: a line for each respondent, codes as they are; labels stand in the codebook."""

from typing import Final

from center.base.spreadsheets import csv_bytes
from research.study import Study

MEDIA_TYPE: Final = "text/csv"
SUFFIX: Final = ".csv"
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def write(study: Study, language: str) -> bytes:
    """Return the data as CSV: UTF-8 with its mark and commas, an empty cell where there is no answer.

    The same in every language.
    """
    return csv_bytes([column.name for column in study.data.columns], study.data.rows)


def plain(study: Study) -> bytes:
    """Return the same without the mark, which programs other than Excel do not want."""
    return write(study, "en").removeprefix(BYTE_ORDER_MARK)
