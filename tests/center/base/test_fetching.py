"""Fetching from strangers: what leads inside is refused, and nothing that they send keeps or fills this machine."""

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.base.fetching import Fetched, FetchError, Rules, Trouble, cleaned, fetch
from center.base.public_addresses import is_public
from tests.center.base.test_public_addresses import WELL_KNOWN
from tests.center.base.wicked_server import Authority, WickedServer, plain, says, serving
from tests.marks import seldom

NAME = "calendar.example"
MOST = 64 * 1024
HERE = Rules(frozenset({"http", "https"}), lambda _address: True, MOST, 1.5)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names and their addresses, in place of DNS; ask for anything else and there is no such name."""
    known: dict[str, list[str]] = {NAME: ["127.0.0.1"]}
    real = socket.getaddrinfo

    def resolve(host: Any, port: Any, *more: Any, **options: Any) -> Any:
        if host in known:
            family = {True: socket.AF_INET6, False: socket.AF_INET}
            return [(family[":" in each], socket.SOCK_STREAM, 6, "", (each, port)) for each in known[host]]
        if str(host).replace(".", "").isdigit() or ":" in str(host):
            return real(host, port, *more, **options)
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return known


@pytest.fixture
def server(names: dict[str, list[str]]) -> Iterator[WickedServer]:
    with serving() as running:
        yield running


def ask(address: str, rules: Rules = HERE, **more: str) -> Fetched:
    return fetch(address, accept="text/calendar", agent="Test", rules=rules, **more)


def trouble(address: str, rules: Rules = HERE) -> str:
    begun = time.monotonic()
    with pytest.raises(FetchError) as caught:
        ask(address, rules)
    assert time.monotonic() - begun < rules.seconds + 1
    return caught.value.trouble.value


def at(server: WickedServer, path: str = "/") -> str:
    return f"http://{NAME}:{server.port}{path}"


# --- What is fetched ---


def test_what_lies_there_comes_with_the_marks_to_ask_again(server: WickedServer) -> None:
    server.answers["/a.ics"] = says(
        plain(b"BEGIN", 'ETag: "1"', "Last-Modified: Mon, 07 Sep 2026 06:00:00 GMT")
    )
    found = ask(at(server, "/a.ics?key=1&x=%20"))
    assert found == Fetched(b"BEGIN", '"1"', "Mon, 07 Sep 2026 06:00:00 GMT")
    assert server.requests[0].startswith("GET /a.ics?key=1&x=%20 HTTP/1.1\r\n")
    sent = {name: server.asked_for(name) for name in ("Host", "User-Agent", "Accept", "Accept-Encoding")}
    assert sent == {
        "Host": [f"{NAME}:{server.port}"],
        "User-Agent": ["Test"],
        "Accept": ["text/calendar"],
        "Accept-Encoding": ["gzip"],
    }
    assert [server.asked_for(name) for name in ("Cookie", "Authorization", "Referer")] == [[""]] * 3


def test_what_has_not_changed_is_not_sent_again(server: WickedServer) -> None:
    server.answers["/"] = says(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
    found = ask(at(server), etag='"1"', modified="Mon, 07 Sep 2026 06:00:00 GMT")
    assert found.content is None
    assert (server.asked_for("If-None-Match"), server.asked_for("If-Modified-Since")) == (
        ['"1"'],
        ["Mon, 07 Sep 2026 06:00:00 GMT"],
    )


@pytest.mark.parametrize("most", [MOST, 100_000])
def test_what_is_packed_is_unpacked(most: int, server: WickedServer) -> None:
    body = bytes(range(256)) * (most // 256)
    server.answers["/"] = says(plain(gzip.compress(body, mtime=0), "Content-Encoding: gzip"))
    assert ask(at(server), Rules(HERE.schemes, HERE.may_connect, most, 5)).content == body


def test_pieces_are_put_together(server: WickedServer) -> None:
    server.answers["/"] = says(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nBEG\r\n2\r\nIN\r\n0\r\n\r\n"
    )
    assert ask(at(server)).content == b"BEGIN"


# --- Addresses ---


@pytest.mark.parametrize(
    ("typed", "fetched"),
    [
        ("https://calendar.example/a.ics", "https://calendar.example/a.ics"),
        (" webcal://Calendar.Example/A.ics ", "https://calendar.example/A.ics"),
        ("webcals://calendar.example", "https://calendar.example/"),
        ("HTTPS://calendar.example:443/?a=b#top", "https://calendar.example/?a=b"),
        ("https://calendar.example:8443/%40x/é", "https://calendar.example:8443/%40x/%C3%A9"),
        ("https://календар.срб/a", "https://xn--80aaldxhp0a.xn--90a3ac/a"),
        ("https://calendar.example./a", "https://calendar.example/a"),
        ("https://[2a00:1450:4017::8a]/a", "https://[2a00:1450:4017::8a]/a"),
    ],
)
def test_an_address_is_written_in_one_way(typed: str, fetched: str) -> None:
    assert cleaned(typed) == fetched
    assert cleaned(fetched) == fetched


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "address"),
        ("calendar.example/a.ics", "address"),
        ("http://calendar.example/a.ics", "scheme"),
        ("ftp://calendar.example/a.ics", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("javascript://calendar.example/%0aalert(1)", "scheme"),
        ("https:///a.ics", "address"),
        ("https://user:secret@calendar.example/", "address"),
        ("https://calendar.example@127.0.0.1/", "address"),
        ("https://calendar.example\\@127.0.0.1/", "address"),
        ("https://calendar.example/a b", "address"),
        ("https://calendar.example/\r\nHost: x", "address"),
        ("https://calendar.example/\x7f", "address"),
        ("https://calendar.example:22/", "address"),
        ("https://calendar.example:99999/", "address"),
        ("https://calendar.example:x/", "address"),
        ("https://[fe80::1%25eth0]/", "address"),
        ("https://[::1", "address"),
        ("https://" + "a" * 70 + ".example/", "address"),
        ("https://calendar.example/" + "a" * 2000, "address"),
        *((f"https://[{each}]/" if ":" in each else f"https://{each}/", "private") for each in WELL_KNOWN),
    ],
)
def test_what_never_can_be_fetched_is_told_at_once(typed: str, why: str) -> None:
    with pytest.raises(FetchError) as caught:
        cleaned(typed)
    assert caught.value.trouble.value == why


@given(
    st.text(max_size=60) | st.text("htps:/.@[]%\\?#аб1 \r\n", max_size=40).map(lambda text: "https://" + text)
)
def test_no_text_breaks_the_check_and_what_it_lets_through_stays_as_it_is(typed: str) -> None:
    try:
        found = cleaned(typed)
    except FetchError:
        return
    assert cleaned(found) == found
    assert (
        found.startswith("https://"),
        found.isascii(),
        found.isprintable(),
        "@" in found.split("/")[2],
    ) == (
        True,
        True,
        True,
        False,
    )


# --- Ways inside ---


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.7"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:10.0.0.7"],
        ["64:ff9b::a00:7"],
        ["fe80::1%2"],
    ],
)
def test_a_name_that_means_a_machine_inside_is_refused_before_any_connection(
    addresses: list[str], server: WickedServer, names: dict[str, list[str]]
) -> None:
    names[NAME] = addresses
    rules = Rules(HERE.schemes, most_bytes=MOST, seconds=1.5)
    assert trouble(at(server), rules) == "private"
    assert server.requests == []


def test_one_address_inside_spoils_a_name_that_also_has_one_outside(
    server: WickedServer, names: dict[str, list[str]]
) -> None:
    names[NAME] = ["93.184.215.14", "127.0.0.1"]
    assert trouble(at(server), Rules(HERE.schemes, most_bytes=MOST, seconds=1.5)) == "private"


@pytest.mark.parametrize("written", ["127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "localhost"])
def test_this_machine_is_known_however_it_is_written(written: str) -> None:
    with serving() as server:
        rules = Rules(HERE.schemes, most_bytes=MOST, seconds=5)
        assert trouble(f"http://{written}:{server.port}/", rules) == "private"
        assert server.requests == []


def test_the_connection_goes_to_the_very_address_that_was_looked_at(
    names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name may mean another machine a moment later (DNS rebinding): it is asked for once."""
    asked: list[str] = []
    went: list[Any] = []
    resolve = socket.getaddrinfo

    def other_each_time(host: Any, *more: Any, **options: Any) -> Any:
        asked.append(host)
        names[NAME] = ["93.184.215.14"] if len(asked) == 1 else ["127.0.0.1"]
        return resolve(host, *more, **options)

    def connect(place: Any, timeout: float) -> socket.socket:
        went.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", other_each_time)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert trouble(f"https://{NAME}/", Rules()) == "unreachable"
    assert (asked, went) == ([NAME], [("93.184.215.14", 443)])


