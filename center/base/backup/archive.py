"""The file that `manage.py backup` writes: a tar with a database dump, media, private files, and a list of digests.

It is sealed for the holders of the keys (`sealing`), unless somebody asked for a plain one.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from center.base.backup import sealing

if TYPE_CHECKING:
    from pyrage import x25519


FORMAT = 2
# Before backups were sealed and knew of the log of erasures.
FIRST_FORMAT = 1
DUMP = "database.dump"
MEDIA = "media/"
PRIVATE = "private/"
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024


class ArchiveError(Exception):
    """The file is no whole backup of the portal; the message says why."""


class _Hashed:
    """A readable file that computes the digest of what was read, so that each byte is read once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


@dataclass
class Writer:
    """Adds files to an archive that is being written."""

    tar: tarfile.TarFile
    about: dict[str, Any]
    digests: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, path: Path) -> None:
        """Store the file; nothing but name, size and time of it is kept."""
        with path.open("rb") as file:
            self.add_open(name, file)

    def add_open(self, name: str, file: IO[bytes]) -> None:
        """Store an open file from its beginning."""
        file.seek(0)
        found = os.fstat(file.fileno())
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = found.st_size, int(found.st_mtime), 0o600
        hashed = _Hashed(file)
        self.tar.addfile(member, hashed)
        self.digests[name] = hashed.digest.hexdigest()

    def finish(self) -> None:
        """Add the list of all files with their digests, as the last member."""
        text = json.dumps({"format": FORMAT, **self.about, "sha256": self.digests}, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(text), 0o600
        self.tar.addfile(member, io.BytesIO(text))


@contextmanager
def writing(path: Path, about: dict[str, Any], *, to: "Sequence[x25519.Recipient]") -> Iterator[Writer]:
    """Yield a writer; the archive, readable by its owner only, stands at `path` once everything was written.

    It is sealed for the recipients `to`; with none it is plain. Raises FileExistsError rather than overwrite a backup.
    """
    if path.exists():
        raise FileExistsError(path)
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with ExitStack() as stack:
            file = stack.enter_context(
                os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
            )
            with ExitStack() as inner:
                target = inner.enter_context(sealing.sealed(file, to)) if to else file
                # Written from front to end, as into a pipe.
                tar = inner.enter_context(tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT))
                writer = Writer(tar, about)
                yield writer
                writer.finish()
            file.flush()
            os.fsync(file.fileno())
        os.link(part, path)  # fails, unlike a rename, when somebody made the file meanwhile
    finally:
        part.unlink(missing_ok=True)


def unpack(
    path: Path,
    *,
    keys: "Sequence[x25519.Identity]",
    dump: IO[bytes],
    folders: Mapping[str, Path] | None = None,
) -> dict[str, Any]:
    """Take a backup apart and compare every digest; return what it says about itself, `sha256` of its files included.

    The dump is written to `dump`; files below MEDIA and PRIVATE into `folders`, or nowhere without them. Raises
    ArchiveError when it is no whole backup; what was unpacked until then is for the caller to throw away.
    """
    try:
        with path.open("rb") as file, ExitStack() as stack:
            if sealing.is_sealed(file):
                if not keys:
                    raise ArchiveError(
                        f"{path} is encrypted. Give the private key of the backups in BACKUP_KEY_FILE or BACKUP_KEY."
                    )
                plain = stack.enter_context(sealing.unsealed(file, keys))
            else:
                plain = file
            about, digests = _taken_apart(path, plain, dump, folders)
    except sealing.SealError as error:
        raise ArchiveError(f"{path} is damaged or no backup of the portal: {error}.") from error
    except (tarfile.TarError, ValueError, RecursionError, FileExistsError, NotADirectoryError) as error:
        raise ArchiveError(f"{path} is damaged or no backup of the portal.") from error
    if about.get("format") not in {FORMAT, FIRST_FORMAT}:
        raise ArchiveError(f"{path} is incomplete, or made by another version of the portal.")
    if about.get("sha256") != digests or DUMP not in digests:
        raise ArchiveError(f"{path} is damaged: its content is not what was stored.")
    return about


def _taken_apart(
    path: Path, plain: IO[bytes], dump: IO[bytes], folders: Mapping[str, Path] | None
) -> tuple[dict[str, Any], dict[str, str]]:
    digests: dict[str, str] = {}
    about: dict[str, Any] = {}
    with tarfile.open(fileobj=plain, mode="r|") as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isreg() else None
            if content is None or not _expected(member.name) or member.name in digests:
                raise ArchiveError(f"{path} is no backup of the portal: it contains {member.name}.")
            if member.name == MANIFEST:
                about = json.load(content)
                if not isinstance(about, dict):
                    raise ArchiveError(f"{path} is incomplete, or made by another version of the portal.")
            elif member.name == DUMP:
                digests[member.name] = _copied(content, dump)
            elif folders is None:
                digests[member.name] = _copied(content, None)
            else:
                top = member.name.partition("/")[0] + "/"
                target = folders[top] / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as new:
                    digests[member.name] = _copied(content, new)
    return about, digests


def _copied(content: IO[bytes], target: IO[bytes] | None) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
    return digest.hexdigest()


def _expected(name: str) -> bool:
    return name in {DUMP, MANIFEST} or (
        name.startswith((MEDIA, PRIVATE))
        and ".." not in PurePosixPath(name).parts
        and len(PurePosixPath(name).parts) > 1
    )
