from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper


def owner_alias() -> str:
    """Return the alias of the role that owns the tables: `owner` when it is configured, else `default`."""
    return "owner" if "owner" in settings.DATABASES else "default"


def owner_connection() -> DatabaseWrapper:
    connection = connections[owner_alias()]
    assert isinstance(connection, DatabaseWrapper), "the portal runs on PostgreSQL only"  # noqa: S101
    return connection
