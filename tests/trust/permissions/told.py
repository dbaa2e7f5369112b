"""What the lists of the admin tell one colleague: which rows, in which order, for every way of asking."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.test import RequestFactory

from center.models import User
from tests.trust.permissions.personas import World

Asked = tuple[str, str]


def request_of(world: World, persona: str, query: str = "") -> Any:
    """Return a request of the persona, with the rights as they are now."""
    request: Any = RequestFactory().get("/admin/", dict(parse_qsl(query, keep_blank_values=True)))
    request.user = User.objects.get(pk=world.users[persona].pk)
    return request


def lists_for(world: World, persona: str) -> Iterator[tuple[Any, Any]]:
    """Give model and admin of every list that the persona may open."""
    request = request_of(world, persona)
    for model, each in admin.site._registry.items():
        if each.has_view_or_change_permission(request):
            yield model, each


def ways_of_asking(changelist: Any, words: str) -> list[str]:
    """Return every query that the page of a list offers, a search for the words, and Django's own parameters."""
    columns = range(1, len(changelist.list_display) + 1)
    orders = [f"o={sign}{column}" for column in columns for sign in ("", "-")]
    choices = [choice for spec in changelist.filter_specs for choice in spec.choices(changelist)]
    chosen = [str(choice["query_string"]).removeprefix("?") for choice in choices]
    # The widest choice of each filter and every order, so that all rows stand in it.
    wide = [f"{query}&{order}" for query in chosen if "=all" in query for order in orders]
    return ["", f"q={words}", "all=&_popup=1", "_facets=True", *orders, *chosen, *wide]


def rows_of(world: World, persona: str, model_admin: Any, query: str) -> list[Any] | str:
    """Return the keys of the rows in their order, or that the list refuses the question."""
    try:
        changelist = model_admin.get_changelist_instance(request_of(world, persona, query))
    except IncorrectLookupParameters:
        return "refused"
    return list(changelist.queryset.values_list("pk", flat=True))


def told(world: World, persona: str, words: str, labels: set[str]) -> dict[Asked, list[Any] | str]:
    """Return what the lists (of these records) answer to each way of asking."""
    found: dict[Asked, list[Any] | str] = {}
    for model, each in lists_for(world, persona):
        if model._meta.label_lower not in labels:
            continue
        changelist = each.get_changelist_instance(request_of(world, persona))
        for query in ways_of_asking(changelist, words):
            found[model._meta.label_lower, query] = rows_of(world, persona, each, query)
    return found
