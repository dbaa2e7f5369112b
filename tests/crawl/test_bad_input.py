"""Nothing that a stranger can send ends in a fault: each answer has a right status and reflects no markup."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_from_bytes, urlsplit

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from center.demo_data import load as load_center
from center.models import Question
from consultations.models import Consultation
from tests.consultations.factories import MONDAY, NOW
from tests.crawl.all_forms import forms, set_up, state
from tests.crawl.public_forms import (
    NOT_TEXT,
    Probe,
    PublicForm,
    Sent,
    forget_limits,
    useless_tokens,
)

RIGHT = {200, 302, 400, 403, 404, 405, 409, 413, 422, 429}
MARK = "<script>alert(1)</script>"
# Every name that a public page reads from its address, and some that none reads.
PARAMETERS = [
    "topic",
    "mode",
    "day",
    "start",
    "page",
    "key",
    "next",
    "booked",
    "moved",
    "done",
    "advisor",
    "whoever",
    "new",
    "invited",
    "language",
    "q",
    "[]",
    "",
]
PARAMETERS += ["section", "settlement", "form", "status", "group", "category", "sort", "exact", "limit"]
PARAMETERS += [
    "kind",
    "lang",
    "e",
    "check",
    "change",
    "on",
    "compare",
    *(f"q{number}" for number in range(1, 12)),
]
SOUND = [
    b"1-company.3-work",
    b"self_check",
    b"company",
    b"yes",
    b"talk",
    b"first-talk",
    b"office",
    str(MONDAY).encode(),
    b"2026-09-07T08:00Z",
    b"1",
    b"2",
    b"/en/",
]
JUNK = [
    MARK.encode(),
    b"-1",
    b"0",
    b"9" * 400,
    b"2026-02-30",
    b"0000-00-00",
    b"9999-12-31",
    b"20\xd9\xa0\xd9\xa0-01-01",
    b"2026-11-25T09:00",
    b"1999-01-01T09:00Z",
    b"2099-12-31T23:59Z",
    b"../../etc/passwd",
    b"%00",
    b"%s%n{0}{{7*7}}${7}",
    b"\r\nSet-Cookie: a=b",
    "🦊".encode() * 300,
    "Ĳ\u202e\ufeff\U0010ffff".encode(),
    b"x" * 20_000,
    *NOT_TEXT,
]


def examples(few: int) -> int:
    """Return how often to try: ten times as often in the long run, with HYPOTHESIS_PROFILE=long."""
    return few * (10 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 1)


junk = st.one_of(
    st.sampled_from(JUNK),
    st.binary(max_size=30),
    st.text(st.characters(), max_size=30).map(lambda text: text.encode(errors="surrogatepass")),
)
Pairs = Sequence[tuple[bytes, bytes]]
TOKEN = "t" * 32
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _world(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Set up once what a stranger meets; each test then works in a transaction of its own, inside of this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW, tick=False):
            load_center()
            set_up()
        yield
        transaction.set_rollback(True)


def encoded(pairs: Pairs) -> bytes:
    return b"&".join(
        quote_from_bytes(name, safe=b"").encode() + b"=" + quote_from_bytes(value, safe=b"").encode()
        for name, value in pairs
    )


def as_multipart(pairs: Pairs) -> bytes:
    parts = [
        b'--edge\r\nContent-Disposition: form-data; name="' + name + b'"\r\n\r\n' + value + b"\r\n"
        for name, value in pairs
    ]
    return b"".join([*parts, b"--edge--\r\n"])


def is_right(response: Any) -> bool:
    """Say whether the status is one of those that a page may have, and nothing typed became markup."""
    assert response.status_code in RIGHT
    if response.headers.get("Content-Type", "").startswith("text/html"):
        assert MARK.encode() not in response.content
    if response.status_code == 302:
        target = urlsplit(response["Location"])
        assert (target.scheme, target.netloc, response["Location"][:2] == "//") == ("", "", False)
    return True


@dataclass(frozen=True)
class Post:
    """What to do to a form: the one decisive field that is junk, and whatever else is sent beside it."""

    language: str
    broken: str
    junk: bytes
    beside: Pairs
    query: Pairs
    layout: str
    is_bare: bool

    def send(self, client: Client, sent: Sent) -> Any:
        good = [] if self.is_bare else [(name.encode(), value.encode()) for name, value in sent.data.items()]
        # Of a name that comes twice the last value counts, so what is broken comes last.
        pairs = [*good, *self.beside]
        query = [(name.encode(), value.encode()) for name, value in sent.query.items()] + [*self.query]
        last = (self.broken.removeprefix("?").encode(), self.junk)
        (query if self.broken.startswith("?") else pairs).append(last)
        body, kind = {
            "plain": (encoded(pairs), "application/x-www-form-urlencoded"),
            "multipart": (as_multipart(pairs), "multipart/form-data; boundary=edge"),
            "no edge": (as_multipart(pairs), "multipart/form-data"),
            "wrong edge": (as_multipart(pairs)[:-9], "multipart/form-data; boundary=edge"),
            "utf-16": (encoded(pairs), "application/x-www-form-urlencoded; charset=utf-16"),
            "no charset": (as_multipart(pairs), "multipart/form-data; boundary=edge; charset=klingon"),
            "json": (b'{"name": "\xff', "application/json"),
        }[self.layout]
        return client.generic(
            "POST",
            sent.path,
            body,
            content_type=kind,
            headers={"x-csrftoken": TOKEN},
            QUERY_STRING=encoded(query).decode(),
        )


@st.composite
def posts(draw: st.DrawFn, form: PublicForm) -> Post:
    broken = draw(st.sampled_from(sorted(form.junk)))
    names = [name.removeprefix("?").encode() for name in form.junk] + [name.encode() for name in PARAMETERS]
    pair = st.tuples(st.sampled_from(names), junk)
    mostly = draw(st.integers(0, 3)) > 0
    others = ["multipart", "no edge", "wrong edge", "utf-16", "no charset", "json"]
    return Post(
        language=draw(st.sampled_from(["sr", "sr-latn", "en"])),
        broken=broken,
        junk=draw(st.sampled_from(form.junk[broken])),
        beside=[] if mostly else draw(st.lists(pair, max_size=4)),
        query=[] if mostly else draw(st.lists(pair, max_size=3)),
        layout="plain" if mostly else draw(st.sampled_from(["plain", *others])),
        is_bare=not mostly and draw(st.integers(0, 5)) == 0,
    )


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch, clock: time_machine.Traveller) -> Probe:
    return Probe(monkeypatch)


def browser() -> Client:
    """Return a browser that has opened a page before, so that its forms pass the check of their secret."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = TOKEN
    return client


