"""The letters of texts, and what a gateway is told and answers."""

import json
import socket
import ssl
import time
import uuid
from http import HTTPStatus

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from center.base.sms import Console, Gateway, Message, RefusedError, WaitsError, as_sms, fitting, read
from tests.center.base.wicked_server import Authority, plain, says, serving
from tests.center.gateway import TOKEN, GatewayServer, serving_gateway

# 3GPP TS 23.038, the signs that take one place each.
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
MESSAGE = Message(uuid.UUID(int=7), "+381641234567", "Podsetnik: sutra u 9")


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (
            "Подсећамо Вас на разговор у 9.00, Југовићева 17‑3",
            "Podsecamo Vas na razgovor u 9.00, Jugoviceva 17-3",
        ),
        ("Ђорђе и Њ. Љ. Џ.", "Djordje i Nj. Lj. Dz."),
        ("čćšžđ ČĆŠŽĐ", "ccszdj CCSZDj"),
        ("[[Facebook]] „центар“ — 5 €", 'Facebook "centar" - 5 EUR'),
        ("one\u00a0two\nthree", "one two three"),
        ("привет 你好 🙂", "privet ?? ?"),
    ],
)
def test_a_text_is_written_in_plain_latin_letters(written: str, sent: str) -> None:
    assert as_sms(written) == sent


@given(st.text(max_size=200))
def test_every_letter_of_a_text_takes_one_place(text: str) -> None:
    assert set(as_sms(text)) - GSM == set()


def test_the_longest_way_to_say_it_that_is_one_message_is_taken() -> None:
    assert (fitting("a" * 161, "b" * 160, "c"), fitting("a" * 161, "b" * 170)) == ("b" * 160, "b" * 160)


# --- SMS_URL ---


def test_without_an_address_there_are_no_texts_and_a_console_is_a_way() -> None:
    assert (read(""), read("console:")) == (None, Console())


