"""Checks of the ways to the database and the cache: what leaves this machine travels encrypted."""

import ipaddress
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning

from center.checks.rules import of_settings

# Of PostgreSQL's ways only these two make sure who answers.
_CHECKED: Final = frozenset({"verify-ca", "verify-full"})


def _leaves_this_machine(host: str) -> bool:
    """Say whether a host is another machine: no socket, no loopback, no one-word name of a container network."""
    if not host or host.startswith(("/", "@")):
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return "." in host


@of_settings(deploy=True)
def database_is_reached_safely(settings: Any) -> Iterator[CheckMessage]:
    for alias, name in (("default", "DATABASE_URL"), ("owner", "DATABASE_OWNER_URL")):
        entry = settings.DATABASES.get(alias)
        if entry and _leaves_this_machine(entry["HOST"]) and entry["OPTIONS"].get("sslmode") not in _CHECKED:
            yield CheckWarning(
                f"{name} leads to another machine, and nothing makes sure that it is the right one.",
                hint="Add ?sslmode=verify-full to it, and ?sslrootcert=… where the authority is your own.",
                id="center.W008",
            )


@of_settings(deploy=True)
def cache_is_reached_safely(settings: Any) -> Iterator[CheckMessage]:
    parts = urlsplit(str(settings.CACHES["default"]["LOCATION"]))
    if parts.scheme == "redis" and _leaves_this_machine(parts.hostname or ""):
        yield CheckWarning(
            "CACHE_URL leads to another machine unencrypted.",
            hint="Begin it with rediss://, or keep the cache in the database: db://center_cache.",
            id="center.W009",
        )
