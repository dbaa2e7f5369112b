"""`manage.py demo` as a newcomer meets it: real processes in a copy of the checkout."""

import gzip
import http.client
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from center.base.local import ports, programs
from tests.start.checkouts import Checkout

READY = "Press Ctrl-C to stop."


@contextmanager
def serving(checkout: Checkout, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the demo until it says that it is ready; give the process and what it said."""
    with checkout.start("demo", "--port", str(port)) as demo:
        try:
            assert demo.stdout
            said = ""
            for line in demo.stdout:
                said += line
                if READY in line:
                    break
            assert READY in said, said
            yield demo, said
        finally:
            demo.kill()


def get(port: int, path: str, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=10)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, gzip.decompress(body) if response.getheader(
        "Content-Encoding"
    ) == "gzip" else body


def wait_until_nothing_runs(checkout: Checkout) -> list[str]:
    end = time.monotonic() + 10
    while (left := checkout.processes()) and time.monotonic() < end:
        time.sleep(0.05)
    return left


@pytest.fixture
def port() -> int:
    return ports.choose(0)


def test_the_demo_serves_the_portal_alone_and_ctrl_c_stops_everything(prepared: Checkout, port: int) -> None:
    with serving(prepared, port) as (demo, said):
        assert f"http://localhost:{port}/" in said
        assert "coordinator@demo.example" in said
        assert get(port, "/readyz")[0] == 200
        status, page = get(port, "/sr/")
        assert status == 200
        style = re.search(rb'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)
        assert style
        assert get(port, style[1].decode(), **{"Accept-Encoding": "gzip"})[0] == 200
        assert prepared.run("demo", "--port", str(ports.choose(0)), code=1) == (
            f"The database of this checkout is in use: manage.py demo (process {demo.pid}) already runs.\n"
        )
        assert prepared.run("migrate", "--check") == "Using the database of the running demo.\n"
        demo.send_signal(signal.SIGINT)
        assert demo.wait(30) == 0
        assert demo.stdout
        assert demo.stdout.read().strip() == "Stopped."
    assert prepared.processes() == []


@pytest.mark.long
def test_a_killed_demo_does_not_block_the_next_and_a_dead_child_is_named(
    prepared: Checkout, port: int
) -> None:
    with serving(prepared, port) as (demo, _):
        demo.kill()
    with serving(prepared, port) as (demo, _):
        children = Path(f"/proc/{demo.pid}/task/{demo.pid}/children").read_text().split()
        (worker,) = [pid for pid in children if b"procrastinate" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        os.kill(int(worker), signal.SIGKILL)
        assert demo.wait(30) == 1
        assert demo.stdout
        log = prepared.path / ".local" / "log" / "job-worker.log"
        assert demo.stdout.read() == f"CommandError: The job worker ended by itself; its log is {log}\n"
    assert wait_until_nothing_runs(prepared) == []


@pytest.mark.long
def test_sigterm_stops_the_demo_while_it_prepares(prepared: Checkout) -> None:
    with prepared.start("demo", "--no-serve") as demo:
        assert demo.stdout
        assert demo.stdout.readline() == "Starting PostgreSQL …\n"
        demo.send_signal(signal.SIGTERM)
        assert demo.wait(30) == 0
    assert prepared.processes() == []


@pytest.mark.long
def test_a_busy_port_is_said_in_one_sentence_before_anything_starts(prepared: Checkout) -> None:
    with socket.create_server((ports.HOST, 0)) as other:
        port = other.getsockname()[1]
        said = prepared.run("demo", "--port", str(port), code=1)
    assert said == (
        f"CommandError: Port {port} is in use or not allowed; "
        f"choose another: python manage.py demo --port {port + 1}\n"
    )


def with_server(checkout: Checkout, url: str) -> Checkout:
    checkout.environment = {**checkout.environment, "DATABASE_URL": url}
    return checkout


@pytest.mark.long
def test_a_server_that_does_not_answer_is_said_in_one_sentence(checkout: Checkout) -> None:
    url = f"postgresql://portal_app:none@{ports.HOST}:{ports.choose(0)}/portal"
    said = with_server(checkout, url).run("demo", "--no-serve", code=1).splitlines()
    assert (len(said), said[0]) == (2, "Preparing tables and demo data …")
    assert said[1].startswith("CommandError: The database does not answer: connection failed:")
    assert said[1].count("Connection refused") == 1


@pytest.mark.long
def test_a_role_that_may_not_make_tables_is_told_which_variable_helps(
    prepared: Checkout, port: int, checkout: Checkout
) -> None:
    with serving(prepared, port) as (demo, said):
        found = re.search(r"postgresql://(\w+):\S+/portal\b", said)
        assert found
        # The server's own database, in which nobody but its administrator makes anything.
        url = found[0].removesuffix("portal") + "postgres"
        answer = with_server(checkout, url).run("demo", "--no-serve", code=1)
        demo.send_signal(signal.SIGINT)
        assert demo.wait(30) == 0
    assert answer == (
        "Preparing tables and demo data …\n"
        f"CommandError: The role {found[1]} may not make tables in this database;"
        " set DATABASE_OWNER_URL to the role that owns it (docs/production.md, 2).\n"
    )


@pytest.mark.long
def test_another_command_starts_the_demo_database_for_itself(prepared: Checkout) -> None:
    assert prepared.run("migrate", "--check") == "Starting the demo's database for this command.\n"
    assert prepared.processes() == []


@pytest.mark.long
def test_secrets_and_data_stay_inside_the_checkout(prepared: Checkout) -> None:
    local = prepared.path / ".local"
    assert {path.name for path in local.iterdir()} >= {"demo.json", "log", "postgres", "static"}
    assert (local / "demo.json").stat().st_mode & 0o777 == 0o600
    assert (local / "log").stat().st_mode & 0o777 == 0o700


def test_without_a_demo_or_a_configuration_the_missing_variable_is_named(checkout: Checkout) -> None:
    said = checkout.run("migrate", code=1)
    assert said.startswith("The environment variable SECRET_KEY (or SECRET_KEY_FILE) is not set.")
    assert said.count("\n") == 1
    assert not (checkout.path / ".local").exists()


@pytest.mark.long
@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server as another account")
def test_root_starts_the_demo_in_a_private_folder(folder: Path, clean_environment: dict[str, str]) -> None:
    private = folder / "private"
    private.mkdir(mode=0o700)
    checkout = Checkout(private / "portal", clean_environment)
    ours = programs.temporary_folder(checkout.path)
    try:
        checkout.run("demo", "--no-serve")
        assert checkout.run("migrate", "--check") == "Starting the demo's database for this command.\n"
        assert private.stat().st_mode & 0o777 == 0o700
        assert (ours / "postgres" / "data").exists()
    finally:
        shutil.rmtree(ours)


@pytest.mark.long
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another person for a test")
def test_a_person_without_privileges_starts_the_demo(folder: Path, clean_environment: dict[str, str]) -> None:
    python = Path(sys.executable).resolve()
    python = python if programs.open_to_all(python.parent) else Path("/usr/bin/python3")
    site_packages = programs.installed_programs().parents[2]
    if not programs.open_to_all(site_packages):
        pytest.skip("other people cannot read this virtual environment")
    checkout = Checkout(folder / "portal", clean_environment | {"PYTHONPATH": str(site_packages)})
    person = pwd.getpwnam("daemon")
    for path in (checkout.path, *checkout.path.rglob("*")):
        os.chown(path, person.pw_uid, person.pw_gid)
    done = subprocess.run(
        [python, "manage.py", "demo", "--no-serve"],
        check=False,
        cwd=checkout.path,
        env=checkout.environment | {"HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        user=person.pw_uid,
        group=person.pw_gid,
        extra_groups=[],
    )
    assert (done.stderr, done.returncode) == ("", 0)
    assert (checkout.path / ".local" / "postgres" / "data").stat().st_uid == person.pw_uid
