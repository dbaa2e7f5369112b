"""Whether the items of a scale measure one thing."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from research.protection import NOT_ASKED
from research.statistics import cronbach
from research.study import WITHHELD, Cell, Head, Line, Measure, Shown, Statistic, Table, TableKind
from research.tabulation.plans import Scale
from research.tabulation.questions import Asked, Form
from research.tabulation.tables import Source, figure, weights_at
from research.tabulation.together import scale_line
from research.tabulation.words import both, insert, sentences

# As of standard deviations: fewer tell too much of each.
_FEWEST: Final = 10


def scale_of(source: Source, scale: Scale, number: int) -> Table:
    """Return alpha and what each item adds to it; of items with withheld answers only alpha is shown."""
    answers = source.answers
    columns = {name: numbers_of(answers.questions[name], answers.columns[name]) for name in scale.items}
    for name in scale.reversed & set(columns):
        columns[name] = _reversed(answers.questions[name], columns[name])
    found = cronbach(columns, weights=weights_at(source, range(answers.total)))
    line = source.protection.lines[scale_line(scale.items)]
    is_shown = not line.base and found.n >= _FEWEST
    of_items = is_shown and not any(_hides(source, name) for name in scale.items)
    method = list(sentences(found.method))
    if not of_items:
        method.append(
            both(lambda _language: _("Figures that would tell of fewer than five people are withheld."))
        )
    if scale.reversed:
        method.append(
            both(
                lambda language: (
                    _("Reversed before: %(items)s.") % {"items": _labels(source, scale, language)}
                )
            )
        )
    return Table(
        f"scale_{number}",
        TableKind.SCALE,
        scale.title,
        heads=(
            Head(
                "item_total",
                both(lambda _language: _("Correlation with the others")),
                WITHHELD if line.base else figure(found.n),
            ),
            Head("alpha_without", both(lambda _language: _("Alpha without it"))),
        ),
        lines=tuple(
            Line(
                item.name,
                answers.questions[item.name].label,
                (
                    _value(item.item_total, is_shown=of_items),
                    _value(item.alpha_without, is_shown=of_items),
                ),
            )
            for item in found.items
        ),
        method=tuple(method),
        statistics=(
            Statistic(
                "alpha",
                both(lambda _language: _("Cronbach’s alpha")),
                None if found.alpha is None or not is_shown else round(found.alpha, 2),
                2,
            ),
        ),
        variables=scale.items,
        missing=WITHHELD if line.missing or line.base else figure(found.left_out),
        measure=Measure.SCALE,
    )


def _labels(source: Source, scale: Scale, language: str) -> str:
    """Return the reversed items in their own words, in the order of the scale."""
    labels = (source.answers.questions[name].label for name in scale.items if name in scale.reversed)
    return "; ".join(insert(label, language).rstrip(".") for label in labels)


def numbers_of(asked: Asked, column: Sequence[Any]) -> list[float | None]:
    """Return answers as numbers: codes that are numbers as they are, others by their place in the list, from 1."""
    if asked.form == Form.NUMBER:
        return [None if value is NOT_ASKED or value is None else float(value) for value in column]
    values = _values(asked)
    return [None if value is NOT_ASKED or value is None else values.get(str(value)) for value in column]


def _values(asked: Asked) -> dict[str, float]:
    try:
        return {code: float(code) for code in asked.codes}
    except ValueError:
        return {code: float(place) for place, code in enumerate(asked.codes, start=1)}


def _reversed(asked: Asked, column: list[float | None]) -> list[float | None]:
    known = (
        list(_values(asked).values())
        if asked.form != Form.NUMBER
        else [value for value in column if value is not None]
    )
    ends = min(known, default=0.0) + max(known, default=0.0)
    return [None if value is None else ends - value for value in column]


def _hides(source: Source, name: str) -> bool:
    line = source.protection.lines.get(name)
    return line is None or bool(line.codes or line.base or line.whole)


def _value(value: float | None, *, is_shown: bool) -> Cell:
    return Shown(value=None if value is None else round(value, 2)) if is_shown else WITHHELD
