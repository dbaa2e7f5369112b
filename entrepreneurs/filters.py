"""What the visitor chose in the directory, read from the address; what nobody knows is left out without a word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.bilingual import shown
from center.base.shown_text import ShownText
from entrepreneurs import facets
from entrepreneurs.choices import ActivityLevel, LegalForm, StatusKind
from entrepreneurs.models import ActivityCode, DirectoryEntry, ProductCategory, Settlement, VulnerableGroup
from entrepreneurs.querysets import DirectoryEntryQuerySet

Labels = Mapping[str, Mapping[str, str]]
HEADINGS = {
    facets.CATEGORY: _("What they offer"),
    facets.SETTLEMENT: pgettext_lazy("where an enterprise is", "Place"),
    facets.STATUS: _("Status under the Law"),
    facets.FORM: _("Legal form"),
    facets.GROUP: _("Whom they serve or engage"),
    facets.SECTION: _("Activity"),
}


def labels() -> Labels:
    """Return the words for every value of every kind, in the language of the page; four queries."""
    sections = ActivityCode.objects.filter(level=ActivityLevel.SECTION)
    return {
        facets.CATEGORY: {str(each.pk): each.name for each in ProductCategory.objects.all()},
        facets.SETTLEMENT: _places(Settlement.objects.all()),
        facets.STATUS: {str(kind.value): str(kind.label) for kind in StatusKind},
        facets.FORM: {str(form.value): str(form.label) for form in LegalForm},
        facets.GROUP: {each.code: each.name for each in VulnerableGroup.objects.order_by("valid_from")},
        facets.SECTION: {each.code: each.name for each in sections},
    }


def _places(settlements: Iterable[Settlement]) -> dict[str, str]:
    """Name the municipality only where two places are called alike."""
    rows = list(settlements)
    names = [each.name_sr for each in rows]
    twice = {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else set()
    return {
        str(each.pk): f"{each.name.plain} ({each.municipality.plain})" if each.name_sr in twice else each.name
        for each in rows
    }


class _KnownChoices(forms.MultipleChoiceField):
    """Takes what it knows and drops the rest: an old link still leads to a list."""

    def clean(self, value: Any) -> list[str]:
        given = value if isinstance(value, list | tuple) else []
        choices = cast("Iterable[tuple[object, object]]", self.choices)
        known = {str(choice) for choice, _label in choices}
        return [each for each in dict.fromkeys(map(str, given)) if each in known]


class FacetFilter(django_filters.MultipleChoiceFilter):
    """Any of the chosen values of one kind."""

    field_class = _KnownChoices

    def filter(self, qs: Any, value: list[str]) -> Any:
        """Narrow entries to those that carry one of the values."""
        if not value:
            return qs
        return qs.filter(facets__overlap=[facets.facet(self.field_name, each) for each in value])


class DirectoryFilter(django_filters.FilterSet):
    """One filter for each kind of facet; the values are the office's lists."""

    def __init__(self, data: QueryDict, queryset: DirectoryEntryQuerySet, *, labels: Labels) -> None:
        super().__init__(data, queryset)
        for kind, values in labels.items():
            each = FacetFilter(field_name=kind, choices=list(values.items()), label=HEADINGS[kind])
            each.parent, each.model = self, DirectoryEntry
            self.filters[kind] = each

    @property
    def chosen(self) -> dict[str, list[str]]:
        """Return the known values that were chosen, by kind."""
        self.form.is_valid()
        return {kind: self.form.cleaned_data.get(kind) or [] for kind in facets.KINDS}


@dataclass(frozen=True)
class Option:
    """A value of a facet as a checkbox shows it; `count` is None where it is not known."""

    value: str
    label: str
    count: int | None
    is_chosen: bool


def options(
    kind: str, names: Mapping[str, str], counts: Mapping[str, int], chosen: list[str], *, exact: bool
) -> list[Option]:
    """Return the values that lead somewhere or are chosen, the largest first."""
    found = [
        (counts.get(facets.facet(kind, value), 0), Option(value, label, None, value in chosen), value)
        for value, label in names.items()
    ]
    shown_ones = [each for each in found if each[0] or each[1].is_chosen]
    shown_ones.sort(key=lambda each: (not each[1].is_chosen, -each[0], str(each[1].label)))
    return [
        Option(option.value, option.label, count if exact else None, option.is_chosen)
        for count, option, _value in shown_ones
    ]


def as_shown(entry: DirectoryEntry) -> list[ShownText]:
    """Return the texts of a row in which a search may have found something."""
    return [entry.name, entry.summary, *(shown(serbian, english) for serbian, english in entry.products)]
