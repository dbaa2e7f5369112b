"""`manage.py restore FILE`: bring back what `manage.py backup` wrote, but nobody who was erased since."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from center.base.backup import database_restore, media_folder
from center.base.backup.archive import ArchiveError
from center.base.database_owner import owner_alias, owner_connection
from center.management import rehearsing, restoring
from center.services.erasure_log import Outcome


class Command(BaseCommand):
    help = "Bring back the database and the uploaded files from a backup. Stop web server and worker before."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file made by `manage.py backup`")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="throw away what the database and the folders of files hold now",
        )
        parser.add_argument("--key-file", type=Path, help="a file with the private key of the backups")
        parser.add_argument(
            "--without-erasure-log",
            action="store_true",
            help="also without the log of erasures: people who were erased since the backup come back",
        )
        parser.add_argument(
            "--rehearse",
            action="store_true",
            help="restore into a database of its own, compare, and throw it away; the portal may run",
        )

    def handle(
        self,
        *,
        file: Path,
        replace: bool,
        key_file: Path | None,
        without_erasure_log: bool,
        rehearse: bool,
        **_options: Any,
    ) -> None:
        """Verify, restore the database in one transaction, exchange the media, erase again, then grant."""
        try:
            keys = restoring.private_keys(file, key_file)
            if rehearse:
                for line in rehearsing.rehearse(file, keys):
                    self.stdout.write(line)
                return
            if not replace:
                refuse_if_used(settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT)
            hindered = restoring.save_what_is_here()
            with restoring.unpacked(file, keys) as (about, dump, rooms):
                log = None if without_erasure_log else restoring.log_for(about)
                restoring.exchange(about, dump, rooms)
        except (ArchiveError, database_restore.RestoreError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"The backup could not be restored: {error}") from error
        tables, rows = restoring.compared(about, owner_connection())
        restoring.migrate_without_rights()
        with restoring.as_owner():
            outcome, swept = restoring.erase_again(log)
        restoring.open_the_doors()
        self.stdout.write(f"Restored: {file}, made {about['made']}: {tables} tables, {rows} rows.")
        if hindered:
            self.stderr.write(f"What was erased last may not be in the log of erasures: {hindered}")
        self._tell(outcome, swept)
        for line in restoring.told_of_keys(owner_alias()):
            self.stderr.write(line)
        if outcome.refused:
            raise CommandError(
                f"{len(outcome.refused)} erasures could not be done again. Do what is said above, "
                "then run `manage.py erasure_log --apply`.",
                returncode=3,
            )

    def _tell(self, outcome: Outcome, swept: int) -> None:
        self.stdout.write(f"Erasures done again: {outcome.records}.")
        for kind, count in sorted(outcome.rows.items()):
            self.stdout.write(f"  {kind}: {count} rows")
        self.stdout.write(f"  short-lived things whose time is over: {swept} rows")
        for line in outcome.refused:
            self.stderr.write(f"Not erased again: {line}")


def refuse_if_used(*folders: Path) -> None:
    if database_restore.has_tables(owner_connection()):
        raise CommandError("The database is not empty. Use --replace to throw away what it holds.")
    for folder in folders:
        if media_folder.files(folder):
            raise CommandError(f"{folder} is not empty. Use --replace to throw away what it holds.")
