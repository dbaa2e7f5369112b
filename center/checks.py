"""Checks of the settings, each with an id, beside Django's own."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, transaction

from center.base import encryption
from center.models import Grant, Office


@register(Tags.security, deploy=True)
def roles_are_two(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Want the tables to belong to another role than the application's, or history is not append-only."""
    owner = settings.DATABASES.get("owner")
    if owner is None or owner["USER"] == settings.DATABASES["default"]["USER"]:
        yield CheckWarning(
            "The application's database role owns the tables, so history could be rewritten.",
            hint="Set DATABASE_OWNER_URL to the owner and DATABASE_URL to a role without ownership.",
            id="center.W001",
        )


@register(Tags.security)
def field_keys_are_sound(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Want each field key as `id:base64 of 32 bytes`, with unique ids."""
    try:
        encryption.newest_key_id()
    except ImproperlyConfigured as error:
        yield Error(str(error), hint="Make one with `python manage.py new_field_key`.", id="center.E001")


@register(Tags.files)
def private_files_are_not_served(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Want uploads as they came outside every folder whose content is served."""
    private = settings.PRIVATE_MEDIA_ROOT.resolve()
    for served in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        if private.is_relative_to(served.resolve()):
            yield Error(
                f"PRIVATE_MEDIA_ROOT lies in {served}, whose files are served to everybody.",
                hint="Choose a folder beside it.",
                id="center.E002",
            )


@register(Tags.security, deploy=True)
def second_factor_is_required(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    if not settings.SECOND_FACTOR_REQUIRED:
        yield CheckWarning(
            "Staff can enter the admin with a password alone.",
            hint="Unset SECOND_FACTOR_REQUIRED outside the demo.",
            id="center.W002",
        )


@register(Tags.database)
def grants_say_who_reports(app_configs: Any, databases: Any = None, **kwargs: Any) -> Iterable[CheckMessage]:
    """Want an office with public grants to say under which identifier and for which country it reports (IATI)."""
    if "default" not in (databases or ()):
        return
    try:
        with transaction.atomic():
            office, has_grants = Office.objects.first(), Grant.objects.public().exists()
    except DatabaseError:
        # Also asked before the tables are made.
        return
    if office is not None and not office.is_known_to_iati and has_grants:
        yield CheckWarning(
            "Grants are public, but their files by the standard of IATI are not offered.",
            hint="On the page of the office in the admin enter its country and its organisation's identifier and kind.",
            id="center.W003",
        )
