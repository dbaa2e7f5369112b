"""`manage.py backup FILE`: database and media in one file; docs/production.md says how often and where to."""

import subprocess
import tempfile
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from center.base.backup import archive, media_folder, postgres_clients
from center.base.database_owner import owner_connection
from center.base.private_storage import PASSING


class Command(BaseCommand):
    help = "Write the database and the uploaded files into one new file, readable by its owner only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file to make; it must not exist yet")

    def handle(self, *, file: Path, **_options: Any) -> None:
        """Dump the database first: what it mentions was uploaded before, so the media are complete."""
        connection = owner_connection()
        clients = postgres_clients.find(at_least=connection.pg_version // 10000)
        about = {
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "server": connection.pg_version // 10000,
            "program": clients.major,
        }
        try:
            with (
                archive.writing(file, about) as writer,
                tempfile.TemporaryDirectory(dir=file.resolve().parent) as folder,
                postgres_clients.service(connection) as env,
            ):
                dump = Path(folder) / archive.DUMP
                # No owners and grants: a restore makes them anew for the roles it finds.
                command = [clients["pg_dump"], "-Fc", "--no-owner", "--no-privileges", "-f", str(dump)]
                subprocess.run(command, check=True, capture_output=True, text=True, env=env)
                writer.add(archive.DUMP, dump)
                for name, path in media_folder.files(settings.MEDIA_ROOT):
                    writer.add(archive.MEDIA + name, path)
                for name, path in media_folder.files(settings.PRIVATE_MEDIA_ROOT, without=PASSING):
                    writer.add(archive.PRIVATE + name, path)
        except FileExistsError as error:
            raise CommandError(f"{file} exists already; a backup never overwrites a file.") from error
        except subprocess.CalledProcessError as error:
            raise CommandError(f"pg_dump failed: {error.stderr.strip()}") from error
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error}") from error
        self.stdout.write(
            f"Written: {file}. Keep FIELD_KEYS apart from it; without them it cannot be read in full."
        )
