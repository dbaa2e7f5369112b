"""Walks the portal as one persona: every address and every link that leads to a page of another kind."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import translation

from tests.trust.pages import Form, Page
from tests.trust.people import World, forget

# The way out, which a browser follows by a form, and pages of the language that was not asked for.
_LEFT_OUT = ("/en/", "/sr-latn/")
_MOST_ALIKE = 2


@dataclass
class Met:
    """An answer on the way; `page` when it is one of HTML."""

    path: str
    response: Any
    page: Page | None
    body: bytes = field(repr=False, default=b"")


def kind_of(address: str) -> str:
    """Return what an address is of: the view with the words of its path, and the names of its query."""
    parts = urlsplit(address)
    path = parts.path or "/"
    try:
        with translation.override(translation.get_language_from_path(path)):
            match = resolve(path)
    except Resolver404:
        return "nowhere"
    words = [str(value) for value in match.kwargs.values() if str(value).replace("_", "").isalpha()]
    names = sorted(dict(parse_qsl(parts.query, keep_blank_values=True)))
    return " ".join([match.view_name or match.route, *words[:2], "?", *names])


def get(client: Client, path: str) -> Met:
    """Open an address without following where it leads."""
    response = client.get(path)
    body = b"".join(response) if response.streaming else response.content
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    page = Page(body.decode(), urljoin("/", path)) if is_page else None
    return Met(path, response, page, body)


def walk(world: World, persona: str, starts: list[str] | None = None) -> Iterator[Met]:
    """Yield the answer at each of the starts; without any, at every address and at all that links lead to from there.

    Of pages that are alike two are enough, of lists that are filtered alike one.
    """
    client = world.client(persona)
    queue = deque(world.starts(persona) if starts is None else starts)
    seen, alike = set(queue), Counter(kind_of(each) for each in queue)
    while queue:
        path = queue.popleft()
        forget()
        met = get(client, path)
        yield met
        if starts is not None:
            continue
        target = met.response.headers.get("Location")
        for link in [*(met.page.links if met.page else []), *([target] if target else [])]:
            address = urldefrag(urljoin(path, link)).url
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not address.startswith("/") or address in seen:
                continue
            if address.startswith(_LEFT_OUT):
                continue
            seen.add(address)
            kind = kind_of(address)
            alike[kind] += 1
            if alike[kind] <= (1 if parts.query else _MOST_ALIKE):
                queue.append(address)


def kind_of_form(form: Form) -> tuple[str, ...]:
    """Return by what two forms are the same: where they go, and what is in them, without numbers of rows."""
    names = {"".join("#" if sign.isdigit() else sign for sign in name) for name in form.fields}
    return (form.method, kind_of(form.action), *sorted(names), *(f"{n}={v}" for n, v in form.buttons))
