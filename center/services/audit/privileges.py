"""What the role of the application may do, compared with what was designed (`center/base/database_roles.py`)."""

from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import connection

from center.base.database_roles import ADDED_TO, OWNER_ONLY, append_only_tables, functions_of_the_application
from center.services.audit.finding import Finding

_POWERS: Final = {
    "rolsuper": "is a superuser",
    "rolcreaterole": "may make roles",
    "rolbypassrls": "passes over row security",
    "rolreplication": "may copy the whole server",
}


def check(role: str = "") -> Iterator[Finding]:
    """Ask the database about the role under which the portal runs."""
    role = role or settings.DATABASES["default"]["USER"]
    yield from _powers(role)
    owned = _one(
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        " AND pg_has_role(%s, relowner, 'MEMBER')",
        role,
    )
    if owned:
        # Whoever owns a table may do everything to it, so the rest would say nothing.
        yield Finding(
            "role", f"The role {role} of the application owns tables, so it can rewrite what was done."
        )
    else:
        yield from _tables(role)
        yield from _functions(role)


def _powers(role: str) -> Iterator[Finding]:
    for column, power in _POWERS.items():
        if _one(f"SELECT {column} FROM pg_roles WHERE rolname = %s", role):  # noqa: S608 -- our own names
            yield Finding("role", f"The role {role} of the application {power}.")
    if _one("SELECT has_schema_privilege(%s, 'public', 'CREATE')", role):
        yield Finding("role", f"The role {role} of the application may make tables and functions.")
    if _one("SELECT has_parameter_privilege(%s, 'session_replication_role', 'SET')", role):
        yield Finding("role", f"The role {role} of the application can turn triggers off for itself.")


def _tables(role: str) -> Iterator[Finding]:
    denied = {table: {"UPDATE", "DELETE", "TRUNCATE", "TRIGGER"} for table in append_only_tables()}
    for label in ADDED_TO:
        denied[_table(label)] = {"DELETE", "TRUNCATE", "TRIGGER"}
    for label in OWNER_ONLY:
        denied[_table(label)] |= {"INSERT"}
    for table, rights in sorted(denied.items()):
        for right in sorted(rights):
            if _may(role, table, right):
                yield Finding(
                    "privilege", f"The role {role} of the application has the right {right} on {table}."
                )


def _may(role: str, table: str, right: str) -> bool:
    whole = "has_table_privilege(%(role)s, %(table)s, %(right)s)"
    if right in {"INSERT", "UPDATE"}:
        whole += " OR has_any_column_privilege(%(role)s, %(table)s, %(right)s)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {whole}", {"role": role, "table": f'"{table}"', "right": right})
        return bool(cursor.fetchone()[0])


def _functions(role: str) -> Iterator[Finding]:
    """Look for functions that run with the rights of the owner and are not ours."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.prosecdef"
            " AND p.pronamespace = 'public'::regnamespace AND has_function_privilege(%s, p.oid, 'EXECUTE')"
            " AND p.oid NOT IN (SELECT to_regprocedure(known) FROM unnest(%s::text[]) known"
            " WHERE to_regprocedure(known) IS NOT NULL) ORDER BY 1",
            [role, functions_of_the_application()],
        )
        for (name,) in cursor.fetchall():
            yield Finding("privilege", f"The role {role} may call {name} with the rights of the owner.")


def _table(label: str) -> str:
    return str(apps.get_model(label)._meta.db_table)


def _one(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