def prepared(form: PublicForm, language: str, client: Client) -> Sent:
    """Bring the browser to the form, whatever was sent before."""
    forget_limits()
    client.handler.enforce_csrf_checks = False
    sent = form.prepare(client, language)
    client.handler.enforce_csrf_checks = True
    client.cookies["csrftoken"] = TOKEN
    return sent


def marks(probe: Probe, response: Any) -> set[str]:
    """Return how far a post came; one that could not be read at all came nowhere."""
    return {
        *probe.seen,
        *([response.resolver_match.view_name] if response.status_code not in {400, 413} else []),
    }


@pytest.mark.parametrize("form", forms(), ids=str)
def test_no_junk_breaks_a_form_or_does_what_the_form_is_for(form: PublicForm, probe: Probe) -> None:
    @settings(max_examples=examples(8))
    @given(post=posts(form))
    def send_junk(post: Post) -> None:
        client = browser()
        sent = prepared(form, post.language, client)
        before = state()
        probe.seen.clear()
        response = post.send(client, sent)
        assert is_right(response)
        assert state() == before
        reached.append(marks(probe, response))

    reached: list[set[str]] = []
    send_junk()
    # Many came as far as the form itself: neither a limit nor a wrong address was in the way of them all.
    assert sum(form.reaches in one for one in reached) * 10 >= len(reached)


@pytest.mark.parametrize("form", [form for form in forms() if form.takes_good_answers], ids=str)
def test_the_same_form_with_good_answers_does_what_it_is_for(form: PublicForm, probe: Probe) -> None:
    client = browser()
    sent = prepared(form, "en", client)
    before = state()
    probe.seen.clear()
    response = Post("en", "nothing", b"", [], [], "plain", is_bare=False).send(client, sent)
    assert is_right(response)
    assert (response.status_code in {200, 302}, state() != before) == (True, form.does)
    assert form.reaches in marks(probe, response)


