"""The page on which a journalist ends our letters, with one button."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from center.services.press import contacts, keys


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Ask with one button, and end the letters on a POST; a GET of a mailed link changes nothing.

    Mail programs send the POST by themselves (RFC 8058), so it carries no token of a form: the key is the proof.
    """
    delivery = keys.read_key(key)
    if delivery is not None and request.method == "POST":
        contacts.leave(delivery=delivery)
    context = {"delivery": delivery, "is_done": request.method == "POST" and delivery is not None}
    response = render(request, "center/press/leave.html", context, status=200 if delivery else 404)
    add_never_cache_headers(response)
    return response
