"""PostgreSQL's own programs pg_dump, pg_restore and psql: which to use, and how they get the password."""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from center.base.local.programs import installed_programs
from center.base.local.state import LocalError

NAMES = ("pg_dump", "pg_restore", "psql")
# What Django adds for itself; no program of PostgreSQL knows these.
DJANGO_ONLY = ("context", "cursor_factory", "prepare_threshold")


@dataclass(frozen=True)
class Clients:
    """The three programs of one installation, of the major version `major`."""

    folder: Path
    major: int

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


def find(*, at_least: int) -> Clients:
    """Return the programs of the lowest major version that is new enough, from PATH or the requirements.

    An older pg_dump refuses a newer server; a much newer one may write what the server does not know.
    Raises ImproperlyConfigured when there are none.
    """
    folders = [Path(folder) for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if folder]
    with contextlib.suppress(LocalError):  # production may leave that package out
        folders.append(installed_programs())
    found = [
        Clients(folder, major_version(folder / "pg_dump"))
        for folder in folders
        if all(shutil.which(name, path=str(folder)) for name in NAMES)
    ]
    suitable = [clients for clients in found if clients.major >= at_least]
    if not suitable:
        raise ImproperlyConfigured(
            f"pg_dump, pg_restore and psql of version {at_least} or newer are not in PATH; "
            "install PostgreSQL's client programs."
        )
    return min(suitable, key=lambda clients: clients.major)


def major_version(program: Path) -> int:
    said = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout
    match = re.search(r"\) (\d+)", said)
    return int(match[1]) if match else 0


@contextmanager
def service(connection: DatabaseWrapper) -> Iterator[dict[str, str]]:
    """Yield an environment in which the programs connect as `connection` does.

    The password stands in a service file that only we can read, never among arguments, which everybody sees.
    """
    given = {
        name: str(value)
        for name, value in connection.get_connection_params().items()
        if name not in DJANGO_ONLY and value is not None
    }
    words = {name: str(value) for name, value in conninfo_to_dict(make_conninfo(**given)).items()}
    if broken := [name for name, value in words.items() if "\n" in value]:
        raise ImproperlyConfigured(f"The database's {', '.join(broken)} must not contain a line break.")
    env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    with tempfile.TemporaryDirectory() as folder:  # mode 0700
        file = Path(folder) / "service.conf"
        file.write_text("[portal]\n" + "".join(f"{name}={value}\n" for name, value in words.items()))
        yield env | {"PGSERVICEFILE": str(file), "PGSERVICE": "portal"}