@pytest.mark.parametrize(
    "target", ["http://10.0.0.7/", "https://[::1]/", "http://inside.example/", "file:///etc/passwd"]
)
def test_a_redirect_takes_the_same_way_as_the_first_address(
    target: str, server: WickedServer, names: dict[str, list[str]]
) -> None:
    names["inside.example"] = ["10.0.0.7"]
    server.answers["/"] = says(plain(b"", f"Location: {target}", status="302 Found"))
    rules = Rules(HERE.schemes, lambda address: str(address) == "127.0.0.1", MOST, 1.5)
    assert trouble(at(server), rules) == ("scheme" if target.startswith("file") else "private")


def test_from_a_safe_address_none_leads_to_an_unsafe_one(names: dict[str, list[str]]) -> None:
    authority = Authority()
    with serving(authority.server(NAME)) as safe:
        safe.answers["/"] = says(plain(b"", "Location: http://calendar.example/", status="301 Moved"))
        rules = Rules(frozenset({"https"}), HERE.may_connect, MOST, 3, certificates=authority.trusting())
        assert trouble(f"https://{NAME}:{safe.port}/", rules) == "scheme"


def test_three_redirects_are_followed_and_a_fourth_is_not(server: WickedServer) -> None:
    for number in range(4):
        server.answers[f"/{number}"] = says(plain(b"", f"Location: /{number + 1}?x", status="307 Temporary"))
    server.answers["/4"] = says(plain(b"END"))
    assert ask(at(server, "/1")).content == b"END"
    assert trouble(at(server, "/0")) == "redirects"


