"""What every request passes through; each class does one thing."""

import logging
import secrets
import time
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

import pghistory
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from center import error_pages
from center.base import body_limits, logs, reading
from center.models import User

GetResponse = Callable[[HttpRequest], HttpResponse]
_log = logging.getLogger("center.requests")
# Languages whose readers are served by Serbian in Latin script, and all that a browser may ask for.
_READ_LATIN = frozenset({"bs", "hr", "cnr", "sh"})
_UNDERSTOOD = _READ_LATIN | {"sr", "en"}
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class RequestLog:
    """Give the request an id (also sent as X-Request-ID) and log its route, never its address or query."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        identifier = secrets.token_hex(8)
        token = logs.request_id.set(identifier)
        begun = time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = identifier
            if request.path not in _QUIET:
                match = request.resolver_match
                _log.info(
                    "request",
                    extra={
                        "method": request.method if request.method in _METHODS else "other",
                        "route": f"/{match.route}" if match else "none",
                        "status": response.status_code,
                        "milliseconds": round((time.monotonic() - begun) * 1000),
                    },
                )
            return response
        finally:
            logs.request_id.reset(token)


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class SecurityHeaders:
    """The headers that neither Django nor django-csp sends."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class RefuseUnreadable:
    """Answer what cannot be a person's request before any view or query sees it.

    NUL characters end in a database error and wrong UTF-8 in replacement characters: 400. A body over
    MAX_BODY_BYTES is refused unread: 413. A cookie with a NUL is passed over, as it would come with every request.
    A view may take more from staff (`center.base.body_limits`): whether it is staff is asked once that is known, and
    before anything reads the body.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_too_long(request):
            return self._answer(request, error_pages.content_too_large)
        if self._is_unreadable(request):
            return self._answer(request, error_pages.bad_request)
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let nobody but staff send a long body, and keep the files in it out of memory."""
        length = int(request.headers.get("content-length") or "0")
        if length <= settings.MAX_BODY_BYTES:
            return None
        if length > body_limits.most_of(view) or not request.user.is_staff:
            return error_pages.content_too_large(request)
        request.upload_handlers = [TemporaryFileUploadHandler(request)]
        return None

    @staticmethod
    def _is_too_long(request: HttpRequest) -> bool:
        length = request.headers.get("content-length") or "0"
        if not length.isascii() or not length.isdigit():
            return True
        number = int(length[:20])
        return number > settings.MAX_BODY_BYTES and number > body_limits.most_at(request)

    @staticmethod
    def _is_unreadable(request: HttpRequest) -> bool:
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path or "%00" in query or "\0" in query or "\ufffd" in request.path:
            return True
        return any("\ufffd" in value for values in request.GET.lists() for value in (values[0], *values[1]))

    @staticmethod
    def _answer(request: HttpRequest, view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
        # The language middleware has not run yet.
        with translation.override(translation.get_language_from_request(request, check_path=True)):
            return view(request)


class ChosenLanguage(LocaleMiddleware):
    """Django's choice (address, then cookie, then browser, then Cyrillic), and remember what was chosen.

    The address decides on public pages, so opening one in another language is the choice itself. Browsers set to
    Bosnian, Croatian or Montenegrin get Serbian in Latin script, which their readers understand best.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        known = translation.get_language_from_path(request.path_info)
        if not known and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            accepted = parse_accept_lang_header(request.headers.get("accept-language", ""))
            first = next((code for code, _ in accepted if code.split("-")[0] in _UNDERSTOOD), "")
            if first.split("-")[0] in _READ_LATIN:
                translation.activate("sr-latn")
                request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response = super().process_response(request, response)
        shown = translation.get_language_from_path(request.path_info)
        if (
            shown
            and not getattr(response, "is_cookieless", False)
            and response.status_code < HTTPStatus.BAD_REQUEST
            and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != shown
        ):
            remember_language(response, shown)
        elif not shown:
            patch_vary_headers(response, ["Cookie"])
        return response


def cookieless(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Set no cookie with the answers of a view: they stand in frames of other sites."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.is_cookieless = True  # type: ignore[attr-defined]  # read by ChosenLanguage
        return response

    return answer


class KeepNoCopy:
    """Let a browser keep no page of a signed-in person and none about an account: Back after leaving shows none.

    What does not look at who asks is the same for all. An answer that says itself that everybody may keep it (a
    style with a hash in its address) stays so.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_for_all = "public" in response.get("Cache-Control", "")
        if not is_for_all and (
            _is_about_an_account(request.path_info) or self._is_signed_in(request, response)
        ):
            add_never_cache_headers(response)
        return response

    @staticmethod
    def _is_signed_in(request: HttpRequest, response: HttpResponse) -> bool:
        # After a fault the session may be what cannot be read.
        is_fault = response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
        return not is_fault and request.session.accessed and SESSION_KEY in request.session


def _is_about_an_account(path: str) -> bool:
    language = translation.get_language_from_path(path)
    return bool(language) and path.removeprefix(f"/{language}").startswith("/account/")


class PersonsLanguage:
    """Addresses without a language (the admin, `/`) speak the language of the person who is signed in.

    The cookie belongs to the browser, which colleagues may share; the choice belongs to the person. Pages that
    carry a language in their address keep to it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not translation.get_language_from_path(request.path_info) and isinstance(request.user, User):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


def remember_language(response: HttpResponseBase, language: str) -> None:
    """Set the cookie that keeps the language for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path="/",
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class HistoryContext:
    """Tell the history who acts and by which request; the address stays out, it may name a person."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        with pghistory.context(request=logs.request_id.get(), user=request.user.pk):
            return self.get_response(request)


class ReadFromCopy:
    """Make public pages for strangers from a copy of the database, where there is one; see `center.base.reading`.

    Should the copy fail in the middle of a page, the page is made once more from the database itself.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not (
            request.method in {"GET", "HEAD"}
            and reading.is_marked(view)
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and reading.copy.may_be_read()
        ):
            return None
        try:
            with reading.from_copy():
                response = view(request, *args, **kwargs)
                # Templates ask the database too.
                return response.render() if isinstance(response, SimpleTemplateResponse) else response
        except (OperationalError, InterfaceError):
            reading.copy.pass_over()
            return None
