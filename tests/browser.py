"""A real Chromium on the live server; a fault in console, policy or network fails the test."""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page

if TYPE_CHECKING:
    from center.models import User

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
_WATCH = (
    "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective))"
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium; without one the browser tests are left out, in CI that is an error."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("Chromium is missing: install Debian's package chromium.")
        pytest.skip("No Chromium on this machine.")
    # Playwright keeps an event loop in this thread; the tests' own queries are not asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {"executable_path": path, "args": FLAGS}


@dataclass
class Watched:
    """A page that remembers what went wrong in it."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.base}{path}")
        return self.page

    def violations(self) -> list[str]:
        """Return axe's findings (WCAG 2.2 A and AA and best practices) as `rule: element`."""
        found = Axe().run(self.page)
        return [
            f"{rule['id']}: {node['html'][:160]}"
            for rule in found.response["violations"]
            for node in rule["nodes"]
        ]

    def sign_in(self, session: str) -> "Watched":
        """Go on as the person of this session (see `session_of`)."""
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.base}
        self.page.context.add_cookies([cookie])  # type: ignore[list-item]  # a TypedDict
        return self


def session_of(user: "User") -> str:
    """Return the key of a new session of the user."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def go(page: Page, target: Locator | str) -> None:
    """Click and wait for the page that comes; a click alone returns while the old one is still there."""
    with page.expect_navigation():
        (page.locator(target) if isinstance(target, str) else target).click()


def go_by_enter(page: Page) -> None:
    """Press Enter and wait for the page that comes."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def too_wide(page: Page) -> int:
    """Return by how many CSS pixels the page sticks out of the window sideways."""
    return int(page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"))


def sheets(page: Page) -> int:
    """Count the A4 sheets on which the page is printed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def watch(context: BrowserContext, base: str) -> Watched:
    page = context.new_page()
    watched = Watched(page, base)

    def on_console(message: Any) -> None:
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            watched.faults.append(f"console: {message.text}")

    def on_request(request: Any) -> None:
        if urlsplit(request.url).hostname not in {"127.0.0.1", "localhost", None}:
            watched.faults.append(f"request left this machine: {request.url}")

    page.add_init_script(_WATCH)
    page.on("console", on_console)
    page.on("pageerror", lambda error: watched.faults.append(f"script: {error}"))
    page.on("request", on_request)
    return watched


@pytest.fixture
def portal(browser: Browser, live_server: Any) -> Iterator[Watched]:
    """Open the portal on a desk, with JavaScript."""
    context = browser.new_context(viewport=DESK, locale="sr-RS")  # type: ignore[arg-type]  # a TypedDict
    watched = watch(context, live_server.url)
    yield watched
    context.close()
    assert watched.faults == []


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[Watched]:
    """Open the portal on a small phone, without JavaScript."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="sr-RS")  # type: ignore[arg-type]
    watched = watch(context, live_server.url)
    yield watched
    context.close()
    assert watched.faults == []
