"""Answering in a real browser: by keyboard without scripts, on a small phone, and what a script adds."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from center.models import Office
from research.definition import Group, Kind
from research.models import Draft, Response, Survey
from tests.browser import DESK, Watched, go, go_by_enter, too_wide, watch
from tests.consultations.test_browser_booking import A_PERSON_READS, tab_to
from tests.marks import seldom
from tests.research.surveys import definition, make_survey, question, short, texts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALL = {"width": 320, "height": 640}


@pytest.fixture
def survey(office: Office) -> Survey:
    return make_survey(slug="proba")


def begin(page: Page) -> None:
    page.wait_for_timeout(A_PERSON_READS)
    go(page, ".survey-begin button")


def test_somebody_answers_by_keyboard_alone_on_a_phone_without_scripts(
    phone: Watched, survey: Survey
) -> None:
    page = phone.open("/en/research/surveys/proba/")
    page.wait_for_timeout(A_PERSON_READS)
    tab_to(page, "Begin")
    go_by_enter(page)
    tab_to(page, "age")
    page.keyboard.type("34")
    tab_to(page, "heard")
    page.keyboard.press("Space")
    # Enter in a field goes on, and does not go back.
    tab_to(page, "Go on")
    go_by_enter(page)
    expect(page.get_by_role("alert")).to_contain_text("further questions on this page")
    tab_to(page, "where")
    page.keyboard.press("Space")
    tab_to(page, "Go on")
    go_by_enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Page 2 of 3: What you heard")
    tab_to(page, "what")
    page.keyboard.type("Honey")
    go_by_enter(page)
    for row in ("view1", "view2"):
        tab_to(page, row)
        page.keyboard.press("Space")
    tab_to(page, "To the last step")
    go_by_enter(page)
    tab_to(page, "Send my answers")
    go_by_enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert Response.objects.get().answers == {
        "age": 34,
        "heard": "yes",
        "where": ["tv"],
        "what": "Honey",
        "since": None,
        "view1": "1",
        "view2": "1",
        "is_young": 0,
    }


def test_a_question_that_follows_appears_at_once_where_there_are_scripts(
    portal: Watched, survey: Survey
) -> None:
    page = portal.open("/en/research/surveys/proba/")
    begin(page)
    page.get_by_label("Question age").fill("34")
    page.get_by_label("Yes").check()
    expect(page.get_by_label("Television")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("The questions below have changed.")
    # What was typed and where somebody stood is not lost.
    expect(page.get_by_label("Question age")).to_have_value("34")
    expect(page.get_by_label("Yes")).to_be_focused()
    page.get_by_label("No", exact=True).check()
    expect(page.get_by_label("Television")).to_have_count(0)
    go(page, ".form-actions .btn-primary")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page 2 of 2")


def test_what_somebody_types_while_a_slow_network_brings_new_questions_stays(
    portal: Watched, office: Office
) -> None:
    asks = definition(
        question(Kind.SELECT_ONE, "heard", choices="yes_no"),
        question(Kind.TEXT, "why", relevant="${heard} = 'yes'"),
        question(Kind.TEXT, "name"),
        question(Kind.TEXT, "echo", label=texts("Зашто ${name}?", "Why ${name}?")),
    )
    make_survey(slug="sporo", asks=asks)
    page = portal.open("/en/research/surveys/sporo/")
    begin(page)
    waiting: list[Any] = []

    # Playwright puts a mark on the function, which it cannot do on a method of a list.
    def hold(route: Any) -> None:
        waiting.append(route)

    page.route("**/page/1/", hold)
    page.get_by_label("Yes").check()
    page.get_by_label("Question name").press_sequentially("Milica")
    page.keyboard.press("ArrowLeft")
    waiting.pop().continue_()
    expect(page.get_by_label("Question why")).to_be_visible()
    expect(page.get_by_label("Question name")).to_have_value("Milica")
    page.keyboard.type("x")
    expect(page.get_by_label("Question name")).to_have_value("Milicxa")
    # A label that repeats an answer of the page follows it, also where no question comes or goes.
    page.unroute("**/page/1/")
    page.get_by_label("Question why").focus()
    expect(page.get_by_label("Why Milicxa?")).to_be_visible()


def test_statements_are_a_grid_on_a_desk_and_a_list_on_a_phone(
    browser: Browser, live_server: Any, office: Office
) -> None:
    make_survey(slug="tvrdnje", asks=definition(short().items[2]))
    shown = {}
    for size in (DESK, SMALL):
        context = browser.new_context(viewport=size)  # type: ignore[arg-type]  # a TypedDict
        page = watch(context, live_server.url).open("/en/research/surveys/tvrdnje/")
        begin(page)
        rows = page.locator(".grid-row")
        answers: list[Any] = [each.bounding_box() or {} for each in rows.first.locator("input").all()]
        head = page.locator(".grid-head")
        shown[size["width"]] = (
            head.is_visible(),
            len({round(each["y"]) for each in answers}),
            len({round(each["x"]) for each in answers}),
            too_wide(page),
        )
        context.close()
    assert shown == {1280: (True, 1, 5, 0), 320: (False, 5, 1, 0)}


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", *seldom(["dark"])])
def test_axe_finds_nothing_and_the_smallest_phone_is_wide_enough(
    browser: Browser, live_server: Any, office: Office, scheme: Any
) -> None:
    every_kind = definition(
        Group(
            "kinds",
            (
                *(
                    question(
                        kind,
                        kind.value,
                        choices="media",
                        label=texts("Питање са веома дугачком речју противпожарнопревентивна", ""),
                    )
                    for kind in Kind
                ),
                question(
                    Kind.SELECT_ONE, "minimal", choices="media", appearance="minimal", required="true()"
                ),
                question(Kind.RANGE, "scale", start="0", end="10", step="1"),
                question(Kind.SELECT_ONE, "other", choices="media", or_other=True, required="true()"),
            ),
        ),
        short().items[2],
    )
    make_survey(slug="svasta", asks=every_kind)
    context = browser.new_context(viewport=SMALL, color_scheme=scheme, locale="sr-RS")  # type: ignore[arg-type]
    watched = watch(context, live_server.url)
    wrong = {}

    def look(name: str) -> None:
        wrong[name] = (list(watched.faults), too_wide(watched.page), watched.violations())
        watched.faults = []

    page = watched.open("/sr/research/surveys/svasta/")
    look("front")
    begin(page)
    look("page")
    go(page, ".form-actions .btn-primary")
    expect(page.locator(".error-summary")).to_be_visible()
    look("errors")
    page.get_by_label("Телевизија").last.check()
    page.locator("[name=minimal]").select_option("tv")
    go(page, ".form-actions .btn-primary")
    expect(page).to_have_url(re.compile("page/2"))
    look("grid")
    for row in page.locator(".grid-row").all():
        row.locator("input").first.check()
    go(page, "[name=later]")
    look("later")
    go(page, ".form-actions .btn-primary")
    go(page, ".form-actions .btn-primary")
    look("send")
    go(page, "main form .btn-primary")
    look("thanks")
    watched.open("/sr/research/surveys/svasta/continue/")
    look("code")
    context.close()
    assert {name: found for name, found in wrong.items() if found != ([], 0, [])} == {}


@pytest.mark.long
def test_a_page_that_was_left_open_is_no_fault_after_another_device_sent_it(
    portal: Watched, survey: Survey
) -> None:
    page = portal.open("/en/research/surveys/proba/")
    begin(page)
    second = portal.page.context.new_page()
    second.goto(page.url)
    go(second, "[name=later]")
    Draft.objects.all().delete()
    page.get_by_label("Question age").fill("34")
    go(page, ".form-actions .btn-primary")
    expect(page.get_by_role("heading", level=1)).to_have_text("A survey to try")
