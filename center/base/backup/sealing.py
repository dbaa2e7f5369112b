"""Backups that only the holder of a key can read: files of the format age (age-encryption.org/v1).

The server knows the public halves alone, so whoever takes the server cannot read older backups. Every 64 KiB are
authenticated with their place and with a mark for the last ones: what was cut off, changed or moved is refused. Data
pass through a pipe, so memory stays small whatever the size.
"""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BufferedIOBase
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyrage import x25519

BEGINNING: Final = b"age-encryption.org/v1\n"
_PRIVATE: Final = "AGE-SECRET-KEY-"


class SealError(Exception):
    """A key cannot be used, or does not fit, or the file is not what was sealed; the message says which."""


def new_key() -> tuple[str, str]:
    """Return a fresh pair: the public half for the server, the private one to be kept elsewhere."""
    from pyrage import x25519  # noqa: PLC0415 -- native code, loaded only where backups are made

    identity = x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


def recipients(words: Sequence[str]) -> "list[x25519.Recipient]":
    """Read public halves; raises SealError, which quotes none of them: somebody may have put in a private one."""
    import pyrage  # noqa: PLC0415 -- native code, loaded only where backups are made
    from pyrage import x25519  # noqa: PLC0415 -- as above

    found = []
    for number, word in enumerate(words, 1):
        try:
            found.append(x25519.Recipient.from_str(word))
        except pyrage.RecipientError as error:
            raise SealError(
                f"Key no. {number} of BACKUP_RECIPIENT is no public key of `manage.py new_backup_key` (age1…)."
            ) from error
    return found


def identities(text: str) -> "list[x25519.Identity]":
    """Read private halves, one a line, as `new_backup_key` prints them or age-keygen writes them (# is a comment)."""
    import pyrage  # noqa: PLC0415 -- native code, loaded only where backups are made
    from pyrage import x25519  # noqa: PLC0415 -- as above

    found = []
    for line in text.split():
        if line.startswith(_PRIVATE):
            try:
                found.append(x25519.Identity.from_str(line))
            except pyrage.IdentityError as error:
                raise SealError(
                    "The private key of the backups is not whole; was all of it copied?"
                ) from error
    if not found:
        raise SealError(f"This is no private key of the backups; one begins with {_PRIVATE}.")
    return found


def is_sealed(file: IO[bytes]) -> bool:
    """Tell whether the file, which is put back to its beginning, is a sealed one."""
    found = file.read(len(BEGINNING))
    file.seek(0)
    return found == BEGINNING


@contextmanager
def sealed(target: BufferedIOBase, to: "Sequence[x25519.Recipient]") -> Iterator[IO[bytes]]:
    """Yield a file; what is written to it arrives sealed in `target`. Raises OSError when that cannot be written."""
    import pyrage  # noqa: PLC0415 -- native code, loaded only where backups are made

    reading, writing = os.pipe()
    plain = os.fdopen(reading, "rb")
    work = _Work(lambda: pyrage.encrypt_io(plain, target, to), plain)
    try:
        with os.fdopen(writing, "wb") as sink:
            yield sink
    except BrokenPipeError:
        work.thread.join()  # which says below why it stopped reading
        if work.failure is None:
            raise
    finally:
        work.thread.join()
    if work.failure is not None:
        raise OSError(str(work.failure)) from work.failure


@contextmanager
def unsealed(source: BufferedIOBase, keys: "Sequence[x25519.Identity]") -> Iterator[IO[bytes]]:
    """Yield a file with what was sealed in `source`; raises SealError, at the latest at the end, unless all of it is.

    Nothing that was read may be trusted before that end.
    """
    import pyrage  # noqa: PLC0415 -- native code, loaded only where backups are made

    reading, writing = os.pipe()
    sink = os.fdopen(writing, "wb")
    work = _Work(lambda: pyrage.decrypt_io(source, sink, keys), sink)
    try:
        with os.fdopen(reading, "rb") as plain:
            yield plain
            while plain.read(64 * 1024):
                pass
    finally:
        work.thread.join()
        if isinstance(work.failure, pyrage.DecryptError) and "No matching keys" in str(work.failure):
            raise SealError("it was made for another key") from work.failure
        if work.failure is not None and not work.was_left:
            raise SealError("it was cut off or changed") from work.failure


class _Work:
    """The other end of a pipe, in a thread of its own, which closes its end when it is done or has failed."""

    def __init__(self, do: Callable[[], object], end: IO[bytes]) -> None:
        self.failure: BaseException | None = None
        self.was_left = False
        self._do = do
        self._end = end
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self._do()
        except BaseException as error:  # noqa: BLE001 -- handed to the thread that waits
            self.failure = error
            # Whoever read has stopped before the end, for a reason of their own.
            self.was_left = "Broken pipe" in str(error)
        try:
            self._end.close()
        except BrokenPipeError as error:
            self.was_left = True
            self.failure = self.failure or error
