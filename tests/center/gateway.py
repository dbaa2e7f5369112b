"""A gateway on this machine that knows a text again by its key, as real ones do, and can be told to refuse."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from center.base.fetching import Rules
from center.base.sms import Gateway

TOKEN = "token-of-a-test"


@dataclass
class GatewayServer:
    """`answers` are the statuses of the next requests, instead of 202; `delivered` are texts by their key."""

    port: int = 0
    scheme: str = "http"
    answers: list[int] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    delivered: dict[str, dict[str, str]] = field(default_factory=dict)
    answer_headers: dict[str, str] = field(default_factory=dict)
    # While it is not set, what comes is kept without an answer.
    speaks: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)

    def backend(self, *, seconds: float = 5, certificates: ssl.SSLContext | None = None) -> Gateway:
        """Return what sends to this server, over http as well, which the portal itself never does."""
        schemes = frozenset({"http", "https"})
        rules = Rules(
            schemes, lambda address: address.is_loopback, seconds=seconds, certificates=certificates
        )
        return Gateway(f"{self.scheme}://127.0.0.1:{self.port}/send?account=7", TOKEN, "Centar", rules)

    def take(self, headers: dict[str, str], body: bytes) -> int:
        self.headers.append(headers)
        self.asked.set()
        words: dict[str, str] = json.loads(body)
        status = self.answers.pop(0) if self.answers else 202
        if 200 <= status < 300:
            self.delivered.setdefault(headers["Idempotency-Key"], words)
        self.speaks.wait(20)
        return status


@contextmanager
def serving_gateway(context: ssl.SSLContext | None = None) -> Iterator[GatewayServer]:
    gateway = GatewayServer(scheme="https" if context else "http")
    gateway.speaks.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = gateway.take({**dict(self.headers.items()), "path": self.path}, body)
            self.send_response(status)
            for name, value in gateway.answer_headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_parts: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    gateway.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        gateway.speaks.set()
        server.shutdown()
        server.server_close()
