"""The census: how many social enterprises there were on a day, what they were like, and what changed."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from center.base.reading import may_lag
from research.census import Census, CensusRefused, Count, Dimension, Extent, is_year_end, year_end
from research.census.kept import Registry
from research.census.names import Names
from research.charts.columns import Column, Columns, columns
from research.views import census_words
from research.views.census_tables import Table, table

_YEARS_TO_CHOOSE: Final = 8
_YEARS_DRAWN: Final = 6
_COMPARED_AT_FIRST: Final = 2
_COHORTS_SHOWN: Final = 10
_ON_ANY_DAY: Final = (
    Dimension.STATUS,
    Dimension.FORM,
    Dimension.SECTION,
    Dimension.SETTLEMENT,
    Dimension.GROUP,
)
_AT_YEAR_ENDS: Final = (Dimension.SIZE, Dimension.SEX, Dimension.AGE)


class CensusForm(forms.Form):
    """A day, and years to compare it with."""

    on = forms.DateField(
        label=gettext_lazy("Day"),
        help_text=gettext_lazy("For example 31.12.2025."),
        required=False,
        widget=forms.DateInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )
    compare = forms.MultipleChoiceField(
        label=gettext_lazy("Compare with the end of"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["compare"].choices = [(str(year), f"{year}") for year in years]  # type: ignore[attr-defined]  # of its own class

    def days(self) -> list[date]:
        """Return the days asked for, in order."""
        asked = {year_end(int(year)) for year in self.cleaned_data["compare"]}
        return sorted(asked | ({self.cleaned_data["on"]} if self.cleaned_data["on"] else set()))


@may_lag
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the day `on` and the ends of the years `compare`; without either today and the last two years."""
    registry = Registry()
    extent = registry.extent()
    ends = [day for day in extent.year_ends if extent.first is None or day >= extent.first]
    years = [day.year for day in reversed(ends)][:_YEARS_TO_CHOOSE]
    at_first = [*ends[-_COMPARED_AT_FIRST:], extent.today]
    is_asked = any(request.GET.get(name) for name in ("on", "compare"))
    form = CensusForm(
        request.GET if is_asked else None,
        years=years,
        initial={"on": extent.today, "compare": [str(day.year) for day in at_first[:-1]]},
    )
    context: dict[str, Any] = {"form": form, "extent": extent, "is_asked": is_asked}
    if extent.is_empty:
        return render(request, "research/census.html", context)
    count = _counted(registry, form, at_first)
    if count is None:
        return render(request, "research/census.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    context |= _said(count, extent) | _tables(registry, count, ends) | _by_year(registry, extent, ends)
    return render(request, "research/census.html", context)


def _counted(registry: Registry, form: CensusForm, at_first: list[date]) -> Count | None:
    """Return the count of the days that the form asks for; None if they are refused, which the form says."""
    if form.is_bound and not form.is_valid():
        return None
    try:
        return registry.count((form.days() if form.is_bound else []) or at_first)
    except CensusRefused as error:
        form.add_error("on", str(error.message))
        return None


def _said(count: Count, extent: Extent) -> dict[str, Any]:
    last = count.censuses[-1]
    return {
        "headline": census_words.headline(last, extent.today),
        "persons": census_words.persons(last),
        "change": census_words.change(count.flows[-1]) if count.flows else "",
        "is_looking_back": extent.kept_since is not None and count.censuses[0].on < extent.kept_since,
        "cohorts": _cohorts(count),
        "last_day": last.on,
    }


def _cohorts(count: Count) -> list[tuple[str, int, int]]:
    """Name the cohorts of the last years, and add up those before them."""
    newest = count.censuses[-1].on.year - _COHORTS_SHOWN + 1
    old = [each for each in count.cohorts if each.year is not None and each.year < newest]
    rows = [
        (str(each.year), each.began, each.existing) for each in count.cohorts if (each.year or 0) >= newest
    ]
    if old:
        before = _("before %(year)s") % {"year": newest}
        rows.insert(0, (before, sum(each.began for each in old), sum(each.existing for each in old)))
    unknown = [each for each in count.cohorts if each.year is None]
    return rows + [(_("Not known"), each.began, each.existing) for each in unknown]


def _tables(registry: Registry, count: Count, ends: list[date]) -> dict[str, Any]:
    """Make the tables of the days, and those that only the end of a year has: of the days, or the last one before."""
    names, language = Names(), get_language() or "sr"
    last = count.censuses[-1].on
    at_ends = [census for census in count.censuses if is_year_end(census.on)]
    if not at_ends and (before := [day for day in ends if day <= last]):
        at_ends = registry.count(before[-1:]).censuses

    def made(dimensions: tuple[Dimension, ...], censuses: Any) -> list[Table]:
        return [table(dimension, censuses, names, language) for dimension in dimensions]

    return {
        "totals": _totals(count),
        "days": _headed(count.censuses),
        "tables": made(_ON_ANY_DAY, count.censuses),
        "divisions": made((Dimension.DIVISION,), count.censuses),
        "end_days": _headed(at_ends),
        "end_tables": made(_AT_YEAR_ENDS, at_ends) if at_ends else [],
    }


def _headed(censuses: Sequence[Census]) -> list[tuple[str, str]]:
    """Write each day as the two lines of a heading: day and month, year."""
    halves = [date_format(census.on, "SHORT_DATE_FORMAT").rpartition(" ") for census in censuses]
    return [(day.replace(" ", "\u00a0"), year) for day, _blank, year in halves]


def _totals(count: Count) -> list[tuple[str, list[str | None], str | None]]:
    rows = (
        (_("Enterprises"), [census.enterprises for census in count.censuses]),
        (_("Entrepreneurs"), [census.entrepreneurs for census in count.censuses]),
    )
    return [
        (
            label,
            [None if number is None else census_words.written(number) for number in numbers],
            None
            if numbers[0] is None or numbers[-1] is None
            else census_words.difference(numbers[-1] - numbers[0]),
        )
        for label, numbers in rows
    ]


def _by_year(registry: Registry, extent: Extent, ends: list[date]) -> dict[str, Any]:
    """Draw the last years and today, and tell who came and went in each."""
    count = registry.count([*ends[-_YEARS_DRAWN:], extent.today])
    items = [
        Column(
            label=str(census.on.year) if is_year_end(census.on) else _("today"),
            value=census.enterprises,
            is_partial=not is_year_end(census.on),
        )
        for census in count.censuses
    ]
    said = "; ".join(
        f"{date_format(census.on, 'SHORT_DATE_FORMAT')} {census_words.written(census.enterprises)}"
        for census in count.censuses
    )
    chart: Columns = columns(items, title=_("Enterprises at the end of each year"), description=said)
    return {
        "chart": chart,
        "years": [
            {"census": census, "flow": flow}
            for census, flow in zip(count.censuses[1:], count.flows, strict=True)
        ],
    }
