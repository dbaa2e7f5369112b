"""Gives the tests a PostgreSQL and the environment that the settings read; loaded by `-p tests.plugin`.

Without DATABASE_URL one server from the requirements runs for the whole session, in a temporary folder.
Workers of pytest-xdist inherit the variables, so only the first process starts it. With DATABASE_URL set,
that server is used; its role must be allowed to create databases.
"""

import base64
import contextlib
import gc
import hashlib
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from center.base.local.postgres import APPLICATION, OWNER, LocalPostgres
from center.base.local.state import LocalFolder
from tests.marks import leave_to_the_long_run, the_slowest_first

ROOM = 3 * 2**30  # bytes
CHECKOUT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {
    "DEMO": "1",
    # As long and mixed as production wants it, and the same in each run.
    "SECRET_KEY": hashlib.sha512(b"tests only").hexdigest(),
    "FIELD_KEYS": "tests:" + base64.b64encode(bytes(range(32))).decode(),
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "BASE_URL": "http://testserver",
    "DEFAULT_FROM_EMAIL": "office@example.org",
    "EMAIL_URL": "dummy://",
    "SECOND_FACTOR_REQUIRED": "0",
    "DATABASE_POOL": "0",
}


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Set the environment; as a wrapper this runs before pytest-django loads the settings."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        home = make_home(early_config)
        if "DATABASE_URL" not in os.environ:
            # Only what this run reads counts, not the shell it was started from.
            os.environ.update(ENVIRONMENT)
            os.environ.pop("DATABASE_OWNER_URL", None)
            start_server(early_config, home)
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    return (yield)


def make_home(config: pytest.Config) -> Path:
    """Make the temporary folder of this run, with places for uploads and collected files."""
    home = Path(tempfile.mkdtemp(prefix="center-portal-tests-", dir=in_memory()))
    home.chmod(0o711)  # as root the server runs as another account, which must pass
    config.add_cleanup(lambda: shutil.rmtree(home))
    for name in ("MEDIA_ROOT", "PRIVATE_MEDIA_ROOT", "STATIC_ROOT"):
        folder = home / name.lower()
        folder.mkdir()
        os.environ[name] = str(folder)
    # Tests empty the database again and again; those about the log name a file of their own.
    os.environ["ERASURE_LOG"] = "none"
    return home


def in_memory() -> Path | None:
    """Return a folder in memory if there is room: a copy of the database is a thousand files, slow on many disks."""
    folder = Path("/dev/shm")  # noqa: S108 -- `mkdtemp` makes the folder in it
    with contextlib.suppress(OSError):
        if os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOM:
            return folder
    return None


def start_server(config: pytest.Config, home: Path) -> None:
    """Start PostgreSQL and stop it at the end of the session, also after Ctrl-C."""
    folder = LocalFolder(home / "local")
    folder.create()
    server = LocalPostgres(CHECKOUT, folder, durable=False, create_databases=True)
    config.add_cleanup(server.stop)
    server.start()
    # The tests own their database, so that they can make it; test_roles connects as the application.
    os.environ["DATABASE_URL"] = server.url(OWNER)
    os.environ["TEST_APPLICATION_URL"] = server.url(APPLICATION)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Spare the collector what lives as long as the run: looking through it again and again took an eighth of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let pytest-socket refuse every connection that leaves this machine."""
    if not config.option.allow_hosts:
        config.option.allow_hosts = "127.0.0.1,::1,localhost"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Choose what the default run leaves to the long one before pytest selects by marks, and the order after all."""
    leave_to_the_long_run(items)
    yield
    the_slowest_first(items)
