"""Where a request ends: gunicorn as it is deployed, over a raw socket, refuses what two could read in two ways.

A second request hides behind each body. nginx in front would take both for one; were the hidden one answered, its
sender had passed by whatever nginx decides. RFC 9112, sections 6.3, 7.1 and 11.2.
"""

import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from center.base.local import ports
from tests.trust.faults.running import HOST, PATIENCE, Program, production, this_database, wait_for

CHECKOUT = Path(__file__).resolve().parents[2]
HIDDEN = f"GET /robots.txt HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n".encode()

pytestmark = [pytest.mark.django_db(transaction=True)]


class Gunicorn(Program):
    """The web process by the command and the file of settings that docs/production.md gives."""

    def __init__(self, folder: Path) -> None:
        self.port = ports.choose(0)
        environment = {
            **production(this_database(), mail_port=1),
            "GUNICORN_BIND": f"127.0.0.1:{self.port}",
            "GUNICORN_WORKERS": "1",
        }
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "center.wsgi"]
        super().__init__(command, environment, folder / "gunicorn.log")

    def answers(self, sent: bytes) -> list[int]:
        """Return the status of each answer to what was sent, until the connection ends."""
        got = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as wire:
            wire.sendall(sent)
            while part := wire.recv(65536):
                got += part
        # An answer may follow right behind the body of the one before it.
        return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", got)]

    def is_up(self) -> bool:
        try:
            return self.answers(request("GET", "/healthz", "Connection: close")) == [200]
        except OSError:
            return False


def request(method: str, path: str, *headers: str, body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", "X-Forwarded-Proto: https", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


@pytest.fixture
def gunicorn(tmp_path: Path) -> Iterator[Gunicorn]:
    with Gunicorn(tmp_path) as running:
        wait_for(running.is_up, "gunicorn answers")
        yield running


LENGTHS_DIFFER = ("Content-Length: 3", "Content-Length: 0")
CHUNKED = "Transfer-Encoding: chunked"


def test_a_request_whose_end_could_be_read_in_two_ways_is_refused_and_what_hides_behind_it_is_not_answered(
    gunicorn: Gunicorn,
) -> None:
    behind = {
        "nothing odd": request("POST", "/en/contact/", "Content-Length: 3", body=b"a=b"),
        "nothing odd, in chunks": request("POST", "/en/contact/", CHUNKED, body=b"3\r\na=b\r\n0\r\n\r\n"),
        "two lengths": request("POST", "/en/contact/", *LENGTHS_DIFFER, body=b"a=b"),
        "two lengths in one line": request("POST", "/en/contact/", "Content-Length: 3, 0", body=b"a=b"),
        "a length with a sign": request("POST", "/en/contact/", "Content-Length: +3", body=b"a=b"),
        "a length and chunks": request(
            "POST", "/en/contact/", "Content-Length: 3", CHUNKED, body=b"3\r\na=b\r\n0\r\n\r\n"
        ),
        "a coding nobody knows": request(
            "POST", "/en/contact/", "Transfer-Encoding: xchunked", body=b"3\r\na=b\r\n0\r\n\r\n"
        ),
        "a space before the colon": request("POST", "/en/contact/", "Content-Length : 3", body=b"a=b"),
        "a folded header": request("POST", "/en/contact/", "X-Long: a", " Content-Length: 3", body=b"a=b"),
        "chunks that end with a bare line feed": request(
            "POST", "/en/contact/", CHUNKED, body=b"3\na=b\n0\n\n"
        ),
        "a size of a chunk in a strange notation": request(
            "POST", "/en/contact/", CHUNKED, body=b"0x3\r\na=b\r\n0\r\n\r\n"
        ),
    }
    found = {name: gunicorn.answers(first + HIDDEN) for name, first in behind.items()}
    # A form without its signs is refused (403) at once. The first two show that what comes behind is answered where it
    # may be; of broken chunks gunicorn learns after the answer, when it looks for the end.
    assert found == {
        **{name: [400] for name in behind},
        "nothing odd": [403, 200],
        "nothing odd, in chunks": [403, 200],
        "a coding nobody knows": [501],
        "chunks that end with a bare line feed": [403, 400],
        "a size of a chunk in a strange notation": [403, 400],
    }
    assert gunicorn.said.count('"route": "/robots.txt"') == 2
    assert gunicorn.answers(request("GET", "/healthz", "Connection: close")) == [200]
