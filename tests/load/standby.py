"""A second PostgreSQL that follows the first by streaming replication and can only be read."""

import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from center.base.local import cluster, ports, tied_process
from center.base.local.postgres import DATABASE, SUPERUSER, LocalPostgres
from center.base.local.state import LocalError, LocalFolder

_PATIENCE = 60


class Standby:
    """Made anew from the running primary at each start: `with Standby(primary, folder) as follower:`."""

    def __init__(self, primary: LocalPostgres, folder: LocalFolder) -> None:
        self._primary = primary
        self._data = primary._home / "standby"
        self._log = folder.logs / "standby.log"
        self.port = ports.choose(0)
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the address of the copy; role and password are the primary's."""
        return self._primary.url(role, database).replace(
            f":{self._primary.state.database_port}/", f":{self.port}/"
        )

    def __enter__(self) -> Self:
        shutil.rmtree(self._data, ignore_errors=True)
        self._copy()
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self._data, ignore_errors=True)

    def _copy(self) -> None:
        self._data.mkdir(mode=0o700)
        account = self._primary._account
        if account:
            shutil.chown(self._data, account.uid, account.gid)
        command: list[str | Path] = [
            *(self._primary._programs / "pg_basebackup", "-D", self._data, "-h", ports.HOST),
            *("-p", str(self._primary.state.database_port), "-U", SUPERUSER),
            *("--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast", "--no-password"),
        ]
        env = {**cluster.clean_environment(), "PGPASSWORD": self._primary.state.superuser_password}
        with self._log.open("wb") as log:
            made = tied_process.spawn(
                command,
                log=log,
                cwd=self._primary._home,
                env=env,
                account=account,
                at_parents_death=signal.SIGKILL,
            )
            if made.wait():
                raise LocalError(f"The copy could not be made; see {self._log}.")

    def start(self) -> None:
        """Start the copy and wait until it can be read; LocalError when it does not."""
        settings = [
            "listen_addresses=" + ports.HOST,
            "unix_socket_directories=",
            f"port={self.port}",
            "hot_standby_feedback=on",
        ]
        options = [part for setting in settings for part in ("-c", setting)]
        with self._log.open("ab") as log:
            self._process = tied_process.spawn(
                [self._primary._programs / "postgres", "-D", self._data, *options],
                log=log,
                cwd=self._primary._home,
                env=cluster.clean_environment(),
                account=self._primary._account,
                at_parents_death=signal.SIGINT,
            )
        end = time.monotonic() + _PATIENCE
        while not self.follows():
            if self._process.poll() is not None or time.monotonic() > end:
                raise LocalError(f"The copy does not start; see {self._log}.")
            time.sleep(0.1)

    def stop(self) -> None:
        if self._process is not None:
            tied_process.stop(self._process, signal.SIGINT)
            self._process = None

    def follows(self) -> bool:
        """Whether the copy answers and is a copy."""
        try:
            with psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5) as connection:
                row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
        except psycopg.OperationalError:
            return False
        return row == (True,)

    def lag(self) -> float:
        """Return how many bytes of the primary's log the copy has not yet replayed."""
        with psycopg.connect(self._primary.url(SUPERUSER, "postgres")) as primary:
            (here,) = primary.execute("SELECT pg_current_wal_lsn()").fetchone() or ("0/0",)
        with psycopg.connect(self.url(SUPERUSER, "postgres")) as copy:
            row = copy.execute("SELECT pg_wal_lsn_diff(%s, pg_last_wal_replay_lsn())", [here]).fetchone()
        return float(row[0]) if row else 0.0
