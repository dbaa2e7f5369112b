"""Privileges of the application's database role, granted after every migrate.

The owner (DATABASE_OWNER_URL) makes tables; the application (DATABASE_URL) reads and writes rows, but can only
add to history and to the access log. What empties the history of erased people, and what ends the logs after five
years, are functions of the owner, which the application may call (`center/base/personal_data/sql.py`). With one URL
for both there is nothing to grant.
"""

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connections
from psycopg import sql

APPEND_ONLY = (
    "center.AccessRecord",
    "center.AccountEvent",
    "center.AuditAmendment",
    "center.AuditKey",
    "center.AuditSeal",
    "center.AuditSpan",
    "center.BackupRun",
    "center.ErasureRecord",
    "center.HistoryRedaction",
    "center.StaffAction",
)
# pghistory says more of a request while it lasts; a trigger lets it do nothing else.
ADDED_TO = ("pghistory.Context",)
# Written by a function or a command of the owner alone.
OWNER_ONLY = ("center.BackupRun", "center.HistoryRedaction")
_functions = [
    "center_forget_history(regclass, regclass, bigint[], text[], text, text)",
    "center_forget_log(regclass)",
]


def application_may_call(function: str) -> None:
    """Let the application call a function of the owner; for the `roles.py` of an app, with its argument types."""
    if function not in _functions:
        _functions.append(function)


def functions_of_the_application() -> list[str]:
    """Return the functions of the owner that the application may call."""
    return list(_functions)


def append_only_tables() -> list[str]:
    """Return the tables to which rows are only ever added: history and the logs named above."""
    history = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if getattr(model, "pgh_tracked_model", None) is not None
    ]
    return sorted({*history, *(apps.get_model(label)._meta.db_table for label in APPEND_ONLY)})


def grant(*, using: str, role: str) -> None:
    """Give `role` what the application needs on everything in the schema; running it again changes nothing."""
    name = sql.Identifier(role)
    every = [
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        "REVOKE CREATE ON SCHEMA public FROM {role}",
    ]
    with connections[using].cursor() as cursor:
        for statement in every:
            cursor.execute(sql.SQL(statement).format(role=name))
        existing = set(connections[using].introspection.table_names(cursor))
        for table in append_only_tables():
            if table in existing:
                cursor.execute(
                    sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}").format(
                        table=sql.Identifier(table), role=name
                    )
                )
        for label in ADDED_TO:
            table = apps.get_model(label)._meta.db_table
            if table in existing:
                cursor.execute(
                    sql.SQL("REVOKE DELETE, TRUNCATE ON {table} FROM {role}").format(
                        table=sql.Identifier(table), role=name
                    )
                )
        for label in OWNER_ONLY:
            table = apps.get_model(label)._meta.db_table
            if table in existing:
                cursor.execute(
                    sql.SQL("REVOKE INSERT ON {table} FROM {role}").format(
                        table=sql.Identifier(table), role=name
                    )
                )
        for function in _functions:
            cursor.execute("SELECT to_regprocedure(%s)", [function])
            if cursor.fetchone()[0] is not None:
                cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
                cursor.execute(sql.SQL(f"GRANT EXECUTE ON FUNCTION {function} TO {{role}}").format(role=name))


def after_migrate(sender: AppConfig, *, using: str, **kwargs: Any) -> None:
    """Receive `post_migrate`; act once, after the last app, when owner and application are two roles."""
    if using != "owner" or sender != list(apps.get_app_configs())[-1]:
        return
    owner, application = (settings.DATABASES[alias]["USER"] for alias in ("owner", "default"))
    if owner != application:
        grant(using=using, role=application)
