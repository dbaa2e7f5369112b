"""A server on this machine that answers as it is told, over TLS too, with a certificate of an authority of its own."""

import ipaddress
import socket
import ssl
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Answer = Callable[[socket.socket, str], None]


def plain(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def says(answer: bytes) -> Answer:
    return lambda connection, _request: connection.sendall(answer)


@dataclass
class WickedServer:
    """`answers` by path; what was asked is kept in `requests`."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    def asked_for(self, name: str) -> list[str]:
        """Return the values of a header in what was asked, "" where it was not sent."""
        found = []
        for request in self.requests:
            lines = dict(line.partition(": ")[::2] for line in request.split("\r\n")[1:])
            found.append({key.lower(): value for key, value in lines.items()}.get(name.lower(), ""))
        return found

    def handle(self, connection: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            piece = connection.recv(4096)
            if not piece:
                return
            request += piece
        text = request.decode("latin-1")
        self.requests.append(text)
        path = text.split(" ")[1].partition("?")[0]
        self.answers.get(path, says(plain(b"", status="404 Not Found")))(connection, text)


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[WickedServer]:
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(20)
    server = WickedServer(listener.getsockname()[1])

    def one(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(20)
            if context is None:
                server.handle(connection)
                return
            with context.wrap_socket(connection, server_side=True) as safe:
                server.handle(safe)

    def run() -> None:
        while True:
            try:
                connection, _peer = listener.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield server
    # Closing alone does not wake who waits for the next one.
    with suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


@dataclass
class Authority:
    """Signs certificates; `trusting` is what a client that knows it uses."""

    def __post_init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of a test")])
        self._certificate = self._sign(self._name, self._key, is_authority=True)

    def trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cadata=self.certificate())

    def certificate(self) -> str:
        """Return its own certificate, as a file of known authorities holds it."""
        return self._certificate.public_bytes(serialization.Encoding.PEM).decode()

    def server(self, *names: str, days: int = 1) -> ssl.SSLContext:
        """Return what a server of these names uses; `days` until the certificate is over."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Server of a test")])
        certificate = self._sign(subject, key, names=names, days=days)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "both.pem"
            private = key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
            context.load_cert_chain(path)
        return context

    def _sign(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        *,
        names: tuple[str, ...] = (),
        days: int = 1,
        is_authority: bool = False,
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=3))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False
            )
            .add_extension(
                x509.KeyUsage(
                    digital_signature=True,
                    content_commitment=False,
                    key_encipherment=False,
                    data_encipherment=False,
                    key_agreement=False,
                    key_cert_sign=is_authority,
                    crl_sign=is_authority,
                    encipher_only=False,
                    decipher_only=False,
                ),
                critical=True,
            )
        )
        if names:
            alternatives = [_general_name(name) for name in names]
            builder = builder.add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        return builder.sign(self._key, hashes.SHA256())


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
