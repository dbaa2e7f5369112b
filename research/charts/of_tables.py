"""Charts of the tables of a release, in one of its languages."""

from collections.abc import Sequence

from django.utils.translation import override

from research.charts.bars import Bar, BarChart, bar_chart
from research.charts.diverging import DivergingChart, Item, diverging_chart, is_drawable
from research.study import WITHHELD, Cell, Line, Measure, Table, TableKind, said


def bars_of(table: Table, language: str, *, head: int = 0) -> BarChart | None:
    """Return the bars of one column of shares; None where the table has none, such as that of a mean."""
    lines = [line for line in table.lines if _is_share(line, head)]
    if table.kind not in {TableKind.FREQUENCY, TableKind.CROSSTAB, TableKind.WAVES} or not lines:
        return None
    with override(language):
        return bar_chart(
            name=f"chart-{table.name}-{table.heads[head].code}",
            title=said(table.title, language),
            sentence=said(table.sentence, language),
            items=[_bar(said(line.label, language), line.cells[head]) for line in lines],
        )


def diverging_of(tables: Sequence[Table], language: str, *, title: str = "") -> DivergingChart | None:
    """Return the chart of questions answered on one ordered scale, an item each; None where they cannot share one.

    The lines of the tables run from the most negative answer to the most positive. `title`: the name of their group.
    """
    scales = {tuple(line.code for line in _scale(table)) for table in tables}
    is_ordered = all(
        table.kind == TableKind.FREQUENCY and table.measure == Measure.ORDINAL for table in tables
    )
    if not tables or len(scales) != 1 or not is_ordered or not is_drawable(len(_scale(tables[0]))):
        return None
    with override(language):
        return diverging_chart(
            name=f"chart-{tables[0].name}-scale",
            title=title or said(tables[0].title, language),
            sentence=" ".join(filter(None, (said(table.sentence, language) for table in tables))),
            answers=[said(line.label, language) for line in _scale(tables[0])],
            items=[
                Item(said(table.title, language), tuple(_percent(line.cells[0]) for line in _scale(table)))
                for table in tables
            ],
        )


def diverging_by_head(table: Table, language: str) -> DivergingChart | None:
    """Return the chart of one question with an item for each column of a cross-tab or each wave."""
    lines = _scale(table)
    if table.measure != Measure.ORDINAL or not is_drawable(len(lines)):
        return None
    with override(language):
        return diverging_chart(
            name=f"chart-{table.name}-heads",
            title=said(table.title, language),
            sentence=said(table.sentence, language),
            answers=[said(line.label, language) for line in lines],
            items=[
                Item(said(head.label, language), tuple(_percent(line.cells[number]) for line in lines))
                for number, head in enumerate(table.heads)
                if all(_is_share(line, number) for line in lines)
            ],
        )


def _scale(table: Table) -> list[Line]:
    return [line for line in table.lines if not line.is_missing]


def _is_share(line: Line, head: int) -> bool:
    cell = line.cells[head]
    return not line.is_missing and (cell is WITHHELD or cell.percent is not None)


def _percent(cell: Cell) -> float | None:
    return None if cell is WITHHELD else cell.percent


def _bar(label: str, cell: Cell) -> Bar:
    return Bar(label, None) if cell is WITHHELD else Bar(label, cell.percent, cell.low, cell.high)
