"""The portal as in production: gunicorn with two processes of four threads, and a job worker."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, Self, cast
from urllib.parse import quote, urlencode, urlsplit

from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from center.base.backup import postgres_clients
from center.base.local import ports
from tests.plugin import ENVIRONMENT

CHECKOUT = Path(__file__).resolve().parents[3]
HOST = "portal.example.org"
PATIENCE = 120  # seconds, for machines that do many things at once


def this_database() -> str:
    """Return the address of the database of this test."""
    facts = connection.get_connection_params()
    return (
        f"postgresql://{facts['user']}:{quote(facts['password'])}@{facts['host']}:{facts['port']}"
        f"/{connection.settings_dict['NAME']}"
    )


def production(database: str, *, mail_port: int) -> dict[str, str]:
    """Return the environment of docs/production.md, behind a proxy that ends https.

    Styles are not collected, which would take longer than the fault itself; a list of none stands for them.
    """
    static = Path(os.environ["STATIC_ROOT"]).with_name("static_of_production")
    static.mkdir(exist_ok=True)
    (static / "staticfiles.json").write_text('{"version": "1.1", "paths": {}, "hash": ""}', encoding="utf-8")
    return {
        **os.environ,
        **ENVIRONMENT,
        "DEMO": "0",
        "STATIC_ROOT": str(static),
        "ALLOWED_HOSTS": HOST,
        "BASE_URL": f"https://{HOST}",
        "TRUSTED_PROXIES": "1",
        "DATABASE_URL": database,
        "DATABASE_POOL": "8",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "LOG_LEVEL": "INFO",
        "PYTHONWARNINGS": "",
    }


class Program:
    """A program with all its processes, which one signal reaches together."""

    def __init__(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        self._command, self._environment, self.log = command, environment, log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=CHECKOUT,
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def children(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def kill(self) -> None:
        """End it with all its processes as `kill -9` does."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def start_again_if_it_ended(self) -> bool:
        """Do what systemd does (`Restart=always`), and tell whether it was necessary."""
        if self._process is None or self._process.poll() is None:
            return False
        self.kill()
        self.start()
        return True

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")


class Web(Program):
    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.port = ports.choose(0)
        command = [
            *(sys.executable, "-m", "gunicorn", "center.wsgi", "--bind", f"127.0.0.1:{self.port}"),
            *("--workers", "2", "--threads", "4", "--max-requests", "5000", "--max-requests-jitter", "500"),
            *("--graceful-timeout", "20", "--no-control-socket"),
        ]
        super().__init__(command, environment, log)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        super().start()
        visitor, end = RealClient(self.port), time.monotonic() + PATIENCE
        while True:
            try:
                if visitor.get("/healthz").status_code == 200:
                    return
            except OSError:
                assert time.monotonic() < end, self.said[-3000:]
                time.sleep(0.1)


class Worker(Program):
    def __init__(self, environment: dict[str, str], log: Path) -> None:
        super().__init__([sys.executable, "manage.py", "procrastinate", "worker"], environment, log)


@dataclass
class Answer:
    status_code: int
    content: bytes
    headers: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.headers[name.lower()]


@dataclass
class RealClient:
    """What `django.test.Client` is to a `PlainBrowser`, over a real connection; each has an address of its own."""

    port: int
    address: str = "192.0.2.1"
    patience: float = PATIENCE
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, data: dict[str, str]) -> Answer:
        return self._ask("POST", path, urlencode(data).encode())

    def _ask(self, method: str, path: str, body: bytes | None = None) -> Answer:
        """Raise OSError when no whole answer arrives."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        headers = {
            "Host": HOST,
            "X-Forwarded-For": self.address,
            "X-Forwarded-Proto": "https",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers |= {"Origin": f"https://{HOST}", "Content-Type": "application/x-www-form-urlencoded"}
        try:
            wire.request(method, path, body, headers)
            got = wire.getresponse()
            content = got.read()
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            wire.close()
        for value in got.headers.get_all("Set-Cookie", []):
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(value).items()})
        found = {name.lower(): value for name, value in got.headers.items()}
        if "location" in found:
            found["location"] = urlsplit(found["location"])._replace(scheme="", netloc="").geturl()
        return Answer(got.status, content, found)


def copy_database(target: str) -> None:
    """Write all of the database of this test into an empty one on another server."""
    wrapper = cast("DatabaseWrapper", connection)
    with postgres_clients.service(wrapper) as environment:
        clients = postgres_clients.find(at_least=wrapper.pg_version // 10000)
        dump = subprocess.run(
            [clients["pg_dump"], "--no-owner", "--no-privileges"],
            env=environment,
            check=True,
            capture_output=True,
        ).stdout
    subprocess.run(
        [clients["psql"], "-q", "-v", "ON_ERROR_STOP=1", "-d", target],
        input=dump,
        check=True,
        capture_output=True,
        env={"PATH": os.environ["PATH"]},
    )


def wait_for(condition: Any, what: str) -> None:
    """Wait until the condition holds; the time is no measure of anything."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.1)
