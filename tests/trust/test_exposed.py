"""What a stranger must not find on the server: the checkout, lists of files, traces, and ways to turn debugging on."""

import ast
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from center.models import Office
from center.urls import handler500, urlpatterns
from tests.trust.sources import ROOT, nodes, trees

INSIDE = (
    "/.git/config",
    "/.git/HEAD",
    "/.env",
    "/manage.py",
    "/requirements.txt",
    "/center/settings.py",
    "/static/../manage.py",
    "/static/%2e%2e/manage.py",
    "/media/../center/settings.py",
    "/media/%2e%2e/%2e%2e/etc/passwd",
    "/.well-known/../.git/config",
    "/backup.tar",
    "/private-media/",
)


@pytest.mark.django_db
@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("address", INSIDE)
def test_nothing_of_the_checkout_is_served(address: str) -> None:
    response = Client().get(address)
    # A language is put in front of what has none; there is no such page there either.
    if response.status_code == 302:
        response = Client().get(response["Location"])
    # A way out of a folder is no address at all.
    assert response.status_code == (400 if address.startswith("/media/") else 404)


@pytest.mark.django_db
@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("address", ["/static/", "/static/center/", "/media/", "/media/pictures/"])
def test_no_folder_lists_its_files(address: str) -> None:
    assert Client().get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    "address", ["/sr/", "/healthz", "/sr/account/login/", "/data/catalog.json", "/sr/contact/"]
)
def test_trace_is_refused(address: str) -> None:
    response = Client(headers={"x-secret": "mine"}).generic("TRACE", address)
    assert response.status_code == 405
    assert b"mine" not in response.content


def test_debugging_cannot_be_turned_on() -> None:
    written = {node.id for node in nodes(trees()["center/settings.py"]) if isinstance(node, ast.Name)}
    # Django's own value holds where the settings say nothing, and it is no.
    assert written & {"DEBUG", "DEBUG_PROPAGATE_EXCEPTIONS", "INTERNAL_IPS"} == set()
    assert "debug_toolbar" not in (ROOT / "requirements.txt").read_text()


def _fail(_request: object) -> HttpResponse:
    secret = "the password is very-secret"  # noqa: F841 -- a trace would show it
    raise ValueError("Key (email)=(mila@example.org) already exists.")


class Broken:
    urlpatterns = (path("broken/", _fail), *urlpatterns)
    handler500 = staticmethod(handler500) if callable(handler500) else handler500


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_fault_shows_nothing_of_the_inside(accept: str, office: Office, settings: object) -> None:
    settings.ROOT_URLCONF = Broken  # type: ignore[attr-defined]  # pytest-django's settings
    response = Client(raise_request_exception=False, headers={"accept": accept}).get("/broken/")
    page = response.content.decode()
    assert response.status_code == 500
    assert [
        word for word in ("very-secret", "mila@", "Traceback", "ValueError", str(Path.cwd())) if word in page
    ] == []
