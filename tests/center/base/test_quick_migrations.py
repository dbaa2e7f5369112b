"""Migrating in half the time makes the same database, to the last constraint and trigger."""

import contextlib
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from center.management.commands import migrate

# Every table with its columns, constraints, indexes and triggers, as the server itself words them.
SCHEMA = """
SELECT 'column', c.table_name, c.column_name,
       c.data_type || ' ' || c.is_nullable || ' ' || coalesce(c.column_default, '')
  FROM information_schema.columns c WHERE c.table_schema = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(t.oid) || pg_get_functiondef(tgfoid)
  FROM pg_trigger t WHERE NOT tgisinternal
ORDER BY 1, 2, 3, 4
"""


@pytest.fixture
def empty(db: None, django_db_blocker: object) -> Iterator[list[str]]:
    """Make two empty databases and remove them afterwards."""
    names = ["portal_test_quick", "portal_test_plain"]
    url = connections["default"].settings_dict
    server = psycopg.connect(
        host=url["HOST"],
        port=url["PORT"],
        user=url["USER"],
        password=url["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    )
    for name in names:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield names
    for name in names:
        if name in connections.databases:
            connections[name].close()
            del connections.databases[name]
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    server.close()


@pytest.mark.long
@pytest.mark.django_db(databases="__all__")
def test_quick_and_plain_migrations_make_the_same_database(
    empty: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for name in empty:
        connections.databases[name] = {**settings.DATABASES["default"], "NAME": name}
        if name.endswith("plain"):
            monkeypatch.setattr(migrate, "quick_migrations", contextlib.nullcontext)
        call_command("migrate", database=name, verbosity=0)
        with connections[name].cursor() as cursor:
            cursor.execute(SCHEMA)
            found.append(cursor.fetchall())
    quick, plain = found
    assert len(quick) > 1000
    assert quick == plain