def test_a_redirect_in_a_circle_ends(server: WickedServer) -> None:
    server.answers["/"] = says(plain(b"", "Location: /", status="302 Found"))
    assert trouble(at(server)) == "redirects"
    assert len(server.requests) == 4


# --- Bad answers ---


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("401 Unauthorized", "forbidden"),
        ("403 Forbidden", "forbidden"),
        ("404 Not Found", "missing"),
        ("410 Gone", "missing"),
        ("500 Error", "status"),
        ("206 Partial Content", "status"),
        ("204 No Content", "status"),
        ("302 Found", "garbled"),
    ],
)
def test_what_is_no_file_is_told_by_its_status(status: str, why: str, server: WickedServer) -> None:
    server.answers["/"] = says(plain(b"x" if status[0] != "2" else b"", status=status))
    assert trouble(at(server)) == why


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"", "unreachable"),
        (b"\x00\xff\x00garbage\r\n\r\n", "garbled"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nBEGIN", "garbled"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nBEGIN", None),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "garbled"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nBE", "garbled"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nBEGIN", "garbled"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nBEGIN", "garbled"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"BEGIN" * 99, mtime=0)[:20],
            "garbled",
        ),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "garbled"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n", "garbled"),
    ],
)
def test_garbage_is_told_as_garbage(answer: bytes, why: str | None, server: WickedServer) -> None:
    server.answers["/"] = says(answer)
    if why is None:
        assert ask(at(server)).content == b"BEGIN"
    else:
        assert trouble(at(server)) == why


