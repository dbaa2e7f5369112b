"""What was done stays written: the role of the application can add to logs and histories, and nothing else.

Every history and log is asked, whichever models there are; one that is made tomorrow is asked by itself.
"""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.apps import apps
from django.db import connection, models
from psycopg import errors, sql

from center.base.database_roles import ADDED_TO, append_only_tables, grant

ROW_BY_ROW = (
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "ALTER TABLE {table} DROP COLUMN {column}",
    "DROP TABLE {table} CASCADE",
    "CREATE TRIGGER silent BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION center_keep_context()",
    "CREATE RULE silent AS ON INSERT TO {table} DO INSTEAD NOTHING",
)
AROUND_THEM = (
    "SET session_replication_role = replica",
    "ALTER FUNCTION center_keep_context() RENAME TO gone",
    "DROP FUNCTION center_forget_history(regclass, regclass, bigint[], text[], text, text)",
    "CREATE TABLE mine (id int)",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE ROLE another SUPERUSER",
)
CONTEXTS = sql.Identifier(apps.get_model(ADDED_TO[0])._meta.db_table)


@pytest.fixture(scope="module")
def address(django_db_setup: None, django_db_blocker: Any) -> str:
    """Give the role of the application what the portal gives it, and say where it connects."""
    application = urlsplit(os.environ["TEST_APPLICATION_URL"])
    with django_db_blocker.unblock():
        grant(using="default", role=application.username or "")
        name = connection.settings_dict["NAME"]
        connection.close()
    return application._replace(path=f"/{name}").geturl()


@pytest.fixture
def application(address: str) -> "Iterator[psycopg.Connection]":
    """Connect as the application; whatever it does is taken back."""
    with psycopg.connect(address) as as_application:
        yield as_application
        as_application.rollback()


def refused(application: psycopg.Connection, statement: str | sql.Composed) -> bool:
    """Say whether the database refuses because the role may not, and not for another reason."""
    try:
        with application.transaction():
            application.execute(statement if isinstance(statement, sql.Composed) else statement.encode())
    except errors.InsufficientPrivilege:
        return True
    return False


def tables() -> dict[str, str]:
    """Return each table that is only added to, with a column of it."""
    found = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return {table: _column(found[table]) for table in append_only_tables()}


def _column(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)


def test_histories_and_logs_are_many() -> None:
    """Or the tests below would ask nobody."""
    history = {
        event._meta.db_table
        for model in apps.get_models()
        for event in getattr(model, "pgh_event_models", {}).values()
    }
    assert history - set(tables()) == set()
    assert {"center_accessrecord", "center_staffaction", "center_accountevent", "center_auditseal"} <= set(
        tables()
    )


@pytest.mark.each
@pytest.mark.parametrize("statement", ROW_BY_ROW)
def test_no_history_and_no_log_can_be_rewritten_by_the_application(
    statement: str, application: psycopg.Connection
) -> None:
    allowed = [
        table
        for table, column in tables().items()
        if not refused(
            application,
            sql.SQL(statement).format(table=sql.Identifier(table), column=sql.Identifier(column)),
        )
    ]
    assert allowed == []


@pytest.mark.each
@pytest.mark.parametrize("statement", AROUND_THEM)
def test_the_application_cannot_take_the_guards_away(statement: str, application: psycopg.Connection) -> None:
    assert refused(application, statement)


def test_the_application_reads_the_logs_and_adds_to_them(application: psycopg.Connection) -> None:
    """The refusals above come from what is withheld, not from a role that may do nothing at all."""
    blind = [
        table
        for table in tables()
        if refused(application, sql.SQL("SELECT FROM {table}").format(table=sql.Identifier(table)))
    ]
    assert blind == []
    application.execute(
        "INSERT INTO center_auditseal (number, previous, seal, made_at) VALUES (1, '', 'x', now())"
    )


def test_what_the_history_forgot_is_written_down_by_the_owner_alone(application: psycopg.Connection) -> None:
    assert refused(
        application,
        "INSERT INTO center_historyredaction (event_table, columns, record_count, value_count, purpose, request_id,"
        " database_role, done_at) VALUES ('x', '{}', 0, 0, '', '', '', now())",
    )


def test_who_acted_can_be_told_more_of_but_not_otherwise(application: psycopg.Connection) -> None:
    def does(statement: str) -> sql.Composed:
        return sql.SQL(statement).format(contexts=CONTEXTS)

    application.execute(
        does(
            "INSERT INTO {contexts} (id, metadata, created_at, updated_at) VALUES (gen_random_uuid(),"
            """ jsonb_build_object('user', 1, 'request', 'a'), now(), now())"""
        )
    )
    told = application.execute(
        does(
            "UPDATE {contexts} SET metadata = metadata || jsonb_build_object('verb', 'done')"
            " RETURNING metadata ->> 'verb'"
        )
    ).fetchall()
    assert told == [("done",)]
    assert [
        refused(application, does(statement))
        for statement in (
            "UPDATE {contexts} SET metadata = jsonb_build_object('user', 2, 'request', 'a')",
            "UPDATE {contexts} SET metadata = metadata - 'user'",
            "UPDATE {contexts} SET created_at = now() + interval '1 day'",
            "DELETE FROM {contexts}",
            "TRUNCATE {contexts} CASCADE",
        )
    ] == [True] * 5


def test_of_who_acted_long_ago_no_more_is_told(application: psycopg.Connection) -> None:
    application.execute(
        sql.SQL(
            "INSERT INTO {contexts} (id, metadata, created_at, updated_at)"
            " VALUES (gen_random_uuid(), jsonb_build_object(), now() - interval '2 hours', now())"
        ).format(contexts=CONTEXTS)
    )
    late = sql.SQL("UPDATE {contexts} SET metadata = jsonb_build_object('verb', 'done')")
    assert refused(application, late.format(contexts=CONTEXTS))
