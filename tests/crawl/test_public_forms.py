"""No form that a stranger meets is missing from the list that `test_bad_input.py` sends full of junk."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import resolve
from django.utils import translation

from center.models import Office
from consultations.views import booking
from tests.crawl.all_forms import forms, set_up
from tests.crawl.public_forms import PublicForm, forget_limits
from tests.crawl.test_bad_input import PARAMETERS
from tests.meta.every_address import Records, routes

MOST_ALIKE = 3
# What Django or the page itself puts into every form.
_OWN = {"csrfmiddlewaretoken"}


@dataclass
class FoundForm:
    page: str
    action: str
    fields: set[str] = field(default_factory=set)
    steps: set[str] = field(default_factory=set)

    @property
    def view(self) -> str:
        """The name of the address that the form is sent to."""
        path = urlsplit(self.action).path
        with translation.override(translation.get_language_from_path(path)):
            return resolve(path).view_name


class _Forms(HTMLParser):
    """Collects the forms that are posted, and the names that links and other forms put into addresses."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.posted: list[FoundForm] = []
        self.links: list[str] = []
        self.asked: set[str] = set()
        self._open: FoundForm | None = None
        self._by_id: dict[str, FoundForm] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in values:
            # A mail is no page of ours.
            if not values["href"].startswith("mailto:"):
                self.links.append(values["href"])
        elif tag == "form":
            self._open = FoundForm(self.page, urljoin(self.page, values.get("action", "")))
            self._by_id[values.get("id", "")] = self._open
            if values.get("method", "get").lower() == "post":
                self.posted.append(self._open)
        elif tag in {"input", "select", "textarea", "button"} and values.get("name"):
            # A button may stand outside of the form that it sends.
            owner = self._by_id.get(values["form"]) if "form" in values else self._open
            if owner is None:
                return
            self.asked |= set() if owner in self.posted else {values["name"]}
            if values["name"] == "step":
                owner.steps.add(values["value"])
            elif tag == "button" and values["name"] == "page":
                owner.steps.add("page")
            else:
                owner.fields.add(values["name"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def read(client: Client, path: str) -> _Forms | None:
    response = client.get(path, follow=True)
    final = response.redirect_chain[-1][0] if response.redirect_chain else path
    if not response.headers.get("Content-Type", "").startswith("text/html") or "/admin/" in final:
        if response.streaming:
            b"".join(response)
        return None
    return read_page(response.content.decode(), urljoin(path, final))


def read_page(html: str, page: str) -> _Forms:
    found = _Forms(page)
    found.feed(html)
    return found


def crawl() -> Iterator[_Forms]:
    """Yield every page that a stranger reaches by its address, by links, or by sending a form as it should be."""
    records, client = Records(), Client()
    queue = deque(records.address(name, route) for name, route in routes() if not name.startswith("admin:"))
    seen, alike = set(queue), Counter[tuple[str, str]]()
    while queue:
        page = read(client, queue.popleft())
        if page is None:
            continue
        yield page
        for link in page.links:
            target = urldefrag(urljoin(page.page, link)).url
            parts = urlsplit(target)
            kind = (parts.path, ",".join(sorted(dict(parse_qsl(parts.query)))))
            # One language is enough: the forms are the same in all of them.
            if target in seen or not target.startswith("/sr/"):
                continue
            seen.add(target)
            alike[kind] += 1
            if alike[kind] <= MOST_ALIKE:
                queue.append(target)


def pages_of_forms() -> Iterator[_Forms]:
    """Yield the page on which each listed form stands, and the one that follows good answers."""
    for form in forms():
        client = Client()
        forget_limits()
        sent = form.prepare(client, "sr")
        if not form.step and (page := read(client, sent.path)) is not None:
            yield page
        response = client.post(sent.path, sent.data, query_params=sent.query)
        if SESSION_KEY in client.session or form.view == "events:door_open":
            # What follows a login, or the code of a door, is no stranger's page any more.
            continue
        target = response.headers.get("Location", "")
        if target and (page := read(client, urljoin(sent.path, target))) is not None:
            yield page
        elif not target:
            yield read_page(response.content.decode(), sent.path)


def covers(listed: PublicForm, found: FoundForm, step: str, names: set[str]) -> bool:
    # Questions of events carry the number of their row.
    fields = {re.sub(r"_\d+$", "", field) for field in found.fields - _OWN}
    return listed.view == found.view and listed.step == step and fields <= names


@pytest.fixture
def found(office: Office, clock: time_machine.Traveller) -> list[_Forms]:
    # Two tests ask of the same pages, and the walk takes seconds.
    if _walked:
        set_up()
    else:
        _walked.extend([*crawl(), *_of_lone_office()])
    return _walked


_walked: list[_Forms] = []


def _of_lone_office() -> Iterator[_Forms]:
    set_up()
    yield from pages_of_forms()


@pytest.mark.long
def test_every_form_that_a_crawl_meets_is_tried_with_junk(found: list[_Forms]) -> None:
    client = Client()
    names: dict[str, set[str]] = {}
    for listed in forms():
        forget_limits()
        names[str(listed)] = set(listed.prepare(client, "sr").data)
    met: set[str] = set()
    missing: set[str] = set()
    for form in (form for page in found for form in page.posted):
        for step in form.steps or {""}:
            by = {str(one) for one in forms() if covers(one, form, step, names[str(one)])}
            met |= by
            if not by:
                missing.add(f"{form.action.partition('?')[0]} {step} {sorted(form.fields - _OWN)}")
    assert missing == set()
    # The switch of languages stands in the admin, and a visit's own address takes what the search for it takes.
    # A place is taken or given back on pages that stand only while an offer stands; a report opens with its key alone.
    assert {one.view for one in forms() if str(one) not in met} == {
        "choose_language",
        "consultations:visit",
        "consultations:place_accept",
        "consultations:place_decline",
        "events:exhibitor_report",
        "events:registration_accept",
        "events:registration_decline",
    }


def test_every_step_of_the_booking_is_tried_with_junk() -> None:
    assert {form.step for form in forms() if form.view == "consultations:book"} == {*booking._STEPS, "page"}


@pytest.mark.long
def test_every_name_that_a_link_or_a_form_puts_into_an_address_is_tried_with_junk(
    found: list[_Forms],
) -> None:
    ours = (urlsplit(link) for page in found for link in page.links)
    links = {name for link in ours if not link.netloc for name in dict(parse_qsl(link.query))}
    asked = {name for page in found for name in page.asked}
    assert (links | asked) - set(PARAMETERS) == set()