@pytest.mark.parametrize("form", [form for form in forms() if "token" in form.junk], ids=str)
def test_a_form_that_is_too_young_too_old_or_not_ours_does_nothing(form: PublicForm, probe: Probe) -> None:
    for token in useless_tokens():
        client = browser()
        sent = prepared(form, "en", client)
        response = Post("en", "token", token, [], [], "plain", is_bare=False).send(client, sent)
        assert response.status_code == 422
    assert (Consultation.objects.count(), Question.objects.count()) == (1, 0)


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_no_choice_in_the_address_breaks_the_booking(language: str, probe: Probe) -> None:
    """Deeper than the test of all addresses: each step's choices are good but for one."""
    chosen = {"topic": b"talk", "mode": b"office", "day": str(MONDAY).encode(), "start": b"2026-09-07T08:00Z"}

    @settings(max_examples=examples(15))
    @given(
        names=st.sets(st.sampled_from(sorted(chosen))),
        more=st.lists(st.tuples(st.sampled_from([*sorted(chosen), "page"]), junk), max_size=2),
    )
    def ask(names: set[str], more: list[tuple[str, bytes]]) -> None:
        pairs = [(name.encode(), chosen[name]) for name in sorted(names)]
        query = encoded([*pairs, *((name.encode(), value) for name, value in more)]).decode()
        assert is_right(Client().get(f"/{language}/consultations/book/", QUERY_STRING=query))

    ask()
    assert Consultation.objects.count() == 1


HEADERS = [
    {"accept-language": "x" * 5000},
    {"accept-language": "sr;q=9999,*;q=-1,\xff"},
    {"cookie": "language=" + "x" * 600},
    {"cookie": 'language="\\000"; sessionid="abcdefghij\\000"; csrftoken="\\000"; messages="\\000"'},
    {"cookie": "sessionid=\xff\xfe; messages=[[]]; csrftoken=ђ".encode().decode("latin-1")},
    {"cookie": "=;;=;\x7f"},
    {"host": "elsewhere.example"},
    {"host": "a" * 300},
    {"host": "[::1"},
    {"x-forwarded-for": "1, 2, x" * 500},
    {"x-forwarded-proto": "gopher"},
    {"content-length": "-1"},
    {"content-length": "9" * 4000},
    {"content-length": "\xb2"},
    {"content-type": "\xff; boundary=\x00"},
    {"referer": "javascript:0"},
    {"range": "bytes=9-1"},
    {"if-modified-since": "Mon, 99 Foo 0000 25:61:61 GMT"},
    {"if-none-match": '"' * 500},
    {"user-agent": "\xff" * 5000},
]


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/en/contact/", "/en/account/login/", "/en/consultations/book/"]
)
def test_no_header_breaks_a_page(path: str) -> None:
    for headers in HEADERS:
        assert is_right(Client().get(path, headers=headers))
        assert is_right(Client().post(path, {"name": "Mila"}, headers=headers))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sr/nothing/", 404),
        ("/en/consultations/book/?topic=nothing", 404),
        ("/en/about/?q=%00", 400),
        ("/en/about/?q=%ff%fe", 400),
        ("/sr/../admin/", 404),
        ("/xx/", 404),
    ],
)
def test_a_wrong_address_gets_a_page_with_the_right_status(path: str, status: int) -> None:
    response = Client().get(path)
    assert response.status_code == status
    assert b"<h1" in response.content


@pytest.mark.parametrize("length", [1_100_000, 10_000_000])
def test_a_body_of_megabytes_is_refused(length: int) -> None:
    response = Client().post(
        "/en/contact/", b"text=" + length * b"x", content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 413
    assert b"<h1" in response.content


def test_a_form_of_thousands_of_fields_is_refused() -> None:
    response = Client().post("/en/contact/", {f"a{number}": "x" for number in range(3000)})
    assert response.status_code == 400
    assert b"<h1" in response.content


def test_a_form_without_its_secret_is_refused_with_a_way_on() -> None:
    response = Client(enforce_csrf_checks=True).post("/en/contact/", {"name": "Mila"})
    assert response.status_code == 403
    assert b"<h1" in response.content
