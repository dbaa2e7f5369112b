"""Single cells as people and Excel write them; each function raises ValidationError with a sentence."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from center.base.scripts import fold
from center.base.spreadsheets.tables import Cell

_EMPTY: Final = frozenset({"", "-", "–", "—", "/", "n/a", "null"})
_YES: Final = frozenset({"da", "yes", "true", "tacno", "1", "x", "+", "y"})
_NO: Final = frozenset({"ne", "no", "false", "netacno", "0", "n"})
_DOTTED: Final = re.compile(r"(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{4})\s*\.?(?:\s*god(?:ine)?\.?)?")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]*)?")
_WORDY: Final = re.compile(r"(\d{1,2})\s*\.?\s*([a-z]{3,10})\s*\.?\s*(\d{4})\s*\.?(?:\s*god(?:ine)?\.?)?")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "avg", "sep", "okt", "nov", "dec")
_ENGLISH_MONTHS: Final = {"may": 5, "aug": 8, "oct": 10}
_SCIENTIFIC: Final = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_GROUPED_ENGLISH: Final = re.compile(r"[+-]?\d{1,3}(,\d{3}){2,}(\.\d+)?|[+-]?\d{1,3}(,\d{3})+\.\d+")
# Excel counts days from here; smaller numbers than these are years or counts, not days.
_EXCEL_BEGINS: Final = date(1899, 12, 30)
_EXCEL_DAYS: Final = range(10_000, 80_000)


def as_text(cell: Cell) -> str:
    """Return what a person sees in the cell: 7208342.0 is 7208342, a date is written 7. 7. 2023."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell.day}. {cell.month}. {cell.year}."
    return str(cell).strip()


def is_empty(cell: Cell) -> bool:
    """Whether nothing was meant: no text, or a dash."""
    return as_text(cell).lower() in _EMPTY


def as_digits(cell: Cell, *, length: int) -> str:
    """Return a number that identifies something, with the noughts that Excel drops from its front.

    "7208342.0", 7208342 and "07.208.342" of length 8 give "07208342"; an empty cell gives "".
    """
    if is_empty(cell):
        return ""
    text = as_text(cell)
    if _SCIENTIFIC.fullmatch(text):
        raise ValidationError(
            _("Excel has shortened this number (%(text)s). Make the column a text column and type it again.")
            % {"text": text}
        )
    digits = re.sub(r"[\s.'’/-]", "", re.sub(r"\.0+$", "", text))
    if not re.fullmatch(r"[0-9]+", digits) or len(digits) > length:
        raise ValidationError(
            _("“%(text)s” is not a number with %(length)s digits.") % {"text": text, "length": length}
        )
    return digits.zfill(length)


def as_date(cell: Cell) -> date | None:
    """Return the day written as "7. 7. 2023.", "7.7.2023", "7. jul 2023", ISO or a date of Excel; None if empty."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if is_empty(cell):
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _EXCEL_DAYS:
        return _EXCEL_BEGINS + timedelta(days=int(cell))
    text = as_text(cell)
    try:
        parts = _parts(text)
        if parts:
            return date(*parts)
    except ValueError as error:
        raise _no_date(text) from error
    raise _no_date(text)


def _parts(text: str) -> tuple[int, int, int] | None:
    plain = fold(text)
    if dotted := _DOTTED.fullmatch(plain):
        return int(dotted[3]), int(dotted[2]), int(dotted[1])
    if iso := _ISO.fullmatch(plain):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if (wordy := _WORDY.fullmatch(plain)) and (month := _month(wordy[2])):
        return int(wordy[3]), month, int(wordy[1])
    return None


def _month(word: str) -> int:
    start = word[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else _ENGLISH_MONTHS.get(start, 0)


def _no_date(text: str) -> ValidationError:
    return ValidationError(
        _("“%(text)s” is not a date. Write it as 7. 7. 2023. or 2023-07-07.") % {"text": text}
    )


def as_decimal(cell: Cell) -> Decimal | None:
    """Return the number, read as Serbian writes it (1.234,50); 1,234.50 is understood too. None if empty."""
    if is_empty(cell):
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(repr(cell))
    text = as_text(cell)
    plain = re.sub(r"[\s\u00a0]", "", text)
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif _GROUPED_ENGLISH.fullmatch(plain):
        plain = plain.replace(",", "")
    else:
        plain = plain.replace(",", ".")
    if not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", plain):
        raise ValidationError(_("“%(text)s” is not a number.") % {"text": text})
    return Decimal(plain)


def as_count(cell: Cell) -> int | None:
    """Return a whole number of things or people, never below nought; None if empty."""
    number = as_decimal(cell)
    if number is None:
        return None
    if number != number.to_integral_value() or number < 0:
        raise ValidationError(_("“%(text)s” is not a whole number.") % {"text": as_text(cell)})
    return int(number)


def as_yes_or_no(cell: Cell) -> bool | None:
    """Return yes or no, written in either script or English; None if empty."""
    if isinstance(cell, bool):
        return cell
    text = fold(as_text(cell)).strip(" .")
    if text in _YES:
        return True
    if text in _NO:
        return False
    if is_empty(cell):
        return None
    raise ValidationError(_("“%(text)s” is neither yes nor no.") % {"text": as_text(cell)})
