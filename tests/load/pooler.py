"""PgBouncer before PostgreSQL: many web processes share few connections, each for one transaction."""

import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from center.base.local import cluster, ports, tied_process
from center.base.local.postgres import APPLICATION, DATABASE, LocalPostgres
from center.base.local.state import LocalError, LocalFolder

_PATIENCE = 20
_SETTINGS = """\
[databases]
{database} = host=127.0.0.1 port={behind} dbname={database}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {users}
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 500
"""


class Pooler:
    """`with Pooler(program, postgres, folder, connections=6) as pooler:`, then `pooler.url()`."""

    def __init__(
        self, program: Path, postgres: LocalPostgres, folder: LocalFolder, *, connections: int
    ) -> None:
        self._program = program
        self._postgres = postgres
        self._home = postgres._home / "pooler"
        self._log = folder.logs / "pooler.log"
        self._connections = connections
        self.port = ports.choose(0)
        self._process: subprocess.Popen[bytes] | None = None

    def url(self) -> str:
        """Return the application's address of the portal's database, through the pooler."""
        return self._postgres.url(APPLICATION, DATABASE).replace(
            f":{self._postgres.state.database_port}/", f":{self.port}/"
        )

    def __enter__(self) -> Self:
        self._home.mkdir(mode=0o700, exist_ok=True)
        password = psycopg.conninfo.conninfo_to_dict(self._postgres.url(APPLICATION, DATABASE))["password"]
        users, settings = self._home / "users.txt", self._home / "pgbouncer.ini"
        users.write_text(f'"{APPLICATION}" "{password}"\n', encoding="utf-8")
        settings.write_text(
            _SETTINGS.format(
                database=DATABASE,
                behind=self._postgres.state.database_port,
                port=self.port,
                users=users,
                connections=self._connections,
            ),
            encoding="utf-8",
        )
        account = self._postgres._account
        if account:
            for path in (self._home, users, settings):
                path.chmod(0o700 if path.is_dir() else 0o600)
                shutil.chown(path, account.uid, account.gid)
        with self._log.open("wb") as log:
            self._process = tied_process.spawn(
                [self._program, settings],
                log=log,
                cwd=self._home,
                env=cluster.clean_environment(),
                account=account,
                at_parents_death=signal.SIGINT,
            )
        end = time.monotonic() + _PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                raise LocalError(f"The pooler does not start; see {self._log}.")
            time.sleep(0.1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            tied_process.stop(self._process, signal.SIGINT)

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url(), connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False
