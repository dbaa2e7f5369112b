"""`python -m tests.load.run`: a bounded load on this machine, and its figures as Markdown.

Locust lives in an environment of its own (`tests/load/requirements.txt`); name its program by `--locust`.
Nothing leaves 127.0.0.1, and everything stops by itself after `--seconds`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from center.base.local.postgres import SUPERUSER
from center.base.local.supervisor import interrupted_by_signals
from tests.load import figures, portal
from tests.load.sampling import Sampler

_LONGEST = 900  # seconds


def main() -> int:
    """Run one load and print its tables; 1 when a request failed."""
    asked = _arguments()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="portal-load-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    with (
        interrupted_by_signals(),
        portal.started(
            folder,
            web_servers=asked.web_servers,
            workers=asked.workers,
            standby=asked.standby,
            pooler=asked.pooler,
        ) as site,
    ):
        portal.wait_until_ready(site)
        with Sampler(site.web_servers, site.worker, site.postgres.url(SUPERUSER, "portal")) as looks:
            failed = _locust(asked, site, folder)
        portal.settle(site)
        sys.stdout.write(
            f"\n{asked.people} people, {asked.seconds} s, {asked.web_servers} × {asked.workers} web processes\n"
            f"{figures.requests_table(folder / 'locust_stats.csv')}\n{figures.resources(looks.samples)}\n"
            f"- {portal.checked(site)}\n"
        )
    return failed


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--locust", default="locust", help="Locust's program")
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--seconds", type=int, default=60, help=f"at most {_LONGEST}")
    parser.add_argument(
        "--web-servers", type=int, default=1, help="how many gunicorns, each on a port of its own"
    )
    parser.add_argument("--workers", type=int, default=2, help="web processes of each gunicorn")
    parser.add_argument("--standby", action="store_true", help="let a copy of the database be read")
    parser.add_argument("--pooler", type=Path, help="PgBouncer's program, to stand before the database")
    parser.add_argument("--only", nargs="*", default=[], help="kinds of people: Visitor, Booker, …")
    parser.add_argument(
        "--hurry", action="store_true", help="nobody thinks between two pages: what is the most?"
    )
    parser.add_argument("--folder", type=Path, help="keep the data here for the next run")
    asked = parser.parse_args()
    asked.seconds = min(asked.seconds, _LONGEST)
    return asked


def _locust(asked: argparse.Namespace, site: portal.Site, folder: Path) -> int:
    command = [
        *(asked.locust, "--headless", "--only-summary", "-f", "tests/load/people.py"),
        *("-u", str(asked.people), "-r", "10", "-t", f"{asked.seconds}s", "--stop-timeout", "10"),
        *("--csv", str(folder / "locust"), *asked.only),
    ]
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(portal.CHECKOUT),
        "LOAD_HOSTS": ",".join(site.hosts),
        "LOAD_FACTS": str(site.facts),
        "LOAD_HURRY": "1" if asked.hurry else "",
    }
    with (folder / "log" / "locust.log").open("wb") as log:
        done = subprocess.run(command, cwd=portal.CHECKOUT, env=env, stdout=log, stderr=log, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
