"""How many rows each table has, and one number for their content: so that a restored database can be compared."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import sql

Digests = dict[str, list[str]]
# Texts of values depend on these.
_SETTINGS: Final = """SET LOCAL TIME ZONE 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres';
SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'"""


def tables(connection: DatabaseWrapper) -> Digests:
    """Return for every table of ours the number of rows, and a sum over them that no order changes.

    60 bits of MD5 for each row: enough against accidents; against people the seal of the archive stands.
    """
    found: Digests = {}
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(_SETTINGS)
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        for (name,) in cursor.fetchall():
            cursor.execute(
                sql.SQL(
                    "SELECT count(*)::text, coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text"
                    " FROM public.{} t"
                ).format(sql.Identifier(name))
            )
            found[name] = list(cursor.fetchone())
    return found


def differences(stored: Digests, found: Digests) -> list[str]:
    """Return the names of the tables that are not alike."""
    return sorted(name for name in stored.keys() | found.keys() if stored.get(name) != found.get(name))


@contextmanager
def snapshot(connection: DatabaseWrapper) -> Iterator[str]:
    """Yield the name of a snapshot in which pg_dump and `tables` see the same, whatever is written meanwhile."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def rows(found: Any) -> int:
    return sum(int(count) for count, _sum in found.values())
