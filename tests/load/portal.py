"""The portal as in production on this machine, for load: PostgreSQL, web servers on several ports, a worker, a mail
server that takes everything, and, if asked for, a second PostgreSQL that follows the first and is only read.
"""

import os
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import LiteralString

import psycopg

from center.base.local import ports
from center.base.local.postgres import APPLICATION, OWNER, SUPERUSER, LocalPostgres
from center.base.local.state import LocalError, LocalFolder
from center.base.local.supervisor import Supervisor, environment
from tests.center.smtp import MailServer
from tests.load.pooler import Pooler
from tests.load.standby import Standby

CHECKOUT = Path(__file__).resolve().parents[2]
_POOLED = 6  # connections of a pooler: three for each core


@dataclass
class Site:
    """What runs, and where."""

    hosts: list[str]
    facts: Path
    postgres: LocalPostgres
    mail: MailServer
    children: Supervisor
    standby: Standby | None = None
    web_servers: list[int] = field(default_factory=list)
    worker: int = 0


@contextmanager
def started(
    folder: Path,
    *,
    web_servers: int = 1,
    workers: int = 2,
    threads: int = 4,
    standby: bool = False,
    pooler: Path | None = None,
) -> Iterator[Site]:
    """Start everything below `folder` and stop it again; a second start keeps the data."""
    local = LocalFolder(folder)
    local.create()
    with ExitStack() as stack:
        stack.enter_context(local.lock("load"))
        postgres = stack.enter_context(LocalPostgres(CHECKOUT, local))
        mail = MailServer()
        mail.start()
        stack.callback(mail.stop)
        env = _environment(local, postgres, mail)
        demo = {**env, "DEMO": "1", "BASE_URL": "http://localhost"}
        _manage("migrate", "--database", "owner", "--no-input", env=env)
        facts = folder / "facts.json"
        subprocess.run(
            [sys.executable, "-m", "tests.load.fill", str(facts)], cwd=CHECKOUT, env=demo, check=True
        )
        _manage("collectstatic", "--no-input", "-v", "0", env=env)
        follower = stack.enter_context(Standby(postgres, local)) if standby else None
        served = {name: value for name, value in env.items() if name != "DATABASE_OWNER_URL"}
        if follower:
            served["DATABASE_READER_URL"] = follower.url(APPLICATION)
        by_web = served
        if pooler:
            # The worker listens for notices, which needs a connection of its own.
            between = stack.enter_context(Pooler(pooler, postgres, local, connections=_POOLED))
            by_web = {**served, "DATABASE_URL": between.url(), "DATABASE_POOL": "0"}
        children = Supervisor(CHECKOUT, local.logs)
        stack.callback(children.stop)
        site = Site([], facts, postgres, mail, children, follower)
        for number in range(web_servers):
            port = ports.choose(0)
            children.start(f"web {number}", _web(port, workers, threads), env=by_web)
            site.hosts.append(f"http://{ports.HOST}:{port}")
        children.start("worker", [sys.executable, "manage.py", "procrastinate", "worker"], env=served)
        *site.web_servers, site.worker = [each.process.pid for each in children.running]
        yield site


def _environment(local: LocalFolder, postgres: LocalPostgres, mail: MailServer) -> dict[str, str]:
    """Return production's settings behind one proxy."""
    state = local.load()
    keep = local.path / "secret"
    if not keep.exists():
        keep.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    return environment(
        DEMO=None,
        DJANGO_SETTINGS_MODULE=None,
        SECRET_KEY=keep.read_text(encoding="utf-8"),
        FIELD_KEYS=state.field_keys,
        ALLOWED_HOSTS="portal.example.rs",
        BASE_URL="https://portal.example.rs",
        DATABASE_URL=postgres.url(APPLICATION),
        DATABASE_OWNER_URL=postgres.url(OWNER),
        EMAIL_URL=f"smtp://127.0.0.1:{mail.port}",
        DEFAULT_FROM_EMAIL="office@example.rs",
        TRUSTED_PROXIES="1",
        STATIC_ROOT=str(local.path / "static"),
        MEDIA_ROOT=str(local.path / "media"),
        PRIVATE_MEDIA_ROOT=str(local.path / "private-media"),
        PYTHONDONTWRITEBYTECODE=None,
        **({"CACHE_URL": os.environ["CACHE_URL"]} if "CACHE_URL" in os.environ else {}),
    )


def _manage(*arguments: str, env: dict[str, str]) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=CHECKOUT, env=env, check=True)


def _web(port: int, workers: int, threads: int) -> list[str]:
    """Return gunicorn's command as docs/production.md has it."""
    return [
        *(sys.executable, "-m", "gunicorn", "center.wsgi", "--bind", f"{ports.HOST}:{port}"),
        *("--workers", str(workers), "--threads", str(threads)),
        *("--max-requests", "5000", "--max-requests-jitter", "500"),
        *("--graceful-timeout", "20", "--no-control-socket"),
    ]


def wait_until_ready(site: Site, seconds: int = 90) -> None:
    """Return when every web server says that database, migrations and worker are in order."""
    end = time.monotonic() + seconds
    for host in site.hosts:
        while _status(f"{host}/readyz") != HTTPStatus.OK:
            site.children.check()
            if time.monotonic() > end:
                raise LocalError(f"{host} does not get ready.")
            time.sleep(0.2)


def _status(address: str) -> int:
    asked = urllib.request.Request(  # noqa: S310 -- our own address
        address, headers={"Host": "portal.example.rs", "X-Forwarded-Proto": "https"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310 -- as above
            return int(answer.status)
    except OSError:
        return 0


def settle(site: Site, seconds: int = 60) -> None:
    """Wait until the worker has sent what was queued."""
    end = time.monotonic() + seconds
    with psycopg.connect(site.postgres.url(SUPERUSER, "portal"), autocommit=True) as connection:
        while time.monotonic() < end:
            row = connection.execute(
                "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND"
                " (scheduled_at IS NULL OR scheduled_at <= now())"
            ).fetchone()
            if row == (0,):
                return
            time.sleep(0.5)


def checked(site: Site) -> str:
    """Say what the load left, counted in the database: no time taken twice, no letter twice."""
    with psycopg.connect(site.postgres.url(SUPERUSER, "portal")) as connection:

        def count(query: LiteralString) -> int:
            row = connection.execute(query).fetchone()
            return int(row[0]) if row else 0

        visits = count("SELECT count(*) FROM consultations_consultation WHERE contact_name LIKE 'Проба%'")
        people = count("SELECT count(*) FROM events_registration WHERE contact_name = 'Проба Пробић'")
        answers = count("SELECT count(*) FROM research_response WHERE NOT survey_id IS NULL")
        double = count(
            "SELECT count(*) FROM consultations_allocation a JOIN consultations_allocation b"
            " ON a.id < b.id AND a.resource_id = b.resource_id AND a.live AND b.live AND a.busy && b.busy"
        )
    letters = [str(each["Message-ID"]) for each in site.mail.inbox.messages]
    return (
        f"visits booked: {visits}, times held twice: {double}; registrations: {people}; answers: {answers}; "
        f"letters: {len(letters)}, of them twice: {len(letters) - len(set(letters))}"
    )
