"""`manage.py check_audit`: is everything that was written down still as it was written? See docs/audit.md."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from center.services.audit import accept_by_hand, check_audit

UNSOUND = 1
UNKNOWN = 2


class Command(BaseCommand):
    help = (
        "Look whether guards, privileges, histories and seals are as they should be. "
        "Ends with 0 when all is sound, 1 when something was found, 2 when it could not be looked at."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seal", default="", help="a seal that was noted elsewhere, as number:letters")
        parser.add_argument(
            "--accept",
            metavar="REASON",
            default="",
            help="take the rows as they are now for right; who reads the check later sees that, and the reason",
        )

    def handle(self, *, seal: str, accept: str, **_options: Any) -> None:
        """Print a line for each finding, then the newest seal."""
        try:
            if accept:
                self.stdout.write(f"Accepted by hand: {accept_by_hand(reason=accept)} spans of rows.")
            report = check_audit(noted=seal)
        except DatabaseError as error:
            raise CommandError("The database could not be asked.", returncode=UNKNOWN) from error
        for note in report.notes:
            self.stdout.write(f"Note: {note}")
        for finding in report.findings:
            self.stdout.write(f"{finding.kind}: {finding}")
        if report.newest:
            self.stdout.write(f"Newest seal: {report.newest}")
        if report.findings:
            self.stdout.write(f"{len(report.findings)} findings. docs/audit.md says what each means.")
            sys.exit(UNSOUND)
        self.stdout.write("Everything is as it was written.")
