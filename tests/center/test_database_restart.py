"""The database goes away and comes back: people notice as little as possible."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError, connection
from django.test import Client

from center.models import Office

# A web process with its pool, whose connections end while they rest, as a restart of the server ends them.
PROCESS = """
import django
django.setup()
import psycopg
from django.db import connection
from django.test import Client

def page():
    answer = Client(raise_request_exception=False).get("/en/").status_code
    connection.close()
    return answer

statuses = [page()]
parameters = connection.get_connection_params()
with psycopg.connect(**{name: parameters[name] for name in ("dbname", "user", "password", "host", "port")}) as other:
    ended = other.execute(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
        " AND usename = current_user AND application_name = 'restarted' AND pid <> pg_backend_pid()"
    ).fetchone()[0]
print(*statuses, ended > 0, *(page() for again in range(4)))
"""


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_connections_that_a_restart_closed_are_replaced_before_anybody_meets_them(office: Office) -> None:
    server = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    done = subprocess.run(
        [sys.executable, "-c", PROCESS],
        env={
            **os.environ,
            "DATABASE_URL": server.geturl(),
            "DATABASE_POOL": "8",
            "PGAPPNAME": "restarted",
            "DJANGO_SETTINGS_MODULE": "center.settings",
            "ALLOWED_HOSTS": "testserver",
        },
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout.split(), done.returncode) == (["200", "True", *["200"] * 4], 0), done.stderr[-2000:]


def test_an_unreachable_database_is_said_to_be_gone_for_a_short_time(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    def gone(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr("django.core.handlers.base.BaseHandler.resolve_request", gone)
    client.raise_request_exception = False
    answer = client.get("/en/")
    assert (answer.status_code, answer["Retry-After"], "<h1" in answer.content.decode()) == (503, "30", True)
