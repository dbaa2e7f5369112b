"""Addresses of a visit's pages, in the active language."""

from urllib.parse import urlencode

from django.urls import reverse

from consultations import links
from consultations.models import Consultation


def visit_address(consultation: Consultation, name: str = "visit", **query: str) -> str:
    """Return the path with the key that opens it; `name` is that of a page in `urls`, such as visit_cancel."""
    path = reverse(f"consultations:{name}", args=[consultation.reference])
    return f"{path}?{urlencode({'key': links.make_key(consultation), **query})}"
