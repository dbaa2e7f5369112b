"""`manage.py restore --rehearse`: a restore into a database of its own, compared and thrown away."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.core.management.base import CommandError
from django.db import DatabaseError, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import sql

from center.base.backup import archive, database_restore
from center.base.database_owner import owner_connection
from center.management import restoring

if TYPE_CHECKING:
    from pyrage import x25519


ALIAS: Final = "rehearsal"


def rehearse(file: Path, keys: "Sequence[x25519.Identity]") -> list[str]:
    """Restore the backup beside the portal, and return in sentences what was found; the portal is not touched.

    Raises ArchiveError, RestoreError and CommandError when the backup could not be restored as it was.
    """
    with tempfile.TemporaryFile() as dump:
        about = archive.unpack(file, keys=keys, dump=dump)
        with _scratch() as connection:
            database_restore.restore(connection, dump, program=about["program"])
            tables, rows = restoring.compared(about, connection)
            unreadable = restoring.told_of_keys(ALIAS)
            if unreadable:
                raise CommandError(" ".join(unreadable))
    files = len(about["sha256"]) - 1
    said = [
        f"The backup {file}, made {about['made']}, can be restored.",
        f"Database: {tables} tables with {rows} rows, compared with what was stored."
        if "tables" in about
        else f"Database: {tables} tables with {rows} rows. (This backup is too old to be compared.)",
        f"Files: {files}, each compared with what was stored.",
        "Encrypted fields: read with FIELD_KEYS.",
    ]
    try:
        log = restoring.log_for(about)
    except CommandError as error:
        said.append(f"But a restore would stop: {error}")
    else:
        said.append(f"Log of erasures: {len(log.records)} records, whole and not older than the backup.")
    return [*said, "The rehearsal is over; nothing of the portal was changed."]


@contextmanager
def _scratch() -> Iterator[DatabaseWrapper]:
    """Yield an empty database beside ours, NAME_rehearsal: one that stands ready, or a new one that is dropped."""
    owner = owner_connection()
    name = f"{owner.settings_dict['NAME']}_rehearsal"
    with owner.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        is_there = cursor.fetchone() is not None
        if not is_there:
            try:
                cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
            except DatabaseError as error:
                raise CommandError(
                    f"The rehearsal needs a database of its own. As PostgreSQL's administrator, once: "
                    f"CREATE DATABASE {name} OWNER {owner.settings_dict['USER']} TEMPLATE template0;"
                ) from error
    connection = owner.copy(ALIAS)
    connection.settings_dict = {**connection.settings_dict, "NAME": name}
    connections[ALIAS] = connection
    try:
        if is_there and database_restore.has_tables(connection):
            database_restore.empty(connection)
        yield connection
    finally:
        if is_there:
            database_restore.empty(connection)
        connection.close()
        del connections[ALIAS]
        if not is_there:
            with owner_connection().cursor() as cursor:
                cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
