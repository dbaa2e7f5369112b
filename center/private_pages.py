"""Pages that open with a reference and a key: for one person, kept nowhere."""

from django.http import Http404, HttpResponse
from django.utils.cache import add_never_cache_headers

from center.base.references import readable_reference


def private(response: HttpResponse) -> HttpResponse:
    """Keep the page out of caches and search engines."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response


def canonical(reference: str) -> str:
    """Return the reference of an address as stored; what can be none is no page of ours."""
    found = readable_reference(reference)
    if not found:
        raise Http404
    return found
