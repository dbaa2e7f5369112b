"""Where an answer may lead, whose name it carries, and who may frame it: never what a stranger wrote into a request."""

import ast
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from center import kept_requests
from center.base.own_addresses import own_address
from center.models import Office, StoredMail, User
from tests.crawl.public_forms import forget_limits
from tests.meta.every_address import Records, routes
from tests.trust.sources import all_trees, nodes

ELSEWHERE = (
    "https://x-mark.example/", "http://x-mark.example/", "//x-mark.example", "///x-mark.example", "////x-mark.example",
    "/\\x-mark.example", "\\\\x-mark.example", "\\/x-mark.example", "/\t/x-mark.example", "\t//x-mark.example",
    " //x-mark.example", "\n//x-mark.example", "/\n/x-mark.example", "https:x-mark.example", "https:/x-mark.example",
    "javascript:onx", "JaVaScRiPt:onx", "\x01javascript:onx", "data:text/html,x", "//testserver@x-mark.example/",
    "http://testserver@x-mark.example/", "http://testserver.x-mark.example/", "x-mark.example", "home", "%00",
    "ﬀ١２", "", "?next=//x-mark.example", "http:///x-mark.example", "http://[::1", "//x-mark.example\\@testserver/",
)  # fmt: skip
PAGE_BEFORE = "center/kept_requests.py"
OWN = ("/", "/sr/about/", "/admin/center/question/?q=%D0%BC%D0%B5%D0%B4", "/sr/events/?next=//x-mark.example")


@pytest.mark.parametrize("target", ELSEWHERE)
def test_an_address_of_another_site_or_no_address_leads_nowhere(target: str, rf: RequestFactory) -> None:
    assert own_address(rf.get("/"), target) == ""


@pytest.mark.parametrize("target", OWN)
def test_an_address_of_ours_stays_as_it_is(target: str, rf: RequestFactory) -> None:
    assert own_address(rf.get("/"), target) == target


def test_nobody_judges_an_address_to_go_on_to_by_a_rule_of_their_own() -> None:
    """The page before, as a browser tells it, is a whole address: its host is judged first, then its path."""
    users = {path for path, tree in all_trees().items() if "url_has_allowed_host_and_scheme" in _names(tree)}
    assert users == {"center/base/own_addresses.py", PAGE_BEFORE}
    assert {path for path, tree in all_trees().items() if {"HTTP_REFERER", "referer"} & _words(tree)} == {
        PAGE_BEFORE
    }


@pytest.mark.parametrize("path", ["//x-mark.example/", "/\\x-mark.example/"])
def test_a_page_before_with_two_strokes_is_no_page_to_go_back_to(path: str, rf: RequestFactory) -> None:
    assert kept_requests._page_before(rf.get("/admin/", HTTP_REFERER=f"http://testserver{path}")) == ""
    assert (
        kept_requests._page_before(rf.get("/admin/", HTTP_REFERER="http://testserver/sr/?a=b")) == "/sr/?a=b"
    )


def test_no_code_takes_the_name_of_the_portal_from_a_request() -> None:
    """Mails, calendars, feeds and canonical links begin with BASE_URL; a host is compared and never written."""
    users = {
        path
        for path, tree in all_trees().items()
        if {"build_absolute_uri", "get_current_site", "get_host", "HTTP_HOST"} & (_names(tree) | _words(tree))
    }
    assert users == {"center/base/own_addresses.py", "events/views/kept_pages.py", PAGE_BEFORE}
    assert not getattr(settings, "USE_X_FORWARDED_HOST", False)
    assert not getattr(settings, "USE_X_FORWARDED_PORT", False)


