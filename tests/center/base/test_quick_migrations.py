"""Migrating in half the time makes the same database, to the last constraint and trigger."""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests.database import CHECKOUT

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


PLAIN = """
import contextlib, django
django.setup()
from django.core.management import call_command
from center.management.commands import migrate
migrate.quick_migrations = contextlib.nullcontext
call_command("migrate", verbosity=0)
"""
QUICK = PLAIN.replace("migrate.quick_migrations = contextlib.nullcontext", "")


@pytest.fixture
def empty_databases(django_db_setup: None) -> Iterator[list[str]]:
    """Make two empty databases, give their addresses, and remove them afterwards."""
    names = [f"portal_test_{os.getpid()}_{kind}" for kind in ("quick", "plain")]
    address, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        for name in names:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield [f"{address}/{name}" for name in names]
        for name in names:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def schema(address: str, program: str) -> list[tuple[str, ...]]:
    """Run a program that migrates this database, and return what it made."""
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "center.settings"}
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], env=environment, cwd=CHECKOUT, check=True)
    with psycopg.connect(address) as made:
        return made.execute(SCHEMA).fetchall()


@pytest.mark.long
def test_quick_and_plain_migrations_make_the_same_database(empty_databases: list[str]) -> None:
    quick, plain = (
        schema(address, program) for address, program in zip(empty_databases, (QUICK, PLAIN), strict=True)
    )
    assert len(quick) > 1000
    assert quick == plain
