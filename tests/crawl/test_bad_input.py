"""Nothing that a stranger can send ends in a fault: each answer has a right status and reflects no markup."""

from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.models import Topic

PUBLIC = [
    "/sr/",
    "/en/about/",
    "/sr-latn/contact/",
    "/en/consultations/",
    "/sr/consultations/book/",
    "/en/consultations/find/",
    "/sr/consultations/QWERTYUP/",
    "/en/account/login/",
    "/en/account/password/reset/",
    "/en/account/login/code/",
    "/robots.txt",
    "/language/",
]
PARAMETERS = ["topic", "mode", "day", "start", "page", "key", "next", "booked", "advisor", "q"]
FIELDS = [
    "name",
    "phone",
    "email",
    "text",
    "note",
    "reference",
    "contact",
    "token",
    "website",
    "login",
    "password",
]
CLEAR = {200, 302, 400, 403, 404, 405, 409, 413, 422, 429}
MARK = "<script>alert(1)</script>"
typed = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            MARK,
            "\0",
            "9" * 400,
            "-1",
            "2026-02-30",
            "2026-11-25T09:00",
            "1999-01-01",
            "../../etc/passwd",
            "%00",
            "🦊" * 300,
        ]
    ),
)
pytestmark = pytest.mark.django_db


def answer(path: str, data: dict[str, str] | None = None, query: dict[str, str] | None = None) -> None:
    address = (
        path
        + "?"
        + "&".join(f"{name}={quote(value, errors='ignore')}" for name, value in (query or {}).items())
    )
    client = Client(raise_request_exception=True)
    response = client.get(address) if data is None else client.post(address, data)
    assert response.status_code in CLEAR
    if response["Content-Type"].startswith("text/html"):
        assert MARK not in response.content.decode()


@given(path=st.sampled_from(PUBLIC), query=st.dictionaries(st.sampled_from(PARAMETERS), typed, max_size=5))
def test_no_query_string_breaks_a_page(path: str, query: dict[str, str]) -> None:
    answer(path, query=query)


@settings(max_examples=80)
@given(
    path=st.sampled_from(PUBLIC),
    query=st.dictionaries(st.sampled_from(PARAMETERS), typed, max_size=3),
    data=st.dictionaries(st.sampled_from(FIELDS + PARAMETERS), typed, max_size=8),
)
def test_no_posted_form_breaks_a_page(path: str, query: dict[str, str], data: dict[str, str]) -> None:
    answer(path, data=data, query=query)


@given(query=st.dictionaries(st.sampled_from(PARAMETERS), typed, max_size=4))
def test_no_answer_breaks_the_booking_of_a_real_topic(query: dict[str, str]) -> None:
    if not Topic.objects.exists():
        call_command("load_demo")
    slug = Topic.objects.values_list("slug", flat=True)[0]
    answer("/en/consultations/book/", query={**query, "topic": slug})
    answer("/en/consultations/book/", data=query, query={**query, "topic": slug})


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


def test_a_body_of_ten_megabytes_is_refused_unread() -> None:
    response = Client().post("/en/contact/", {"text": "x" * 10_000_000})
    assert response.status_code == 413
    assert b"<h1" in response.content


def test_a_form_without_its_secret_is_refused_with_a_way_on() -> None:
    response = Client(enforce_csrf_checks=True).post("/en/contact/", {"name": "Mila"})
    assert response.status_code == 403
    assert b"<h1" in response.content
