"""What narrows a list at the moment, and what an empty list says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ChosenFilter:
    """A filter that is in force: its name, what is chosen, and the address without it (empty: it always is)."""

    title: str
    choice: str
    without: str


@dataclass(frozen=True)
class EmptyState:
    """What stands in the place of rows."""

    heading: str | Promise
    text: str | Promise = ""
    url: str = ""
    label: str | Promise = ""


def chosen_filters(changelist: ChangeList) -> list[ChosenFilter]:
    """Return the filters in force, in the order of the list; one with `always_in_force` is there in any case."""
    return list(_chosen(changelist))


def _chosen(changelist: ChangeList) -> Iterator[ChosenFilter]:
    for spec in changelist.filter_specs:
        parameters = [str(name) for name in spec.expected_parameters() if name]
        is_standing = getattr(spec, "always_in_force", False)
        if not is_standing and not any(name in changelist.filter_params for name in parameters):
            continue
        choice = next((str(each["display"]) for each in spec.choices(changelist) if each["selected"]), "")
        without = "" if is_standing else changelist.get_query_string(remove=parameters)
        yield ChosenFilter(str(spec.title), choice, without)


def is_narrowed(changelist: ChangeList) -> bool:
    """Say whether a search, a date or a filter leaves rows out."""
    dates = f"{changelist.date_hierarchy}__"
    by_date = any(name.startswith(dates) for name in changelist.filter_params)
    return bool(changelist.query) or by_date or any(each.without for each in chosen_filters(changelist))


def empty_state(changelist: ChangeList, *, nothing_yet: Any = "") -> EmptyState:
    """Return what an empty list says; `nothing_yet` tells where its rows will come from."""
    if is_narrowed(changelist):
        return EmptyState(
            _("Nothing matches"),
            _("No record fits the search and the filters that are set now."),
            "?",
            _("Remove the search and the filters"),
        )
    return EmptyState(_("Nothing here yet"), nothing_yet)


def named_values(label: Callable[[str], str]) -> type[admin.AllValuesFieldListFilter]:
    """Return a filter for a column of codes, which offers those that occur under the names that people use."""

    class NamedValuesFilter(admin.AllValuesFieldListFilter):
        def choices(self, changelist: Any) -> Iterator[Any]:
            for choice in super().choices(changelist):
                yield {**choice, "display": label(str(choice["display"]))}

    return NamedValuesFilter
