import psycopg
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

_PATIENCE = 10  # seconds


def owner_alias() -> str:
    """Return the alias of the role that owns the tables: `owner` when it is configured, else `default`."""
    return "owner" if "owner" in settings.DATABASES else "default"


def owner_connection() -> DatabaseWrapper:
    """Return the open connection of that role; CommandError when the database does not answer.

    It knocks without the pool first, which would try for ten seconds and then not say what was wrong.
    """
    connection = connections[owner_alias()]
    assert isinstance(connection, DatabaseWrapper), "the portal runs on PostgreSQL only"
    try:
        psycopg.connect(**{"connect_timeout": _PATIENCE, **connection.get_connection_params()}).close()
    except psycopg.OperationalError as error:
        raise CommandError(f"The database does not answer: {' '.join(str(error).split())}") from error
    connection.ensure_connection()
    return connection
