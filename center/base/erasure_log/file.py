"""The log of erasures outside the database: a file to which lines are only added.

One JSON object a line. Each line ends in a keyed digest (HMAC-SHA256) of itself and of the line before, so a line that
was changed, added by somebody else, taken out or moved is found; the key comes from FIELD_KEYS. The last lines may be
missing: what a backup says about the log's end tells. Two processes write one after the other (`flock`).
"""

import contextlib
import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final

from center.base import encryption
from center.base.erasure_log.verbs import Record

_PURPOSE: Final = b"center.erasure-log"
# The kind of line that tells how far the numbers of rows had come.
NUMBERS: Final = "numbers"
# The first record: the log and its database know one another by its mark.
BEGIN: Final = "begin"


class LogError(Exception):
    """The file is not the log that it should be; the message says why."""


class Log:
    """The content of the file: `records` in the order in which they were written, `numbers` by sequence."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.numbers: dict[str, int] = {}
        self.end = ""
        self._marks: set[str] = set()

    def __contains__(self, mark: str) -> bool:
        return mark in self._marks

    @property
    def begin(self) -> str:
        """The mark of the first record; empty when there is none."""
        return self.records[0].mark if self.records else ""

    def take(self, line: dict[str, Any]) -> None:
        if line["kind"] == NUMBERS:
            self.numbers |= line["numbers"]
            return
        record = Record(
            mark=line["mark"],
            kind=line["kind"],
            model=line["model"],
            object_ids=tuple(line["object_ids"]),
            fields=tuple(line["fields"]),
            actor=line["actor"],
            deed=line["deed"],
            request_id=line["request_id"],
            done_at=line["done_at"],
        )
        self.records.append(record)
        self._marks.add(record.mark)


def read(path: Path) -> Log:
    """Read and verify the file; a missing one is empty. Raises LogError."""
    with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        return _verified(path, file)[0]
    return Log()


def add(path: Path, more: Callable[[Log], Iterable[Record]], numbers: dict[str, int] | None = None) -> int:
    """Add what `more` says is missing, and numbers that have grown; return how many records were added.

    It is on the disk when this returns. Half a line at the end, of a process that was killed, is written anew. Raises
    LogError and OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path) as file:
        log, whole = _verified(path, file)
        missing = list(more(log))
        grown = {name: value for name, value in (numbers or {}).items() if value > log.numbers.get(name, 0)}
        lines: list[dict[str, Any]] = [_line(record) for record in missing]
        if grown:
            lines.append({"kind": NUMBERS, "numbers": grown})
        if lines:
            file.truncate(whole)
            file.seek(whole)
            file.write(_signed(lines, log.end))
            file.flush()
            os.fsync(file.fileno())
    return len(missing)


def sign_anew(path: Path) -> int:
    """Sign the lines with the newest of FIELD_KEYS, in a new file that takes the place of the old; return how many."""
    if not path.exists():
        return 0
    with _locked(path) as file:
        _verified(path, file)
        file.seek(0)
        lines = [json.loads(line) for line in file.read().splitlines() if line.endswith(b"}")]
        for line in lines:
            del line["key"], line["sign"]
        new = path.with_name(path.name + ".new")
        with new.open("wb") as other:
            new.chmod(0o600)
            other.write(_signed(lines, ""))
            other.flush()
            os.fsync(other.fileno())
        new.replace(path)
    return len(lines)


@contextmanager
def _locked(path: Path) -> Iterator[IO[bytes]]:
    """Yield the file, ours alone; it may have been replaced while we waited."""
    while True:
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                    yield file
                    return


def _verified(path: Path, file: IO[bytes]) -> tuple[Log, int]:
    """Return the content, and how many bytes of the file are whole lines."""
    log, whole = Log(), 0
    for number, line in enumerate(file, 1):
        if not line.endswith(b"\n"):
            break
        try:
            found = json.loads(line)
            key, sign = found.pop("key"), found.pop("sign")
            expected = _sign(found, log.end, key)
            if not hmac.compare_digest(sign, expected):
                raise LogError(
                    f"Line {number} of {path} is not as it was written, or one before it is missing."
                )
            log.take(found)
        except encryption.UnreadableValueError as error:
            raise LogError(f"Line {number} of {path}: {error}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise LogError(f"Line {number} of {path} is no line of a log of erasures.") from error
        log.end = sign
        whole += len(line)
    return log, whole


def _signed(lines: Iterable[dict[str, Any]], end: str) -> bytes:
    key = encryption.newest_key_id()
    text = []
    for line in lines:
        end = _sign(line, end, key)
        text.append(
            json.dumps({**line, "key": key, "sign": end}, separators=(",", ":"), sort_keys=True) + "\n"
        )
    return "".join(text).encode()


def _sign(line: dict[str, Any], before: str, key: str) -> str:
    text = json.dumps([before, key, line], separators=(",", ":"), sort_keys=True).encode()
    return hmac.new(encryption.derived_key(key, _PURPOSE), text, hashlib.sha256).hexdigest()


def _line(record: Record) -> Any:
    return json.loads(json.dumps(asdict(record)))  # as it will be read
