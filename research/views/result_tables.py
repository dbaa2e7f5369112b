"""Tables of a release as a page shows them: the answer in words, a chart, the table, and how it was found.

The same for staff who look at a release before it is published and for everybody after that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from research.charts.bars import BarChart
from research.charts.diverging import DivergingChart
from research.charts.lengths import percent_words
from research.charts.of_tables import bars_of, diverging_by_head, diverging_of
from research.definition import Texts
from research.study import TAGS, WITHHELD, Cell, Figure, Shown, Study, Table, TableKind, said, tag_of

# An adjusted residual beyond this stands out (Haberman 1973).
_STANDS_OUT: Final = 2.0


@dataclass(frozen=True)
class ShownCell:
    """What stands in a cell: a figure, what belongs to it in small type, and whether it stands out ("+", "−")."""

    text: str
    more: str = ""
    mark: str = ""
    is_withheld: bool = False


@dataclass(frozen=True)
class ShownRow:
    label: SafeString
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class ShownTable:
    """`name` is unique on the page. `heads` are the columns after that of the answers."""

    name: str
    title: SafeString
    sentence: SafeString
    bars: BarChart | None
    diverging: DivergingChart | None
    heads: tuple[SafeString, ...]
    rows: tuple[ShownRow, ...]
    feet: tuple[ShownRow, ...]
    statistics: tuple[tuple[SafeString, str], ...]
    method: tuple[SafeString, ...]
    has_withheld: bool
    first_head: str


@dataclass(frozen=True)
class Section:
    """Tables that belong together: a grid of questions with its common chart, or a single one."""

    name: str
    title: SafeString
    chart: DivergingChart | None
    tables: tuple[ShownTable, ...]


def words(texts: Texts, language: str) -> SafeString:
    """Return a text in a language, marked with the language it is in where that is another one."""
    text, tag = said(texts, language), tag_of(texts, language)
    return (
        format_html("{}", text)
        if tag == TAGS[language]
        else format_html('<span lang="{}">{}</span>', tag, text)
    )


def sections_of(study: Study, language: str) -> list[Section]:
    """Return the tables of a study in their order; those of one grid have a chart together."""
    found = []
    for number, (group, each) in enumerate(groupby(study.tables, lambda table: table.group)):
        tables = list(each)
        title = study.groups.get(group, {}) if group else {}
        chart = None
        if len(tables) > 1 and group:
            chart = diverging_of(tables, language, title=said(title, language))
        found.append(
            Section(
                f"part-{number}",
                words(title, language) if title else SafeString(),
                chart,
                tuple(_table(table, language, has_chart=chart is None) for table in tables),
            )
        )
    return found


def _table(table: Table, language: str, *, has_chart: bool) -> ShownTable:
    is_frequency = table.kind == TableKind.FREQUENCY
    first = is_frequency and len(table.heads) > 0
    has_intervals = first and any(_has_interval(line.cells[0]) for line in table.lines)
    heads = [words(head.label, language) for head in table.heads]
    if first:
        columns = (_("People"), "%", *([_("Interval")] if has_intervals else []))
        heads = [*(format_html("{}", each) for each in columns), *heads[1:]]
    return ShownTable(
        name=table.name,
        title=words(table.title, language),
        sentence=words(table.sentence, language) if table.sentence else SafeString(),
        bars=_bars(table, language) if has_chart else None,
        diverging=_diverging(table, language),
        heads=tuple(heads),
        rows=tuple(
            ShownRow(
                words(line.label, language),
                (
                    *_expanded(line.cells[0], has_intervals=has_intervals),
                    *(_cell(cell) for cell in line.cells[1:]),
                )
                if first
                else tuple(_cell(cell) for cell in line.cells),
            )
            for line in table.lines
        ),
        feet=_feet(table, more=(1 + has_intervals) * first),
        statistics=tuple(
            (
                words(each.label, language),
                _("not shown") if each.value is None else _number(each.value, each.decimals),
            )
            for each in table.statistics
        ),
        method=tuple(words(sentence, language) for sentence in table.method),
        has_withheld=table.has_withheld,
        first_head=_FIRST_HEADS.get(table.kind, lambda: _("Response"))(),
    )


_FIRST_HEADS: Final = {
    TableKind.SUMMARY: lambda: _("Figure"),
    TableKind.SCALE: lambda: _("Item"),
}


def _bars(table: Table, language: str) -> BarChart | None:
    return bars_of(table, language) if table.kind == TableKind.FREQUENCY else None


def _diverging(table: Table, language: str) -> DivergingChart | None:
    if table.kind != TableKind.CROSSTAB:
        return None
    return diverging_by_head(table, language)


def _expanded(cell: Cell, *, has_intervals: bool) -> tuple[ShownCell, ...]:
    """Return people, share and interval in columns of their own; none of intervals where there are none."""
    width = 2 + has_intervals
    if cell is WITHHELD:
        return (_withheld(), ShownCell(""), ShownCell(""))[:width]
    return (
        ShownCell("" if cell.n is None else _number(cell.n)),
        ShownCell("" if cell.percent is None else percent_words(cell.percent)),
        ShownCell(_interval(cell)),
    )[:width]


def _has_interval(cell: Cell) -> bool:
    return cell is not WITHHELD and cell.low is not None


def _cell(cell: Cell) -> ShownCell:
    if cell is WITHHELD:
        return _withheld()
    if cell.percent is not None:
        text = percent_words(cell.percent)
    elif cell.value is not None:
        text = _number(cell.value, 2)
    else:
        return ShownCell("–" if cell.n is None else _number(cell.n))
    people = "" if cell.n is None else _("n = %(number)s") % {"number": _number(cell.n)}
    mark = ""
    if cell.residual is not None and abs(cell.residual) > _STANDS_OUT:
        mark = "+" if cell.residual > 0 else "−"
    return ShownCell(text, " ".join(filter(None, [people, _interval(cell)])), mark)


def _withheld() -> ShownCell:
    return ShownCell(_("not shown"), is_withheld=True)


def _interval(cell: Shown) -> str:
    if cell.low is None or cell.high is None:
        return ""
    if cell.percent is None:
        return _("%(low)s to %(high)s") % {"low": _number(cell.low, 2), "high": _number(cell.high, 2)}
    return f"{_number(cell.low, 1)}–{percent_words(cell.high)}"


def _feet(table: Table, *, more: int) -> tuple[ShownRow, ...]:
    """Return the rows below: how many people stand behind each column, and how many did not answer.

    `more` columns belong to the first head.
    """
    found = []
    width = len(table.heads) + more
    if any(head.base is not None for head in table.heads):
        cells = [_figure(head.base) for head in table.heads]
        cells[1:1] = [ShownCell("")] * more
        found.append(ShownRow(format_html("{}", _("Base: people who answered")), tuple(cells)))
    if table.missing is not None:
        cells = [_figure(table.missing), *[ShownCell("")] * (width - 1)]
        found.append(ShownRow(format_html("{}", _("Asked, no answer")), tuple(cells)))
    return tuple(found)


def _figure(figure: Figure) -> ShownCell:
    if figure is None:
        return ShownCell("")
    return _withheld() if figure is WITHHELD else ShownCell(_number(figure))


def _number(value: float, decimals: int = 0) -> str:
    return number_format(value, decimals, use_l10n=True, force_grouping=True)


def sentences_of(study: Study, language: str) -> Sequence[SafeString]:
    """Return the findings in words."""
    return [words(sentence, language) for sentence in study.sentences]
