"""Pages for what went wrong, each with the right status: what happened, what was kept, what to do."""

import sys
from datetime import timedelta
from math import ceil

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_SECONDS_OF_A_RESTART = 30


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what cannot be read; Django counts a form with too much text among it."""
    if isinstance(exception, RequestDataTooBig):
        return content_too_large(request)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def content_too_large(request: HttpRequest) -> HttpResponse:
    return render(request, "413.html", status=413)


def too_many(request: HttpRequest, retry_after: timedelta) -> HttpResponse:
    """Say in whole minutes when to try again; the header carries the seconds."""
    response = render(
        request, "429.html", {"retry_minutes": max(1, ceil(retry_after.total_seconds() / 60))}, status=429
    )
    response["Retry-After"] = str(max(1, ceil(retry_after.total_seconds())))
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer without database, session or context: whatever broke may be one of them.

    While the database cannot be reached it is 503, for a short time only (RFC 9110, 15.6.4).
    """
    if not isinstance(sys.exception(), OperationalError):
        return render(None, "500.html", status=500)
    response = render(None, "500.html", status=503)
    response["Retry-After"] = str(_SECONDS_OF_A_RESTART)
    return response
