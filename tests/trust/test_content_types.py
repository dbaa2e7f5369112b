"""Every answer says what it is; text says in which encoding."""

from collections.abc import Callable

import pytest
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse

from center.choices import Role
from center.models import Office, User
from tests.meta.every_address import Records, routes

pytestmark = pytest.mark.django_db
TEXTS = ("text/", "application/xml", "application/atom+xml", "application/rss+xml")


def wrong(client: Client, addresses: list[str]) -> dict[str, str]:
    """Return the addresses whose answers have a body and do not say what it is, each with what they say."""
    found = {}
    for address in addresses:
        answer = client.get(address)
        kind = answer.get("Content-Type", "")
        has_body = bool(b"".join(answer)) if answer.streaming else bool(answer.content)
        named = kind.startswith(TEXTS) and "charset=utf-8" in kind.lower()
        binary = "/" in kind and not kind.startswith(TEXTS)
        if has_body and not named and not binary:
            found[address] = kind
    return found


def test_every_answer_says_what_it_is_and_its_encoding(office: Office) -> None:
    del office
    client = Client(raise_request_exception=False)
    addresses = [
        "/",
        "/sr/",
        "/sr/nothing-here/",
        "/robots.txt",
        "/sitemap.xml",
        "/healthz",
        "/readyz",
        "/data/catalog.ttl",
        "/data/enterprises.csv",
        "/data/enterprises.geojson",
        "/feeds/news.xml",
        "/feeds/press.xml",
        reverse("resources:calls_calendar"),
        "/admin/",
    ]
    assert wrong(client, addresses) == {}
    assert client.get("/data/enterprises.csv")["Content-Type"] == "text/csv; charset=utf-8"
    assert client.get("/healthz")["Content-Type"] == "text/plain; charset=utf-8"
    assert client.get("/readyz")["Content-Type"] == "application/json"


@pytest.mark.long
def test_so_does_every_address_for_a_coordinator(
    make_user: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "x")
    records = Records()
    client = Client(raise_request_exception=False)
    client.force_login(make_user(Role.COORDINATOR), backend="django.contrib.auth.backends.ModelBackend")
    assert wrong(client, [records.address(name, route) for name, route in routes()]) == {}
