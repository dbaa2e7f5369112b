"""Who is at the other end of the line."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """Return the client's IP address; X-Forwarded-For counts only for as many proxies as we run ourselves.

    An IPv6 client is known by its /64, since a household owns a whole one; an IPv4 address written as IPv6
    (`::ffff:203.0.113.5`, as sockets for both give it) is the IPv4 address. Unreadable values fall back to the
    address of the connection, so that nobody chooses the key of a limit.
    """
    peer = request.META.get("REMOTE_ADDR") or UNKNOWN
    trusted = settings.TRUSTED_PROXIES
    chain = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    candidate = chain[-trusted] if trusted and len(chain) >= trusted else peer
    for value in (candidate, peer):
        try:
            address = ipaddress.ip_address(value)
        except ValueError:
            continue
        if isinstance(address, ipaddress.IPv6Address):
            if address.ipv4_mapped:
                return str(address.ipv4_mapped)
            return str(ipaddress.ip_network((address, 64), strict=False).network_address)
        return str(address)
    return UNKNOWN
