"""Fetch what somebody named from the internet, and only from there: the address is a stranger's word.

Names are resolved by us and each answer is looked at, then the connection goes to that very answer, so a name cannot
mean another machine a moment later. TLS still asks for the name. Every redirect takes the same way. Time, size (also
of what is packed) and redirects are limited; nothing of ours is sent along: no cookies, no credentials, no proxy of
the environment. `post` takes the same way to where we were told to send something.
"""

import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from center.base.public_addresses import Address, is_public
from center.base.timed_socket import Deadline, TimedSocket

_CHUNK: Final = 64 * 1024
_LONGEST: Final = 2000
_REDIRECTS: Final = {301, 302, 303, 307, 308}
_PORTS: Final = {"http": 80, "https": 443}
# Below lie other services than the web, which a request could confuse.
_FIRST_FREE_PORT: Final = 1024


class Trouble(StrEnum):
    """Why nothing was fetched, as a word for programs."""

    ADDRESS = "address"
    SCHEME = "scheme"
    PRIVATE = "private"
    NO_HOST = "no_host"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    REDIRECTS = "redirects"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    STATUS = "status"
    GARBLED = "garbled"


class FetchError(Exception):
    """Nothing was fetched; `trouble` says why, and the text holds nothing of the address."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True)
class Rules:
    """What is allowed. Tests reach this machine by other rules; the portal itself has only these."""

    schemes: frozenset[str] = frozenset({"https"})
    may_connect: Callable[[Address], bool] = is_public
    most_bytes: int = 2 * 1024 * 1024
    seconds: float = 15
    most_redirects: int = 3
    certificates: ssl.SSLContext | None = None


@dataclass(frozen=True)
class Fetched:
    """What came: `content` is None when it has not changed since `etag` and `modified` were given."""

    content: bytes | None
    etag: str = ""
    modified: str = ""


def cleaned(address: str, rules: Rules = Rules()) -> str:
    """Return the address as it is fetched (webcal:// is https://); raise FetchError for what never can be."""
    text = address.strip()
    for old, new in (("webcal://", "https://"), ("webcals://", "https://")):
        if text.lower().startswith(old):
            text = new + text[len(old) :]
    if len(text) > _LONGEST or any(ord(sign) <= ord(" ") or ord(sign) == 127 for sign in text):  # noqa: PLR2004 -- DEL
        raise FetchError(Trouble.ADDRESS)
    parts = _split(text)
    if parts.scheme not in rules.schemes:
        raise FetchError(Trouble.SCHEME if "://" in text else Trouble.ADDRESS)
    host, port = _host(parts), _port(parts)
    literal = _literal(host)
    if literal is not None and not rules.may_connect(literal):
        raise FetchError(Trouble.PRIVATE)
    shown = f"[{host}]" if ":" in host else host
    place = shown if port == _PORTS[parts.scheme] else f"{shown}:{port}"
    # Signs that are no address's own are written as browsers do; what is written so already stays.
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme, place, path, query, ""))


def fetch(
    address: str,
    *,
    accept: str,
    agent: str,
    etag: str = "",
    modified: str = "",
    rules: Rules = Rules(),
) -> Fetched:
    """Return what lies at the address. Raises FetchError, whatever happens on the way, and within `rules.seconds`."""
    deadline = Deadline(rules.seconds)
    headers = {"Accept": accept, "Accept-Encoding": "gzip", "User-Agent": agent, "Connection": "close"}
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    with _troubles():
        for _step in range(rules.most_redirects + 1):
            address = cleaned(address, rules)
            with _connected(urlsplit(address), rules, deadline) as connection:
                found = _ask(connection, urlsplit(address), headers, rules)
            if isinstance(found, Fetched):
                return found
            address = urljoin(address, found)
    raise FetchError(Trouble.REDIRECTS)


def post(address: str, *, body: bytes, headers: Mapping[str, str], rules: Rules = Rules()) -> int:
    """Send the body there and return the status of the answer, of which nothing else is read.

    A redirect is an answer like any other: what was meant for one place goes to no other. Raises FetchError when there
    was no answer within `rules.seconds`; whether the other side got the body is then unknown.
    """
    deadline = Deadline(rules.seconds)
    with _troubles():
        parts = urlsplit(cleaned(address, rules))
        with _connected(parts, rules, deadline) as connection:
            target = urlunsplit(("", "", parts.path, parts.query, ""))
            connection.request("POST", target, body=body, headers={**headers, "Connection": "close"})
            return connection.getresponse().status


