"""What a column of the data is called, and what its values mean, in one language."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from research.study import Column, Study, Variable, VariableKind, said


def column_label(study: Study, column: Column, language: str) -> str:
    """Return the label of a column; of one answer among several the answer first, as it tells the columns apart."""
    variable = study.by_name[column.variable]
    label = said(variable.label, language) or said(variable.question, language) or variable.name
    if not column.code:
        return label
    return f"{said(variable.labels[column.code], language) or column.code} – {label}"


def value_labels(variable: Variable, language: str) -> Mapping[int | str, str]:
    """Return the meaning of each value of the column or columns of a variable; nothing for plain numbers."""
    if variable.kind == VariableKind.SEVERAL:
        with override(language):
            return {0: _("not chosen"), 1: _("chosen")}
    if variable.kind != VariableKind.ONE:
        return {}
    return {value(variable, each.code): said(each.label, language) for each in variable.categories}


def value(variable: Variable, code: str) -> int | str:
    """Return a code as it stands in the data."""
    return int(code) if variable.has_whole_codes else code
