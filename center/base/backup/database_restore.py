"""Brings a dump of pg_dump back in one transaction: afterwards all is there, or nothing has changed."""

import contextlib
import subprocess
import tempfile
from pathlib import Path
from typing import IO, Any, Final

from django.db.backends.postgresql.base import DatabaseWrapper

from center.base.backup import postgres_clients

# Entries of a dump that its owner may be unable to repeat, because an administrator made them.
SKIPPED = (" COMMENT - EXTENSION ", " SCHEMA - public ", " COMMENT - SCHEMA public ")
# Where the tables stand that a restore replaced, until they are dropped.
_BEFORE: Final = "before_restore"
_UNFINISHED: Final = "A restore of the portal was not finished."
# What PostgreSQL gives every new database. The old tables are put aside by one lock: dropping hundreds of them with all
# that hangs on them in this transaction takes more locks than a server has room for (max_locks_per_transaction).
FRESH_SCHEMA: Final = b"""
BEGIN;
SET LOCAL client_min_messages = warning;
DO $$
DECLARE name text;
BEGIN
    -- The dump makes them anew, in their old place.
    FOR name IN SELECT extname FROM pg_extension WHERE extnamespace = 'public'::regnamespace LOOP
        EXECUTE format('DROP EXTENSION %I CASCADE', name);
    END LOOP;
END $$;
ALTER SCHEMA public RENAME TO before_restore;
CREATE SCHEMA public;
ALTER SCHEMA public OWNER TO pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;
"""
# This version brought this parameter; newer programs write it for older servers too.
SINCE = 17
UNKNOWN_BEFORE = b"SET transaction_timeout"
HEADER_LINES = 50


class RestoreError(Exception):
    """The dump could not be restored; the database is as it was."""


def has_tables(connection: DatabaseWrapper) -> bool:
    """Tell whether the database holds any table, view or sequence of ours."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND n.nspname !~ '^(pg_|information_schema$)'"
            " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e'))"
        )
        return bool(cursor.fetchone()[0])


def restore(connection: DatabaseWrapper, dump: IO[bytes], *, program: int) -> None:
    """Put the dump, an open file, in the place of everything in the schema `public`.

    `program` is the major version of the pg_dump that wrote it. The schema says of itself that the restore is not
    finished, until `finished` is called. Raises RestoreError and changes nothing.
    """
    connection.ensure_connection()
    # Left by a restore that was killed after its work was done.
    _drop_what_was_before(connection)
    server = connection.pg_version // 10000
    clients = postgres_clients.find(at_least=max(server, program))
    connection.close()
    with postgres_clients.service(connection) as env, tempfile.TemporaryDirectory() as folder:
        contents = Path(folder) / "contents"
        # The programs read the file from its beginning: it has no name any more that could be left behind.
        dump.seek(0)
        listed = subprocess.run(
            [clients["pg_restore"], "-l"], check=False, stdin=dump, capture_output=True, text=True, env=env
        )
        dump.seek(0)
        if listed.returncode:
            raise RestoreError(f"pg_restore cannot read the dump: {listed.stderr.strip()}")
        lines = listed.stdout.splitlines()
        contents.write_text("\n".join(line for line in lines if not any(word in line for word in SKIPPED)))
        command = ["-L", str(contents), "--no-owner", "--no-privileges", "-f", "-"]
        with (
            tempfile.TemporaryFile() as said,
            subprocess.Popen(
                [clients["psql"], "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=said,
                env=env,
            ) as psql,
            subprocess.Popen(
                [clients["pg_restore"], *command], stdin=dump, stdout=subprocess.PIPE, stderr=said, env=env
            ) as script,
        ):
            assert psql.stdin
            assert script.stdout
            try:
                psql.stdin.write(FRESH_SCHEMA)
                copy(script.stdout, psql.stdin, server=server)
                if script.wait() == 0:
                    psql.stdin.write(f"\nCOMMENT ON SCHEMA public IS '{_UNFINISHED}';\nCOMMIT;\n".encode())
                psql.stdin.close()
            except BrokenPipeError:
                script.kill()  # psql has stopped at an error
                with contextlib.suppress(BrokenPipeError):
                    psql.stdin.close()
            if psql.wait() or script.wait():
                said.seek(0)
                raise RestoreError(f"Nothing was changed: {said.read().decode(errors='replace').strip()}")
    _drop_what_was_before(connection)


def is_unfinished(connection: Any) -> bool:
    """Tell whether a restore stopped after the database was exchanged: then erasures may not be done again yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('public'::regnamespace, 'pg_namespace') = %s", [_UNFINISHED])
        return bool(cursor.fetchone()[0])


def finished(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON SCHEMA public IS NULL")


def empty(connection: Any) -> None:
    """Drop all tables, as after a rehearsal, each in a transaction of its own."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER SCHEMA public RENAME TO {_BEFORE}")
        cursor.execute("CREATE SCHEMA public")
    _drop_what_was_before(connection)


def _drop_what_was_before(connection: DatabaseWrapper) -> None:
    """Drop the tables that a restore put aside, each in a transaction of its own, and then the rest of their schema."""
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(%s) AND relkind IN ('r', 'p')",
            [_BEFORE],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE IF EXISTS {_BEFORE}.{quoted(name)} CASCADE")
        cursor.execute(f"DROP SCHEMA IF EXISTS {_BEFORE} CASCADE")


def copy(source: IO[bytes], target: IO[bytes], *, server: int) -> None:
    """Copy the script, without the settings in its first lines that an older server does not know."""
    for _ in range(HEADER_LINES):
        line = source.readline()
        if server >= SINCE or not line.startswith(UNKNOWN_BEFORE):
            target.write(line)
    while chunk := source.read(64 * 1024):
        target.write(chunk)
