"""The self-check in a real browser: by keyboard without scripts up to a booked visit, and sound on a narrow phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from center.models import Office
from consultations.choices import Mode, NoticeUnit
from consultations.models import Consultation
from tests.browser import Watched, go, go_by_enter, too_wide, watch
from tests.consultations.factories import make_advisor, make_topic
from tests.consultations.test_browser_booking import A_PERSON_READS, enter, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 320, "height": 640}
CODE = "1-cooperative.3-work.4-work.5-roma-disability.6-no.7-unknown.8-yes.9-yes.10-yes.11-no"


@pytest.fixture(autouse=True)
def topic(office: Office) -> None:
    topic = make_topic(
        "first-talk",
        name_sr="Запошљавање лица из осетљивих група становништва",
        name_en="Employing people from vulnerable groups",
        modes=[Mode.PHONE],
        notice_amount=1,
        notice_unit=NoticeUnit.WORKING_DAYS,
    )
    make_advisor(topic, days=range(1, 8))


def check_box(page: Page, label: str) -> None:
    """Reach the box by Tab and tick it with the space bar."""
    box = page.get_by_label(label, exact=True)
    tab_to(page, f"{box.get_attribute('name')}$")
    while page.evaluate("() => document.activeElement.id") != box.get_attribute("id"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")


@pytest.mark.long
def test_from_the_home_page_to_a_booked_visit_with_the_answers_by_keyboard_alone(phone: Watched) -> None:
    page = phone.open("/en/")
    enter(page, "Answer eleven questions")
    enter(page, "Begin with the first question")
    enter(page, "Association")
    check_box(page, "It gives work to people who find it hard to get any")
    enter(page, "Go on")
    check_box(page, "Inclusion through work, such as training and jobs")
    enter(page, "Go on")
    check_box(page, "Roma")
    check_box(page, "Persons with disabilities")
    enter(page, "Go on")
    enter(page, "No, or only one of the two")
    enter(page, "I don’t know yet")
    enter(page, "Yes, all of it")
    assert page.locator("h1").inner_text() == "What your answers say"
    assert page.locator(".lead").inner_text().startswith("There is 1 gap to close.")
    enter(page, "Take my answers along to the booking")
    enter(page, "Employing people")
    enter(page, "(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
    enter(page, "10:00")
    tab_to(page, "name$")
    page.keyboard.type("Мира")
    tab_to(page, "phone$")
    page.keyboard.type("064 123 45 67")
    go_by_enter(page)
    assert "Your self-check goes along." in page.locator(".letter").inner_text()
    page.wait_for_timeout(A_PERSON_READS)
    go(page, page.locator(".form-actions button"))
    visit = Consultation.objects.get()
    assert page.locator(".reference").inner_text() == visit.reference
    assert visit.self_check is not None
    assert visit.self_check["answers"] == {
        "1": ["association"],
        "3": ["work"],
        "4": ["work"],
        "5": ["roma", "disability"],
        "9": ["no"],
        "10": ["unknown"],
        "11": ["yes"],
    }


@pytest.mark.long
@pytest.mark.parametrize(
    ("language", "scheme"),
    [
        ("sr", "light"),
        pytest.param("sr-latn", "dark", marks=pytest.mark.long),
        pytest.param("en", "light", marks=pytest.mark.long),
    ],
)
def test_each_page_is_sound_on_a_narrow_phone(
    language: str, scheme: Any, browser: Browser, live_server: Any
) -> None:
    context = browser.new_context(viewport=NARROW, color_scheme=scheme)  # type: ignore[arg-type]  # a TypedDict
    watched = watch(context, live_server.url)
    found: list[str] = []
    for path in (
        "eligibility/",
        "eligibility/1/",
        f"eligibility/5/?check={CODE}",
        "eligibility/3/?check=1-company&q3=",
        "eligibility/all/",
        "eligibility/result/?q1=company&q3=none&q3=work",
        f"eligibility/result/?check={CODE}",
        f"consultations/book/?check={CODE}",
        f"consultations/book/?topic=first-talk&change=self_check&check={CODE}",
    ):
        page = watched.open(f"/{language}/{path}")
        wide = too_wide(page)
        found += [f"{path}: {problem}" for problem in watched.violations()]
        found += [f"{path}: {wide} px too wide"] if wide else []
    context.close()
    assert (found, watched.faults) == ([], [])


@pytest.mark.long
def test_a_refused_page_gives_its_notice_the_focus(phone: Watched) -> None:
    page = phone.open("/en/eligibility/3/?check=1-company&q3=")
    assert page.evaluate("() => document.activeElement.innerText").startswith("Please choose an answer.")


@pytest.mark.long
def test_the_result_prints_on_two_sheets_without_buttons(portal: Watched) -> None:
    page = portal.open(f"/en/eligibility/result/?check={CODE}")
    page.emulate_media(media="print")
    shown = [button.inner_text() for button in page.locator("main .btn").all() if button.is_visible()]
    sheets = len(re.findall(rb"/Type /Page\b", page.pdf(format="A4")))
    assert (shown, sheets) == ([], 2)
    assert page.locator(".law-version").is_visible()
    assert page.locator(".verdict .badge").first.is_visible()
