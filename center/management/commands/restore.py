"""`manage.py restore FILE`: bring back what `manage.py backup` wrote."""

import shutil
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from center.base import archive, database_restore
from center.base.archive import Archive, ArchiveError
from center.base.database_owner import owner_alias, owner_connection


class Command(BaseCommand):
    help = "Bring back the database and the uploaded files from a backup. Stop web server and worker before."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file made by `manage.py backup`")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="throw away what the database and the media folder hold now",
        )

    def handle(self, *, file: Path, replace: bool, **_options: Any) -> None:
        """Verify, restore the database in one transaction, exchange the media, then migrate and grant."""
        media: Path = settings.MEDIA_ROOT
        try:
            backup = Archive.verified(file)
            if not replace:
                refuse_if_used(media)
            media.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=media.parent, prefix=".restoring-") as folder:
                backup.extract(Path(folder))
                database_restore.restore(
                    owner_connection(), Path(folder) / archive.DUMP, program=backup.about["program"]
                )
                exchange(Path(folder) / archive.MEDIA, media, old=Path(folder) / "before")
        except (ArchiveError, database_restore.RestoreError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"The backup could not be restored: {error}") from error
        for connection in connections.all(initialized_only=True):
            connection.close()
        # Newer tables than the backup's, and the application's privileges.
        call_command("migrate", database=owner_alias(), interactive=False, verbosity=0)
        self.stdout.write(f"Restored: {file}, made {backup.about['made']}.")


def refuse_if_used(media: Path) -> None:
    if database_restore.has_tables(owner_connection()):
        raise CommandError("The database is not empty. Use --replace to throw away what it holds.")
    if media.exists() and any(media.iterdir()):
        raise CommandError(f"{media} is not empty. Use --replace to throw away what it holds.")


def exchange(new: Path, media: Path, *, old: Path) -> None:
    """Put the restored folder in the place of the present one, which moves to `old`."""
    if media.exists():
        mode = media.stat().st_mode
        media.rename(old)
    else:
        mode = 0o755
    if new.exists():
        new.rename(media)
    else:
        media.mkdir()
    media.chmod(mode & 0o7777)
    for path in media.rglob("*"):
        # Modes of a file that Django saves: the web server in front may run as another account.
        path.chmod(0o755 if path.is_dir() else 0o644)
    shutil.rmtree(old, ignore_errors=True)
