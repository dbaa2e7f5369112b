"""Copies of the project in which `manage.py` runs as a person would run it."""

import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
IGNORED = shutil.ignore_patterns(".*", "__pycache__", "tests", "docs", "staticfiles", "media")


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
