"""Whether the newest row of the history says of each record what the record says of itself."""

from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.db import connection, models
from psycopg import sql

from center.base.encryption import EncryptedTextField, UnreadableValueError, decrypt
from center.services.audit.finding import Finding

_SHOWN: Final = 5
# What an erasure leaves in a record, and what it leaves in the history.
_BLANK: Final = (
    "(coalesce({0}::text, '') IN ('', '–', '{{}}', '[]') OR {0}::text ~ '^erased-[0-9]+@erased[.]invalid$')"
)


def tracked() -> Iterator[tuple[type[models.Model], type[models.Model]]]:
    """Give each model with a history, and the model of its history."""
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy:
            for event in dict.fromkeys(getattr(model, "pgh_event_models", {}).values()):
                yield model, event


def check() -> Iterator[Finding]:
    """Compare every record with its history."""
    for model, event in tracked():
        yield from _told(model, _without_history(model, event), "there is no history of it")
        yield from _told(model, _other_than_history(model, event), "its history says something else")
        yield from _told(model, _gone(model, event), "it is gone, and no history says that it was deleted")


def _told(model: type[models.Model], found: list[Any], what: str) -> Iterator[Finding]:
    if found:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        numbers = ", ".join(map(str, found[:_SHOWN]))
        yield Finding("history", f"{model._meta.db_table} {numbers}{more}: {what}.")


def _names(model: type[models.Model], event: type[models.Model]) -> dict[str, sql.Composable]:
    return {
        "live": sql.Identifier(model._meta.db_table),
        "history": sql.Identifier(event._meta.db_table),
        "key": sql.Identifier(str(model._meta.pk.column)),
    }


def _without_history(model: type[models.Model], event: type[models.Model]) -> list[Any]:
    query = (
        "SELECT l.{key} FROM {live} l WHERE NOT EXISTS (SELECT FROM {history} e WHERE e.pgh_obj_id = l.{key})"
        " ORDER BY 1"
    )
    return [row[0] for row in _rows(sql.SQL(query).format(**_names(model, event)))]


def _gone(model: type[models.Model], event: type[models.Model]) -> list[Any]:
    query = (
        "SELECT n.pgh_obj_id FROM (SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id, pgh_label FROM {history}"
        " ORDER BY pgh_obj_id, pgh_id DESC) n WHERE n.pgh_label <> 'delete'"
        " AND NOT EXISTS (SELECT FROM {live} l WHERE l.{key} = n.pgh_obj_id) ORDER BY 1"
    )
    return [row[0] for row in _rows(sql.SQL(query).format(**_names(model, event)))]


def _other_than_history(model: type[models.Model], event: type[models.Model]) -> list[Any]:
    kept = {field.column for field in event._meta.concrete_fields}
    both = [field for field in model._meta.concrete_fields if field.column in kept and not field.primary_key]
    secrets = [field for field in both if isinstance(field, EncryptedTextField)]
    plain = [sql.SQL("n.pgh_label = 'delete'"), *(_differs(each) for each in both if each not in secrets)]
    query = sql.SQL(
        "SELECT l.{key}, {plain} {hidden} FROM {live} l CROSS JOIN LATERAL (SELECT * FROM {history} e"
        " WHERE e.pgh_obj_id = l.{key} ORDER BY e.pgh_id DESC LIMIT 1) n WHERE {differ} ORDER BY 1"
    ).format(
        **_names(model, event),
        plain=sql.SQL(" OR ").join(plain),
        hidden=sql.SQL("").join(
            sql.SQL(", n.{0}, l.{0}").format(sql.Identifier(str(field.column))) for field in secrets
        ),
        differ=sql.SQL(" OR ").join([*plain, *map(_differs, secrets)]),
    )
    return [number for number, is_other, *hidden in _rows(query) if is_other or _read_apart(secrets, hidden)]


def _differs(field: "models.Field[Any, Any]") -> sql.Composable:
    before, now = (sql.SQL("{}.{}").format(sql.SQL(each), sql.Identifier(str(field.column))) for each in "nl")
    blank = sql.SQL(_BLANK + " AND " + _BLANK.replace("{0}", "{1}")).format(before, now)
    return sql.SQL("({} IS DISTINCT FROM {} AND NOT ({}))").format(before, now, blank)


def _read_apart(secrets: list[EncryptedTextField], hidden: list[str | None]) -> bool:
    """Say whether encrypted texts read differently: after a turn of the keys the same text looks different."""
    pairs = zip(secrets, hidden[::2], hidden[1::2], strict=True)
    return any(_plain(before, each) != _plain(now, each) for each, before, now in pairs)


def _plain(value: str | None, field: EncryptedTextField) -> str:
    try:
        return decrypt(value or "", field.context)
    except UnreadableValueError:
        return value or ""


def _rows(query: sql.Composed) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query.as_string())
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
