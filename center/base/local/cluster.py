"""The data folder of our own PostgreSQL: made by initdb, checked before a start, freed of a killed server."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from center.base.local import tied_process
from center.base.local.state import LocalError
from center.base.local.tied_process import Account


def make(
    data: Path,
    *,
    programs: Path,
    account: Account | None,
    superuser: str,
    password: str,
    durable: bool,
    log: Path,
) -> None:
    """Run initdb beside the final place and rename, so that a killed run leaves no half database.

    The folder above `data` is ours; `data` belongs to the account that runs the server. Raises LocalError.
    """
    part = data.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    note = data.with_name("password.part")
    note.unlink(missing_ok=True)
    with os.fdopen(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password)
    if account:
        for path in (part, note):
            os.chown(path, account.uid, account.gid)
    command = [
        *(programs / "initdb", "-D", part, "-U", superuser, f"--pwfile={note}", "-A", "scram-sha-256"),
        *("-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "-k"),
        *(() if durable else ("--no-sync",)),
    ]
    try:
        with log.open("wb") as file:
            made = tied_process.spawn(
                command,
                log=file,
                cwd=data.parent,
                env=clean_environment(),
                account=account,
                at_parents_death=signal.SIGKILL,
            )
            try:
                code = made.wait()
            finally:
                tied_process.stop(made)
    finally:
        note.unlink(missing_ok=True)
    if code:
        said = log.read_text(errors="replace").strip().rpartition("\n")[2]
        raise LocalError(f"PostgreSQL could not make its data in {part}: {said}")
    part.rename(data)


def check_version(data: Path, programs: Path) -> None:
    """Raise LocalError when another major version made the data."""
    made_by = (data / "PG_VERSION").read_text().strip()
    version = subprocess.run(
        [programs / "postgres", "--version"], check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    if version.split(".")[0] != made_by:
        raise LocalError(
            f"The data in {data} were made by PostgreSQL {made_by}, the programs are {version}; "
            "remove that folder and start again to begin with new demo data."
        )


def clean_environment() -> dict[str, str]:
    """Return an environment in which no PG… variable or locale of the person reaches the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def end_what_is_left(data: Path) -> None:
    """Stop a server that a killed run left on this data folder, and remove a note of one that no longer runs.

    PostgreSQL itself only looks whether *some* process has that number; a recycled number would block it.
    The caller holds the lock of the checkout: whatever still runs here belongs to nobody.
    """
    note = data / "postmaster.pid"
    try:
        pid = int(note.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    if f"\0{data}\0" in command_line(pid):
        for number, seconds in ((signal.SIGINT, 20), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                if f"\0{data}\0" not in command_line(pid):
                    return
                time.sleep(0.05)
        raise LocalError(f"An earlier PostgreSQL (process {pid}) does not stop.")
    if pid_exists(pid):
        note.unlink(missing_ok=True)


def command_line(pid: int) -> str:
    """Return the words of a process, each between null characters, or an empty text when it is gone."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        words = ""
        if not Path("/proc/self").exists():  # not Linux
            found = subprocess.run(
                ["/bin/ps", "-ww", "-o", "args=", "-p", str(pid)], check=False, capture_output=True, text=True
            )
            words = found.stdout.strip().replace(" ", "\0")
    return f"\0{words}\0" if words else ""


def pid_exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
