"""Checks of backups, of the keys that rows need, and of the log of erasures."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError, connection, transaction

from center.base import encryption
from center.base.backup import database_restore, sealing
from center.checks.rules import of_settings
from center.services import backups, keys


@of_settings(deploy=True)
def backups_are_encrypted(settings: Any) -> Iterator[CheckMessage]:
    """Want public keys for the backups, and nothing but public ones."""
    try:
        recipients = sealing.recipients(settings.BACKUP_RECIPIENTS)
    except sealing.SealError as error:
        yield Error(str(error), hint="Set the half that begins with age1.", id="center.E040")
        return
    if not recipients:
        yield CheckWarning(
            "No backup can be made that is encrypted.",
            hint="Make a key with `manage.py new_backup_key` and set BACKUP_RECIPIENT to its public half.",
            id="center.W040",
        )


@of_settings(deploy=True)
def erasures_outlive_the_database(settings: Any) -> Iterator[CheckMessage]:
    """Want the log of erasures outside the database, and outside the folders that a restore exchanges."""
    path = settings.ERASURE_LOG
    if path is None:
        yield CheckWarning(
            "Erasures are noted in the database only; a restore would bring erased people back.",
            hint="Set ERASURE_LOG to a file outside MEDIA_ROOT and PRIVATE_MEDIA_ROOT.",
            id="center.W041",
        )
        return
    for folder in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT, settings.STATIC_ROOT):
        if path.resolve().is_relative_to(folder.resolve()):
            yield Error(
                f"ERASURE_LOG lies in {folder}, which a restore exchanges or which is served.",
                hint="Choose a folder of its own.",
                id="center.E041",
            )


@register(Tags.database, deploy=True)
def keys_and_backups_are_in_order(
    app_configs: Any, databases: Any = None, **kwargs: Any
) -> Iterable[CheckMessage]:
    """Want every key in FIELD_KEYS that a row uses, a finished restore, and a backup of the last days."""
    if "default" not in (databases or ()):
        return
    try:
        with transaction.atomic():
            used = keys.in_use(using="default")
            unfinished = database_restore.is_unfinished(connection)
            days = backups.days_without()
    except DatabaseError:
        # Also asked before the tables are made.
        return
    listed = encryption.key_ids()
    for key_id in sorted(used.keys() - listed):
        yield Error(
            f"{used[key_id]} encrypted values need the key {key_id}, which FIELD_KEYS does not list.",
            hint="Put it back at the end of FIELD_KEYS, run `manage.py rotate_field_keys`, and only then take it out.",
            id="center.E042",
        )
    if unfinished:
        yield Error(
            "A restore was not finished, so people who were erased may be back.",
            hint="Run `manage.py restore --replace` again with the same file.",
            id="center.E043",
        )
    if not settings.DEMO and (days is None or days >= settings.BACKUP_WARN_DAYS):
        yield CheckWarning(
            "No backup was made yet." if days is None else f"The last backup was made {days} days ago.",
            hint="docs/backup.md has the line for every night.",
            id="center.W042",
        )
