"""The report of a release as PDF: tagged, with a text for each picture, in both scripts and in English."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from center.base.typesetting import typeset
from research.charts.bars import BarChart
from research.charts.diverging import DivergingChart
from research.charts.lengths import percent_words
from research.charts.of_tables import bars_of, diverging_of
from research.study import WITHHELD, Cell, Figure, Line, Shown, Study, Table, TableKind, said
from research.study_files.facts import facts

MEDIA_TYPE: Final = "application/pdf"
SUFFIX: Final = ".pdf"


def write(study: Study, language: str) -> bytes:
    """Return the report. The same study gives the same bytes: it tells the day of publication, not of printing.

    Raises center.base.typesetting.TooLongForPaperError.
    """
    identity = study.identity
    with override(language):
        return typeset(
            "research/report.typ",
            {
                "title": said(identity.title, language),
                "subtitle": _("Results, version %(number)s") % {"number": identity.version},
                "office": {"name": said(identity.producer, language), "contact": identity.address},
                "words": {
                    **_words(),
                    "made": _("Published on %(day)s") % {"day": date_format(identity.published)},
                },
                "abstract": said(identity.abstract, language),
                "sentences": [said(sentence, language) for sentence in study.sentences],
                "facts": [list(pair) for pair in facts(study, language)],
                "sections": [
                    _section(study, group, list(tables), language)
                    for group, tables in groupby(study.tables, lambda table: table.group)
                ],
                "citation": said(identity.citation, language),
                "licence": identity.licence,
            },
        )


def _words() -> dict[str, str]:
    return {
        "findings": _("Findings"),
        "how": _("How it was done"),
        "what": _("What"),
        "text": _("Text"),
        "results": _("Results"),
        "answer": _("Response"),
        "method": _("Method"),
        "cite": _("How to cite"),
        "licence": _("Licence"),
        "withheld": _("“Not shown” stands where a number is too small to be published."),
    }


def _section(study: Study, group: str, tables: Sequence[Table], language: str) -> dict[str, Any]:
    title = said(study.groups.get(group, {}), language) if group else ""
    chart = diverging_of(tables, language, title=title) if len(tables) > 1 and group else None
    return {
        "title": title,
        "chart": _diverging(chart) if chart else None,
        "tables": [_table(table, language) for table in tables],
    }


def _table(table: Table, language: str) -> dict[str, Any]:
    chart = bars_of(table, language) if table.kind == TableKind.FREQUENCY else None
    is_plain = table.kind == TableKind.FREQUENCY and len(table.heads) == 1
    heads = (
        [_("People"), "%", _("Interval")]
        if is_plain
        else [said(head.label, language) for head in table.heads]
    )
    made: dict[str, Any] = {
        "title": said(table.title, language),
        "question": said(table.question, language),
        "sentence": said(table.sentence, language),
        "chart": _bars(chart) if chart else None,
        "heads": heads,
        "rows": [
            [said(line.label, language), *(_plain_cells(line) if is_plain else map(_cell, line.cells))]
            for line in table.lines
        ],
        "feet": _feet(table, is_plain=is_plain),
        "statistics": [
            [said(each.label, language), "—" if each.value is None else _number(each.value, each.decimals)]
            for each in table.statistics
        ],
        "method": [said(sentence, language) for sentence in table.method],
    }
    if is_plain and not any(map(_has_interval, table.lines)):
        # Of an open link there are none, and so no column for them.
        for row in (heads, *made["rows"], *made["feet"]):
            row.pop()
    return made


def _has_interval(line: Line) -> bool:
    cell = line.cells[0]
    return cell is not WITHHELD and cell.low is not None and cell.high is not None


def _plain_cells(line: Line) -> list[str]:
    cell = line.cells[0]
    if cell is WITHHELD:
        return [_("not shown"), "", ""]
    percent = "" if cell.percent is None else percent_words(cell.percent)
    return ["" if cell.n is None else _number(cell.n), percent, _interval(cell)]


def _cell(cell: Cell) -> str:
    """Return the share with the people behind it, or the value, with its interval."""
    if cell is WITHHELD:
        return _("not shown")
    first = [] if cell.percent is None else [percent_words(cell.percent)]
    first += [] if cell.value is None else [_number(cell.value, 2)]
    people = [] if cell.n is None else [f"({_number(cell.n)})" if first else _number(cell.n)]
    interval = [f"[{_interval(cell)}]"] if _interval(cell) else []
    return " ".join([*first, *people, *interval])


def _interval(cell: Shown) -> str:
    if cell.low is None or cell.high is None:
        return ""
    if cell.percent is None:
        return f"{_number(cell.low, 2)}–{_number(cell.high, 2)}"
    return f"{percent_words(cell.low)}–{percent_words(cell.high)}"


def _feet(table: Table, *, is_plain: bool) -> list[list[str]]:
    """Return the rows under the answers: how many people stand behind each column, and how many did not answer."""
    found = []
    if any(head.base is not None for head in table.heads):
        found.append([_("Base"), *(_figure(head.base) for head in table.heads), *["", ""] * is_plain])
    if table.missing is not None:
        found.append(
            [_("No answer"), _figure(table.missing), *[""] * (2 if is_plain else len(table.heads) - 1)]
        )
    return found


def _figure(figure: Figure) -> str:
    if figure is None:
        return ""
    return _("not shown") if figure is WITHHELD else _number(figure)


def _number(value: float, decimals: int = 0) -> str:
    return number_format(value, decimals, use_l10n=True, force_grouping=True)


def _bars(chart: BarChart) -> dict[str, Any]:
    return {
        "alt": f"{chart.title}. {chart.summary}",
        "bars": [
            {
                "label": " ".join(words.text for words in bar.words),
                "width": _share(bar.width),
                "low": _share(bar.whisker.low) if bar.whisker else None,
                "high": _share(bar.whisker.high) if bar.whisker else None,
                "text": bar.text,
            }
            for bar in chart.bars
        ],
    }


def _diverging(chart: DivergingChart) -> dict[str, Any]:
    return {
        "alt": f"{chart.title}. {chart.summary}",
        "middle": _share(chart.middle),
        "legend": [{"tone": mark.tone, "text": mark.text} for mark in chart.legend],
        "items": [
            {
                "label": " ".join(words.text for words in item.words),
                "text": item.text,
                "parts": [
                    {
                        "tone": part.tone,
                        "x": _share(part.x),
                        "width": _share(part.width),
                        "number": part.number,
                    }
                    for part in item.parts
                ],
            }
            for item in chart.items
        ],
    }


def _share(text: str) -> float | None:
    return float(text.removesuffix("%")) if text else None
