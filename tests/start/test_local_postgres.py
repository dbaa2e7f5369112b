"""The server of the demo and the tests, without Django."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from center.base.local import ports, programs
from center.base.local.cluster import command_line, end_what_is_left
from center.base.local.postgres import APPLICATION, OWNER, SUPERUSER, LocalPostgres
from center.base.local.state import AlreadyRunningError, LocalError, LocalFolder
from tests.plugin import in_memory

# Starts a server like the demo does and waits to be killed.
SCRIPT = """
import sys, threading, time
from pathlib import Path
from center.base.local.postgres import LocalPostgres
from center.base.local.state import LocalFolder
folder = LocalFolder(Path(sys.argv[1]) / ".local")
folder.create()
with folder.lock("test"), LocalPostgres(Path(sys.argv[1]), folder, durable=False) as server:
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    print(server.process.pid, flush=True)
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def started_once() -> Iterator[Path]:
    """A folder in which a server was made, started and stopped; making one takes a second."""
    with tempfile.TemporaryDirectory(prefix="center-portal-start-", dir=in_memory()) as name:
        Path(name).chmod(0o711)
        local = LocalFolder(Path(name) / ".local")
        local.create()
        with LocalPostgres(Path(name), local, durable=False):
            pass
        yield Path(name)


@pytest.fixture(scope="module")
def running(started_once: Path) -> Iterator[LocalPostgres]:
    """A server for tests that change nothing."""
    with LocalPostgres(started_once, LocalFolder(started_once / ".local"), durable=False) as server:
        yield server


@pytest.fixture
def empty(folder: Path) -> LocalFolder:
    """A folder in which no server was started yet."""
    local = LocalFolder(folder / ".local")
    local.create()
    return local


@pytest.fixture
def local(folder: Path, started_once: Path) -> LocalFolder:
    """A server's folder of its own: a copy with owners and modes, whose running original is of no account."""
    subprocess.run(["cp", "-a", started_once / ".local", folder], check=True)
    (folder / ".local" / "postgres" / "data" / "postmaster.pid").unlink(missing_ok=True)
    return LocalFolder(folder / ".local")


@pytest.fixture
def killed(folder: Path) -> int:
    """The process id of a server whose parent has just been killed by `kill -9`."""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        parent.kill()
    return pid


def ask(server: LocalPostgres, role: str, question: str) -> object:
    with psycopg.connect(server.url(role)) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row[0] if row else None


def wait_until_gone(pid: int) -> None:
    end = time.monotonic() + 10
    while command_line(pid) and time.monotonic() < end:
        time.sleep(0.02)


def test_roles_locale_and_addresses_are_as_designed(running: LocalPostgres) -> None:
    assert ask(running, OWNER, "SELECT current_user || ' ' || current_database()") == "portal_owner portal"
    assert ask(running, SUPERUSER, "SHOW listen_addresses") == "127.0.0.1"
    assert ask(running, SUPERUSER, "SHOW unix_socket_directories") == ""
    assert ask(running, APPLICATION, "SHOW server_encoding") == "UTF8"
    assert ask(running, OWNER, "SELECT datlocale FROM pg_database WHERE datname = 'portal'") == "C.UTF-8"
    unsafe = "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"
    assert ask(running, SUPERUSER, unsafe) == 0
    rights = (
        "SELECT array_agg(rolname || rolsuper || rolcreatedb || rolcreaterole ORDER BY rolname)"
        " FROM pg_roles WHERE rolname LIKE 'portal%'"
    )
    assert ask(running, OWNER, rights) == ["portal_appfalsefalsefalse", "portal_ownerfalsefalsefalse"]


