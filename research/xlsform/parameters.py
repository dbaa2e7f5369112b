"""The column `parameters`: the ends and the step of a range; others are left out."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from research.definition import Kind
from research.xlsform.messages import SURVEY, Findings
from research.xlsform.tables import Row

_PAIR: Final = re.compile(r"([^\s=,;]+)\s*=\s*([^\s=,;]+)")
_DEFAULTS: Final = {"start": "1", "end": "10", "step": "1"}
# A slider with more places than these cannot be used.
_MOST_STEPS: Final = 1_000
# They change how a question looks in other programs, and nothing here.
_QUIET: Final = frozenset({"rows", "tick_interval", "placeholder", "tick_labelset"})


def range_of(row: Row, kind: Kind, findings: Findings) -> dict[str, str]:
    """Return start, end and step of a range as texts, nothing for other kinds; says what makes no sense."""
    said = {key.lower(): value for key, value in _PAIR.findall(row.get("parameters"))}
    _say_what_is_left_out(row, said.keys() - (_DEFAULTS.keys() if kind is Kind.RANGE else set()), findings)
    if kind is not Kind.RANGE:
        return {}
    ends = {key: said.get(key, default) for key, default in _DEFAULTS.items()}
    if problem := _problem(ends):
        findings.error(SURVEY, row.number, row.header("parameters"), problem, **ends)
    return ends


def _problem(ends: dict[str, str]) -> str | Promise:
    try:
        start, end, step = (Decimal(ends[key]) for key in ("start", "end", "step"))
    except InvalidOperation:
        return _("The parameters of a range are numbers, for example start=1 end=10 step=1.")
    if not (start.is_finite() and end.is_finite() and step.is_finite()):
        return _("The parameters of a range are numbers, for example start=1 end=10 step=1.")
    if step <= 0 or end <= start:
        return _(
            "A range goes upwards: the end (%(end)s) above the start (%(start)s), the step above nought."
        )
    if (end - start) / step > _MOST_STEPS:
        return _("This range has too many steps. Use an integer with a constraint.")
    if (end - start) % step:
        return _("Steps of %(step)s from %(start)s do not reach %(end)s.")
    return ""


def _say_what_is_left_out(row: Row, names: set[str], findings: Findings) -> None:
    if "randomize" in names:
        findings.warning(
            SURVEY,
            row.number,
            row.header("parameters"),
            _("The portal shows choices in the order of the sheet; “randomize” is left out."),
        )
    if others := sorted(names - _QUIET - {"randomize", "seed"}):
        findings.warning(
            SURVEY,
            row.number,
            row.header("parameters"),
            _("These parameters are left out: %(names)s"),
            names=", ".join(others),
        )
