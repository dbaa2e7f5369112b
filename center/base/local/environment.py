"""The environment that `manage.py` makes on a developer's machine, before Django reads its settings.

`manage.py demo` gets a database of its own unless DATABASE_URL names one. Every other command uses the
database that the demo made here, unless DATABASE_URL or SECRET_KEY marks a configured installation.
The web server's entry point, center/wsgi.py, never comes through here.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from center.base.local.postgres import APPLICATION, OWNER, LocalPostgres, address
from center.base.local.state import AlreadyRunningError, LocalError, LocalFolder, LocalState

PATIENCE = 30  # seconds for a demo that is just starting to get its database ready


@dataclass(frozen=True)
class Demo:
    """What `manage.py demo` works with; `postgres` is None when DATABASE_URL names another server."""

    checkout: Path
    folder: LocalFolder
    postgres: LocalPostgres | None


_demo: list[Demo] = []


def current_demo() -> Demo:
    """Return the demo that this process prepared; LocalError when it was not started by `manage.py demo`."""
    if not _demo:
        raise LocalError("Start the demo by `python manage.py demo`.")
    return _demo[-1]


@contextmanager
def local_environment(checkout: Path, arguments: Sequence[str]) -> Iterator[None]:
    """Set what the command in `arguments` (as sys.argv) needs; exit with one sentence when that fails."""
    command = arguments[1] if len(arguments) > 1 else ""
    folder = LocalFolder(checkout / ".local")
    with ExitStack() as stack:
        try:
            if command == "demo":
                _prepare_demo(checkout, folder, stack, asks_only=not {"-h", "--help"}.isdisjoint(arguments))
            elif folder.prepared and not _given("DATABASE_URL") and not _given("SECRET_KEY"):
                _use_demo(checkout, folder, stack, command)
        except LocalError as error:
            sys.exit(str(error))
        except PermissionError as error:
            sys.exit(
                f"{error.filename} belongs to another account; use that account, or remove {folder.path}."
            )
        yield


def _given(name: str) -> bool:
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def _prepare_demo(checkout: Path, folder: LocalFolder, stack: ExitStack, *, asks_only: bool) -> None:
    folder.create()
    if asks_only:  # `manage.py demo --help` disturbs no running demo
        _set(folder, folder.load())
        return
    stack.enter_context(folder.lock("demo"))
    postgres = None if _given("DATABASE_URL") else LocalPostgres(checkout, folder)
    _set(folder, folder.load())
    _demo.append(Demo(checkout, folder, postgres))
    stack.callback(_demo.pop)


def _use_demo(checkout: Path, folder: LocalFolder, stack: ExitStack, command: str) -> None:
    """Attach to the running demo's database, or start it for the length of the command."""
    try:
        stack.enter_context(folder.lock(command))
    except AlreadyRunningError:
        if not folder.announced(seconds=PATIENCE):
            raise
        _set(folder, folder.load())
        sys.stderr.write("Using the database of the running demo.\n")
        return
    postgres = LocalPostgres(checkout, folder)
    sys.stderr.write("Starting the demo's database for this command.\n")
    sys.stderr.flush()
    stack.enter_context(postgres)
    _set(folder, folder.load())
    folder.announce()


def _set(folder: LocalFolder, state: LocalState) -> None:
    """Set the variables of the demo; what the person has set already stays."""
    values = {
        "DEMO": "1",
        "SMS_URL": "console:",
        "SECRET_KEY": state.secret_key,
        "FIELD_KEYS": state.field_keys,
        "STATIC_ROOT": str(folder.path / "static"),
        "MEDIA_ROOT": str(folder.path / "media"),
        "PRIVATE_MEDIA_ROOT": str(folder.path / "private-media"),
        "ERASURE_LOG": str(folder.path / "erasure-log" / "erasures.jsonl"),
    }
    if not _given("DATABASE_URL"):
        values["DATABASE_URL"] = address(APPLICATION, state)
        values["DATABASE_OWNER_URL"] = address(OWNER, state)
    for name, value in values.items():
        if not _given(name):
            os.environ[name] = value
