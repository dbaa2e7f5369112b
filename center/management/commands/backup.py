"""`manage.py backup FILE`: database and media in one encrypted file; docs/backup.md says how often and where to."""

import subprocess
import tempfile
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.backends.postgresql.base import DatabaseWrapper

from center.base.backup import archive, media_folder, postgres_clients, sealing, table_digests
from center.base.database_owner import owner_alias, owner_connection
from center.base.erasure_log import file as erasure_log
from center.base.private_storage import PASSING
from center.models import BackupRun
from center.services.erasure_log import copy_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyrage import x25519


class Command(BaseCommand):
    help = (
        "Write the database and the uploaded files into one new file that only the holder of a key can read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file to make; it must not exist yet")
        parser.add_argument(
            "--plain", action="store_true", help="do not encrypt it: whoever gets the file reads everything"
        )

    def handle(self, *, file: Path, plain: bool, **_options: Any) -> None:
        """Dump the database first: what it mentions was uploaded before, so the media are complete."""
        recipients = _recipients(plain=plain)
        connection = owner_connection()
        try:
            trouble = _write(file, connection, recipients)
        except FileExistsError as error:
            raise CommandError(f"{file} exists already; a backup never overwrites a file.") from error
        except subprocess.CalledProcessError as error:
            raise CommandError(f"pg_dump failed: {error.stderr.decode(errors='replace').strip()}") from error
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error}") from error
        BackupRun.objects.using(owner_alias()).create(size=file.stat().st_size, is_encrypted=bool(recipients))
        if not recipients:
            self.stderr.write("The backup is NOT encrypted: whoever gets the file reads everything in it.")
        self.stdout.write(
            f"Written: {file}. Keep FIELD_KEYS and the private key of the backups apart from it, "
            "and copy the log of erasures along with it."
        )
        if trouble:
            raise CommandError(f"The backup is whole, but the log of erasures is not: {trouble}")


def _recipients(*, plain: bool) -> "Sequence[x25519.Recipient]":
    if plain:
        return []
    try:
        recipients = sealing.recipients(settings.BACKUP_RECIPIENTS)
    except sealing.SealError as error:
        raise CommandError(str(error)) from error
    if not recipients and not settings.DEMO:
        raise CommandError(
            "BACKUP_RECIPIENT is not set, so the backup would not be encrypted. Make a key with "
            "`manage.py new_backup_key` and set its public half; --plain writes a backup that everybody can read."
        )
    return recipients


def _write(file: Path, connection: DatabaseWrapper, recipients: "Sequence[x25519.Recipient]") -> str:
    """Write it; return what is wrong with the log of erasures, which must not keep us from making a backup."""
    clients = postgres_clients.find(at_least=connection.pg_version // 10000)
    about: dict[str, Any] = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "server": connection.pg_version // 10000,
        "program": clients.major,
    }
    # Before the dump, so that the file knows of every erasure that the dump knows.
    trouble = _copied_out()
    with (
        archive.writing(file, about, to=recipients) as writer,
        # Without a name, so that nothing plain stays behind if we are killed.
        tempfile.TemporaryFile(dir=file.resolve().parent) as dump,
        postgres_clients.service(connection) as env,
    ):
        with table_digests.snapshot(connection) as name:
            # No owners and grants: a restore makes them anew for the roles it finds.
            options = ["-Fc", "--no-owner", "--no-privileges", f"--snapshot={name}"]
            subprocess.run(
                [clients["pg_dump"], *options], check=True, stdout=dump, stderr=subprocess.PIPE, env=env
            )
            about["tables"] = table_digests.tables(connection)
        writer.add_open(archive.DUMP, dump)
        for path_name, path in media_folder.files(settings.MEDIA_ROOT):
            writer.add(archive.MEDIA + path_name, path)
        for path_name, path in media_folder.files(settings.PRIVATE_MEDIA_ROOT, without=PASSING):
            writer.add(archive.PRIVATE + path_name, path)
        # Numbers that the dump has given are in the file too, so that nobody new gets one of them after a restore.
        trouble = trouble or _copied_out(with_numbers=True)
        about["erasures"] = {} if trouble else _end_of_log()
    return trouble


def _copied_out(*, with_numbers: bool = False) -> str:
    try:
        copy_out(using=owner_alias(), with_numbers=with_numbers)
    except (erasure_log.LogError, OSError) as error:
        return str(error)
    return ""


def _end_of_log() -> dict[str, Any]:
    """Return what a restore compares the log with, so that an older copy of it is not taken for the whole."""
    if settings.ERASURE_LOG is None:
        return {}
    log = erasure_log.read(settings.ERASURE_LOG)
    return {"records": len(log.records), "last": log.records[-1].mark if log.records else ""}
