"""A PostgreSQL server of our own on 127.0.0.1, for the demo and the tests; production brings its own.

`postgres` runs as our direct child, listens on loopback only, without a socket file, and asks for a password.
"""

import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from center.base.local import cluster, ports, programs, tied_process
from center.base.local.state import LocalError, LocalFolder, LocalState

SUPERUSER = "postgres"
OWNER = "portal_owner"
APPLICATION = "portal_app"
DATABASE = "portal"
PATIENCE = 60  # seconds until the server must answer, also on a slow disk
LAST_HELPERS = 10  # seconds for the helpers of a killed server to end
# How PostgreSQL complains about memory that a killed server left.
STILL_HELD = "pre-existing shared memory block"
# Its log quotes no statement, no parameter and no row: the same as in deploy/postgres/no_rows_in_the_log.conf.
NO_ROWS_IN_THE_LOG = (
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
    "log_statement=none",
    "log_min_duration_statement=-1",
    "log_min_duration_sample=-1",
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
)
# What the portal's own roles are refused, the portal hears and writes down itself, without its words.
LOG_OF_OUR_ROLES = "log"
# Tests may lose their data at a power cut, and need it fast.
CARELESS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "autovacuum=off",
    # Tables without statistics look large, and compiling a plan takes longer than running it.
    "jit=off",
)


class LocalPostgres:
    """The server of one checkout: `with LocalPostgres(…) as server:`, then `server.url(APPLICATION)`."""

    def __init__(
        self, checkout: Path, folder: LocalFolder, *, durable: bool = True, create_databases: bool = False
    ) -> None:
        """Choose programs, data folder and port, so that `url` is known before the start.

        The caller holds the folder's lock. With `durable=False` speed goes before safety; with
        `create_databases=True` the owner's role may make further databases (the tests' own).
        Raises LocalError.
        """
        self._account = programs.server_account()
        self._programs = programs.programs(checkout, self._account)
        self._home = programs.data_folder(checkout, folder.path, self._account)
        self._data = self._home / "data"
        self.log = folder.logs / "postgres.log"
        self._durable = durable
        self._create_databases = create_databases
        self._process: subprocess.Popen[bytes] | None = None
        cluster.end_what_is_left(self._data)
        state = folder.load()
        self.state = folder.save(state, database_port=ports.choose(state.database_port))

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the address for DATABASE_URL; the password is inside."""
        return address(role, self.state, database)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The running server; an AssertionError before the start."""
        assert self._process is not None, "the server was not started"
        return self._process

    def start(self) -> None:
        """Start the server; make its data, roles and database when they are missing.

        The helpers of a server that was killed hold its memory for a moment; they are waited for. Raises
        LocalError, and leaves nothing running, when that fails.
        """
        if not self._data.exists():
            cluster.make(
                self._data,
                programs=self._programs,
                account=self._account,
                superuser=SUPERUSER,
                password=self.state.superuser_password,
                durable=self._durable,
                log=self.log,
            )
        cluster.check_version(self._data, self._programs)
        end = time.monotonic() + LAST_HELPERS
        while True:
            self._spawn()
            try:
                self._make_roles()
            except LocalError:
                self.stop()
                if STILL_HELD not in self._last_line() or time.monotonic() > end:
                    raise
                time.sleep(0.2)
            except BaseException:
                self.stop()
                raise
            else:
                return

    def _spawn(self) -> None:
        settings = [
            "listen_addresses=" + ports.HOST,
            "unix_socket_directories=",
            f"port={self.state.database_port}",
            "timezone=UTC",
            "log_timezone=UTC",
            *NO_ROWS_IN_THE_LOG,
            *(() if self._durable else CARELESS),
        ]
        options = [part for setting in settings for part in ("-c", setting)]
        with self.log.open("ab" if not self.log.exists() or self.log.stat().st_size < 2**20 else "wb") as log:
            self._process = tied_process.spawn(
                [self._programs / "postgres", "-D", self._data, *options],
                log=log,
                cwd=self._home,
                env=cluster.clean_environment(),
                account=self._account,
                # The fast shutdown: no recovery at the next start.
                at_parents_death=signal.SIGINT,
            )

    def stop(self) -> None:
        """Stop the server; sessions that are still open are ended. Does nothing when it does not run."""
        if self._process is not None:
            tied_process.stop(self._process, signal.SIGINT)
            self._process = None

    def _connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        """Return a superuser's connection as soon as the server gives one."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True, connect_timeout=5)
            except psycopg.OperationalError as error:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise LocalError(
                        f"PostgreSQL does not start; see {self.log}. {self._last_line()}"
                    ) from error
                time.sleep(0.05)

    def _last_line(self) -> str:
        return self.log.read_text(errors="replace").strip().rpartition("\n")[2]

    def _make_roles(self) -> None:
        """Make roles and database when they are missing; the passwords always become those of the state."""
        creating = sql.SQL("CREATEDB" if self._create_databases else "NOCREATEDB")
        with self._connect() as connection:
            roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            for name, rights in ((OWNER, creating), (APPLICATION, sql.SQL("NOCREATEDB"))):
                verb = sql.SQL("ALTER" if name in roles else "CREATE")
                connection.execute(
                    sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEROLE {} PASSWORD {}").format(
                        verb, sql.Identifier(name), rights, sql.Literal(passwords(self.state)[name])
                    )
                )
                connection.execute(
                    sql.SQL("ALTER ROLE {} SET log_min_messages = {}").format(
                        sql.Identifier(name), sql.Literal(LOG_OF_OUR_ROLES)
                    )
                )
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                names = {"database": sql.Identifier(DATABASE), "owner": sql.Identifier(OWNER)}
                connection.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**names))
            for text in (
                "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
                "GRANT CONNECT ON DATABASE {database} TO {application}",
            ):
                connection.execute(
                    sql.SQL(text).format(
                        database=sql.Identifier(DATABASE), application=sql.Identifier(APPLICATION)
                    )
                )


def passwords(state: LocalState) -> dict[str, str]:
    return {
        SUPERUSER: state.superuser_password,
        OWNER: state.owner_password,
        APPLICATION: state.application_password,
    }


def address(role: str, state: LocalState, database: str = DATABASE) -> str:
    """Return the role's address as DATABASE_URL takes it."""
    return (
        f"postgresql://{role}:{quote(passwords(state)[role])}@{ports.HOST}:{state.database_port}/{database}"
    )
