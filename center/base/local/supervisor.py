"""Runs a few child processes, notices when one ends by itself, and stops them in the order of their start."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from center.base.local import tied_process
from center.base.local.state import LocalError

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Child:
    """A running program under the name that a person knows it by."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


class Supervisor:
    """Children of one command, each with a log of its own in the folder `logs`."""

    def __init__(self, cwd: Path, logs: Path) -> None:
        self._cwd = cwd
        self._logs = logs
        self._children: list[Child] = []
        self._watched: list[Child] = []

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        env: Mapping[str, str],
        at_parents_death: signal.Signals = signal.SIGTERM,
    ) -> None:
        """Start a program; its output replaces the log of its last run."""
        log = self._logs / f"{name.replace(' ', '-')}.log"
        with log.open("wb") as file:
            process = tied_process.spawn(
                command, log=file, cwd=self._cwd, env=env, at_parents_death=at_parents_death
            )
        self._children.append(Child(name, process, log))

    @property
    def running(self) -> tuple[Child, ...]:
        """The programs that we started, in that order."""
        return tuple(self._children)

    def watch(self, child: Child) -> None:
        """Watch also a process that somebody else starts and stops."""
        self._watched.append(child)

    def check(self) -> None:
        """Raise LocalError when a child has ended by itself, with the place of its log."""
        for child in (*self._children, *self._watched):
            if child.process.poll() is not None:
                raise LocalError(f"The {child.name} ended by itself; its log is {child.log}")

    def stop(self) -> None:
        for child in self._children:
            tied_process.stop(child.process)
        self._children.clear()


@contextmanager
def interrupted_by_signals() -> Iterator[Callable[[], None]]:
    """Turn Ctrl-C, SIGTERM and a closed terminal into KeyboardInterrupt.

    Yields a function that makes us deaf to further ones, for the orderly stop.
    """

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        deaf()
        raise KeyboardInterrupt

    def deaf() -> None:
        for number in ENDING:
            signal.signal(number, signal.SIG_IGN)

    before = {number: signal.signal(number, interrupt) for number in ENDING}
    try:
        yield deaf
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def environment(**changes: str | None) -> dict[str, str]:
    """Return our environment with changes; None takes a variable away."""
    env = {**os.environ, **{name: value for name, value in changes.items() if value is not None}}
    return {name: value for name, value in env.items() if changes.get(name, "") is not None}
