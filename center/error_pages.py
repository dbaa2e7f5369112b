"""Pages for what went wrong, each with the right status: what happened, what was kept, what to do."""

import errno
import sys
from datetime import timedelta
from http import HTTPStatus
from math import ceil

import psycopg
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from center.base.sent_form import SentForm, fields_to_keep

_SECONDS_OF_A_RESTART = 30
# Django's words for it, and the driver's.
_GONE = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
# A full disk, a used up share of it, a file larger than the system lets us write.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READING = frozenset({"GET", "HEAD"})


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
    """Say in whole minutes when to try again; the header carries the seconds.

    A form that was sent is in the page, ready to be sent once more, but for passwords and files.
    """
    seconds = max(1, ceil(retry_after.total_seconds()))
    context = {"retry_minutes": ceil(seconds / 60), "typed": fields_to_keep(request)}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    return response


def too_many_questions(retry_after: timedelta) -> HttpResponse:
    """Say the same to a program, in a line of plain text."""
    seconds = max(1, ceil(retry_after.total_seconds()))
    text = f"Too many requests. Please try again in {seconds} seconds."
    return HttpResponse(
        text, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": str(seconds)}
    )


def too_many_tries(request: HttpRequest) -> HttpResponse:
    """Answer for the account system, whose limits are by the minute and do not tell how long is left."""
    return too_many(request, timedelta(minutes=1))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer without database, session or context: whatever broke may be one of them."""
    error = sys.exception()
    if _is_of_the_database(error):
        return try_again(request)
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        # RFC 4918, 11.5: the request is fine, and there is no room for it at the moment.
        return try_again(request, status=HTTPStatus.INSUFFICIENT_STORAGE)
    return render(None, "500.html", status=500)


def _is_of_the_database(error: BaseException | None) -> bool:
    """Tell whether the database was gone; the queue of jobs says so in an error that has the driver's as its cause."""
    while error is not None:
        if isinstance(error, _GONE):
            return True
        error = error.__cause__
    return False


def try_again(request: HttpRequest, *, status: int = HTTPStatus.SERVICE_UNAVAILABLE) -> HttpResponse:
    """Say that the database is gone for a short time (503, RFC 9110, 15.6.4), and keep what was typed.

    The page holds the form that was sent, with a button to send it again. No browser or proxy may keep it.
    """
    context = {
        "sent": SentForm.of(request),
        "was_sent": request.method not in _READING,
        "address": request.get_full_path() if request.method in _READING else request.path,
    }
    response = render(None, "503.html", {**context, "code": str(int(status))}, status=status)
    response["Retry-After"] = str(_SECONDS_OF_A_RESTART)
    add_never_cache_headers(response)
    return response
