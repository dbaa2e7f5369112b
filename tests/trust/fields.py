"""Who reads and writes which field: asked of the admin as each colleague, and of the forms outside it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.test import RequestFactory
from django.urls import get_resolver
from django.utils import translation

from center import account_forms
from center.admin_site import OWN_APPS
from center.choices import Role
from center.demo_data.portal import demo_user
from tests.trust.sources import ROOT

ROLES: Final = (Role.EDITOR, Role.RESEARCHER, Role.ADVISOR, Role.COORDINATOR)
# From the least to the most, as the page explains them.
NOTHING, READS, SOMETIMES, ONCE, WRITES = "-", "r", "s", "n", "w"
# Rows of a kind that are looked at, the newest first; the demo has each state among them.
_ROWS: Final = 60
# What forms carry to be told apart from programs and from older pages; it is stored nowhere.
_TECHNICAL: Final = {"website", "token", "seen", "submission"}
Cell = dict[str, dict[Role, str]]


def of_the_admin() -> dict[str, Cell]:
    """Return for each record (of lists inside a form: "record: rows") its fields, and of each what a role may do."""
    found: dict[str, Cell] = defaultdict(lambda: defaultdict(dict))
    # Names of rows are looked up in the language of the page.
    with translation.override("en"):
        for role in ROLES:
            request = RequestFactory().get("/admin/")
            request.user = demo_user(role)
            for model_admin in admin.site._registry.values():
                for record, field, sign in _of_model(model_admin, request):
                    found[record][field][role] = sign
    return found


def _of_model(model_admin: Any, request: Any) -> Iterator[tuple[str, str, str]]:
    name = model_admin.opts.label_lower
    rows = list(islice(model_admin.get_queryset(request).order_by("-pk"), _ROWS))
    seen = [
        _on_form(model_admin, request, row, may=model_admin.has_change_permission(request, row))
        for row in rows
    ]
    seen = seen if model_admin.has_view_permission(request) else []
    new = _on_form(model_admin, request, None, may=True) if model_admin.has_add_permission(request) else {}
    yield from ((name, field, sign) for field, sign in _signs(new, seen))
    parts: dict[str, tuple[list[dict[str, bool]], dict[str, bool]]] = {}
    for row in [None, *rows]:
        for part in model_admin.get_inline_instances(request, row):
            if not part.has_view_or_change_permission(request, row):
                continue
            key = f"{name}: {part.opts.label_lower.split('.')[1]}"
            olds, news = parts.setdefault(key, ([], {}))
            may = part.has_change_permission(request, row) and (
                model_admin.has_change_permission(request, row)
                if row
                else model_admin.has_add_permission(request)
            )
            if row is not None:
                olds.append(_on_form(part, request, row, may=may))
                may = model_admin.has_change_permission(request, row) and part.has_add_permission(
                    request, row
                )
            elif not model_admin.has_add_permission(request):
                continue
            else:
                may = part.has_add_permission(request, row)
            for field, writable in _on_form(part, request, row, may=may).items():
                news[field] = news.get(field, False) or writable
    for key, (olds, news) in parts.items():
        yield from ((key, field, sign) for field, sign in _signs(news, olds))


def _on_form(shown: Any, request: Any, row: models.Model | None, *, may: bool) -> dict[str, bool]:
    """Return the fields of a form, and of each whether it can be written on this row."""
    fixed = set(shown.get_readonly_fields(request, row))
    return {
        field: may and field not in fixed
        for field in flatten_fieldsets(shown.get_fieldsets(request, row))
        if not field.startswith("_")
    }


def _signs(new: dict[str, bool], seen: list[dict[str, bool]]) -> Iterator[tuple[str, str]]:
    for field in {**new, **{field: True for each in seen for field in each}}:
        on = [each[field] for each in seen if field in each]
        if on and all(on):
            yield field, WRITES
        elif any(on):
            yield field, SOMETIMES
        elif new.get(field):
            yield field, ONCE if seen else WRITES
        else:
            yield field, READS


def outside_the_admin() -> dict[str, list[str]]:
    """Return for each form of the public pages and of the accounts its fields, but of those that others are made of."""
    get_resolver().url_patterns  # noqa: B018 -- looking at it loads every view, and with it every form
    assert account_forms.__name__  # but for those that are loaded when somebody signs in
    return {
        f"{each.__module__}.{each.__qualname__}": sorted({*getattr(each, "base_fields", {})} - _TECHNICAL)
        for each in _below(forms.BaseForm)
        if not re.search(r"[.](admin|base)", each.__module__) and not any(True for _more in _below(each))
    }


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    """Yield the portal's own classes that come of this one; tests and factories make others meanwhile."""
    below: list[type[Any]] = kind.__subclasses__()
    for each in below:
        if each.__module__.split(".")[0] in OWN_APPS and "<locals>" not in each.__qualname__:
            yield each
        yield from _below(each)


# --- The page ----------------------------------------------------------------------------------------------------

PAGE: Final = ROOT / "docs" / "security" / "fields.md"
IN_THE_ADMIN: Final = (
    "| record | fields | editor | researcher | advisor | coordinator |\n|---|---|---|---|---|---|\n"
)
OUTSIDE: Final = "| form | who sends it | fields |\n|---|---|---|\n"


def table_of_the_admin(found: dict[str, Cell]) -> str:
    """Return the first table: a line for the fields of a record with which all roles may do the same."""
    lines = []
    for record, fields in sorted(found.items()):
        alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for field, signs in fields.items():
            alike[tuple(signs.get(role, NOTHING) for role in ROLES)].append(f"`{field}`")
        lines += [
            f"| {record} | {', '.join(sorted(names))} | {' | '.join(signs)} |\n"
            for signs, names in sorted(alike.items(), key=lambda each: sorted(each[1]))
        ]
    return IN_THE_ADMIN + "".join(lines)


def table_outside(found: dict[str, list[str]], senders: dict[str, str]) -> str:
    """Return the second table; who sends a form is written by hand, "?" stands where nobody has done it yet."""
    return OUTSIDE + "".join(
        f"| {name} | {senders.get(name, '?')} | {''.join(f'`{each}`, ' for each in fields)[:-2] or '–'} |\n"
        for name, fields in sorted(found.items())
    )


def tables_of_the_page() -> tuple[str, str]:
    """Return both tables as they stand on the page."""
    first, second = ("".join(f"{line}\n" for line in part) for part in _tables(PAGE.read_text()))
    return first, second


def _tables(text: str) -> list[list[str]]:
    found: list[list[str]] = []
    before = ""
    for line in text.splitlines():
        if line.startswith("|"):
            if not before.startswith("|"):
                found.append([])
            found[-1].append(line)
        before = line
    return found


def senders() -> dict[str, str]:
    """Return who sends each form, as the page says it."""
    lines = tables_of_the_page()[1].splitlines()[2:]
    return {cells[1]: cells[2] for cells in (re.split(r" *\| *", line) for line in lines)}
