"""The folder of uploaded files as a whole: what a backup takes from it and a restore puts into it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Restored files wait in a folder of this name inside the media folder, so that they only have to be renamed, also
# when the media folder is a file system of its own.
WAITING = ".restoring-"


def files(root: Path, *, without: str = "") -> list[tuple[str, Path]]:
    """Return each uploaded file with its name below the folder; links and unfinished restores are left out.

    `without` is the name of a folder below it that is left out too.
    """
    found = [
        (path.relative_to(root).as_posix(), path)
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    left_out = (WAITING, f"{without}/") if without else (WAITING,)
    return [(name, path) for name, path in found if not name.startswith(left_out)]


@contextmanager
def waiting_room(root: Path) -> Iterator[Path]:
    """Yield an empty folder for files that `exchange` will take over; the media folder is made when missing."""
    root.mkdir(parents=True, exist_ok=True)
    for left in root.glob(f"{WAITING}*"):  # of a killed restore
        shutil.rmtree(left)
    with tempfile.TemporaryDirectory(dir=root, prefix=WAITING) as folder:
        yield Path(folder)


def exchange(root: Path, *, new: Path, private: bool = False) -> None:
    """Put the content of `new`, below the waiting room, in the place of all that the folder holds.

    Files of the media can be read by every account, as Django saves them: the web server in front may run as another
    one. Private files can be read by the portal's account alone.
    """
    folders, contents = (0o700, 0o600) if private else (0o755, 0o644)
    for path in root.iterdir():
        if not path.name.startswith(WAITING):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for path in new.iterdir() if new.exists() else ():
        for each in (path, *path.rglob("*")):
            each.chmod(folders if each.is_dir() else contents)
        path.rename(root / path.name)
