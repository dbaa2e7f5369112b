"""Which tables are sealed, and how their rows are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import connection
from psycopg import sql

from center.base.database_roles import append_only_tables
from center.base.encryption import EncryptedTextField, UnreadableValueError, decrypt
from center.base.sealing import worth

# What stands in the chain itself, and the key, which is turned with the others.
_NOT_SEALED: Final = frozenset({"center_auditseal", "center_auditspan", "center_auditkey"})
_CONTEXT: Final = "pgh_context_id"
_BATCH: Final = 5000


@dataclass(frozen=True)
class SealedTable:
    """A table to which rows are only added, numbered by `key`; `secrets` are encrypted columns, with their contexts."""

    name: str
    key: str
    columns: tuple[str, ...]
    secrets: dict[str, str]
    moment: str


def sealed_tables() -> list[SealedTable]:
    """Return every history and every log."""
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    found = []
    for name in append_only_tables():
        if name in _NOT_SEALED:
            continue
        fields = models[name]._meta.concrete_fields
        secrets = {
            str(field.column): field.context for field in fields if isinstance(field, EncryptedTextField)
        }
        moments = [str(field.column) for field in fields if field.get_internal_type() == "DateTimeField"]
        found.append(
            SealedTable(
                name,
                str(models[name]._meta.pk.column),
                tuple(sorted(str(field.column) for field in fields)),
                secrets,
                "pgh_created_at" if "pgh_created_at" in moments else moments[0],
            )
        )
    return found


@dataclass(frozen=True)
class RowWorth:
    """What a row is worth in the checksum of its span."""

    number: int
    worth: int


def read(
    table: SealedTable,
    key: bytes,
    columns: tuple[str, ...],
    *,
    after: int,
    upto: int,
    where: sql.Composable | None = None,
    values: tuple[Any, ...] = (),
) -> Iterator[RowWorth]:
    """Give the rows with numbers above `after` and up to `upto`, in order.

    A row counts with its columns, with who did it, and with encrypted texts as they read: another key, and a turn of
    the keys, change nothing.
    """
    query = _query(table, columns, where)
    secrets = [name for name in columns if name in table.secrets]
    while True:
        with connection.cursor() as cursor:
            cursor.execute(query.as_string(), (after, upto, *values, _BATCH))
            rows = cursor.fetchall()
        for number, told, who, *hidden in rows:
            plain = [_plain(value, table.secrets[name]) for name, value in zip(secrets, hidden, strict=True)]
            yield RowWorth(number, worth(key, table.name, [number, told, who, *plain]))
        if len(rows) < _BATCH:
            return
        after = rows[-1][0]


def _query(table: SealedTable, columns: tuple[str, ...], where: sql.Composable | None) -> sql.Composed:
    told = [name for name in columns if name not in table.secrets]
    hidden = [name for name in columns if name in table.secrets]

    def named(names: list[str]) -> list[sql.Composed]:
        return [sql.SQL("e.{}").format(sql.Identifier(name)) for name in names]

    has_context = _CONTEXT in columns
    return sql.SQL(
        "SELECT e.{key}, (SELECT to_jsonb(told)::text FROM (SELECT {told}) told), {who}{hidden}"
        " FROM {table} e {contexts} WHERE e.{key} > %s AND e.{key} <= %s {where} ORDER BY e.{key} LIMIT %s"
    ).format(
        key=sql.Identifier(table.key),
        told=sql.SQL(", ").join(named(told)),
        who=sql.SQL("c.metadata::text") if has_context else sql.SQL("NULL"),
        hidden=sql.SQL("").join(sql.SQL(", {}").format(name) for name in named(hidden)),
        table=sql.Identifier(table.name),
        contexts=sql.SQL("LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id" if has_context else ""),
        where=where or sql.SQL(""),
    )


def _plain(value: str | None, context: str) -> str | None:
    try:
        return None if value is None else decrypt(value, context)
    except UnreadableValueError:
        # Reported by the check, as the checksum does not fit any more.
        return value
