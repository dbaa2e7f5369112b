"""The data as a file of SPSS (.sav), with labels, levels of measurement and missing values."""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from research.study import Column, Study, Variable, VariableKind, said
from research.study_files.labels import column_label, value, value_labels

if TYPE_CHECKING:
    from pandas import DataFrame

MEDIA_TYPE: Final = "application/x-spss-sav"
SUFFIX: Final = ".sav"

# SPSS 30, Command Syntax Reference: limits are in bytes, and a Cyrillic letter takes two.
LONGEST_LABEL: Final = 255
LONGEST_VALUE_LABEL: Final = 120
_LONGEST_FILE_LABEL: Final = 64
_MOST_MISSING: Final = 3
_LONGEST_MISSING: Final = 8  # of a text that stands for a missing answer
# Where the head of the file says when it was written (PSPP Developer's Guide, "System File Format").
_WHEN: Final = slice(92, 109)


def write(study: Study, language: str) -> bytes:
    """Return the data for SPSS. Codes are numbers where all codes of a variable are whole numbers, texts otherwise.

    What SPSS cannot hold is cut at a letter and ends with "…". The file says that it was made on the day on which the
    study was published.
    """
    import pyreadstat  # noqa: PLC0415 -- loaded only where results are computed

    pairs = [(column, study.by_name[column.variable]) for column in study.data.columns]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.sav"
        pyreadstat.write_sav(
            _frame(study, pairs),
            str(path),
            file_label=cut(said(study.identity.title, language), _LONGEST_FILE_LABEL),
            column_labels=[
                cut(column_label(study, column, language), LONGEST_LABEL) for column, _each in pairs
            ],
            variable_value_labels=_value_labels(pairs, language),
            missing_ranges={column.name: missing for column, each in pairs if (missing := _missing(each))},
            variable_measure={column.name: each.measure.value for column, each in pairs},
            variable_format={column.name: form for column, each in pairs if (form := _format(each))},
            row_compress=True,
        )
        content = bytearray(path.read_bytes())
    content[_WHEN] = f"{_day(study.identity.published)}00:00:00".encode("ascii")
    return bytes(content)


def _value_labels(
    pairs: Sequence[tuple[Column, Variable]], language: str
) -> Any:  # its hints forget codes of text
    return {
        column.name: {code: cut(text, LONGEST_VALUE_LABEL) for code, text in labels.items()}
        for column, variable in pairs
        if (labels := value_labels(variable, language))
    }


def cut(text: str, most: int) -> str:
    """Return a text of at most so many bytes of UTF-8; what is left out shows as "…"."""
    if len(text.encode()) <= most:
        return text
    kept = text.encode()[: most - len("…".encode())].decode(errors="ignore")
    return f"{kept.rstrip()}…"


def _day(day: date) -> str:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day:02} {months[day.month - 1]} {day.year % 100:02}"


def _frame(study: Study, pairs: Sequence[tuple[Column, Variable]]) -> "DataFrame":
    import pandas as pd  # noqa: PLC0415 -- loaded only where results are computed

    frame = {}
    for number, (column, variable) in enumerate(pairs):
        values = [row[number] for row in study.data.rows]
        frame[column.name] = _series(pd, variable, values)
    return pd.DataFrame(frame)


def _series(pd: Any, variable: Variable, values: list[Any]) -> Any:
    if variable.kind == VariableKind.DATE:
        days = [None if value is None else date.fromisoformat(value) for value in values]
        # A column without any day would be taken for text.
        return pd.Series(days, dtype="object" if any(days) else "datetime64[ns]")
    if variable.kind == VariableKind.ONE and not variable.has_whole_codes:
        return pd.Series(["" if value is None else value for value in values], dtype="object")
    return pd.Series(values, dtype="float64")


def _format(variable: Variable) -> str:
    if variable.kind == VariableKind.DATE:
        return "EDATE10"
    if variable.kind == VariableKind.ONE and not variable.has_whole_codes:
        return ""
    return f"F8.{variable.decimals}" if variable.decimals else "F8.0"


def _missing(variable: Variable) -> list[Any]:
    """Return what SPSS shall leave out: at most three values, or one range that holds no answer that counts.

    More than that it cannot know; then the labels alone say it.
    """
    if variable.kind != VariableKind.ONE or not variable.missing:
        return []
    values = [value(variable, code) for code in variable.missing]
    if not variable.has_whole_codes:
        fits = len(values) <= _MOST_MISSING and all(
            len(str(each).encode()) <= _LONGEST_MISSING for each in values
        )
        return values if fits else []
    if len(values) <= _MOST_MISSING:
        return values
    numbers = [int(each) for each in values]
    low, high = min(numbers), max(numbers)
    answers = {int(each.code) for each in variable.categories} - set(numbers)
    return [] if any(low <= each <= high for each in answers) else [{"lo": low, "hi": high}]
