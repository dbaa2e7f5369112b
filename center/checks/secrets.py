"""Checks of keys, tokens and roles: what must be secret, strong, and known to few."""

from collections.abc import Iterator
from typing import Any, Final

from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured

from center.base import encryption
from center.checks.rules import of_settings

_SHORTEST_KEY: Final = 50
_FEWEST_CHARACTERS: Final = 10
_SHORTEST_TOKEN: Final = 32
_MAKE_ONE = '`python3 -c "import secrets; print(secrets.token_urlsafe(64))"`'


def _is_weak(key: str) -> bool:
    return (
        len(key) < _SHORTEST_KEY
        or len(set(key)) < _FEWEST_CHARACTERS
        or key.startswith("django-insecure-")
        or "CHANGE" in key.upper()
    )


@of_settings()
def secret_keys_are_strong(settings: Any) -> Iterator[CheckMessage]:
    """Want every key that signs to be long and random, the earlier ones too: they still open sessions."""
    for name, keys in (
        ("SECRET_KEY", [settings.SECRET_KEY]),
        ("SECRET_KEY_FALLBACKS", settings.SECRET_KEY_FALLBACKS),
    ):
        if any(_is_weak(key) for key in keys):
            yield Error(
                f"{name} can be guessed: whoever does signs sessions and links of anybody.",
                hint=f"Make 50 or more random characters: {_MAKE_ONE}.",
                id="center.E003",
            )


@of_settings()
def earlier_keys_differ(settings: Any) -> Iterator[CheckMessage]:
    if settings.SECRET_KEY in settings.SECRET_KEY_FALLBACKS:
        yield CheckWarning(
            "SECRET_KEY_FALLBACKS holds the key that is in use, so nothing was changed.",
            hint=f"Make a new SECRET_KEY, {_MAKE_ONE}, and leave the earlier one in SECRET_KEY_FALLBACKS.",
            id="center.W004",
        )


@of_settings(in_demo=True)
def field_keys_are_sound(settings: Any) -> Iterator[CheckMessage]:
    """Want each field key as `id:base64 of 32 bytes`, with unique ids."""
    try:
        encryption.read_keys(settings.FIELD_KEYS)
    except ImproperlyConfigured as error:
        yield Error(str(error), hint="Make one with `python manage.py new_field_key`.", id="center.E001")


@of_settings()
def field_keys_are_their_own(settings: Any) -> Iterator[CheckMessage]:
    """Want the keys of encrypted fields to be no keys of anything else: they are kept apart from those."""
    others = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS, settings.METRICS_TOKEN]
    for key in settings.FIELD_KEYS:
        body = key.strip().partition(":")[2] or key.strip()
        if any(other and (body in other or other in body) for other in others):
            yield Error(
                "A key of FIELD_KEYS is also SECRET_KEY or METRICS_TOKEN: one leak would open both.",
                hint="Make a key of its own with `python manage.py new_field_key`.",
                id="center.E004",
            )


@of_settings(in_demo=True)
def metrics_token_is_long(settings: Any) -> Iterator[CheckMessage]:
    if 0 < len(settings.METRICS_TOKEN) < _SHORTEST_TOKEN:
        yield Error(
            "METRICS_TOKEN can be guessed.",
            hint=f"Make 32 or more random characters: {_MAKE_ONE}; unset, there is no /metrics.",
            id="center.E005",
        )


@of_settings(deploy=True)
def roles_are_two(settings: Any) -> Iterator[CheckMessage]:
    """Want the tables to belong to another role than the application's, or history is not append-only.

    Asked with the owner's address at hand; web and worker, which do not know it, ask the database (`server`).
    """
    owner = settings.DATABASES.get("owner")
    if owner is not None and owner["USER"] == settings.DATABASES["default"]["USER"]:
        yield CheckWarning(
            "The application's database role owns the tables, so history could be rewritten.",
            hint="Set DATABASE_OWNER_URL to the owner and DATABASE_URL to a role without ownership.",
            id="center.W001",
        )


@of_settings(deploy=True)
def second_factor_is_required(settings: Any) -> Iterator[CheckMessage]:
    if not settings.SECOND_FACTOR_REQUIRED:
        yield CheckWarning(
            "Staff can enter the admin with a password alone.",
            hint="Unset SECOND_FACTOR_REQUIRED outside the demo.",
            id="center.W002",
        )
