"""One workbook with all of a release, for people who work in Excel."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from center.base.spreadsheets import SheetOut, xlsx_of_sheets
from center.base.spreadsheets.writing import Value
from research.study import WITHHELD, Cell, Figure, Line, Study, Table, said
from research.study_files.archives import dated
from research.study_files.facts import facts
from research.study_files.labels import column_label, value_labels
from research.study_files.words import kind_words, measure_words

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX: Final = ".xlsx"
# A workbook of more takes minutes to make and to open.
MOST_ROWS: Final = 20_000


def write(study: Study, language: str) -> bytes:
    """Return a workbook: about, results, variables, data, method. A withheld figure is a word, never a number.

    Of a study with more than MOST_ROWS answers it leaves the data to the other files, and says so.
    """
    with override(language):
        sheets = [
            SheetOut(_("About the study"), [_("What"), _("Text")], _about(study, language)),
            SheetOut(_("Results"), _result_heads(), _results(study, language)),
            SheetOut(_("Variables"), _variable_heads(), _variables(study, language)),
            _data(study),
            SheetOut(_("Method"), [_("Table"), _("How it was found")], _method(study, language)),
        ]
        return dated(xlsx_of_sheets(sheets), study.identity.published)


def _data(study: Study) -> SheetOut:
    if len(study.data.rows) > MOST_ROWS:
        return SheetOut(
            _("Data"), [_("The data have too many rows for a workbook; take them as CSV or SAV.")], []
        )
    return SheetOut(_("Data"), [column.name for column in study.data.columns], study.data.rows)


def _about(study: Study, language: str) -> Iterator[list[Value]]:
    yield [_("In short"), said(study.identity.abstract, language)]
    for sentence in study.sentences:
        yield ["", said(sentence, language)]
    for label, text in facts(study, language):
        yield [label, text]


def _result_heads() -> list[str]:
    return [
        _("Table"), _("Question"), _("Response"), _("Column"), _("People"), "%", _("Value"), _("from"), _("to"),
        _("Adjusted residual"), _("Base"),
    ]  # fmt: skip


def _results(study: Study, language: str) -> Iterator[list[Value]]:
    for table in study.tables:
        start: list[Value] = [said(table.title, language), said(table.question, language)]
        for line in table.lines:
            yield from ([*start, *row] for row in _line(table, line, language))
        for each in table.statistics:
            yield [*start, said(each.label, language), None, None, None, each.value, *[None] * 4]
        if table.missing is not None:
            yield [*start, _("No answer"), None, _figure(table.missing), *[None] * 6]


def _line(table: Table, line: Line, language: str) -> Iterator[list[Value]]:
    for head, cell in zip(table.heads, line.cells, strict=True):
        labels = [said(line.label, language), said(head.label, language)]
        yield [*labels, *_cell(cell), _figure(None if line.is_missing else head.base)]


def _cell(cell: Cell) -> list[Value]:
    if cell is WITHHELD:
        return [_("not shown"), *[None] * 5]
    return [cell.n, cell.percent, cell.value, cell.low, cell.high, cell.residual]


def _figure(figure: Figure) -> Value:
    return _("not shown") if figure is WITHHELD else figure


def _variable_heads() -> list[str]:
    return [
        _("Column"), _("Label"), _("Question"), _("Asked of"), _("Kind"), _("Level of measurement"), _("Value"),
        _("Meaning"), _("Counts as no answer"),
    ]  # fmt: skip


def _variables(study: Study, language: str) -> Iterator[list[Value]]:
    for column in study.data.columns:
        variable = study.by_name[column.variable]
        start: list[Value] = [
            column.name,
            column_label(study, column, language),
            said(variable.question, language),
            said(variable.asked_of, language),
            kind_words(variable.kind),
            measure_words(variable.measure),
        ]
        meanings = value_labels(variable, language)
        if not meanings:
            yield [*start, None, None, None]
        for value, text in meanings.items():
            yield [*start, value, text, _("yes") if str(value) in variable.missing else None]


def _method(study: Study, language: str) -> Iterator[list[Value]]:
    for table in study.tables:
        for sentence in table.method:
            yield [said(table.title, language), said(sentence, language)]
