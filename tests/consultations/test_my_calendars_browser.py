"""The page “My calendars” in a real browser: copying, adding and ending work, on a phone without a script too."""

import pytest
from playwright.sync_api import Browser, Page, expect

from center.choices import Role
from center.models import Office, User
from consultations import feeds
from consultations.models import Advisor, BusyCalendar, CalendarFeed
from tests.browser import DESK, Watched, go, session_of, too_wide, watch
from tests.conftest import MakeUser
from tests.consultations.factories import make_advisor, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MINE = "/admin/consultations/calendarfeed/mine/"


@pytest.fixture
def advisor(office: Office, make_user: MakeUser) -> Advisor:
    return make_advisor(make_topic(), user=make_user(Role.ADVISOR))


def enter(watched: Watched, advisor: Advisor) -> Page:
    return watched.sign_in(session_of(advisor.user)).open(MINE)


@pytest.mark.long
def test_an_address_is_made_and_copied_by_one_click_each(
    browser: Browser, live_server: object, advisor: Advisor
) -> None:
    context = browser.new_context(
        viewport=DESK,  # type: ignore[arg-type]  # a TypedDict
        permissions=["clipboard-read", "clipboard-write"],
    )
    portal = watch(context, str(live_server))
    page = enter(portal, advisor)
    go(page, page.get_by_role("button", name="Направите моју адресу"))
    expect(page.get_by_label("Ваша тајна адреса")).to_have_value(feeds.address(CalendarFeed.objects.get()))
    page.get_by_role("button", name="Копирајте адресу").click()
    expect(page.get_by_role("button", name="Копирано")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == feeds.address(CalendarFeed.objects.get())
    for summary in page.locator("summary").all():
        summary.click()
    # axe itself writes to the console, so the faults of the page are looked at first.
    assert (portal.faults, too_wide(page)) == ([], 0)
    assert portal.violations() == []
    context.close()


@pytest.mark.parametrize("language", ["sr", pytest.param("en", marks=pytest.mark.long)])
def test_a_phone_without_a_script_adds_and_ends_a_calendar(
    language: str, phone: Watched, advisor: Advisor
) -> None:
    User.objects.update(language=language)
    page = enter(phone, advisor)
    page.locator("#id_address").fill("https://10.0.0.1/a.ics")
    go(page, ".own-form input[type=submit]")
    expect(page.locator("#error-summary")).to_be_visible()
    page.locator("#id_address").fill("https://calendar.example/a.ics")
    go(page, ".own-form input[type=submit]")
    expect(page.locator(".own-calendars li")).to_have_count(1)
    widths = [too_wide(page)]
    go(page, ".own-calendars .verb-quiet")
    widths.append(too_wide(page))
    go(page, "input.default")
    expect(page.locator(".own-calendars")).to_have_count(0)
    assert (widths, BusyCalendar.objects.get().is_open) == ([0, 0], False)
