"""Addresses of the pages of a visit or a place, in the active language."""

from urllib.parse import urlencode

from django.urls import reverse

from consultations import links
from consultations.models import Consultation, Participation


def visit_address(consultation: Consultation, name: str = "visit", **query: str) -> str:
    """Return the path with the key that opens it; `name` is that of a page in `urls`, such as visit_cancel."""
    path = reverse(f"consultations:{name}", args=[consultation.reference])
    return f"{path}?{urlencode({'key': links.make_key(consultation), **query})}"


def place_address(place: Participation, name: str = "place", **query: str) -> str:
    """Return the path with the key that opens it; `name` is place or one of its verbs, such as place_cancel."""
    path = reverse(f"consultations:{name}", args=[place.reference])
    return f"{path}?{urlencode({'key': links.make_place_key(place), **query})}"
