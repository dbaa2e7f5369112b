"""Checks of host names, and of who stands in front of the portal."""

import ipaddress
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.http.request import validate_host

from center.checks.rules import of_settings

_HOST: Final = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
# Names that lead nowhere outside (RFC 2606, RFC 6761, RFC 6762).
_OF_NOBODY: Final = (".localhost", ".local", ".test", ".example", ".invalid", ".internal")


@of_settings()
def hosts_are_named(settings: Any) -> Iterator[CheckMessage]:
    """Want plain names: with `*` anybody chooses the host of the links in a page."""
    for host in settings.ALLOWED_HOSTS:
        if "*" in host:
            yield Error(
                "ALLOWED_HOSTS lets every host in, so links in pages could lead to a stranger's.",
                hint="Name the portal's own hosts, for example portal.example.rs.",
                id="center.E006",
            )
        elif not _HOST.fullmatch(host):
            yield Error(
                f"ALLOWED_HOSTS names {host!r}, which is no host.",
                hint="Write the name alone, without https://, port or path: portal.example.rs.",
                id="center.E007",
            )


@of_settings()
def own_address_is_allowed(settings: Any) -> Iterator[CheckMessage]:
    host = urlsplit(settings.BASE_URL).hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield Error(
            f"BASE_URL leads to {host}, which ALLOWED_HOSTS does not name: every link in a mail would fail.",
            hint=f"Add {host} to ALLOWED_HOSTS, or correct BASE_URL.",
            id="center.E008",
        )


@of_settings()
def origins_are_encrypted(settings: Any) -> Iterator[CheckMessage]:
    if any(not origin.startswith("https://") or "*" in origin for origin in settings.CSRF_TRUSTED_ORIGINS):
        yield Error(
            "CSRF_TRUSTED_ORIGINS must name whole addresses that begin with https://, without *.",
            hint="Write https://other.example.rs, or unset it: the portal's own address needs no mention.",
            id="center.E009",
        )


@of_settings(deploy=True)
def somebody_ends_https(settings: Any) -> Iterator[CheckMessage]:
    """Warn where the usual web server in front would not be believed, which makes redirects without end."""
    if not settings.TRUSTED_PROXIES:
        yield CheckWarning(
            "TRUSTED_PROXIES is 0: behind nginx every page would redirect to itself for ever, and all visitors"
            " would share one limit.",
            hint="Set it to the number of your own web servers in front, 1 with deploy/nginx.conf. Only where"
            " gunicorn itself speaks https it stays 0.",
            id="center.W005",
        )


def _is_public(host: str) -> bool:
    name = host.strip("[]").casefold()
    try:
        return ipaddress.ip_address(name).is_global
    except ValueError:
        return name == "*" or ("." in name.strip(".") and not name.endswith(_OF_NOBODY))


@of_settings(in_demo=True)
def demo_is_not_public(settings: Any) -> Iterator[CheckMessage]:
    """Want the demo, whose passwords everybody can read, on no public host."""
    hosts = [*settings.ALLOWED_HOSTS, urlsplit(settings.BASE_URL).hostname or ""]
    if settings.DEMO and (public := sorted({host for host in hosts if _is_public(host)})):
        yield Error(
            f"This is the demo, whose passwords everybody knows, on a public host: {', '.join(public)}.",
            hint="Unset DEMO and follow docs/production.md, or name only hosts of this machine.",
            id="center.E010",
        )
