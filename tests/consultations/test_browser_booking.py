"""The whole booking in a real browser on a small phone: without scripts by keyboard alone, and checked by axe."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from center.models import Office
from consultations.choices import Mode, NoticeUnit
from consultations.models import Consultation
from tests.browser import PHONE, Watched, go, go_by_enter, sheets, too_wide, watch
from tests.consultations.factories import make_advisor, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# What the focus stands on, as a person would name it.
FOCUSED = """() => { const one = document.activeElement;
    return one ? (one.name || one.getAttribute('aria-label') || one.innerText || one.tagName) : '' }"""
LONGEST_WAY = 60
# A form sent within three seconds is taken for a program's.
A_PERSON_READS = 3100


@pytest.fixture(autouse=True)
def topic(office: Office) -> None:
    """Offer a topic every day of the week, with words as long as ours get."""
    topic = make_topic(
        "first-talk",
        name_sr="Запошљавање лица из осетљивих група становништва",
        name_en="Employing people from vulnerable groups",
        what_to_bring_sr="Понесите оснивачки акт.",
        modes=list(Mode),
        # From tomorrow on, so that the first day is a whole one at any hour of the test.
        notice_amount=1,
        notice_unit=NoticeUnit.WORKING_DAYS,
    )
    make_advisor(topic, days=range(1, 8), name_sr="Александра Станковић-Радосављевић")


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on what the pattern names."""
    seen = []
    for _step in range(LONGEST_WAY):
        page.keyboard.press("Tab")
        seen.append(str(page.evaluate(FOCUSED)))
        if re.match(wanted, seen[-1]):
            return
    pytest.fail(f"The keyboard does not reach {wanted}: {seen}")


def enter(page: Page, wanted: str) -> None:
    tab_to(page, wanted)
    go_by_enter(page)


