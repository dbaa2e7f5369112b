"""The sector on one page: each figure as a sentence, bars and a table, with its day and source."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from center.base.reading import may_lag
from center.base.scripts.sorting import sort_key
from center.base.spreadsheets import csv_bytes
from center.costly_pages import costly
from entrepreneurs import sector
from entrepreneurs.choices import Contract, FigureSource, IncomeBand, LegalForm, Sex, StatusKind
from entrepreneurs.models import ActivityCode, DirectoryRules, Settlement, VulnerableGroup

_CONTRACTS, _SEXES = tuple(Contract.values), tuple(Sex.values)
_PLACES_SHOWN = 12
_YEARS_TOGETHER = 5


@dataclass(frozen=True)
class Bar:
    """One count with its name; `width` is its part of the largest in per cent."""

    label: str
    count: int
    width: float


@dataclass(frozen=True)
class Chart:
    """Counts of enterprises by one fact."""

    slug: str
    heading: str
    sentence: str
    bars: list[Bar]


@may_lag
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Show what can honestly be said of all enterprises in the directory."""
    figures, year = _figures()
    context = {
        "total": figures.total,
        "charts": _charts(figures),
        "today": timezone.localdate(),
        "year": year,
        "people_rows": _people_rows(year) if year else [],
        "sexes": [str(label) for label in Sex.labels],
        "bands": _band_rows(year) if year else [],
        "sources": _sources(year) if year else "",
    }
    return render(request, "entrepreneurs/statistics.html", context)


@may_lag
@require_safe
@costly(is_data=True)
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the same figures as a file; what the page withholds is empty, and says so."""
    figures, year = _figures()
    today, source = timezone.localdate(), _("Directory of the Center")
    rows: list[list[Any]] = [[_("Enterprises in the directory"), "", figures.total, today, source]]
    for chart in _charts(figures):
        rows += [[chart.heading, bar.label, bar.count, today, source] for bar in chart.bars]
    if year is not None:
        said = _sources(year)
        for label, counts in _people_rows(year):
            columns = [*map(str, Sex.labels), _("Total")]
            rows += [
                [_("People engaged"), f"{label}, {name}", _or_withheld(count), year.year, said]
                for name, count in zip(columns, counts, strict=True)
            ]
        rows.append(
            [_("People engaged from vulnerable groups"), "", _or_withheld(year.vulnerable), year.year, said]
        )
        rows += [
            [_("Income of the year"), label, _or_withheld(count), year.year, said]
            for label, count in _band_rows(year)
        ]
    headers = [_("Figure"), _("Part"), _("Number"), _("Day or year"), _("Source")]
    response = HttpResponse(csv_bytes(headers, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="statistics-{today}.csv"'
    return response


def _figures() -> tuple[sector.Registry, sector.Year | None]:
    rules, today = DirectoryRules.objects.current(), timezone.localdate()
    year = sector.latest_year(rules, today, contracts=_CONTRACTS, sexes=_SEXES)
    return sector.registry(rules, today), year


def _or_withheld(count: int | None) -> int | str:
    return _("withheld") if count is None else count


def _bars(counts: dict[str, int]) -> list[Bar]:
    most = max(counts.values(), default=1) or 1
    return [Bar(label, count, round(100 * count / most, 1)) for label, count in counts.items() if count]


def _in_order(counts: Counter[Any], labels: dict[Any, Any]) -> dict[str, int]:
    """Largest first, then by name in the order of the script."""
    language = get_language() or "sr"
    named = [(count, str(labels[key])) for key, count in counts.items() if key in labels]
    named.sort(key=lambda pair: (-pair[0], sort_key(pair[1], language)))
    return {label: count for count, label in named}


def _charts(figures: sector.Registry) -> list[Chart]:
    sections = {
        code.pk: code.name.plain for code in ActivityCode.objects.filter(pk__in=[*figures.sections, 0])
    }
    groups = {
        group.pk: group.name.plain for group in VulnerableGroup.objects.filter(pk__in=[*figures.groups, 0])
    }
    charts = [
        _chart("status", _("Status under the Law"), _in_order(figures.statuses, dict(StatusKind.choices))),
        _chart("form", _("Legal form"), _in_order(figures.forms, dict(LegalForm.choices))),
        _chart("activity", _("Main activity, by section"), _in_order(figures.sections, sections)),
        _chart("place", _("Settlement"), _places(figures.settlements)),
        _chart("groups", _("Groups served or engaged"), _in_order(figures.groups, groups)),
        _chart("founded", _("Founded in"), _periods(figures.founded)),
    ]
    return [chart for chart in charts if chart.bars]


def _chart(slug: str, heading: str, counts: dict[str, int]) -> Chart:
    bars = _bars(counts)
    if not bars:
        return Chart(slug, heading, "", bars)
    first = max(bars, key=lambda bar: bar.count)
    sentence = ngettext(
        "Most often: %(label)s (%(count)d enterprise).",
        "Most often: %(label)s (%(count)d enterprises).",
        first.count,
    ) % {"label": first.label, "count": first.count}
    return Chart(slug, heading, sentence, bars)


def _places(counts: Counter[int]) -> dict[str, int]:
    """Name the places with the most enterprises, and add up the others."""
    most = dict(counts.most_common(_PLACES_SHOWN))
    names = {place.pk: place.name.plain for place in Settlement.objects.filter(pk__in=[*most, 0])}
    named = _in_order(Counter(most), names)
    rest = sum(counts.values()) - sum(most.values())
    return {**named, _("Other settlements"): rest} if rest else named


def _periods(years: Counter[int]) -> dict[str, int]:
    periods: Counter[int] = Counter()
    for year, count in years.items():
        periods[year - year % _YEARS_TOGETHER] += count
    return {f"{first}–{first + _YEARS_TOGETHER - 1}": periods[first] for first in sorted(periods)}


def _people_rows(year: sector.Year) -> list[tuple[str, list[int | None]]]:
    return list(zip([*map(str, Contract.labels), _("Total")], year.people, strict=True))


def _band_rows(year: sector.Year) -> list[tuple[str, int | None]]:
    bands = year.bands or {}
    return [(str(label), bands[value]) for value, label in IncomeBand.choices if value in bands]


def _sources(year: sector.Year) -> str:
    return ", ".join(str(label) for value, label in FigureSource.choices if value in year.sources)
