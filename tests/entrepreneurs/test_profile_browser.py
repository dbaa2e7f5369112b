"""The pages about enterprises in a real browser: a narrow phone without scripts, checked by axe."""

import pytest
from playwright.sync_api import expect

from center.models import Office
from entrepreneurs.models import EnterpriseMessage
from tests.browser import Watched, go, sheets, too_wide
from tests.entrepreneurs.factories import offer, published, reach, serve

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 320, "height": 720}
LONG = "Удружење за подршку особама са инвалидитетом и њиховим породицама „Заједно у новоуспостављеној заједници“"
# A form sent within three seconds is taken for a program's.
A_PERSON_READS = 3100


@pytest.fixture(autouse=True)
def enterprises(office: Office) -> None:
    """One with a long name and forty products, one with nothing but its name."""
    first = published(
        LONG, slug="first", description_sr="Кувамо.", activity="1039", registration_number="12345678"
    )
    reach(first, phone="+38137123456")
    serve(first, "roma", "over-50")
    for number in range(40):
        offer(first, f"Запошљавањенајдужеречи {number}", price_sr="450 динара за теглу")
    published("Друго", slug="second")


@pytest.mark.long
@pytest.mark.parametrize(
    "path",
    [
        "first/",
        pytest.param("second/", marks=pytest.mark.long),
        "first/contact/",
        pytest.param("first/report/", marks=pytest.mark.long),
        pytest.param("first/report/sent/", marks=pytest.mark.long),
        pytest.param("nothing/", marks=pytest.mark.long),
        "compare/?e=first&e=second",
        pytest.param("compare/?q=друго", marks=pytest.mark.long),
        pytest.param("statistics/", marks=pytest.mark.long),
    ],
)
def test_a_page_fits_a_narrow_phone_and_axe_finds_nothing(path: str, phone: Watched, portal: Watched) -> None:
    phone.page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a TypedDict
    assert too_wide(phone.open(f"/sr/enterprises/{path}")) == 0
    portal.page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a TypedDict
    portal.open(f"/sr/enterprises/{path}")
    assert portal.violations() == []


@pytest.mark.long
@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_an_ordinary_profile_with_its_map_is_printed_on_one_sheet(language: str, portal: Watched) -> None:
    shop = published(
        "Кафа с причом", slug="shop", description_sr="Кувамо. " * 20, latitude="43.58", longitude="21.334"
    )
    reach(shop, phone="+38137123456")
    serve(shop, "over-50")
    for number in range(3):
        offer(shop, f"Кафа {number}", price_sr="390 динара")
    assert sheets(portal.open(f"/{language}/enterprises/shop/")) == 1


@pytest.mark.long
def test_a_visitor_writes_without_scripts_and_what_was_forgotten_is_named(phone: Watched) -> None:
    page = phone.open("/en/enterprises/second/")
    go(page, page.get_by_role("link", name="Write to them", exact=True))
    page.locator("main [name=name]").fill("Мира")
    page.locator("main [name=text]").fill("Имате ли џема?")
    page.wait_for_timeout(A_PERSON_READS)
    go(page, ".form-actions button")
    expect(page.locator(".error-summary li")).to_have_count(1)
    page.locator("main [name=phone]").fill("064 123 45 67")
    page.locator(".form-actions button").dblclick()
    page.wait_for_url("**/contact/sent/")
    assert page.locator("h1").inner_text() == "Your message is on its way"
    assert [message.phone for message in EnterpriseMessage.objects.all()] == ["+381641234567"]
