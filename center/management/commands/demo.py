"""`manage.py demo`: the whole portal on this machine, with a database of its own and made-up people."""

import http.client
import os
import signal
import sys
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.sql import emit_post_migrate_signal
from django.db import ProgrammingError, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.db.migrations.executor import MigrationExecutor
from psycopg.errors import InsufficientPrivilege

from center.base import static_fingerprint
from center.base.database_owner import owner_alias, owner_connection
from center.base.local import ports
from center.base.local.environment import Demo, current_demo
from center.base.local.postgres import OWNER, LocalPostgres
from center.base.local.state import LocalError
from center.base.local.supervisor import Child, Supervisor, environment, interrupted_by_signals
from center.demo_data import LOGINS
from center.management.commands import load_demo

OLDEST_POSTGRESQL = 15
PATIENCE = 60  # seconds until the portal must answer
HIGHEST_PORT = 65535


class Command(BaseCommand):
    help = "Start the whole portal on this machine: database, demo data, web server and job worker."
    # `migrate` checks what it needs; the rest is checked by the tests.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where the portal answers (default: 8000)")
        parser.add_argument("--no-serve", action="store_true", help="prepare everything, start no web server")

    def handle(self, *, port: int, no_serve: bool, **_options: Any) -> None:
        """Run until Ctrl-C; a sentence and exit code 1 when something does not work."""
        with interrupted_by_signals() as deaf:
            try:
                demo = current_demo()
                if not no_serve:
                    refuse_busy(port)
                with ExitStack() as stack:
                    try:
                        self.prepare(demo, stack)
                        if not no_serve:
                            self.serve(demo, port, stack)
                    finally:
                        deaf()
            except LocalError as error:
                raise CommandError(str(error)) from error
            except KeyboardInterrupt:
                self.say("Stopped.")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def prepare(self, demo: Demo, stack: ExitStack) -> None:
        """Bring database, demo data and static files up to date; the database runs until the stack closes."""
        if demo.postgres:
            self.say("Starting PostgreSQL …")
            stack.enter_context(demo.postgres)
            demo.folder.announce()
        stack.callback(close_connections)
        self.say("Preparing tables and demo data …")
        refuse_old_server()
        migrate()
        call_command("load_demo", verbosity=0)
        close_connections()
        mark = demo.folder.path / "static.fingerprint"
        current = static_fingerprint.fingerprint()
        if not mark.exists() or mark.read_text() != current:
            self.say("Collecting static files …")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            mark.write_text(current)

    def serve(self, demo: Demo, port: int, stack: ExitStack) -> None:
        """Run the web server and the job worker until a signal comes or a child ends by itself."""
        self.say("Starting web server and job worker …")
        children = Supervisor(demo.checkout, demo.folder.logs)
        stack.callback(children.stop)
        address = f"http://localhost:{port}/"
        # The owner's address is for migrations; what answers visitors never learns it.
        env = environment(DATABASE_OWNER_URL=None, BASE_URL=os.environ.get("BASE_URL", address.rstrip("/")))
        children.start("web server", web_command(port), env=env, at_parents_death=signal.SIGINT)
        # A worker that is asked politely waits for its jobs, but its database is gone by then.
        worker = [sys.executable, "manage.py", "procrastinate", "worker"]
        children.start("job worker", worker, env=env, at_parents_death=signal.SIGKILL)
        if demo.postgres:
            children.watch(Child("database", demo.postgres.process, demo.postgres.log))
        wait_until_ready(port, children)
        self.say(welcome(address, demo.postgres))
        for _step in load_demo.finish():
            children.check()
        close_connections()
        while True:
            children.check()
            time.sleep(0.5)


def refuse_busy(port: int) -> None:
    if not 0 < port <= HIGHEST_PORT:
        raise LocalError(f"A port is a number from 1 to {HIGHEST_PORT}; {port} is none.")
    end = time.monotonic() + 5  # a killed run closes its port within --graceful-timeout
    while not ports.is_free(port) and time.monotonic() < end:
        time.sleep(0.1)
    if not ports.is_free(port):
        raise LocalError(
            f"Port {port} is in use or not allowed; choose another: python manage.py demo --port {port + 1}"
        )


def refuse_old_server() -> None:
    """Raise an error of one sentence when the server of DATABASE_URL does not answer or is too old."""
    version = owner_connection().pg_version // 10000
    if version < OLDEST_POSTGRESQL:
        raise LocalError(f"PostgreSQL {version} is too old; the portal needs {OLDEST_POSTGRESQL} or newer.")


def is_current(alias: str) -> bool:
    """Say whether every migration of this checkout ran in the database."""
    executor = MigrationExecutor(connections[alias])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def migrate() -> None:
    """Bring the tables up to date; LocalError of one sentence when the role may not."""
    try:
        if is_current(owner_alias()):
            # Django would make every model as the migrations left it, for seconds, and find nothing to do.
            emit_post_migrate_signal(verbosity=0, interactive=False, db=owner_alias())
            return
        call_command("migrate", database=owner_alias(), interactive=False, verbosity=0)
    except (MigrationSchemaMissing, ProgrammingError) as error:
        reason: BaseException | None = error
        while reason and not isinstance(reason, InsufficientPrivilege):
            reason = reason.__cause__ or reason.__context__
        if reason is None:
            raise
        role = owner_connection().settings_dict["USER"]
        raise LocalError(
            f"The role {role} may not make tables in this database;"
            " set DATABASE_OWNER_URL to the role that owns it (docs/production.md, 2)."
        ) from error


def close_connections() -> None:
    for connection in connections.all(initialized_only=True):
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()


def web_command(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "center.wsgi", "--bind", f"{ports.HOST}:{port}"),
        *("--workers", "2", "--threads", "4", "--max-requests", "5000", "--max-requests-jitter", "500"),
        *("--graceful-timeout", "3", "--no-control-socket"),
    ]


def wait_until_ready(port: int, children: Supervisor) -> None:
    """Return when /readyz answers 200; LocalError when a child ends or the patience does."""
    end = time.monotonic() + PATIENCE
    answer = "no answer"
    while time.monotonic() < end:
        children.check()
        connection = http.client.HTTPConnection(ports.HOST, port, timeout=5)
        try:
            connection.request("GET", "/readyz", headers={"Host": "localhost"})
            response = connection.getresponse()
            answer = f"{response.status} {response.read(500).decode(errors='replace')}"
            if response.status == http.HTTPStatus.OK:
                return
        except (OSError, http.client.HTTPException) as error:
            answer = str(error)
        finally:
            connection.close()
        time.sleep(0.2)
    raise LocalError(f"The portal does not get ready: {answer}")


def welcome(address: str, postgres: LocalPostgres | None) -> str:
    """Return what the person at the terminal needs to begin."""
    roles, emails = (max(len(login[column]) for login in LOGINS) for column in (0, 1))
    logins = "\n".join(f"  {role:{roles}}  {email:{emails}}  {password}" for role, email, password in LOGINS)
    database = f"\nDatabase    {postgres.url(OWNER)}" if postgres else ""
    return (
        f"\nThe portal  {address}\nStaff       {address}admin/\nMembers     {address}account/{database}\n\n"
        f"Demo logins (a second factor is not asked for in the demo):\n{logins}\n\n"
        "Press Ctrl-C to stop."
    )
