"""What the demo keeps in `.local/` of the checkout: secrets, the database's port, and who uses it now."""

import base64
import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path


class LocalError(Exception):
    """Something about the local demo that one sentence explains to the person at the terminal."""


class AlreadyRunningError(LocalError):
    """Another process uses this checkout's database."""


def _field_key() -> str:
    return "demo:" + base64.b64encode(secrets.token_bytes(32)).decode()


@dataclass(frozen=True)
class LocalState:
    """Secrets made once per checkout, and the port that the database had last (0: not chosen yet)."""

    secret_key: str = field(default_factory=lambda: secrets.token_urlsafe(64))
    field_keys: str = field(default_factory=_field_key)
    superuser_password: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    owner_password: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    application_password: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    database_port: int = 0


class LocalFolder:
    """The folder `.local/`: readable secrets for its owner only, everything else of the demo below it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._state = path / "demo.json"

    @property
    def prepared(self) -> bool:
        """Whether the demo was ever started here."""
        return self._state.exists()

    @property
    def logs(self) -> Path:
        return self.path / "log"

    def create(self) -> None:
        """Make the folder, open to be entered by the account that PostgreSQL runs as, whatever the umask."""
        if not self.path.exists():
            self.path.mkdir()
            self.path.chmod(0o755)
        self.logs.mkdir(mode=0o700, exist_ok=True)

    def load(self) -> LocalState:
        """Return the stored state; make and store a new one at the first call."""
        if not self.prepared:
            return self.save(LocalState())
        try:
            return LocalState(**json.loads(self._state.read_text(encoding="utf-8")))
        except (ValueError, TypeError) as error:
            raise LocalError(f"{self._state} is damaged; remove {self.path} to begin anew.") from error

    def save(self, state: LocalState, **changes: int) -> LocalState:
        """Store the state in one step, so that a killed process never leaves half a file."""
        state = replace(state, **changes)  # type: ignore[arg-type]
        part = self._state.with_suffix(".part")
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(asdict(state), file, indent=1)
        part.replace(self._state)
        return state

    @contextmanager
    def lock(self, user: str) -> Iterator["LocalFolder"]:
        """Hold the database of this checkout for `user` (a command's name), or raise AlreadyRunningError.

        The kernel frees the lock with the process, so a killed one blocks nobody.
        """
        with (self.path / "lock").open("a+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                file.seek(0)
                holder = file.read() or "another process"
                raise AlreadyRunningError(
                    f"The database of this checkout is in use: {holder} already runs."
                ) from error
            file.truncate(0)
            file.write(f"manage.py {user} (process {os.getpid()})")
            file.flush()
            self._ready.unlink(missing_ok=True)
            try:
                yield self
            finally:
                self._ready.unlink(missing_ok=True)

    @property
    def _ready(self) -> Path:
        return self.path / "database-ready"

    def announce(self) -> None:
        """Tell other commands of this checkout that the database may be used."""
        self._ready.touch(mode=0o600)

    def announced(self, *, seconds: float) -> bool:
        """Wait until the process that holds the lock has announced its database."""
        end = time.monotonic() + seconds
        while not self._ready.exists():
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True
