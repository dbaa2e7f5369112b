from django.conf import settings
from django.core.management.base import CommandError
from django.db import OperationalError, connections
from django.db.backends.postgresql.base import DatabaseWrapper


def owner_alias() -> str:
    """Return the alias of the role that owns the tables: `owner` when it is configured, else `default`."""
    return "owner" if "owner" in settings.DATABASES else "default"


def owner_connection() -> DatabaseWrapper:
    """Return the open connection of that role; CommandError when the database does not answer."""
    connection = connections[owner_alias()]
    assert isinstance(connection, DatabaseWrapper), "the portal runs on PostgreSQL only"
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise CommandError(f"The database does not answer: {error}") from error
    return connection
