"""The database of a test process: a copy of one that was migrated once for all of them.

Migrating takes most of a short run. Whoever comes first migrates a template, under a lock; every process then copies
it, which takes a moment. The name of the template holds a hash of what a migration can depend on, so that a server
that stays between runs (TESTS_KEEP_TEMPLATE=1) never serves an old one.
"""

import hashlib
import os
import time
from pathlib import Path
from typing import Final
from weakref import WeakSet

import psycopg
from django.conf import settings
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg import sql

CHECKOUT = Path(__file__).resolve().parent.parent
# What of the leaf package makes columns and functions, or runs after a migration; a test compares it with the imports.
BASE: Final = (
    "bilingual",
    "database_roles",
    "encryption",
    "folded_search",
    "person_names",
    "personal_data/sql",
    "phones",
    "roles",
    "serbian_fields",
    "sql",
    "trigger_operations",
    "web_addresses",
)
# Read while migrating, or by what runs after it.
_SOURCES = (
    "*/migrations/*.py",
    "*/roles.py",
    "*/choices.py",
    "*/choices/*.py",
    "*/sql.py",
    *(f"center/base/{name}.py" for name in BASE),
    "center/base/scripts/*.py",
    "*/data/*",
    "*/reference_data.py",
)
# One for each template: runs of two checkouts on one server need not wait for one another.
_LOCK = 3001
_TRIES = 50


def template_name() -> str:
    digest = hashlib.sha256()
    for pattern in _SOURCES:
        for path in sorted(CHECKOUT.glob(pattern)):
            if ".venv" not in path.parts:
                digest.update(path.relative_to(CHECKOUT).as_posix().encode() + b"\0" + path.read_bytes())
    return f"portal_template_{digest.hexdigest()[:20]}"


# Once for the whole run: somebody may edit while it goes on.
_template: Final = template_name()


def make_copy() -> str:
    """Point Django's connection at a fresh copy of the template, and return its name."""
    name = f"portal_test_{os.getpid()}"
    template = _template
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [_LOCK, _template])
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            _make(server, template)
        _drop(server, name)
        server.execute(_statement("CREATE DATABASE {} TEMPLATE {}", name, template))
    _use(name)
    return name


def drop_copy(name: str) -> None:
    """Drop the copy, whoever is still connected, and the template unless somebody wants it to stay.

    While Playwright's event loop runs, Django keeps this thread's connection in another place than after it, so the
    connection of the last tests may be out of reach by now.
    """
    connections.close_all()
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [_LOCK, _template])
        _drop(server, name)
        others = server.execute(
            "SELECT 1 FROM pg_database WHERE starts_with(datname, 'portal_test_')"
        ).fetchone()
        if others is None and os.environ.get("TESTS_KEEP_TEMPLATE") != "1":
            _drop(server, _template)


def renew_copy() -> None:
    """Put a fresh copy in the place of one in which a test committed.

    Quicker than emptying some two hundred tables and filling the office's lists again, and nothing can be left over.
    """
    # Also those that Django keeps for other threads, or for the event loop of a browser: they would be cut otherwise.
    for opened in list(_opened):
        opened.inc_thread_sharing()
        opened.close()
        opened.dec_thread_sharing()
    name = connection.settings_dict["NAME"]
    with _server() as server:
        # The lock, so that nobody takes the template for unused in the moment between.
        server.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [_LOCK, _template])
        _drop(server, name)
        server.execute(_statement("CREATE DATABASE {} TEMPLATE {}", name, _template))


def _drop(server: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    """Drop a database, whoever is connected; the server's own vacuum cannot be sent away, only waited for."""
    for attempt in range(_TRIES):
        try:
            server.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
            if attempt == _TRIES - 1:
                raise
            time.sleep(0.2)
        else:
            return


def _remember(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    _opened.add(connection)


_opened: "WeakSet[BaseDatabaseWrapper]" = WeakSet()
connection_created.connect(_remember)


def _make(server: "psycopg.Connection[tuple[object, ...]]", template: str) -> None:
    """Migrate under another name first: a run that is killed meanwhile leaves no half template."""
    making = f"{template}_in_making"
    before = connection.settings_dict["NAME"]
    tests: dict[str, object] = connection.settings_dict["TEST"]
    tests["NAME"] = making
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    _use(before)
    tests["NAME"] = None
    server.execute(_statement("ALTER DATABASE {} RENAME TO {}", making, template))


def _use(name: str) -> None:
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _statement(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*map(sql.Identifier, names))


def _server() -> "psycopg.Connection[tuple[object, ...]]":
    """Connect to the server's own database, in which others are made and dropped."""
    facts = connection.get_connection_params() | {"dbname": "postgres"}
    for unwanted in ("cursor_factory", "context", "prepare_threshold", "server_side_binding"):
        facts.pop(unwanted, None)
    return psycopg.connect(autocommit=True, **facts)
