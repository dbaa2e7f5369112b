"""The steps of `manage.py restore`, from the file to a portal that people may enter again."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate

from center.base import database_roles, env
from center.base.backup import archive, database_restore, media_folder, sealing, table_digests
from center.base.database_owner import owner_alias, owner_connection
from center.base.erasure_log import file as erasure_log
from center.base.personal_data import retention
from center.services import keys
from center.services.erasure_log import Outcome, apply_missing, copy_out, forward_sequences

if TYPE_CHECKING:
    from pyrage import x25519


_ROLES: Final = "center.database_roles"
Unpacked = tuple[dict[str, Any], IO[bytes], dict[Path, Path]]


def private_keys(file: Path, key_file: Path | None) -> "Sequence[x25519.Identity]":
    """Return the keys to read the backup with: from the file, the environment, or typed in; none for a plain one."""
    with file.open("rb") as stored:
        if not sealing.is_sealed(stored):
            return []
    try:
        text = key_file.read_text(encoding="utf-8") if key_file else env.read("BACKUP_KEY")
        if not text and sys.stdin.isatty():
            text = getpass("The private key of the backups (AGE-SECRET-KEY-…; it is not shown): ")
        if not text:
            raise CommandError(
                f"{file} is encrypted. Give the private key of the backups by --key-file, or in BACKUP_KEY_FILE or "
                "BACKUP_KEY."
            )
        return sealing.identities(text)
    except (sealing.SealError, ImproperlyConfigured, UnicodeDecodeError) as error:
        raise CommandError(str(error)) from error


def save_what_is_here() -> str:
    """Copy to the log what the database knows that is about to be replaced; return what hindered that.

    It may be damaged, or older than the log: that is why somebody restores.
    """
    try:
        if database_restore.has_tables(owner_connection()):
            copy_out(using=owner_alias(), with_numbers=True)
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with the old database must not hinder its replacement
        return f"{type(error).__name__}: {error}".strip()
    return ""


def log_for(about: dict[str, Any]) -> erasure_log.Log:
    """Return the log with what was erased since the backup; CommandError when it is missing, damaged or too old."""
    path = settings.ERASURE_LOG
    way = "Copy the newest one there, or say --without-erasure-log: then erased people come back."
    if path is None or not path.exists():
        raise CommandError(f"There is no log of erasures ({path or 'ERASURE_LOG is none'}). {way}")
    try:
        log = erasure_log.read(path)
    except erasure_log.LogError as error:
        raise CommandError(f"{error} {way}") from error
    last = about.get("erasures", {}).get("last", "")
    if last and last not in log:
        raise CommandError(f"{path} is older than the backup, or the log of another portal. {way}")
    return log


@contextmanager
def as_owner() -> Iterator[None]:
    """Let the services work as the owner of the tables: the application has no rights before all is done."""
    before = connections[DEFAULT_DB_ALIAS]
    before.close()
    connections[DEFAULT_DB_ALIAS] = owner_connection()
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = before


def exchange(about: dict[str, Any], dump: IO[bytes], rooms: dict[Path, Path]) -> None:
    """Put the backup's database in the place of ours, then its files; RestoreError when nothing was changed."""
    database_restore.restore(owner_connection(), dump, program=about["program"])
    for root, room in rooms.items():
        is_private = root == settings.PRIVATE_MEDIA_ROOT
        name = archive.PRIVATE if is_private else archive.MEDIA
        media_folder.exchange(root, new=room / name, private=is_private)


def compared(about: dict[str, Any], connection: Any) -> tuple[int, int]:
    """Return how many tables and rows came back as they were; CommandError naming those that did not."""
    stored = about.get("tables")
    found = table_digests.tables(connection)
    if stored is not None and (wrong := table_digests.differences(stored, found)):
        raise CommandError(f"These tables are not as they were stored: {', '.join(wrong)}.")
    return len(found), table_digests.rows(found)


def migrate_without_rights() -> None:
    """Bring tables and triggers up to date; the application's rights come last."""
    for connection in connections.all(initialized_only=True):
        connection.close()
    post_migrate.disconnect(dispatch_uid=_ROLES)
    try:
        call_command("migrate", database=owner_alias(), interactive=False, verbosity=0)
    finally:
        post_migrate.connect(database_roles.after_migrate, dispatch_uid=_ROLES)


def erase_again(log: erasure_log.Log | None) -> tuple[Outcome, int]:
    """Do again what was erased since, sweep what lives for days only, end all sessions; return also the swept rows."""
    Session.objects.all().delete()
    UserSession.objects.all().delete()
    outcome = Outcome()
    if log is not None:
        forward_sequences(log)
        outcome = apply_missing(log)
    swept = sum(
        retention.swept(rule, dry=False) for rule in retention.rules() if isinstance(rule, retention.Sweep)
    )
    return outcome, swept


def open_the_doors() -> None:
    """Give the application its rights, and take away the mark that the restore is not finished."""
    if (alias := owner_alias()) == "owner":
        owner, application = (settings.DATABASES[each]["USER"] for each in (alias, "default"))
        if owner != application:
            database_roles.grant(using=alias, role=application)
    database_restore.finished(owner_connection())
    copy_out(using=owner_alias())


def told_of_keys(using: str) -> list[str]:
    """Return sentences about encrypted fields that FIELD_KEYS cannot read."""
    listed = {line.strip().partition(":")[0] for line in settings.FIELD_KEYS}
    said = [
        f"FIELD_KEYS lacks the key {key_id}: {count} encrypted values cannot be read."
        for key_id, count in sorted(keys.in_use(using=using).items())
        if key_id not in listed
    ]
    if not said:
        said = [
            f"{count} values of {column} cannot be read with FIELD_KEYS."
            for column, count in keys.unreadable(using=using).items()
        ]
    return said


@contextmanager
def unpacked(file: Path, keys_of_file: "Sequence[x25519.Identity]") -> Iterator[Unpacked]:
    """Yield what the backup says of itself, its dump, and the folders with its files, before anything is changed."""
    with (
        tempfile.TemporaryFile() as dump,
        media_folder.waiting_room(settings.MEDIA_ROOT) as room,
        media_folder.waiting_room(settings.PRIVATE_MEDIA_ROOT) as back_room,
    ):
        folders = {archive.MEDIA: room, archive.PRIVATE: back_room}
        about = archive.unpack(file, keys=keys_of_file, dump=dump, folders=folders)
        yield about, dump, {settings.MEDIA_ROOT: room, settings.PRIVATE_MEDIA_ROOT: back_room}
