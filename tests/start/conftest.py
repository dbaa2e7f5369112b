"""Checkouts and processes for the tests of the start; everything lies in temporary folders."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
IGNORED = shutil.ignore_patterns(".*", "__pycache__", "tests", "docs", "staticfiles", "media")
# What the surrounding test run has set for itself.
PORTAL_VARIABLES = (
    *("DATABASE_URL", "DATABASE_OWNER_URL", "TEST_APPLICATION_URL", "SECRET_KEY", "FIELD_KEYS", "DEMO"),
    *("ALLOWED_HOSTS", "BASE_URL", "STATIC_ROOT", "MEDIA_ROOT", "EMAIL_URL", "DEFAULT_FROM_EMAIL"),
    "SECOND_FACTOR_REQUIRED",
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short temporary folder that other accounts may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="center-portal-start-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def clean_environment() -> dict[str, str]:
    """The environment of a newcomer's shell."""
    return {name: value for name, value in os.environ.items() if name not in PORTAL_VARIABLES}


class Checkout:
    """A copy of the project in which `manage.py` runs as a person would run it."""

    def __init__(self, path: Path, environment: dict[str, str]) -> None:
        self.path = path
        self.environment = environment
        shutil.copytree(CHECKOUT, path, ignore=IGNORED)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=self.path,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run a command to its end and return what it said; its exit code must be `code`."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            check=False,
            cwd=self.path,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert done.returncode == code, done.stdout
        return done.stdout

    def processes(self) -> list[str]:
        """Return the command lines of all processes that work in this checkout or for it."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                place = str((entry / "cwd").readlink())
            except OSError:
                continue
            if place.startswith(f"{self.path}/") or place == str(self.path):
                found.append(words)
        return found


@pytest.fixture
def checkout(folder: Path, clean_environment: dict[str, str]) -> Checkout:
    return Checkout(folder / "portal", clean_environment)
