"""Addresses of the pages of a registration, in the active language."""

from urllib.parse import urlencode

from django.urls import reverse

from events import links
from events.models import Registration


def registration_address(registration: Registration, name: str = "registration", **query: str) -> str:
    """Return the path with the key that opens it; `name` is that of a page in `urls`, such as registration_cancel."""
    path = reverse(f"events:{name}", args=[registration.reference])
    return f"{path}?{urlencode({'key': links.make_key(registration), **query})}"
