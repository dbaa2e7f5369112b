"""The directory in a real browser: narrow phones, no JavaScript, the keyboard alone."""

import pytest
from playwright.sync_api import expect

from center.models import Office
from entrepreneurs.services.changes import touched
from tests.browser import Watched
from tests.entrepreneurs.factories import offer, published, serve
from tests.marks import seldom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 320, "height": 700}


@pytest.fixture
def makers(office: Office) -> None:
    for number, name in enumerate(("Женска задруга Зимница", "Медена кап", "Најдужаименованарадионица")):
        enterprise = published(name, settlement=f"Место {number}")
        offer(enterprise, "Багремов мед")
        serve(enterprise, "roma")
        touched(enterprise)


@pytest.mark.parametrize("language", ["sr-latn", *seldom(("sr", "en"))])
def test_on_a_phone_without_javascript_a_visitor_narrows_the_list(
    language: str, phone: Watched, makers: None
) -> None:
    phone.page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a TypedDict
    page = phone.open(f"/{language}/enterprises/?q=med")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.locator(".facets > summary").click()
    page.locator("input[name=settlement]").first.check()
    page.locator(".facets button[type=submit]").click()
    # `expect` waits for the new list; the address changes before its rows are there.
    expect(page.locator(".entry")).to_have_count(1)
    expect(page.locator(".chip")).to_have_count(2)
    page.locator(".chip").last.click()
    expect(page.locator(".entry")).to_have_count(3)


@pytest.mark.long
def test_nothing_for_axe_to_find_and_everything_by_keyboard(portal: Watched, makers: None) -> None:
    page = portal.open("/sr/enterprises/")
    assert portal.violations() == []
    page.locator("#find-q").focus()
    page.keyboard.type("zimnca")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=zimnca**")
    assert page.locator(".entry mark").first.inner_text() == "Зимница"
    assert portal.violations() == []
    page.goto(f"{portal.base}/en/enterprises/?q=helicopter")
    assert portal.violations() == []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a TypedDict
    page.goto(f"{portal.base}/sr-latn/enterprises/?status=self_declared")
    assert portal.violations() == []
