"""Every change of a merge as JSON, exact to the column, and the way back.

Rows are read and written as PostgreSQL's own `to_jsonb`, so that an encrypted column stays encrypted here, a range
stays a range, and nothing is computed anew on the way back. An entry is one of

    {"op": "update", "model": label, "pk": 1, "before": {column: value}, "after": {column: value}}
    {"op": "insert" | "delete", "model": label, "pk": 1, "row": {column: value}}
"""

import json
from collections.abc import Callable
from typing import Any, Final

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from center.base.merging.errors import MergeRefused

Entry = dict[str, Any]
Columns = dict[str, Any]

_quote: Final = connection.ops.quote_name


class Journal:
    """Changes rows and writes down what they were; `entries` is what to keep."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def update(self, record: Model, **values: Any) -> None:
        """Set fields of one row by their names."""
        model, pk = type(record), record.pk
        before = _read(model, pk)
        model._base_manager.filter(pk=pk).update(**values)
        for name, value in values.items():
            setattr(record, name, value)
        self._updated(model, pk, before)

    def copy(self, source: Model, target: Model, fields: "list[models.Field[Any, Any]]") -> None:
        """Copy columns from one row of a model to another, letter for letter."""
        model = type(target)
        before, row = _read(model, target.pk), _read(type(source), source.pk)
        _write(model, target.pk, {column: row[column] for column in map(_column, fields)})
        self._updated(model, target.pk, before)

    def create(self, record: Model) -> None:
        """Insert a new row."""
        record.save(force_insert=True)
        self.entries.append(_entry("insert", type(record), record.pk, row=_read(type(record), record.pk)))

    def delete(self, record: Model) -> None:
        """Delete one row; nothing may hang on it any more."""
        model, pk = type(record), record.pk
        self.entries.append(_entry("delete", model, pk, row=_read(model, pk)))
        _delete(model, pk)

    def _updated(self, model: type[Model], pk: Any, before: Columns) -> None:
        after = _read(model, pk)
        changed = [column for column in after if after[column] != before[column]]
        if changed:
            self.entries.append(
                _entry(
                    "update",
                    model,
                    pk,
                    before={column: before[column] for column in changed},
                    after={column: after[column] for column in changed},
                )
            )


@transaction.atomic
def take_back(
    entries: list[Entry], *, may_be_gone: Callable[[type[Model]], bool] = lambda _model: False
) -> None:
    """Undo the entries, last first; raises MergeRefused when a row was changed since or is gone.

    Only what the merge itself changed is compared and put back: other columns keep what people entered since.
    `may_be_gone` says of which models a row that moved may have been deleted since.
    """
    for entry in reversed(entries):
        model = apps.get_model(entry["model"])
        if entry["op"] == "update" and may_be_gone(model) and not _is_there(model, entry["pk"]):
            continue
        {"update": _take_back_update, "insert": _take_back_insert, "delete": _take_back_delete}[entry["op"]](
            model, entry
        )


def _is_there(model: type[Model], pk: Any) -> bool:
    return model._base_manager.filter(pk=pk).select_for_update().exists()


def _take_back_update(model: type[Model], entry: Entry) -> None:
    now = _read_or_refuse(model, entry["pk"])
    for column, value in entry["after"].items():
        if now.get(column) != value:
            raise MergeRefused(
                _(
                    "This merge cannot be undone any more: “%(field)s” of the record “%(kind)s” no. %(number)s was "
                    "changed since."
                )
                % {"field": _field_name(model, column), **_names(model, entry["pk"])}
            )
    _write(model, entry["pk"], entry["before"])


def _take_back_insert(model: type[Model], entry: Entry) -> None:
    if _read_or_refuse(model, entry["pk"]) != entry["row"]:
        raise MergeRefused(
            _("This merge cannot be undone any more: the record “%(kind)s” no. %(number)s was changed since.")
            % _names(model, entry["pk"])
        )
    _delete(model, entry["pk"])


def _take_back_delete(model: type[Model], entry: Entry) -> None:
    table, columns = _quote(model._meta.db_table), _columns(model)
    kept = [column for column in columns if column in entry["row"]]
    names = ", ".join(map(_quote, kept))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names})"  # noqa: S608 -- names of our own tables and columns
            f" SELECT {names} FROM jsonb_populate_record(NULL::{table}, %s::jsonb)",
            [json.dumps(entry["row"])],
        )


def _entry(op: str, model: type[Model], pk: Any, **more: Columns) -> Entry:
    return {"op": op, "model": model._meta.label_lower, "pk": pk, **more}


def _columns(model: type[Model]) -> list[str]:
    return [_column(field) for field in model._meta.concrete_fields if not getattr(field, "generated", False)]


def _column(field: "models.Field[Any, Any]") -> str:
    assert field.column  # a concrete field has one
    return field.column


def _place(model: type[Model]) -> tuple[str, str]:
    """Return the table and its key, ready for SQL."""
    return _quote(model._meta.db_table), _quote(_column(model._meta.pk))


def _read_or_refuse(model: type[Model], pk: Any) -> Columns:
    try:
        return _read(model, pk)
    except LookupError as error:
        raise MergeRefused(
            _("This merge cannot be undone any more: the record “%(kind)s” no. %(number)s is gone.")
            % _names(model, pk)
        ) from error


def _read(model: type[Model], pk: Any) -> Columns:
    """Lock one row and return its columns; raises LookupError when there is none."""
    table, key = _place(model)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT to_jsonb(t) FROM {table} t WHERE {key} = %s FOR UPDATE",  # noqa: S608 -- our own names
            [pk],
        )
        found = cursor.fetchone()
    if found is None:
        raise LookupError
    # Numbers with a fraction stay as PostgreSQL writes them: a float would round them.
    row: Columns = json.loads(found[0], parse_float=str)
    return {column: row[column] for column in _columns(model)}


def _write(model: type[Model], pk: Any, values: Columns) -> None:
    table, key = _place(model)
    changes = ", ".join(f"{_quote(column)} = r.{_quote(column)}" for column in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} t SET {changes}"  # noqa: S608 -- names of our own tables and columns
            f" FROM jsonb_populate_record(NULL::{table}, %s::jsonb) r WHERE t.{key} = %s",
            [json.dumps(values), pk],
        )


def _delete(model: type[Model], pk: Any) -> None:
    table, key = _place(model)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [pk])  # noqa: S608 -- our own names


def _names(model: type[Model], pk: Any) -> dict[str, object]:
    return {"kind": model._meta.verbose_name, "number": pk}


def _field_name(model: type[Model], column: str) -> str:
    fields = {field.column: field for field in model._meta.concrete_fields}
    return str(fields[column].verbose_name) if column in fields else column
