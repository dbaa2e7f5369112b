"""pyxform, the program behind KoboToolbox and ODK, asked whether it would take the workbook too.

It stops at its first error and speaks English; so it is asked only about files in which nothing else is wrong. It
gives away rows and columns only in its sentences, whose form tests/research/test_xlsform_second_judge.py pins.
"""

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.xlsform.messages import CHOICES, SETTINGS, SURVEY, Findings

_ROW: Final = re.compile(r"^\[row : (\d+)\]\s*")
_SHEET: Final = re.compile(rf"the '({SURVEY}|{CHOICES}|{SETTINGS})' sheet")
_COLUMN: Final = re.compile(r"the '([^']+)' value")
# A sheet whose name is nearly one of the format's is of use to nobody.
_MISSPELT: Final = "similar names were found"


def ask_pyxform(data: bytes, findings: Findings) -> None:
    """Add what pyxform says about a workbook that has passed our own rules."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 -- a tenth of a second; only staff uploads need it
    from pyxform.xls2xform import convert  # noqa: PLC0415 -- as above

    warnings: list[str] = []
    try:
        convert(data, warnings=warnings, file_type=".xlsx")
    except PyXFormError as error:
        for sentence in str(error).splitlines():
            _pass_on(sentence, findings)
    except Exception as error:  # noqa: BLE001 -- whatever it stumbles over, KoboToolbox would stumble over too
        _pass_on(f"{type(error).__name__}: {error}", findings)
    for sentence in warnings:
        if _MISSPELT in sentence:
            findings.warning("", 0, "", _("KoboToolbox and ODK would remark: %(reason)s"), reason=sentence)


def _pass_on(sentence: str, findings: Findings) -> None:
    row = _ROW.match(sentence)
    sheet = _SHEET.search(sentence)
    column = _COLUMN.search(sentence)
    findings.error(
        sheet[1] if sheet else SURVEY if row else "",
        int(row[1]) if row else 0,
        column[1] if column else "",
        _("KoboToolbox and ODK would refuse the file: %(reason)s"),
        reason=_ROW.sub("", sentence),
    )
