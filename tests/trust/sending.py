"""Fills a form as a browser would and as a hostile hand would, sends it, and looks at what comes back."""

import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, Final
from urllib.parse import quote_from_bytes, urlsplit

import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.db.models import BooleanField
from django.test import Client
from django.utils import timezone
from hypothesis import strategies as st

from tests.trust import hostile
from tests.trust.pages import Field, Form, Page
from tests.trust.people import forget, writes, written

# What an answer to a form may be; a redirect leads on to a page of ours.
RIGHT: Final = {200, 302, 303, 400, 403, 404, 405, 409, 410, 413, 415, 422, 429}
_SOUND: Final = {
    "email": "new-person@example.org", "tel": "0641234567", "number": "1", "date": "2026-09-14", "time": "10:00",
    "datetime-local": "2026-09-14T10:00", "url": "https://example.org/", "text": "Мила", "textarea": "Мила пита.",
    "search": "мед", "password": "a long password for tests", "month": "2026-09", "color": "#2C5A4B",
}  # fmt: skip
_BY_NAME: Final = {"phone": "0641234567", "email": "new-person@example.org", "code": "123456", "year": "2025"}
# A person reads the form for a while before it is sent.
_READING: Final = timedelta(seconds=30)
Upload = tuple[str, bytes, bytes]


def sound(field: Field) -> str | None:
    """Return what a person would leave or type there; None for a box that stays empty, and for a file."""
    if field.kind == "file" or (field.kind == "checkbox" and not field.value):
        return None
    if field.value or field.kind == "hidden":
        return field.value
    if field.kind in {"select", "radio"}:
        return next((option for option in field.options if option), "")
    return next((value for part, value in _BY_NAME.items() if part in field.name), _SOUND.get(field.kind, ""))


@dataclass(frozen=True)
class Filled:
    """What is sent: pairs of a name and octets, files, and how they are laid out."""

    pairs: tuple[tuple[str, bytes], ...]
    files: tuple[tuple[str, Upload], ...] = ()
    layout: str = "as the page says"

    def __str__(self) -> str:
        told = [f"{name}={value[:40]!r}" for name, value in self.pairs]
        return " & ".join([*told, *(f"{name}={file[0][:30]!r}" for name, file in self.files), self.layout])


def filled(form: Form, button: tuple[str, str] | None, **instead: bytes) -> Filled:
    """Fill a form as it should be, but for the fields named."""
    pairs = [
        (field.name, instead.get(field.name, (value or "").encode()))
        for field in form.fields.values()
        if (value := sound(field)) is not None or field.name in instead
    ]
    sent_by = [(button[0], button[1].encode())] if button else []
    return Filled((*pairs, *sent_by))


def full_of(form: Form, button: tuple[str, str] | None, text: str) -> Filled:
    """Type the same text into every field that takes words."""
    words = {"text", "textarea", "search", "url", "email", "tel"}
    return filled(form, button, **{f.name: text.encode() for f in form.fields.values() if f.kind in words})


@st.composite
def fillings(draw: st.DrawFn, form: Form) -> Filled:
    """Draw answers that are sound but for some, with some left out, sent twice, or never asked for."""
    button = draw(st.sampled_from(form.buttons)) if form.buttons else None
    names = sorted(form.fields)
    broken = draw(st.sets(st.sampled_from(names), min_size=1, max_size=4)) if names else set()
    whole = filled(form, button)
    pairs: list[tuple[str, bytes]] = []
    for name, value in whole.pairs:
        if name not in broken:
            pairs.append((name, value))
            continue
        pairs += [(name, each) for each in draw(st.lists(_octets, max_size=2))]
    for name in sorted(broken - {name for name, _value in whole.pairs}):
        pairs += [(name, draw(_octets))]
    for name in draw(st.lists(st.sampled_from(hostile.NOT_ASKED), max_size=2)):
        pairs.append((name, draw(_octets)))
    uploads = [field.name for field in form.fields.values() if field.kind == "file"]
    files = tuple((name, draw(st.sampled_from(hostile.FILES))) for name in uploads)
    layout = draw(st.sampled_from(["as the page says"] * 8 + ["multipart", "json", "utf-16", "text"]))
    return Filled(tuple(pairs), files, layout)


_octets = st.one_of(
    st.sampled_from(hostile.EVERYTHING),
    st.sampled_from(hostile.TEXTS),
    st.binary(max_size=20),
    st.text(max_size=20).map(str.encode),
)


def send(client: Client, form: Form, what: Filled) -> Any:
    """Send it as a browser would, half a minute after the form was opened."""
    forget()
    parts = urlsplit(form.action)
    body, kind = _laid_out(what)
    with time_machine.travel(timezone.now() + _READING, tick=False):
        if form.method == "get":
            return client.generic("GET", parts.path, QUERY_STRING=_plain(what.pairs).decode())
        return client.generic("POST", parts.path, body, content_type=kind, QUERY_STRING=parts.query)


def _plain(pairs: Sequence[tuple[str, bytes]]) -> bytes:
    quoted = [(quote_from_bytes(n.encode(), safe=b""), quote_from_bytes(v, safe=b"")) for n, v in pairs]
    return "&".join(f"{name}={value}" for name, value in quoted).encode()


