"""The file that `manage.py backup` writes: a tar with a database dump, media, private files, and a list of digests."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, Self

FORMAT = 1
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
def writing(path: Path, about: dict[str, Any]) -> Iterator[Writer]:
    """Yield a writer; the archive, readable by its owner only, stands at `path` once everything was written.

    Raises FileExistsError rather than overwrite a backup.
    """
    if path.exists():
        raise FileExistsError(path)
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with (
            os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
            tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            writer = Writer(tar, about)
            yield writer
            writer.finish()
        os.link(part, path)  # fails, unlike a rename, when somebody made the file meanwhile
    finally:
        part.unlink(missing_ok=True)


@dataclass(frozen=True)
class Archive:
    """A verified backup; `about` says what it was made from."""

    path: Path
    about: dict[str, Any]

    @classmethod
    def verified(cls, path: Path) -> Self:
        """Read the whole file and compare every digest; raise ArchiveError when it is not a whole backup."""
        digests: dict[str, str] = {}
        about: dict[str, Any] = {}
        try:
            with tarfile.open(path) as tar:
                for member in tar:
                    content = tar.extractfile(member)
                    if content is None or not _expected(member.name):
                        raise ArchiveError(f"{path} is no backup of the portal: it contains {member.name}.")
                    if member.name == MANIFEST:
                        about = json.load(content)
                    else:
                        digests[member.name] = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
        except (tarfile.TarError, ValueError) as error:
            raise ArchiveError(f"{path} is damaged or no backup of the portal.") from error
        if about.get("format") != FORMAT:
            raise ArchiveError(f"{path} is incomplete, or made by another version of the portal.")
        if about.pop("sha256", None) != digests or DUMP not in digests:
            raise ArchiveError(f"{path} is damaged: its content is not what was stored.")
        return cls(path, about)

    def extract(self, folder: Path, *, below: str) -> None:
        """Write the members whose names begin with `below` (DUMP, MEDIA or PRIVATE) into the folder."""
        with tarfile.open(self.path) as tar:
            tar.extractall(folder, [member for member in tar if member.name.startswith(below)], filter="data")


def _expected(name: str) -> bool:
    return name in {DUMP, MANIFEST} or (
        name.startswith((MEDIA, PRIVATE)) and ".." not in PurePosixPath(name).parts
    )
