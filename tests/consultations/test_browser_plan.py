"""The plan in a real browser: written by keyboard on a phone without scripts, checked by axe, no page too wide."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from center.choices import Role
from center.models import Office
from consultations.choices import BudgetKind, CanvasPart
from consultations.models import CanvasBlock, Case
from consultations.services import settle_comment
from consultations.services.business_plans import Row
from tests.browser import DESK, PHONE, Watched, session_of, too_wide, watch
from tests.conftest import MakeUser
from tests.consultations.cases import make_case
from tests.consultations.plans import ROWS, connected, make_budget, say, write
from tests.consultations.test_admin_browser import enter as sign_in
from tests.consultations.test_admin_browser import small_targets
from tests.consultations.test_browser_booking import enter as press_enter
from tests.consultations.test_browser_booking import tab_to
from tests.marks import seldom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(office: Office) -> Case:
    """A case with a plan, talks open and settled, and words as long as they get."""
    case = make_case()
    write(case, "Пољопривредногазизадруга" * 6, part=CanvasPart.OFFER)
    settle_comment(
        comment=say(case, "Колико?", part=CanvasPart.OFFER), by=case.assignments.get().advisor.user
    )
    say(case, "А цена?", part=CanvasPart.OFFER)
    write(case, "Хлеб и кифле", seen=1, part=CanvasPart.OFFER)
    make_budget(case, *ROWS, Row(BudgetKind.SALE, "Ж" * 80, 999_999_999, 1_000_000, 5), shares=[100] * 12)
    say(case)
    return case


@pytest.fixture
def rada(case: Case, make_user: MakeUser) -> str:
    return session_of(connected(case, make_user, case.assignments.get().advisor.user))


def test_a_person_writes_a_block_by_keyboard_alone(phone: Watched, case: Case, rada: str) -> None:
    page = sign_in(phone, rada, "en").open(f"/en/account/cases/{case.number}/plan/canvas/problem/")
    tab_to(page, "text$")
    page.keyboard.type("Нема посла.")
    press_enter(page, "next$")
    assert page.locator("h1").inner_text() == "The change you want"
    assert CanvasBlock.objects.get(part="problem").text == "Нема посла."


def test_enter_in_a_row_of_the_budget_saves(phone: Watched, case: Case, rada: str) -> None:
    page = sign_in(phone, rada, "en").open(f"/en/account/cases/{case.number}/plan/budget/")
    page.locator("[name=monthly-1-name]").fill("Струја")
    page.locator("[name=monthly-1-amount]").fill("9.000")
    page.keyboard.press("Enter")
    page.wait_for_url("**/budget/#results")
    assert list(case.plan.rows.filter(kind="monthly", place=2).values_list("amount")) == [(9000,)]


@pytest.mark.long
@pytest.mark.parametrize("page", ["budget/", *seldom(["", "canvas/offer/"])])
def test_axe_finds_nothing_and_a_phone_is_wide_enough(
    page: str, browser: Browser, live_server: Any, case: Case, rada: str
) -> None:
    for size in ({"width": 320, "height": 640}, DESK):
        context = browser.new_context(viewport=size, locale="sr-RS")  # type: ignore[arg-type]  # a TypedDict
        watched = sign_in(watch(context, live_server.url), rada, "sr")
        opened = watched.open(f"/sr/account/cases/{case.number}/plan/{page}")
        assert (watched.faults, too_wide(opened), watched.violations()) == ([], 0, [])
        context.close()


@pytest.mark.long
@pytest.mark.parametrize("page", ["budget/", *seldom(["", "canvas/offer/"])])
def test_the_pages_of_advisors_fit_a_phone_and_axe_finds_nothing(
    page: str, browser: Browser, live_server: Any, case: Case, make_user: MakeUser
) -> None:
    cookie = session_of(make_user(Role.COORDINATOR))
    for size in (PHONE, DESK):
        context = browser.new_context(viewport=size, locale="sr-RS")  # type: ignore[arg-type]  # a TypedDict
        watched = sign_in(watch(context, live_server.url), cookie, "sr")
        opened = watched.open(f"/admin/consultations/case/{case.pk}/plan/{page}")
        opened.wait_for_load_state("networkidle")
        assert (watched.faults, too_wide(opened), small_targets(opened)) == ([], 0, [])
        assert watched.violations() == []
        context.close()
