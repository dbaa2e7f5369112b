"""The door in a real browser: two phones at one door, one of them without a connection for a while."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from center.models import Office
from events.door_codes import in_groups, pass_code
from events.models import CheckIn, DoorPass, Event, HeadCount, Registration
from events.services.door_passes import revoke_pass
from tests.browser import PHONE, Watched, go, too_wide, watch
from tests.events.doors import event_now, make_door, put_on_list
from tests.events.factories import make_staff
from tests.marks import seldom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATH = "/en/events/radionica/door/"
# What a browser that reads square codes has; Debian's has not. The tests hold codes before it.
READS_CODES = """
window.codes = [];
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() { const code = window.codes.shift(); return code ? [{ rawValue: code }] : []; }
};
navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream(1);
"""


@pytest.fixture
def event(office: Office) -> Event:
    return event_now(slug="radionica", title_en="How to price what you make")


@pytest.fixture
def phones(browser: Browser, live_server: Any) -> Iterator[list[Watched]]:
    """Return two phones with scripts; a lost connection is no fault of the page."""
    watched = []
    for _phone in range(2):
        context = browser.new_context(viewport=PHONE, locale="sr-RS")  # type: ignore[arg-type]  # a TypedDict
        context.add_init_script(READS_CODES)
        watched.append(watch(context, live_server.url))
    yield watched
    for phone in watched:
        phone.page.context.close()
        assert [fault for fault in phone.faults if "ERR_INTERNET_DISCONNECTED" not in fault] == []


def open_door(phone: Watched, code: str) -> Page:
    """Open the address in the square code of a pass, and wait for the page of the door."""
    page = phone.open(f"{PATH}#{code}")
    page.wait_for_selector("#answer")
    return page


def type_code(page: Page, code: str) -> None:
    page.get_by_label("Code from the pass").fill(code)
    page.get_by_role("button", name="Note arrival").click()


def heading(page: Page) -> Any:
    return page.locator(".door-answer-heading")


def here() -> int:
    return CheckIn.objects.filter(undone_at=None).count()


def test_two_phones_of_which_one_loses_its_connection_count_everybody_once(
    phones: list[Watched], event: Event
) -> None:
    people = [put_on_list(event, number, name=f"Особа {number}") for number in range(6)]
    first, second = (open_door(phone, make_door(event)[1]) for phone in phones)
    first.context.set_offline(True)
    for person in people[:4]:
        type_code(first, pass_code(person))
        expect(heading(first)).to_have_text("Kept")
    first.get_by_role("button", name="+1").click()
    first.get_by_role("button", name="+1").click()
    expect(first.locator("#waiting strong")).to_have_text("6")
    # Meanwhile two of them are noted at the other door too, and two others.
    for person in people[2:]:
        type_code(second, person.reference)
        expect(heading(second)).to_contain_text("Osoba")
    second.get_by_role("button", name="+1").click()
    expect(heading(second)).to_contain_text("Counted")
    assert (here(), HeadCount.objects.count()) == (4, 1)
    kept = first.evaluate("JSON.stringify(localStorage)")
    assert "Osoba" not in kept
    assert "Особа" not in kept
    first.context.set_offline(False)
    expect(first.locator("#waiting")).to_be_hidden(timeout=20_000)
    assert (here(), HeadCount.objects.count()) == (6, 3)
    assert CheckIn.objects.count() == 6
    expect(first.locator("[data-figure=arrived]")).to_have_text("6")
    expect(first.locator("[data-figure=visitors]")).to_have_text("3")
    expect(first.locator("#kept")).to_be_hidden()


def test_the_code_leaves_the_address_bar_and_the_history(phones: list[Watched], event: Event) -> None:
    _door, code = make_door(event)
    page = open_door(phones[0], code)
    assert page.url.endswith(PATH)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_selector("#answer")
    assert [url for url in asked if code in url] == []
    assert code not in page.content()


def test_an_answer_that_is_lost_on_the_way_counts_nobody_twice(phones: list[Watched], event: Event) -> None:
    """The server has done it, and the phone does not hear so: it sends the same again."""
    person = put_on_list(event, size=3)
    page = open_door(phones[0], make_door(event)[1])
    lost: list[str] = []

    def lose_the_first(route: Any) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.post_data)
        route.fetch()
        route.abort()

    page.route("**/queue/", lose_the_first)
    page.get_by_text("Only some of a group come now").click()
    page.get_by_label("How many people").fill("2")
    type_code(page, pass_code(person))
    expect(page.locator("#waiting")).to_be_hidden(timeout=20_000)
    assert (len(lost), here()) == (1, 2)
    phones[0].faults = [fault for fault in phones[0].faults if "ERR_FAILED" not in fault]


def test_the_camera_notes_a_pass_and_asks_a_group(phones: list[Watched], event: Event) -> None:
    person, group = put_on_list(event, 1, name="Ана"), put_on_list(event, 2, name="Вера", size=3)
    page = open_door(phones[0], make_door(event)[1])
    page.get_by_role("button", name="Scan a pass").click()
    page.evaluate(
        "code => codes.push(code, code)", f"https://portal.example/sr/events/x/door/#{pass_code(person)}"
    )
    expect(heading(page)).to_contain_text("Ana")
    page.evaluate("code => codes.push(code)", "WIFI:S:hall;P:secret;;")
    expect(heading(page)).to_contain_text("Not a code of ours")
    page.evaluate(
        "code => codes.push(code)", pass_code(group)[:-1] + ("2" if pass_code(group)[-1] != "2" else "3")
    )
    expect(heading(page)).to_contain_text("Not a pass of ours")
    page.evaluate("code => codes.push(code)", pass_code(group))
    expect(heading(page)).to_contain_text("Vera")
    page.locator("#answer").get_by_role("button", name="2").click()
    expect(page.locator("#answer")).to_contain_text("2 of 3 are here")
    page.locator("#answer").get_by_role("button", name="Take back").click()
    expect(page.locator("#answer")).to_contain_text("taken back")
    assert here() == 1


def test_search_walk_in_and_count_with_sex_and_age(phones: list[Watched], event: Event) -> None:
    put_on_list(event, 1, name="Жељка Ћирић")
    page = open_door(phones[0], make_door(event)[1])
    page.get_by_label("Name", exact=True).fill("zeljka")
    page.get_by_role("button", name="Search").click()
    page.locator("#found").get_by_role("button").click()
    expect(heading(page)).to_contain_text("Željka Ćirić")
    page.get_by_text("Came without registering").first.click()
    page.get_by_role("button", name="Let in").click()
    expect(heading(page)).to_contain_text("Without registration")
    page.get_by_text("Who: sex, age, stand or guest").click()
    page.get_by_text("Women").click()
    page.get_by_text("Over 60 years").click()
    page.get_by_role("button", name="+1").click()
    expect(heading(page)).to_contain_text("Counted")
    page.get_by_role("button", name="−1").click()
    expect(page.locator("[data-figure=visitors]")).to_have_text("0")
    expect(page.locator("#waiting")).to_be_hidden()
    assert list(HeadCount.objects.order_by("pk").values_list("number", "sex", "age_band")) == [
        (1, "women", "old"),
        (-1, "women", "old"),
    ]
    assert (here(), Registration.objects.filter(walked_in=True).count()) == (2, 1)


def test_what_waits_stays_when_the_pass_is_taken_back_and_goes_with_the_next_one(
    phones: list[Watched], event: Event
) -> None:
    person = put_on_list(event)
    door, code = make_door(event)
    page = open_door(phones[0], code)
    page.context.set_offline(True)
    type_code(page, pass_code(person))
    expect(heading(page)).to_have_text("Kept")
    revoke_pass(door=door, by=make_staff())
    page.context.set_offline(False)
    expect(page.locator("#answer")).to_contain_text("The pass was taken back", timeout=20_000)
    expect(page.locator("#waiting strong")).to_have_text("1")
    page.reload()
    expect(page.locator("#kept")).to_contain_text(pass_code(person))
    assert here() == 0
    page.get_by_label("Code of the pass").fill(in_groups(make_door(event)[1]))
    go(page, page.get_by_role("button", name="Open the door"))
    expect(page.locator("#waiting")).to_be_hidden(timeout=20_000)
    assert (here(), DoorPass.objects.count()) == (1, 2)


def test_a_page_that_is_open_for_ten_hours_still_sends(phones: list[Watched], event: Event) -> None:
    """Somebody signs in beside it, so the key against other sites changes; the page fetches the new one."""
    person = put_on_list(event)
    page = open_door(phones[0], make_door(event)[1])
    page.context.clear_cookies(name="csrftoken")
    type_code(page, pass_code(person))
    expect(page.locator("#answer")).to_contain_text("1 person noted", timeout=20_000)
    assert here() == 1


def test_what_could_not_be_done_later_is_shown_until_somebody_has_looked(
    phones: list[Watched], event: Event
) -> None:
    page = open_door(phones[0], make_door(event)[1])
    page.context.set_offline(True)
    type_code(page, "2222 3333")
    expect(heading(page)).to_have_text("Kept")
    page.context.set_offline(False)
    expect(page.locator("#kept")).to_contain_text("22223333: Nobody is registered with it", timeout=20_000)
    page.reload()
    expect(page.locator("#kept li")).to_have_count(1)
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("#kept")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", *seldom(["sr", "sr-latn"])])
def test_the_door_is_accessible_and_fits_a_small_phone(
    browser: Browser, live_server: Any, event: Event, language: str
) -> None:
    person = put_on_list(event, size=3, name="Александра Станковић-Радосављевић")
    for width, scheme in ((320, "light"), (360, "dark")):
        context = browser.new_context(viewport={"width": width, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
        phone = watch(context, live_server.url)
        page = phone.open(f"/{language}/events/radionica/door/")
        assert (too_wide(page), phone.violations()) == (0, [])
        page = phone.open(f"/{language}/events/radionica/door/#{make_door(event)[1]}")
        page.wait_for_selector("#answer")
        for summary in page.locator("summary").all():
            if summary.is_visible():
                summary.click()
        page.locator("#code").fill(person.reference)
        page.locator("#code").press("Enter")
        page.wait_for_selector(".door-answer-heading")
        assert (too_wide(page), phone.violations(), phone.faults) == (0, [], [])
        context.close()


def test_the_door_works_without_scripts(phone: Watched, event: Event) -> None:
    person = put_on_list(event, name="Ана")
    page = phone.open(PATH)
    page.get_by_label("Code of the pass").fill(in_groups(make_door(event)[1]))
    go(page, page.get_by_role("button", name="Open the door"))
    page.get_by_label("Code from the pass").fill(person.reference)
    go(page, page.get_by_role("button", name="Note arrival"))
    expect(heading(page)).to_contain_text("Ana")
    go(page, page.get_by_role("button", name="Take back"))
    expect(page.locator("#answer")).to_contain_text("taken back")
    go(page, page.get_by_role("button", name="+1"))
    assert (here(), HeadCount.objects.get().number) == (0, 1)
