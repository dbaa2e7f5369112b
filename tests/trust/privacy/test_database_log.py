"""PostgreSQL quotes statements, parameters and rows in its log, unless it is told not to."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest
import yaml
from psycopg import sql

from center.base.local.postgres import (
    APPLICATION,
    LOG_OF_OUR_ROLES,
    NO_ROWS_IN_THE_LOG,
    OWNER,
    SUPERUSER,
    LocalPostgres,
)
from center.base.local.state import LocalFolder
from tests.everything import EMAIL, MARKS, NAME, PHONE
from tests.plugin import in_memory
from tests.trust.privacy.disguises import words_in
from tests.trust.sources import ROOT

Statements = Sequence[tuple[Any, Sequence[Any] | None]]
DEPLOY: Final = ROOT / "deploy"
TABLE = """
CREATE TABLE person (
    id int PRIMARY KEY,
    name text NOT NULL CHECK (length(name) < 20),
    email text UNIQUE,
    born date,
    sister int REFERENCES person,
    EXCLUDE (name WITH =)
);
CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% has no place', NEW.name USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER told BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION told();
GRANT ALL ON person TO PUBLIC;
"""
INSERT = "INSERT INTO person (id, name, email, sister) VALUES (%s, %s, %s, %s)"
# What a rule refuses: a key twice, a check, a name twice, a sister that nobody has, no name.
REFUSED: Final[Statements] = (
    (INSERT, [2, "Олга", EMAIL, None]),
    (INSERT, [2, NAME * 9, "", None]),
    (INSERT, [2, NAME, "", None]),
    (INSERT, [2, "ТАЈНО", PHONE, 64999887]),
    (INSERT, [2, None, f"{NAME} {EMAIL}", None]),
)
# What quotes a value in the first line of the fault already: no such day, no such column, a word of a trigger.
QUOTED: Final[Statements] = (
    ("SELECT %s::date", [NAME]),
    ("SELECT %s::text::integer", [PHONE.replace("+", "a")]),
    ("UPDATE person SET name = %s", ["ТАЈНО"]),
    (f'SELECT "{NAME}"', None),
    (f"SELECT '{EMAIL}' '", None),
)


@pytest.fixture(scope="module")
def server() -> Iterator[LocalPostgres]:
    with tempfile.TemporaryDirectory(prefix="center-portal-log-", dir=in_memory()) as name:
        Path(name).chmod(0o711)
        folder = LocalFolder(Path(name) / "local")
        folder.create()
        with LocalPostgres(ROOT, folder, durable=False) as own:
            with psycopg.connect(own.url(OWNER), autocommit=True) as connection:
                connection.execute(TABLE)
                connection.execute(INSERT, [1, NAME, EMAIL, None])
            yield own


def refused(server: LocalPostgres, role: str, statements: Statements) -> str:
    """Run what fails, with parameters of the server's own kind and written into the statement; return the log."""
    before = len(server.log.read_text())
    failed = 0
    with psycopg.connect(server.url(role), autocommit=True) as connection:
        for statement, values in statements:
            for cursor in (connection.cursor(), psycopg.ClientCursor(connection)):
                with pytest.raises(psycopg.Error):
                    cursor.execute(statement, values)
                failed += 1
    assert failed == 2 * len(statements)
    return server.log.read_text()[before:]


@pytest.mark.each
@pytest.mark.parametrize("role", [OWNER, APPLICATION])
def test_a_rule_that_is_broken_writes_no_word_of_the_row_into_the_log_of_postgresql(
    server: LocalPostgres, role: str
) -> None:
    log = refused(server, role, (*REFUSED, *QUOTED))
    assert words_in(log, MARKS) == set()


def test_of_another_role_the_log_tells_what_failed_and_still_no_row(server: LocalPostgres) -> None:
    log = refused(server, SUPERUSER, REFUSED)
    assert log.count("ERROR:") == 2 * len(REFUSED)
    assert "duplicate key value violates unique constraint" in log
    assert (words_in(log, MARKS), "DETAIL" in log, "STATEMENT" in log) == (set(), False, False)


def test_a_server_that_nobody_told_would_quote_them(server: LocalPostgres) -> None:
    """Or the tests above would look where nothing is ever written."""
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        for setting in NO_ROWS_IN_THE_LOG:
            usual = sql.Identifier(setting.partition("=")[0])
            connection.execute(
                sql.SQL("ALTER ROLE {} SET {} TO DEFAULT").format(sql.Identifier(SUPERUSER), usual)
            )
        for name, value in (("log_error_verbosity", "default"), ("log_min_error_statement", "error")):
            connection.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    sql.Identifier(SUPERUSER), sql.Identifier(name), sql.Literal(value)
                )
            )
    log = refused(server, SUPERUSER, REFUSED)
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("ALTER ROLE {} RESET ALL").format(sql.Identifier(SUPERUSER)))
    assert words_in(log, MARKS) == {"Тајан", "tajana", "649998877", "ТАЈНО", "Tajan"}


def test_every_server_of_ours_is_told_the_same() -> None:
    text = (DEPLOY / "postgres" / "no_rows_in_the_log.conf").read_text(encoding="utf-8")
    written = {f"{name}={value}" for name, value in re.findall(r"^(\w+) = (\S+)$", text, re.MULTILINE)}
    command = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]["database"]["command"]
    assert command[0] == "postgres"
    assert {each.removeprefix("-c") for each in command[1:]} == written == set(NO_ROWS_IN_THE_LOG)
    for path in (DEPLOY / "postgres" / "roles.sh", ROOT / "docs" / "production.md"):
        told = re.findall(
            r"^ALTER ROLE (\w+) +SET log_min_messages = '(\w+)';$", path.read_text(), re.MULTILINE
        )
        assert (path.name, sorted(told)) == (
            path.name,
            [(APPLICATION, LOG_OF_OUR_ROLES), (OWNER, LOG_OF_OUR_ROLES)],
        )
    assert "no_rows_in_the_log.conf" in (ROOT / "docs" / "production.md").read_text()
