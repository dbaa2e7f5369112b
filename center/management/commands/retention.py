"""`manage.py retention [--dry-run]`: what goes by itself tonight, at once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from center.services.retention import run_retention


class Command(BaseCommand):
    help = "Empty or delete what is kept no longer; until a coordinator has confirmed a report, only report."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="report only, change nothing")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        """Print the rules with the numbers of rows; the report is stored in any case."""
        run = run_retention(dry=dry_run)
        for line in run.report:
            self.stdout.write(f"{line['rule']}: {line['due']} due, {line['done']} done")
        if run.is_dry:
            self.stdout.write("Nothing was changed.")
