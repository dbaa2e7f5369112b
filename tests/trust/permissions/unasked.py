"""Sends a form of the admin with a field for every column that it does not ask for, and tells what that changed."""

import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.contrib import admin
from django.db import connection, models, transaction
from django.test import Client

from tests.entrepreneurs.typed_forms import typed
from tests.trust.people import writes, written

MARK: Final = 75317531
# What every answer may write: who was here, and what the sending itself is counted by.
_OF_SENDING: Final = ("django_", "procrastinate_", "usersessions_", "center_ratewindow", "center_cache")
# The values that stand in each column of each table that was written, and how often.
Columns = dict[tuple[str, str], Counter[str]]


@dataclass
class Tried:
    """What came of the forms of one persona."""

    saved: set[str] = field(default_factory=set)
    took: set[str] = field(default_factory=set)


# What is written into a column of a kind; the first that fits counts.
_FORGED: Final[list[tuple[type[Any], str]]] = [
    (models.DateField, date(1987, 6, 5).isoformat()),
    (models.UUIDField, str(uuid.UUID(int=MARK))),
    (models.EmailField, f"m{MARK}@example.org"),
    (models.Field, str(MARK)),
]


def otherwise(column: Any, now: Any) -> list[object]:
    """Return a value for a column of a record that differs from what stands there (`now`), if there is one."""
    if isinstance(column, models.BooleanField):
        return ["" if now else "on"]
    if column.choices:
        return [value for value, _label in column.flatchoices if value not in {now, "", None}][:1]
    if isinstance(column, models.ForeignKey):
        others = column.remote_field.model._base_manager.exclude(pk=now).order_by("-pk")
        return list(others.values_list("pk", flat=True)[:1])
    return [next(value for kind, value in _FORGED if isinstance(column, kind))]


def unasked(
    model: type[models.Model], record: models.Model | None, asked: set[str], prefix: str = ""
) -> dict[str, Any]:
    """Return a field for each column (and choice of many) of a model for which no field of the form asks."""
    found: dict[str, Any] = {}
    for column in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        name = prefix + column.name
        if {name, f"{name}_0"} & asked or column.primary_key:
            continue
        if isinstance(column, models.ManyToManyField):
            found[name] = list(column.remote_field.model._base_manager.values_list("pk", flat=True)[:1])
            continue
        values = otherwise(column, getattr(record, column.attname, None))
        if values:
            found[name] = values[0]
            # A moment is two fields in the admin.
            found |= (
                {f"{name}_0": "05.06.1987.", f"{name}_1": "07:53"}
                if isinstance(column, models.DateTimeField)
                else {}
            )
    return found


def of_page(model_admin: Any, request: Any, record: models.Model, data: dict[str, Any]) -> dict[str, Any]:
    """Return what a page of a record does not ask for: columns of the record, and of each row of its lists."""
    asked = set(data)
    found = unasked(type(record), record, asked)
    for formset, inline in model_admin.get_formsets_with_inlines(request, record):
        prefix = formset.get_default_prefix()
        rows = int(data.get(f"{prefix}-INITIAL_FORMS") or 0)
        for number in range(rows):
            key = data.get(f"{prefix}-{number}-{inline.model._meta.pk.name}")
            row = inline.model._base_manager.filter(pk=key).first() if key else None
            found |= unasked(inline.model, row, asked, f"{prefix}-{number}-")
    return found


def after(client: Client, address: str, data: dict[str, Any]) -> tuple[set[str], Columns]:
    """Send it and take it back; return the tables that were written and what then stood in their columns."""
    with transaction.atomic():
        before = writes()
        client.post(address, data)
        tables = {table for table in written(before) if not table.startswith(_OF_SENDING)}
        stood = {each: values for table in sorted(tables) for each, values in _columns(table).items()}
        transaction.set_rollback(True)
    return tables, stood


def _columns(table: str) -> Columns:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- a name of the catalogue
        names = [column.name for column in cursor.description or ()]
        rows = cursor.fetchall()
    return {(table, name): Counter(str(row[place]) for row in rows) for place, name in enumerate(names)}


def try_form(
    client: Client, address: str, good: dict[str, Any], more: dict[str, Any]
) -> tuple[bool, set[str]]:
    """Send a form twice as it should be and once with more; return whether it was saved, and what the more changed.

    What differs between the two good sendings (keys, moments, secrets) says nothing and is left out.
    """
    first_tables, first = after(client, address, good)
    if not first_tables:
        return False, set()
    _tables, second = after(client, address, good)
    tables, third = after(client, address, {**more, **good})
    took = {f"{table} is written or not" for table in tables ^ first_tables}
    took |= {
        f"{table}.{column}"
        for (table, column), values in third.items()
        if first.get((table, column)) == second.get((table, column)) != values and table in first_tables
    }
    return True, took


def try_change_pages(
    client: Client, request: Any, numbers: dict[str, Any], only: set[str] | None = None
) -> Tried:
    """Try the page of one record of each kind that the person may change."""
    tried = Tried()
    for model, each in admin.site._registry.items():
        label = model._meta.label_lower
        key = numbers.get(label.replace(".", "/"))
        record = each.get_object(request, str(key)) if key and (only is None or label in only) else None
        if record is None or not each.has_change_permission(request, record):
            continue
        address = f"/admin/{label.replace('.', '/')}/{record.pk}/change/"
        good = {**typed(client.get(address)), "_save": "1"}
        saved, took = try_form(client, address, good, of_page(each, request, record, good))
        tried.saved |= {label} if saved else set()
        tried.took |= {f"{label}: {column}" for column in took}
    return tried


def try_add_pages(client: Client, request: Any, numbers: dict[str, Any]) -> Tried:
    """Try the page of a new record of each kind that the person may add, filled after one that is there."""
    tried = Tried()
    for model, each in admin.site._registry.items():
        label = model._meta.label_lower
        key = numbers.get(label.replace(".", "/"))
        if not key or not each.has_add_permission(request):
            continue
        stem = f"/admin/{label.replace('.', '/')}/"
        blank = typed(client.get(f"{stem}add/"))
        record = each.get_object(request, str(key))
        if record is None or not blank:
            continue
        there = typed(client.get(f"{stem}{record.pk}/change/"))
        good = {name: there.get(name) or value for name, value in blank.items()} | {"_save": "1"}
        for column in model._meta.concrete_fields:
            # Short names and the like are there once.
            if column.name in good and (column.unique or "slug" in column.name or "code" in column.name):
                good[column.name] = f"{good[column.name]}-2"
        saved, took = try_form(client, f"{stem}add/", good, unasked(model, None, set(good)))
        tried.saved |= {label} if saved else set()
        tried.took |= {f"{label}: {column}" for column in took}
    return tried