def _laid_out(what: Filled) -> tuple[bytes, str]:
    form_type = "application/x-www-form-urlencoded"
    if what.layout == "json":
        return b'{"actions": [{"id": "\xff"}, ' + b"[" * 2000, "application/json"
    if what.layout == "utf-16":
        return _plain(what.pairs), f"{form_type}; charset=utf-16"
    if what.layout == "text":
        return _plain(what.pairs), "text/plain"
    if not what.files and what.layout != "multipart":
        return _plain(what.pairs), form_type
    parts = [
        b'--edge\r\nContent-Disposition: form-data; name="' + name.encode() + b'"\r\n\r\n' + value + b"\r\n"
        for name, value in what.pairs
    ]
    parts += [
        b'--edge\r\nContent-Disposition: form-data; name="%b"; filename="%b"\r\nContent-Type: %b\r\n\r\n%b\r\n'
        % (name.encode(), file_name.encode(), kind, content)
        for name, (file_name, kind, content) in what.files
    ]
    return b"".join([*parts, b"--edge--\r\n"]), "multipart/form-data; boundary=edge"


def faults_of(client: Client, form: Form, what: Filled, *, follow: bool) -> list[str]:
    """Send it, look at the answer and, to `follow`, at the page it leads to; undo all, and return what was wrong."""
    try:
        with transaction.atomic():
            found = _look(client, form, what, follow=follow)
            transaction.set_rollback(True)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it would have been a page that says 500
        where = traceback.extract_tb(error.__traceback__)
        ours = [f"{each.filename.rpartition('/')[2]}:{each.lineno}" for each in where][-6:]
        return [f"{type(error).__name__}: {str(error)[:200]} at {' '.join(ours)}"]
    return found


def _look(client: Client, form: Form, what: Filled, *, follow: bool) -> list[str]:
    response = send(client, form, what)
    found = wrong_with(response, form.action)
    target = response.headers.get("Location", "")
    if follow and response.status_code in {302, 303} and not found:
        forget()
        found += wrong_with(client.get(target), target)
    if not connection.needs_rollback:
        # What the end of a request would have found, were it not undone.
        connection.check_constraints()
    return found


def taken(clients: tuple[Client, Client], form: Form, button: tuple[str, str] | None) -> list[str]:
    """Return the columns that changed their value because a field was sent for which the form does not ask.

    Beside good answers the second browser sends a field for each column of each model there is: a mark where words or
    a number stand, a tick where there is a yes or a no.
    """
    good = filled(form, button)
    more = [(name, value) for name, value in _columns().items() if name not in form.fields]
    plain = _rows_after(clients[0], form, good)
    changed = _rows_after(clients[1], form, Filled((*more, *good.pairs)))
    return [f"{table}.{column} took what no form asks for" for table, column in sorted(set(changed - plain))]


_UNASKED: Final = b"75317531"


@cache
def _columns() -> dict[str, bytes]:
    fields = [
        each
        for app in ("center", "entrepreneurs", "consultations", "events", "research")
        for model in apps.get_app_config(app).get_models()
        for each in model._meta.local_concrete_fields
    ]
    return {each.name: b"on" if isinstance(each, BooleanField) else _UNASKED for each in fields}


def _rows_after(client: Client, form: Form, what: Filled) -> Counter[tuple[str, str]]:
    """Send it and undo it; return of the tables that changed how often a yes, or the mark, stands in each column."""
    found: Counter[tuple[str, str]] = Counter()
    with transaction.atomic():
        before = writes()
        send(client, form, what)
        for table in written(before):
            if not table.startswith(("django_", "procrastinate_", "usersessions_")):
                found.update((table, column) for column in _marked(table))
        transaction.set_rollback(True)
    return found


def _marked(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- a name of the catalogue
        names = [column.name for column in cursor.description or ()]
        rows = cursor.fetchall()
    mark = _UNASKED.decode()
    return [
        name
        for row in rows
        for name, value in zip(names, row, strict=True)
        if value is True
        or (value is not None and not isinstance(value, bytes | memoryview) and mark in str(value))
    ]


def wrong_with(response: Any, path: str) -> list[str]:
    """Return what no answer may be, whatever was asked: a fault, markup of strangers, a way to another site."""
    found = [] if response.status_code in RIGHT else [f"answers {response.status_code}"]
    body = b"".join(response) if response.streaming else response.content
    if b"Traceback (most recent call last)" in body:
        found.append("shows a traceback")
    if response.headers.get("Content-Type", "").startswith("text/html"):
        found += Page(body.decode(), path).problems
    headers = [f"{name}: {value}" for name, value in response.headers.items()]
    headers += [morsel.OutputString() for morsel in response.cookies.values()]
    found += [f"header {each!r}" for each in headers if "\r" in each or "\n" in each]
    if any(name.lower() == "x-mark" for name in response.headers):
        found.append("a header of the stranger's")
    target = urlsplit(response.headers.get("Location", ""))
    if target.netloc or target.scheme or response.headers.get("Location", "").startswith(("//", "/\\", "\\")):
        found.append(f"leads to {target.geturl()[:80]}")
    return found