def test_the_owner_makes_extensions_and_the_application_makes_no_tables(running: LocalPostgres) -> None:
    with psycopg.connect(running.url(OWNER)) as connection:
        connection.execute("CREATE EXTENSION btree_gist")
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.rollback()
    with (
        psycopg.connect(running.url(APPLICATION)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TABLE mine (id int)")


def test_a_wrong_password_is_refused(running: LocalPostgres) -> None:
    wrong = running.url(OWNER).replace(running.state.owner_password, "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_a_second_start_keeps_data_secrets_and_port(folder: Path, local: LocalFolder) -> None:
    with (
        LocalPostgres(folder, local, durable=False) as server,
        psycopg.connect(server.url(OWNER)) as connection,
    ):
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    with LocalPostgres(folder, local, durable=False) as again:
        assert ask(again, OWNER, "SELECT answer FROM kept") == 42
    assert again.state == server.state


def test_another_port_is_taken_when_the_last_one_is_in_use(folder: Path, empty: LocalFolder) -> None:
    first = LocalPostgres(folder, empty, durable=False)
    with subprocess.Popen(
        [sys.executable, "-m", "http.server", "--bind", ports.HOST, str(first.state.database_port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    ) as other:
        while ports.is_free(first.state.database_port):
            time.sleep(0.02)
        second = LocalPostgres(folder, empty, durable=False)
        other.kill()
    assert second.state.database_port != first.state.database_port
    assert empty.load() == second.state


def test_secrets_are_readable_by_their_owner_only(empty: LocalFolder) -> None:
    empty.load()
    assert {stat.filemode(path.stat().st_mode) for path in empty.path.glob("*.json")} == {"-rw-------"}


def test_damaged_state_is_said_in_one_sentence(empty: LocalFolder) -> None:
    (empty.path / "demo.json").write_text("{")
    with pytest.raises(LocalError, match=r"demo\.json is damaged; remove .* to begin anew\."):
        empty.load()


def test_two_users_of_one_checkout_exclude_each_other(empty: LocalFolder) -> None:
    with (
        empty.lock("demo"),
        pytest.raises(AlreadyRunningError, match=rf"manage.py demo \(process {os.getpid()}\) already runs"),
        empty.lock("demo"),
    ):
        pass
    with empty.lock("demo"):
        pass


def test_a_server_ends_when_its_parent_is_killed(killed: int) -> None:
    wait_until_gone(killed)
    assert command_line(killed) == ""


def test_a_start_right_after_a_kill_succeeds(folder: Path, local: LocalFolder, killed: int) -> None:
    with LocalPostgres(folder, local, durable=False) as server:
        assert server.process.pid != killed
        assert ask(server, OWNER, "SELECT 1") == 1


def test_a_start_waits_for_the_helpers_of_a_killed_server(folder: Path, local: LocalFolder) -> None:
    with LocalPostgres(folder, local, durable=False) as server:
        helper = ask(
            server, SUPERUSER, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"
        )
        assert isinstance(helper, int)
        os.kill(helper, signal.SIGSTOP)  # it cannot notice that its server is gone
        later = threading.Timer(1, os.kill, (helper, signal.SIGCONT))
        server.process.kill()
        server.process.wait()
    later.start()
    with LocalPostgres(folder, local, durable=False) as again:
        assert ask(again, OWNER, "SELECT 1") == 1
    assert "is still in use" in server.log.read_text()


@pytest.mark.parametrize("pid", [1, 2**22 - 1])
def test_a_note_of_a_server_that_no_longer_runs_does_not_block(
    folder: Path, local: LocalFolder, pid: int
) -> None:
    with LocalPostgres(folder, local, durable=False) as server:
        data = Path(str(ask(server, SUPERUSER, "SHOW data_directory")))
        note = (data / "postmaster.pid").read_text().split("\n")
        server.process.kill()
        server.process.wait()
    # The number now belongs to nobody, or to a process that has nothing to do with us.
    (data / "postmaster.pid").write_text("\n".join([str(pid), *note[1:]]))
    with LocalPostgres(folder, local, durable=False) as again:
        assert ask(again, OWNER, "SELECT 1") == 1


def test_a_server_that_outlived_its_parent_is_stopped(folder: Path, local: LocalFolder) -> None:
    server = LocalPostgres(folder, local, durable=False)
    server.start()
    data = Path(str(ask(server, SUPERUSER, "SHOW data_directory")))
    end_what_is_left(data)
    assert server.process.wait(5) == 0
    assert not (data / "postmaster.pid").exists()


def test_data_of_another_version_are_refused_in_one_sentence(folder: Path, local: LocalFolder) -> None:
    with LocalPostgres(folder, local, durable=False) as server:
        data = Path(str(ask(server, SUPERUSER, "SHOW data_directory")))
    (data / "PG_VERSION").write_text("12\n")
    with pytest.raises(LocalError, match=r"were made by PostgreSQL 12, the programs are"):
        LocalPostgres(folder, local, durable=False).start()


@pytest.fixture
def as_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root runs the server as another account")


@pytest.fixture
def private_folder(folder: Path) -> Iterator[Path]:
    """A folder that other accounts cannot enter; what it needs in the temporary folder is removed."""
    private = folder / "private"
    private.mkdir(mode=0o700)
    yield private
    shutil.rmtree(programs.temporary_folder(private))


def test_root_in_a_private_folder_runs_copied_programs_on_data_in_the_temporary_folder(
    as_root: None, private_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = programs.installed_programs().parents[2]
    for name in programs.COPIED:
        shutil.copytree(packages / name, private_folder / name)
    monkeypatch.setattr(programs, "installed_programs", lambda: private_folder / programs.BIN)
    ours = programs.temporary_folder(private_folder)
    local = LocalFolder(private_folder / ".local")
    local.create()
    with LocalPostgres(private_folder, local, durable=False) as server:
        assert ask(server, SUPERUSER, "SHOW data_directory") == str(ours / "postgres" / "data")
        running = Path(f"/proc/{server.process.pid}")
        assert (running / "exe").readlink().is_relative_to(ours)
        assert running.stat().st_uid == 65534
    assert stat.S_IMODE(private_folder.stat().st_mode) == 0o700


def test_a_folder_that_somebody_else_made_is_refused(as_root: None, private_folder: Path) -> None:
    ours = programs.temporary_folder(private_folder)
    os.chown(ours, 65534, 65534)
    with pytest.raises(LocalError, match="was made by somebody else"):
        programs.temporary_folder(private_folder)
    os.chown(ours, 0, 0)


def test_a_link_in_the_temporary_folder_is_refused(as_root: None, private_folder: Path, folder: Path) -> None:
    ours = programs.temporary_folder(private_folder)
    ours.rmdir()
    ours.symlink_to(folder)
    with pytest.raises(LocalError, match="was made by somebody else"):
        programs.temporary_folder(private_folder)
    ours.unlink()
