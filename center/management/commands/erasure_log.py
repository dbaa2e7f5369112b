"""`manage.py erasure_log`: look at the log of erasures, bring it up to date, do again what a restore could not."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from center.base.database_owner import owner_alias
from center.base.erasure_log import file
from center.services.erasure_log import apply_missing, copy_out, missing, write_anew


class Command(BaseCommand):
    help = "Verify the log of erasures and add what it lacks. After a restore: --apply does again what was refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        group = parser.add_mutually_exclusive_group()
        group.add_argument("--apply", action="store_true", help="do again what the database lacks")
        group.add_argument(
            "--anew",
            action="store_true",
            help="write a damaged file anew from the database; the old one is kept",
        )

    def handle(self, *, apply: bool, anew: bool, **_options: Any) -> None:
        """Print numbers; the exit code is 0 only when file and database agree."""
        if settings.ERASURE_LOG is None:
            raise CommandError("ERASURE_LOG is none: erasures are kept in the database only.")
        try:
            if anew:
                self.stdout.write(f"Written anew: {write_anew(using=owner_alias())} records.")
                return
            added = copy_out(using=owner_alias(), with_numbers=True)
            log = file.read(settings.ERASURE_LOG)
            self.stdout.write(
                f"{settings.ERASURE_LOG}: whole, {len(log.records)} records, {added} of them new."
            )
            if apply:
                outcome = apply_missing(log)
                self.stdout.write(f"Erasures done again: {outcome.records}.")
                for line in outcome.refused:
                    self.stderr.write(f"Not erased again: {line}")
            waiting = len(missing(log))
        except (file.LogError, OSError) as error:
            raise CommandError(str(error)) from error
        if waiting:
            raise CommandError(
                f"{waiting} erasures wait to be done again: `manage.py erasure_log --apply`.", returncode=3
            )
