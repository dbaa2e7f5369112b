"""The folder of uploaded files as a whole: what a backup takes from it and a restore puts into it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Restored files wait in a folder of this name inside the media folder, so that they only have to be renamed, also
# when the media folder is a file system of its own.
WAITING = ".restoring-"


def files(root: Path) -> list[tuple[str, Path]]:
    """Return each uploaded file with its name below the folder; links and unfinished restores are left out."""
    found = [
        (path.relative_to(root).as_posix(), path)
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    return [(name, path) for name, path in found if not name.startswith(WAITING)]


@contextmanager
def waiting_room(root: Path) -> Iterator[Path]:
    """Yield an empty folder for files that `exchange` will take over; the media folder is made when missing."""
    root.mkdir(parents=True, exist_ok=True)
    for left in root.glob(f"{WAITING}*"):  # of a killed restore
        shutil.rmtree(left)
    with tempfile.TemporaryDirectory(dir=root, prefix=WAITING) as folder:
        yield Path(folder)


def exchange(root: Path, *, new: Path) -> None:
    """Put the content of `new`, below the waiting room, in the place of all that the media folder holds."""
    for path in root.iterdir():
        if not path.name.startswith(WAITING):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for path in new.iterdir() if new.exists() else ():
        for each in (path, *path.rglob("*")):
            # As Django saves them: the web server in front may run as another account.
            each.chmod(0o755 if each.is_dir() else 0o644)
        path.rename(root / path.name)