def test_a_gateway_is_named_by_one_address() -> None:
    assert read("https+gateway://s%3Acret@sms.example.rs:8443/v1/send?from=Centar&account=7") == Gateway(
        "https://sms.example.rs:8443/v1/send?account=7", "s:cret", "Centar"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https+gateway://sms.example.rs/send",
        "http+gateway://secret@sms.example.rs/send",
        "https://secret@sms.example.rs/send",
        "https+gateway://secret@127.0.0.1/send",
        "https+gateway://secret@10.0.0.7/send",
        "https+gateway://sec%0Aret@sms.example.rs/send",
        "https+gateway://secret@sms.example.rs:99999/send",
        "https+gateway://secret@[sms/send",
        "twilio",
    ],
)
def test_another_address_stops_the_start_without_telling_its_token(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SMS_URL must look like") as caught:
        read(url)
    assert ("secret" in str(caught.value), caught.value.__cause__) == (False, None)


def test_a_gateway_does_not_show_its_token() -> None:
    assert "s3cret" not in repr(read("https+gateway://s3cret@sms.example.rs/"))


def test_the_console_writes_where_the_worker_was_started(capsys: pytest.CaptureFixture[str]) -> None:
    Console().send(MESSAGE)
    assert capsys.readouterr().out == "SMS +381641234567: Podsetnik: sutra u 9\n"


# --- What a gateway is told ---


def test_a_gateway_is_told_to_whom_what_and_by_which_key() -> None:
    with serving_gateway() as server:
        server.backend().send(MESSAGE)
    key = "00000000-0000-0000-0000-000000000007"
    assert server.delivered == {
        key: {"id": key, "to": "+381641234567", "text": "Podsetnik: sutra u 9", "from": "Centar"}
    }
    headers = server.headers[0]
    assert (
        headers["Authorization"],
        headers["Idempotency-Key"],
        headers["Content-Type"],
        headers["path"],
    ) == (
        f"Bearer {TOKEN}",
        key,
        "application/json",
        "/send?account=7",
    )


def test_its_certificate_has_to_be_right() -> None:
    authority = Authority()
    with serving_gateway(authority.server("127.0.0.1")) as server:
        server.backend(certificates=authority.trusting()).send(MESSAGE)
        with pytest.raises(WaitsError, match="certificate"):
            server.backend(certificates=Authority().trusting()).send(MESSAGE)
    with serving_gateway(authority.server("sms.example.rs")) as other, pytest.raises(WaitsError):
        other.backend(certificates=authority.trusting()).send(MESSAGE)
    assert (len(server.delivered), other.headers) == (1, [])


def test_the_portal_s_own_rules_reach_no_machine_inside() -> None:
    with serving_gateway() as server:
        with pytest.raises(WaitsError, match="private"):
            Gateway(f"https://127.0.0.1:{server.port}/", TOKEN).send(MESSAGE)
        assert server.headers == []


# --- What it answers ---


@pytest.mark.parametrize("status", [400, 402, 404, 410, 413, 422])
def test_what_is_refused_for_good_fails(status: int) -> None:
    with serving_gateway() as server:
        server.answers = [status]
        with pytest.raises(RefusedError, match=f"HTTP {status}"):
            server.backend().send(MESSAGE)


@pytest.mark.parametrize("status", [401, 403, 408, 409, 425, 429, 500, 502, 503, 302])
def test_trouble_and_our_own_mistakes_wait(status: int) -> None:
    with serving_gateway() as server:
        server.answers = [status]
        with pytest.raises(WaitsError, match=f"HTTP {status}"):
            server.backend().send(MESSAGE)


def test_a_redirect_is_not_followed_since_the_token_is_for_the_gateway_alone() -> None:
    with serving_gateway() as elsewhere, serving_gateway() as server:
        server.answers = [307]
        server.answer_headers = {"Location": f"http://127.0.0.1:{elsewhere.port}/"}
        with pytest.raises(WaitsError, match="HTTP 307"):
            server.backend().send(MESSAGE)
        assert elsewhere.headers == []


def test_a_silent_gateway_is_left_in_time() -> None:
    begun = time.monotonic()
    with serving_gateway() as server:
        server.speaks.clear()
        with pytest.raises(WaitsError, match="too_slow"):
            server.backend(seconds=0.3).send(MESSAGE)
        assert time.monotonic() - begun < 2


def gateway_at(port: int) -> Gateway:
    return GatewayServer(port=port).backend(seconds=1)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"", "unreachable"),
        (b"\x00\xffgarbage\r\n\r\n", "garbled"),
        (b"HTTP/1.1 202 Accepted\r\nX: " + b"y" * 70_000 + b"\r\n\r\n", "garbled"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 2000, "unreachable|too_slow|garbled"),
    ],
)
def test_what_is_no_answer_waits(answer: bytes, why: str) -> None:
    with serving() as server:
        server.answers["/send"] = says(answer)
        with pytest.raises(WaitsError, match=why):
            gateway_at(server.port).send(MESSAGE)


def test_an_endless_answer_is_not_read() -> None:
    def talk(connection: socket.socket, _request: str) -> None:
        connection.sendall(b"HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            connection.sendall(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")

    begun = time.monotonic()
    with serving() as server:
        server.answers["/send"] = talk
        gateway_at(server.port).send(MESSAGE)
    assert time.monotonic() - begun < 1


def test_nobody_there_waits() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(WaitsError, match="unreachable"):
        gateway_at(port).send(MESSAGE)


def test_the_words_of_an_answer_are_not_kept() -> None:
    with serving() as server:
        server.answers["/send"] = says(
            plain(json.dumps({"to": MESSAGE.to}).encode(), status="422 +381641234567")
        )
        with pytest.raises(RefusedError) as caught:
            gateway_at(server.port).send(MESSAGE)
    assert str(caught.value) == f"HTTP {HTTPStatus.UNPROCESSABLE_ENTITY}"


def test_the_portal_checks_certificates_unless_a_test_says_otherwise() -> None:
    assert ssl.create_default_context().verify_mode == ssl.CERT_REQUIRED
    assert read("https+gateway://t@sms.example.rs/").rules.certificates is None  # type: ignore[union-attr]
