"""Where a notice waits for the next page."""
# ruff: noqa: SLF001 -- a storage is made of others by their _get and _store, as Django's own FallbackStorage

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class _NoticeCookie(CookieStorage):
    """Its name lets no other host and no unencrypted page set it, where cookies are for https alone."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.cookie_name = "__Host-messages" if settings.SESSION_COOKIE_SECURE else "messages"


class MessageStorage(BaseStorage):
    """In the session, if there is one; for a visitor without a session in a cookie.

    A cookie is signed but can be read, and notices to staff name visitors. A session only for a notice would be
    a row and a cookie more for somebody who is not signed in.
    """

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self._session: Any = SessionStorage(request)
        self._cookie: Any = _NoticeCookie(request)

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        waiting = [*(self._session._get()[0] or []), *(self._cookie._get()[0] or [])]
        return waiting, True

    def _store(self, messages: list[Any], response: HttpResponseBase, *args: Any, **kwargs: Any) -> list[Any]:
        session = self.request.session
        # The key of a session that is over counts until it is looked up.
        session.get(SessionStorage.session_key)
        in_session, in_cookie = ([], messages) if session.is_empty() else (messages, [])
        self._session._store(in_session, response)
        if in_cookie or self._cookie.cookie_name in self.request.COOKIES:
            self._cookie._store(in_cookie, response)
        return []
