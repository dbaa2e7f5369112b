"""Looks at the portal's processes and database connections every few seconds while a load runs."""

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import psycopg


@dataclass
class Sample:
    """One look: seconds since the beginning, memory of each web process in MB, connections of the application."""

    at: float
    web: dict[int, float]
    worker: float
    connections: int


@dataclass
class Sampler:
    """`with Sampler(…) as looks:`; afterwards `looks.samples`."""

    masters: list[int]
    worker: int
    database: str
    # A look at memory walks all pages of a process: once a second costs a tenth of a core.
    every: float = 5.0
    samples: list[Sample] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        start = time.monotonic()
        with psycopg.connect(self.database, autocommit=True) as connection:
            while not self._ended.wait(self.every):
                row = connection.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE usename = 'portal_app'"
                ).fetchone()
                web = {pid: memory(pid) for master in self.masters for pid in children(master)}
                self.samples.append(
                    Sample(time.monotonic() - start, web, memory(self.worker), int(row[0]) if row else 0)
                )


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def memory(pid: int) -> float:
    """Return a process's own memory in MB: what is only its, and its part of what it shares (PSS)."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    line = next((each for each in text.splitlines() if each.startswith("Pss:")), "Pss: 0 kB")
    return int(line.split()[1]) / 1024


def growth(values: list[float]) -> tuple[float, float]:
    """Return the means of the second and the last fifth: what starts late is no leak, what goes on growing is."""
    fifth = max(1, len(values) // 5)
    early, late = values[fifth : 2 * fifth] or values, values[-fifth:] or values
    return sum(early) / len(early), sum(late) / len(late)
