"""One request of one persona, told as one sign; what it wrote is seen and taken back."""

import re
from collections import deque
from http import HTTPStatus
from typing import Any, Final, cast
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

# A person may go on (a page, a form with its mistakes named), is led elsewhere, or is kept out.
SIGNS: Final = {
    HTTPStatus.FORBIDDEN: "x",
    HTTPStatus.NOT_FOUND: "-",
    HTTPStatus.METHOD_NOT_ALLOWED: "m",
    HTTPStatus.GONE: "g",
    HTTPStatus.CONFLICT: "c",
    HTTPStatus.SERVICE_UNAVAILABLE: "s",
    HTTPStatus.INTERNAL_SERVER_ERROR: "!",
}
KEPT_OUT: Final = frozenset("Lx-mgs!")
# What a refused request may leave: that it was counted, that it had a session, that somebody looked.
_LEFT_ANYWAY: Final = frozenset(
    {"center_ratewindow", "center_cache", "django_session", "center_accessrecord"}
)
_WRITTEN: Final = """
    SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
    WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""


def sign_of(response: HttpResponse) -> str:
    """Tell the answer: + goes on or is led on, L to the login, x 403, - 404, m 405, g 410, c 409, s 503.

    Django leads from a record that is not there, or not for this person, to the first page of the admin: also -.
    """
    if response.status_code not in {301, 302, 303}:
        return SIGNS.get(HTTPStatus(response.status_code), "+")
    path = urlsplit(response["Location"]).path
    if path.endswith("/account/login/") or path == "/admin/login/":
        return "L"
    asked: str = response.request["PATH_INFO"]  # type: ignore[attr-defined]  # of Django's test client
    return "-" if path == "/admin/" and re.search(r"/\d+/", asked) else "+"


class Persona(Client):
    """A browser that forgets what an answer told it to keep: whoever pressed "log out" is still there."""

    def request(self, **request: Any) -> Any:
        kept = {name: morsel.value for name, morsel in self.cookies.items()}
        answer: Any = super().request(**request)
        self.cookies.clear()
        for name, value in kept.items():
            self.cookies[name] = value
        return answer


def read(client: Client, address: str) -> str:
    """Open an address; what the look wrote is taken back."""
    with transaction.atomic():
        answer = client.get(address)
        if answer.streaming:
            # The whole file, or it stays open.
            deque(answer, maxlen=0)
        transaction.set_rollback(True)
    return sign_of(cast("HttpResponse", answer))


def send(client: Client, address: str, data: dict[str, Any] | None = None) -> tuple[str, set[str]]:
    """Send a form; return the sign and the tables that were written. Everything is taken back."""
    before = _written()
    with transaction.atomic():
        answer = client.post(address, data or {})
        if answer.streaming:
            deque(answer, maxlen=0)
        after = _written()
        transaction.set_rollback(True)
    changed = {table for table, count in after.items() if count != before.get(table, 0)}
    return sign_of(cast("HttpResponse", answer)), changed - _LEFT_ANYWAY


def _written() -> dict[str, int]:
    """Count the rows that this transaction wrote so far, also those it took back."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        return dict(cursor.fetchall())
