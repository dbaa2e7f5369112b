"""Kinds of variables and levels of measurement in the words of people, in the active language."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from research.study import Measure, VariableKind

_KINDS: Final[Mapping[VariableKind, Promise]] = {
    VariableKind.ONE: _("one answer"),
    VariableKind.SEVERAL: _("several answers"),
    VariableKind.NUMBER: _("number"),
    VariableKind.DATE: _("date"),
    VariableKind.RANK: _("place in an order"),
    VariableKind.WEIGHT: _("weight"),
}
_MEASURES: Final[Mapping[Measure, Promise]] = {
    Measure.NOMINAL: _("nominal"),
    Measure.ORDINAL: _("ordinal"),
    Measure.SCALE: _("scale"),
}


def kind_words(kind: VariableKind) -> str:
    """Return the name of a kind."""
    return str(_KINDS[kind])


def measure_words(measure: Measure) -> str:
    """Return the name of a level of measurement."""
    return str(_MEASURES[measure])