def test_a_visitor_books_on_a_phone_without_scripts_by_keyboard_alone(phone: Watched) -> None:
    page = phone.open("/en/consultations/")
    enter(page, "Choose a day")
    enter(page, "(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
    enter(page, "10:00")
    # Enter in a field goes on, whatever button stands first; the summary of errors then has the focus.
    tab_to(page, "name$")
    page.keyboard.type("Мира")
    go_by_enter(page)
    assert page.evaluate(FOCUSED).startswith("Please check these answers.")
    tab_to(page, "Phone: Give a phone number")
    page.keyboard.press("Enter")
    page.keyboard.type("064 123 45 67")
    tab_to(page, "mode$")
    page.keyboard.press("Space")
    enter(page, "step$")
    assert page.locator("h1").inner_text() == "Is everything right?"
    page.wait_for_timeout(A_PERSON_READS)
    tab_to(page, "step$")
    while "Book the visit" not in str(page.evaluate("() => document.activeElement.innerText")):
        tab_to(page, "step$")
    go_by_enter(page)
    visit = Consultation.objects.get()
    assert (page.locator("h1").inner_text(), page.locator(".reference").inner_text()) == (
        "Your visit is booked",
        visit.reference,
    )
    assert (visit.contact_name, visit.contact_phone) == ("Мира", "+381641234567")
    page.reload()
    assert page.locator(".reference").inner_text() == visit.reference
    assert Consultation.objects.count() == 1


@pytest.mark.long
def test_going_back_and_on_again_keeps_one_booking(phone: Watched) -> None:
    page = phone.open("/en/consultations/book/")
    for _question in range(2):
        go(page, page.locator("main a.choice").first)
    go(page, page.locator("main a.choice").nth(1))
    page.locator("main [name=name]").fill("Мира")
    page.locator("main [name=phone]").fill("0641234567")
    page.locator("main [name=mode]").first.check()
    button = page.locator(".form-actions button")
    go(page, button)
    page.go_back()
    assert page.locator("h1").inner_text() == "Your details"
    assert page.locator("main [name=name]").input_value() == "Мира"
    go(page, button)
    page.wait_for_timeout(A_PERSON_READS)
    button.dblclick()
    # The second click breaks off the first answer on purpose, so only the address in the end counts.
    expect(page).to_have_url(re.compile("key="))
    assert Consultation.objects.count() == 1


@pytest.mark.long
def test_back_shows_the_earlier_pages_again(phone: Watched) -> None:
    page = phone.open("/en/consultations/book/?topic=first-talk")
    go(page, page.locator("main a.choice").first)
    go(page, page.locator("main a.choice").nth(1))
    page.locator("main [name=name]").fill("Мира")
    page.locator("main [name=mode]").first.check()
    button = page.locator(".form-actions button")
    go(page, button)
    page.locator("main [name=phone]").fill("0641234567")
    go(page, button)
    page.wait_for_timeout(A_PERSON_READS)
    go(page, button)
    seen = [page.locator("h1").inner_text()]
    for _page in range(2):
        page.go_back()
        seen.append(page.locator("h1").inner_text())
    assert seen == ["Your visit is booked", "Is everything right?", "Your details"]


@pytest.mark.long
def test_changing_a_day_can_be_taken_back(phone: Watched) -> None:
    page = phone.open("/en/consultations/book/?topic=first-talk")
    go(page, page.locator("main a.choice").first)
    go(page, page.locator("main a.choice").nth(1))
    page.locator("main [name=name]").fill("Мира")
    page.locator("main [name=phone]").fill("0641234567")
    page.locator("main [name=mode]").first.check()
    go(page, page.locator(".form-actions button"))
    go(page, page.locator("button[aria-label='Change the day']"))
    go(page, page.locator("main button.choice").nth(1))
    assert page.locator("h1").inner_text() == "What time suits you?"
    for heading in ("Which day suits you?", "Is everything right?"):
        page.go_back()
        assert page.locator("h1").inner_text() == heading


@pytest.mark.long
def test_a_topic_of_one_endless_word_fits_a_narrow_phone(phone: Watched) -> None:
    word = "Предузетништво" * 5 + "идејама"
    make_topic("endless", name_sr=word, name_en=word, summary_sr=word)
    phone.page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for path in ("", "book/", "book/?topic=endless"):
        page = phone.open(f"/sr/consultations/{path}")
        # Without scripts in the page its width shows in a picture of all of it.
        wide.append(max(box["x"] + box["width"] for box in boxes(page)))
    assert [edge for edge in wide if edge > 320] == []


def boxes(page: Page) -> list[Any]:
    """Return where the parts of the page's main content stand."""
    return [box for part in page.locator("main, main *").all() if (box := part.bounding_box())]


@pytest.mark.long
@pytest.mark.parametrize(
    ("language", "scheme"),
    [
        ("sr", "light"),
        pytest.param("sr-latn", "dark", marks=pytest.mark.long),
        pytest.param("en", "light", marks=pytest.mark.long),
    ],
)
def test_each_step_is_sound_on_a_phone(
    language: str, scheme: Any, browser: Browser, live_server: Any
) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)  # type: ignore[arg-type]  # a TypedDict
    watched = watch(context, live_server.url)
    page = watched.open(f"/{language}/consultations/")
    found: list[str] = []

    def look(name: str) -> None:
        wide = too_wide(page)
        found.extend([f"{name}: {problem}" for problem in watched.violations()])
        found.extend([f"{name}: {wide} px too wide"] if wide else [])

    look("topics")
    go(page, page.locator("main .card-action a"))
    look("day")
    go(page, page.locator("main a.choice").first)
    look("time")
    go(page, page.locator("main a.choice").last)
    look("details")
    go(page, page.locator(".form-actions button"))
    look("details with errors")
    page.locator("main [name=name]").fill("Александра Станковић-Радосављевић из Великог Шиљеговца")
    page.locator("main [name=phone]").fill("064 123 45 67")
    page.locator("main [name=email]").fill("aleksandra.stankovic-radosavljevic@veoma-dugacko-ime.example")
    page.locator("main [name=mode]").first.check()
    go(page, page.locator(".form-actions button"))
    look("check")
    page.wait_for_timeout(A_PERSON_READS)
    go(page, page.locator(".form-actions button"))
    look("visit")
    printed_on = sheets(page)
    address = page.url
    go(page, page.locator("main a[href*='/cancel/']"))
    look("cancel")
    go(page, page.locator(".form-actions button"))
    look("cancelled")
    page.goto(address.partition("?")[0])
    page.locator("main [name=contact]").fill("063 111 111")
    go(page, page.locator(".form-actions button"))
    look("not found")
    watched.open(f"/{language}/consultations/book/?topic=first-talk&start=2026-01-01T09:00Z")
    look("taken")
    context.close()
    assert (found, watched.faults, printed_on) == ([], [], 1)