def _names(tree: ast.Module) -> set[str]:
    names = {node.attr for node in nodes(tree) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in nodes(tree) if isinstance(node, ast.Name)}
    return names | {
        alias.name for node in nodes(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }


def _words(tree: ast.Module) -> set[str]:
    return {n.value for n in nodes(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


PASSWORD = "a long password for tests"
Send = Callable[[Client, str], Any]
WAYS: dict[str, Send] = {
    # The default run takes the first and the last.
    "signing in": lambda c, to: c.post(
        "/sr/account/login/", {"login": "coordinator@example.org", "password": PASSWORD, "next": to}
    ),
    "the choice of a language": lambda c, to: c.post("/language/", {"language": "en", "next": to}),
    "the door of the admin": lambda c, to: c.get("/admin/login/", {"next": to}),
    "signing in, in the address": lambda c, to: c.post(
        "/sr/account/login/",
        {"login": "coordinator@example.org", "password": PASSWORD},
        query_params={"next": to},
    ),
    "signing out": lambda c, to: c.post("/sr/account/logout/", {"next": to}),
    "asking for a code": lambda c, to: c.post(
        "/sr/account/login/code/", {"email": "coordinator@example.org", "next": to}
    ),
    "the password once more": lambda c, to: c.post(
        "/sr/account/reauthenticate/", {"password": PASSWORD, "next": to}
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
def test_no_page_that_leads_on_leads_to_another_site(
    way: str, office: Office, coordinator: User, as_user: Callable[[User], Client]
) -> None:
    led = []
    for target in ELSEWHERE:
        forget_limits()
        client = Client() if way.startswith(("signing in", "asking")) else as_user(coordinator)
        response = WAYS[way](client, target)
        if response.status_code == 302:
            led.append(response["Location"])
    assert len(led) >= len(ELSEWHERE) // 2
    assert {site_of(each) for each in led} == {"http://testserver"}


def site_of(location: str) -> str:
    """Return where a browser would go from a page of ours: it passes over blanks, and takes one stroke for another."""
    seen = re.sub(r"[\t\r\n]", "", location).lstrip(" \x01").replace("\\", "/")
    parts = urlsplit(urljoin("http://testserver/sr/account/login/", seen))
    return f"{parts.scheme}://{parts.netloc}"


def test_where_a_browser_would_go_is_told_right() -> None:
    assert [
        site_of(each) for each in ("/", "home", "?next=//x", "/\\x.example", " //x.example", "javascript:onx")
    ] == [
        "http://testserver",
        "http://testserver",
        "http://testserver",
        "http://x.example",
        "http://x.example",
        "javascript://",
    ]


FOREIGN: Any = {
    "HTTP_X_FORWARDED_HOST": "x-mark.example",
    "HTTP_X_FORWARDED_SERVER": "x-mark.example",
    "HTTP_X_HOST": "x-mark.example",
    "HTTP_X_FORWARDED_SCHEME": "nothttps",
    "HTTP_X_FORWARDED_PORT": "6666",
    "HTTP_X_FORWARDED_PREFIX": "/x-mark",
    "HTTP_FORWARDED": "host=x-mark.example;proto=http",
    "HTTP_X_ORIGINAL_URL": "/admin/",
    "HTTP_X_REWRITE_URL": "/admin/",
    "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE",
    "HTTP_REFERER": "https://x-mark.example/",
    "HTTP_ORIGIN": "https://x-mark.example",
    "HTTP_USER_AGENT": "x-mark.example",
}


@pytest.mark.django_db
@pytest.mark.each
@pytest.mark.parametrize(
    "path",
    ["/sr/", "/en/contact/", "/sr/account/login/", "/sitemap.xml", "/robots.txt", "/feeds/news.xml", "/"],
)
def test_no_header_that_a_cache_passes_over_changes_a_page(path: str, office: Office) -> None:
    plain, changed = Client().get(path), Client().get(path, **FOREIGN)
    assert changed.status_code == plain.status_code
    assert _without_secrets(changed.content) == _without_secrets(plain.content)
    assert b"x-mark" not in changed.content
    assert changed.headers.get("Location") == plain.headers.get("Location")
    # The other name of this machine that is allowed here stands in no link.
    other = Client().get(path, HTTP_HOST="localhost", **FOREIGN)
    assert b"//localhost" not in other.content


def _without_secrets(body: bytes) -> bytes:
    """Leave out what is drawn anew for each reader."""
    return re.sub(rb'value="[\w:.-]{20,}"', b"", body)


@pytest.mark.django_db
def test_a_host_that_is_not_ours_gets_no_page() -> None:
    for host in (
        "x-mark.example",
        "testserver.x-mark.example",
        "x-mark.example:80",
        "testserver@x-mark.example",
        "testserver,x",
    ):
        assert Client().get("/sr/", HTTP_HOST=host).status_code == 400


@pytest.mark.django_db
def test_the_link_to_a_new_password_leads_to_the_portal_whatever_host_was_asked(
    office: Office, coordinator: User
) -> None:
    Client().post(
        "/sr/account/password/reset/", {"email": coordinator.email}, HTTP_HOST="localhost", **FOREIGN
    )
    links = re.findall(r"https?://[^\s/]+", StoredMail.objects.latest("pk").body_text)
    assert set(links) == {settings.BASE_URL}


@pytest.mark.django_db
@pytest.mark.each
@pytest.mark.parametrize(
    "path", ["/sr/account/x.css", "/sr/account/.css", "/sr/account/%2e%2e/x.js", "/sr/account//x.png"]
)
def test_an_account_is_not_kept_as_a_picture_or_a_style(
    path: str, office: Office, coordinator: User, as_user: Callable[[User], Client]
) -> None:
    response = as_user(coordinator).get(path)
    assert coordinator.email.encode() not in response.content or "no-store" in response["Cache-Control"]
    assert "no-store" in response["Cache-Control"]
    assert response.status_code in {301, 404}


TRAVERSALS = (
    "../settings.py", "..%2f..%2fsettings.py", "%2e%2e/%2e%2e/settings.py", "....//settings.py", "/etc/passwd",
    "%2fetc%2fpasswd", "..%5csettings.py", "..\\settings.py", "pictures/../../settings.py", "%252e%252e/settings.py",
    "pictures/..%c0%af../settings.py", ".", "..", "%00", "x%00.webp",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("start", ["/media/", "/static/", "/data/", "/data/catalog.", "/office/"])
def test_no_path_leads_out_of_a_folder(start: str) -> None:
    for each in TRAVERSALS:
        response = Client().get(start + each)
        assert response.status_code in {301, 302, 400, 404}, each
        assert b"SECRET_KEY" not in response.content


# Addresses outside of the accounts with a number that counts up, by why nothing is lost when somebody counts along.
PUBLIC = {
    "advocacy:council_document",
    "advocacy:document",
    "consultations:group",
    "events:download",
    "events:programme_item_calendar",
    "indicators:article",
    "indicators:report",
    "indicators:value",
    "press:attachment",
    "research:release",
    "research:release_file",
    "resources:resource_file",
}
BY_A_SIGNED_KEY = {
    "events:exhibitor_needs",
    "events:exhibitor_report",
    "news:preview",
    "page_preview",
    "resources:reminder_confirm",
    "resources:reminder_leave",
}
NO_RECORD = {"advocacy:council_year", "eligibility:question", "news:of_year", "research:survey_page"}


def test_what_opens_by_a_number_alone_is_public_or_asks_for_a_key() -> None:
    counted = {
        name
        for name, route in routes()
        if "<int:" in route and not route.startswith("admin/") and "/account/" not in route
    }
    assert counted == PUBLIC | BY_A_SIGNED_KEY | NO_RECORD


@pytest.mark.long
@pytest.mark.django_db
def test_what_opens_by_a_signed_key_stays_shut_without_one_and_with_another() -> None:
    records = Records()
    addresses = {name: records.address(name, route) for name, route in routes() if name in BY_A_SIGNED_KEY}
    open_anyway = []
    for name, address in addresses.items():
        path, _, key = address.partition("?key=")
        assert key, name
        wrong = [path, f"{path}?key=", f"{path}?key={key[:-1]}", f"{path}?key={key[::-1]}", f"{path}?key=%00"]
        right = Client().get(address)
        assert right.status_code == 200, name
        for other in wrong:
            response = Client().get(other)
            if response.status_code == 200 and _without_secrets(response.content) == _without_secrets(
                right.content
            ):
                open_anyway.append(other)
    assert open_anyway == []


def test_a_request_of_another_kind_than_it_is_sent_by_stays_what_it_is() -> None:
    """No setting and no middleware lets a field or a header stand in for the method."""
    assert [
        each for each in settings.MIDDLEWARE if "override" in each.lower() or "method" in each.lower()
    ] == []
    words = {
        path for path, tree in all_trees().items() if {"_method", "X-HTTP-Method-Override"} & _words(tree)
    }
    assert words == set()