def endless(start: bytes, piece: bytes, pause: float = 0) -> Callable[[socket.socket, str], None]:
    def answer(connection: socket.socket, _request: str) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(piece)
            time.sleep(pause)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        says(plain(b"x" * (MOST + 1))),
        says(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"),
        endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 9000),
        endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"5\r\nBEGIN\r\n" * 900),
        says(plain(gzip.compress(b"\0" * 50_000_000, mtime=0), "Content-Encoding: gzip")),
        says(plain(gzip.compress(b"x" * (MOST + 1)), "Content-Encoding: gzip")),
    ],
    ids=["a byte", "announced", "endless", "endless pieces", "bomb", "a byte, packed"],
)
def test_more_than_the_limit_is_not_taken(
    answer: Callable[[socket.socket, str], None], server: WickedServer
) -> None:
    server.answers["/"] = answer
    assert trouble(at(server), Rules(HERE.schemes, HERE.may_connect, MOST, 5)) == "too_large"


@pytest.mark.parametrize(
    "answer",
    [
        lambda _connection, _request: time.sleep(4),
        *seldom(
            [
                endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 0.1),
                endless(b"HTTP/1.1 2", b"0", 0.1),
                endless(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n", b"x", 0.1),
            ]
        ),
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.1),
    ],
    ids=["silence", "headers by and by", "one line by and by", "body by and by", "always continue"],
)
def test_who_answers_by_and_by_is_left_when_the_time_is_over(
    answer: Callable[[socket.socket, str], None], server: WickedServer
) -> None:
    """Each octet is in time for a timeout; only all of them together are too late."""
    server.answers["/"] = answer
    assert trouble(at(server)) == "too_slow"


def test_a_resolver_that_does_not_answer_is_left_too(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = threading.Event()

    def never(*_args: object, **_options: object) -> list[Any]:
        waiting.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", never)
    assert trouble("http://slow.example/") == "too_slow"
    waiting.set()


def test_an_unknown_name_and_a_closed_door_are_told_apart(names: dict[str, list[str]]) -> None:
    with serving() as server:
        port = server.port
    assert [trouble("http://nowhere.example/"), trouble(f"http://{NAME}:{port}/")] == [
        "no_host",
        "unreachable",
    ]


def test_the_next_address_is_tried_when_one_does_not_answer(
    server: WickedServer, names: dict[str, list[str]]
) -> None:
    names[NAME] = ["::1", "127.0.0.1"]
    server.answers["/"] = says(plain(b"BEGIN"))
    rules = Rules(HERE.schemes, HERE.may_connect, MOST, 5)
    assert ask(at(server), rules).content == b"BEGIN"


# --- Certificates ---


@pytest.mark.parametrize(
    ("served", "days", "known", "why"),
    [
        ((NAME,), 1, True, None),
        (("other.example",), 1, True, "certificate"),
        (("127.0.0.1",), 1, True, "certificate"),
        ((NAME,), -1, True, "certificate"),
        ((NAME,), 1, False, "certificate"),
    ],
    ids=["right", "another name", "only the address", "over", "unknown authority"],
)
def test_the_server_has_to_prove_the_name_that_was_asked_for(
    served: tuple[str, ...], days: int, *, known: bool, why: str | None, names: dict[str, list[str]]
) -> None:
    authority = Authority()
    trusting = (authority if known else Authority()).trusting()
    rules = Rules(frozenset({"https"}), HERE.may_connect, MOST, 5, certificates=trusting)
    with serving(authority.server(*served, days=days)) as server:
        server.answers["/"] = says(plain(b"BEGIN"))
        address = f"https://{NAME}:{server.port}/"
        if why is None:
            assert ask(address, rules).content == b"BEGIN"
            assert server.asked_for("Host") == [f"{NAME}:{server.port}"]
        else:
            assert trouble(address, rules) == why
            assert server.requests == []


def test_the_portals_own_rules_ask_for_tls_and_a_valid_certificate() -> None:
    rules = Rules()
    context = ssl.create_default_context()
    assert (rules.schemes, rules.certificates, rules.may_connect) == (
        frozenset({"https"}),
        None,
        is_public,
    )
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_a_trouble_says_nothing_of_the_address(server: WickedServer) -> None:
    with pytest.raises(FetchError) as caught:
        ask(at(server, "/secret.ics"))
    assert (str(caught.value), caught.value.trouble) == ("missing", Trouble.MISSING)
