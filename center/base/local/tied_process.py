"""Child processes that end when the process that started them ends, even by `kill -9`.

A child is first this very file, run by a bare Python: it changes to the wanted account, asks the kernel for a
signal at its parent's death, and then becomes the program. No code of ours runs between fork and exec, so the
parent's threads do no harm; the change of account comes first, because it would cancel the request.
Outside Linux there is no such request; there the next start ends what a killed one left (cluster.py).
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass(frozen=True)
class Account:
    """The numeric user and group that a child runs as."""

    uid: int
    gid: int


def spawn(
    command: Sequence[str | Path],
    *,
    log: IO[bytes],
    cwd: Path,
    env: Mapping[str, str],
    account: Account | None = None,
    at_parents_death: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start the command in a session of its own, so that Ctrl-C reaches only us; its output goes to `log`.

    Call it from the main thread: the kernel watches the thread that started the child. `account` needs root.
    """
    uid, gid = (account.uid, account.gid) if account else (-1, -1)
    wrapped = [
        *(sys.executable, "-I", "-S", __file__),
        *(str(number) for number in (os.getpid(), int(at_parents_death), uid, gid)),
        *map(str, command),
    ]
    return subprocess.Popen(
        wrapped,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        cwd=cwd,
        env=env,
        start_new_session=True,
    )


def stop(
    child: subprocess.Popen[bytes], first: signal.Signals = signal.SIGTERM, *, seconds: float = 20
) -> None:
    """Ask the child to end by the signal `first`; kill it when it still runs after so many seconds."""
    if child.poll() is None:
        child.send_signal(first)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def become(parent: int, number: int, uid: int, gid: int, command: Sequence[str]) -> None:
    """Turn this process into the command, tied to its parent."""
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # it died before we asked
            sys.exit(1)
    os.execvp(command[0], list(command))  # noqa: S606 -- our own command, no shell wanted


if __name__ == "__main__":
    _parent, _number, _uid, _gid = map(int, sys.argv[1:5])
    become(_parent, _number, _uid, _gid, sys.argv[5:])