@contextmanager
def _troubles() -> Iterator[None]:
    """Name whatever goes wrong on the way by a word for programs."""
    try:
        yield
    except TimeoutError as error:
        raise FetchError(Trouble.TOO_SLOW) from error
    except ssl.SSLCertVerificationError as error:
        raise FetchError(Trouble.CERTIFICATE) from error
    except OSError as error:
        raise FetchError(Trouble.UNREACHABLE) from error
    except (http.client.HTTPException, zlib.error, ValueError) as error:
        raise FetchError(Trouble.GARBLED) from error


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise FetchError(Trouble.ADDRESS) from error
    # A name and password in an address would stand in it in clear, for everybody who sees it.
    if "@" in parts.netloc or "\\" in text:
        raise FetchError(Trouble.ADDRESS)
    return parts


def _host(parts: SplitResult) -> str:
    """Return the host as DNS and TLS know it: small letters, Cyrillic domains in their Latin form."""
    host = (parts.hostname or "").rstrip(".")
    if ":" not in host:
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise FetchError(Trouble.ADDRESS) from error
    if not host or "%" in host:
        raise FetchError(Trouble.ADDRESS)
    return host


def _port(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError as error:
        raise FetchError(Trouble.ADDRESS) from error
    usual = _PORTS[parts.scheme]
    if port is None:
        return usual
    if port != usual and port < _FIRST_FREE_PORT:
        raise FetchError(Trouble.ADDRESS)
    return port


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


@contextmanager
def _connected(parts: SplitResult, rules: Rules, deadline: Deadline) -> Iterator[http.client.HTTPConnection]:
    """Connect to an address that was looked at, and let TLS prove that the host is behind it."""
    host, port = _host(parts), _port(parts)
    with _open(_resolve(host, port, rules, deadline), port, deadline) as raw, ExitStack() as stack:
        through = raw
        if parts.scheme == "https":
            raw.settimeout(deadline.left())
            context = rules.certificates or ssl.create_default_context()
            through = stack.enter_context(context.wrap_socket(raw, server_hostname=host))
        connection = http.client.HTTPConnection(host, port)
        connection.default_port = _PORTS[parts.scheme]  # for the Host header
        connection.auto_open = 0
        connection.sock = TimedSocket(through, deadline)
        yield connection


def _resolve(host: str, port: int, rules: Rules, deadline: Deadline) -> list[Address]:
    """Return the addresses of the host; one that is not public spoils all: whose name it is has planned that."""
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(info[4][0]).partition("%")[0] for info in infos])
        except (OSError, UnicodeError):
            answers.put(OSError())

    # The system's resolver knows no time limit of ours; a late answer is read by nobody.
    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=deadline.left())
    except queue.Empty as error:
        raise FetchError(Trouble.TOO_SLOW) from error
    if isinstance(found, OSError) or not found:
        raise FetchError(Trouble.NO_HOST)
    addresses = [ipaddress.ip_address(each) for each in dict.fromkeys(found)]
    if not all(rules.may_connect(each) for each in addresses):
        raise FetchError(Trouble.PRIVATE)
    return addresses


def _open(addresses: list[Address], port: int, deadline: Deadline) -> socket.socket:
    """Connect to the first address that answers; each gets its share of the time."""
    for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
        try:
            return socket.create_connection((str(address), port), timeout=deadline.left() / left)
        except OSError:
            if left == 1:
                raise
    raise FetchError(Trouble.NO_HOST)


def _ask(
    connection: http.client.HTTPConnection, parts: SplitResult, headers: dict[str, str], rules: Rules
) -> Fetched | str:
    """Return what came, or where to look instead."""
    target = urlunsplit(("", "", parts.path, parts.query, ""))
    connection.request("GET", target, headers=headers)
    response = connection.getresponse()
    if response.status in _REDIRECTS:
        return response.headers.get("Location") or _refuse(Trouble.GARBLED)
    etag, modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
    if response.status == HTTPStatus.NOT_MODIFIED:
        return Fetched(None, etag, modified)
    if response.status != HTTPStatus.OK:
        _refuse(_BY_STATUS.get(response.status, Trouble.STATUS))
    return Fetched(_content(response, rules.most_bytes), etag, modified)


_BY_STATUS: Final = {
    401: Trouble.FORBIDDEN,
    403: Trouble.FORBIDDEN,
    404: Trouble.MISSING,
    410: Trouble.MISSING,
}


def _content(response: http.client.HTTPResponse, most: int) -> bytes:
    """Read and unpack, never more than `most` octets on either side; half of a file is no file."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        _refuse(Trouble.GARBLED)
    if (response.length or 0) > most:
        _refuse(Trouble.TOO_LARGE)
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if "gzip" in encoding else None
    content, received = bytearray(), 0
    while chunk := response.read(_CHUNK):
        received += len(chunk)
        content += unpack.decompress(chunk, most + 1 - len(content)) if unpack else chunk
        if received > most or len(content) > most or (unpack and unpack.unconsumed_tail):
            _refuse(Trouble.TOO_LARGE)
    if response.length or (unpack and not unpack.eof):
        _refuse(Trouble.GARBLED)
    return bytes(content)


def _refuse(trouble: Trouble) -> str:
    raise FetchError(trouble)
