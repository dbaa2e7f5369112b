"""All values of a report with their method, as a workbook."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from center.base.spreadsheets.writing import SheetOut, Value, xlsx_of_sheets
from center.services.reports.items import Story
from center.services.reports.story import revised, revision_heads, say


def xlsx(story: Story, _files: Mapping[str, bytes]) -> bytes:
    """Return the workbook in the active language: values, breakdown, what the records count, whose money it is."""
    objectives = story.document["objectives"]
    head = [
        _("Objective"),
        _("Result"),
        _("Code"),
        _("Indicator"),
        _("Unit"),
        _("Baseline"),
        _("Target of the whole grant"),
        _("First day"),
        _("Last day"),
        _("Target"),
        _("Value"),
        _("Part of a percentage"),
        _("Whole of a percentage"),
        _("In words"),
        _("How it is counted"),
        _("Counted from"),
        _("Counted to"),
        _("Approved on"),
    ]
    parts = [_("Code"), _("Indicator"), _("First day"), _("Last day"), _("By"), _("Part"), _("Number")]
    counts = [_("What"), _("Unit"), _("Number"), _("How it is counted")]
    return xlsx_of_sheets(
        [
            SheetOut(_("Values"), head, list(_values(objectives))),
            SheetOut(_("Breakdown"), parts, list(_parts(objectives))),
            SheetOut(_("Counted from the records"), counts, list(_counts(story.document["measures"]))),
            *_revisions(objectives),
            _funding(story.document),
        ]
    )


def _revisions(objectives: list[dict[str, Any]]) -> Iterator[SheetOut]:
    rows = [list[Value](row) for row in revised(objectives)]
    if rows:
        yield SheetOut(_("Changed indicators"), list(revision_heads()), rows)


def _values(objectives: list[dict[str, Any]]) -> Iterator[list[Value]]:
    for objective, result, indicator, period in _periods(objectives):
        value = period["value"]
        begin: list[Value] = [
            say(objective["title"]),
            say(result["title"]),
            indicator["code"],
            say(indicator["title"]),
            say(indicator["unit"]),
            _number(indicator["baseline"]),
            _number(indicator["target"]) if indicator["target"] else say(indicator["target_text"]) or None,
            _day(period["first"]),
            _day(period["last"]),
            _number(period["target"]),
        ]
        if value is None:
            yield [*begin, *[None] * 8]
            continue
        yield [
            *begin,
            _("withheld") if value["is_withheld"] else _number(value["number"]),
            _number(value["numerator"]),
            _number(value["denominator"]),
            say(value["text"]) or None,
            say(value["method"]),
            _day(value["scope_first"]),
            _day(value["scope_last"]),
            _day(value["approved"]),
        ]


def _parts(objectives: list[dict[str, Any]]) -> Iterator[list[Value]]:
    for _objective, _result, indicator, period in _periods(objectives):
        for part in period["value"]["parts"] if period["value"] else ():
            yield [
                indicator["code"],
                say(indicator["title"]),
                _day(period["first"]),
                _day(period["last"]),
                say(part["dimension"]),
                say(part["label"]),
                _("withheld") if part["value"] is None else _number(part["value"]),
            ]


def _counts(measures: list[dict[str, Any]]) -> Iterator[list[Value]]:
    for each in measures:
        number = _("withheld") if each["value"] is None else _number(each["value"])
        yield [say(each["title"]), say(each["unit"]), number, say(each["how"])]


def _funding(document: dict[str, Any]) -> SheetOut:
    grant, block = document["grant"], document["visibility"]
    statement = _("Funded by the European Union") if block["is_eu"] else ""
    row: list[Value] = [statement, say(grant["donor"]), say(grant["title"]), say(block["disclaimer"])]
    headers = [_("Statement"), _("Donor"), pgettext("money given", "Grant"), _("Disclaimer")]
    return SheetOut(_("Funding"), headers, [row])


def _periods(objectives: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], ...]]:
    for objective in objectives:
        for result in objective["results"]:
            for indicator in result["indicators"]:
                for period in indicator["periods"]:
                    yield objective, result, indicator, period


def _number(text: str | None) -> Value:
    return None if text is None else Decimal(text)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
