"""Work on what strangers wrote, in a process of its own with limits, from which nothing else can be reached.

A thread cannot be stopped, and some libraries take hours or all memory over a few wicked lines. The process gets none
of our environment, so none of our secrets. Its module reads standard input and answers on standard output.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

_CHECKOUT: Final = Path(__file__).resolve().parent.parent.parent
# What programs need to start at all, on Windows too.
_KEPT: Final = ("PATH", "SYSTEMROOT", "LANG", "TZDIR")


class ConfinedError(Exception):
    """The work took too long or too much memory, or ended with a fault."""


def run_confined(module: str, *arguments: str, data: bytes, seconds: int, megabytes: int) -> bytes:
    """Run a module of ours over the data and return its answer; raise ConfinedError when it does not come."""
    command = [sys.executable, "-m", module, str(seconds), str(megabytes), *arguments]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            cwd=_CHECKOUT,
            env=environment,
            timeout=2 * seconds,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        # Without its text: a fault there quotes what it could not read.
        raise ConfinedError(type(error).__name__) from None
    return done.stdout


def confine(seconds: int, megabytes: int) -> None:
    """Limit this process for the rest of its life; the clock on the wall is watched by who started it."""
    try:
        import resource  # noqa: PLC0415 -- of Unix only
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
