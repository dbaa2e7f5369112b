"""`manage.py restore FILE`: bring back what `manage.py backup` wrote."""

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from center.base.backup import archive, database_restore, media_folder
from center.base.backup.archive import Archive, ArchiveError
from center.base.database_owner import owner_alias, owner_connection


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

    def handle(self, *, file: Path, replace: bool, **_options: Any) -> None:
        """Verify, restore the database in one transaction, exchange the media, then migrate and grant."""
        media, private = settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT
        try:
            backup = Archive.verified(file)
            if not replace:
                refuse_if_used(media, private)
            with (
                tempfile.TemporaryDirectory() as folder,
                media_folder.waiting_room(media) as room,
                media_folder.waiting_room(private) as back_room,
            ):
                backup.extract(Path(folder), below=archive.DUMP)
                backup.extract(room, below=archive.MEDIA)
                backup.extract(back_room, below=archive.PRIVATE)
                database_restore.restore(
                    owner_connection(), Path(folder) / archive.DUMP, program=backup.about["program"]
                )
                media_folder.exchange(media, new=room / archive.MEDIA)
                media_folder.exchange(private, new=back_room / archive.PRIVATE, private=True)
        except (ArchiveError, database_restore.RestoreError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"The backup could not be restored: {error}") from error
        for connection in connections.all(initialized_only=True):
            connection.close()
        # Newer tables than the backup's, and the application's privileges.
        call_command("migrate", database=owner_alias(), interactive=False, verbosity=0)
        self.stdout.write(f"Restored: {file}, made {backup.about['made']}.")


def refuse_if_used(*folders: Path) -> None:
    if database_restore.has_tables(owner_connection()):
        raise CommandError("The database is not empty. Use --replace to throw away what it holds.")
    for folder in folders:
        if media_folder.files(folder):
            raise CommandError(f"{folder} is not empty. Use --replace to throw away what it holds.")
