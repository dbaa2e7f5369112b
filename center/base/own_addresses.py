"""Where a form or a link asked to go on: only to a page of this portal."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_address(request: HttpRequest, target: str) -> str:
    """Return the path with its query as it was given; nothing for what leads elsewhere or is no path at all."""
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    # A single word would be taken for the name of a view, or go on from the page that asks.
    return target if is_ours and target.startswith("/") else ""
