"""For the page of a list in the admin."""

from typing import Any

from django import template
from django.contrib.admin.views.main import ChangeList

from center import admin_lists

register = template.Library()


@register.simple_tag
def chosen_filters(changelist: ChangeList) -> list[admin_lists.ChosenFilter]:
    """Return the filters in force; see `center.admin_lists`."""
    return admin_lists.chosen_filters(changelist)


@register.simple_tag
def is_narrowed(changelist: ChangeList) -> bool:
    """Say whether a search, a date or a filter leaves rows out."""
    return admin_lists.is_narrowed(changelist)


@register.simple_tag
def row_note(inline: Any, row: Any) -> str:
    """Return what a folded row of a record says beside its name; see `FoldedInline`."""
    return str(inline.row_note(row))


@register.simple_tag
def empty_state(changelist: ChangeList) -> admin_lists.EmptyState:
    """Return what the list says instead of rows; each admin may have its own words."""
    state: admin_lists.EmptyState = changelist.model_admin.empty_state(changelist)  # type: ignore[attr-defined]  # ours
    return state
