"""The admin in a real browser: the policy is kept, axe finds nothing, a phone is wide enough and needs no script."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from center.choices import Role
from center.models import User
from center.services.retention import run_retention
from consultations.models import Consultation
from tests.browser import DESK, PHONE, Watched, go, session_of, too_wide, watch
from tests.conftest import MakeUser
from tests.consultations.factories import make_advisor, make_past_visit, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def signed_in(office: object, make_user: MakeUser) -> str:
    """Fill a desk and return the session of its coordinator."""
    topic = make_topic(name_sr="Први разговор о идеји", name_en="A first talk about an idea")
    advisor = make_advisor(topic, days=range(1, 8))
    make_past_visit(advisor, topic, timezone.now() - timedelta(minutes=5), contact_name="Ђорђе Шумар")
    return session_of(make_user(Role.COORDINATOR))


def enter(watched: Watched, session: str, language: str) -> Watched:
    User.objects.update(language=language)
    return watched.sign_in(session)


def small_targets(page: Page) -> list[str]:
    """Return links and buttons of lists that are lower than 24 px (WCAG 2.2, 2.5.8)."""
    script = """selector => [...document.querySelectorAll(selector)]
        .filter(one => one.offsetParent && one.getBoundingClientRect().height < 24).map(one => one.outerHTML)"""
    places = (
        ".filter-panel a, .chosen-filters a, .toplinks a, .paginator a, thead th a,"
        " #header a, #header button, .verb"
    )
    found: list[str] = page.evaluate(script, places)
    return found


def out_of_place(page: Page) -> list[str]:
    """Return what a colleague would see crooked in the lists of a record: heads beside their columns and the like."""
    script = """() => [...document.querySelectorAll('.inline-group .tabular')].flatMap(list => {
        const left = one => Math.round(one.getBoundingClientRect().left), name = list.parentElement.id
        const seen = one => one.getClientRects().length > 0
        const heads = [...list.querySelectorAll('thead tr > *')].filter(seen).map(left)
        const rows = [...list.querySelectorAll('tbody tr.form-row')].filter(seen)
        const found = rows.filter(row => row.classList.contains('empty-form')).map(() => name + ': a pattern is shown')
        if (list.scrollWidth > list.clientWidth) found.push(name + ': cut off')
        if (heads.length && rows.some(row => [...row.children].some((cell, at) => left(cell) !== heads[at])))
            found.push(name + ': heads beside their columns')
        return found
    })"""
    found: list[str] = page.evaluate(script)
    return found


def pages() -> list[str]:
    visit = Consultation.objects.get()
    return [
        "/admin/",
        "/admin/consultations/consultation/?period=all",
        f"/admin/consultations/consultation/{visit.pk}/change/",
        f"/admin/consultations/consultation/{visit.pk}/do/cancel/",
        f"/admin/consultations/topic/{visit.topic_id}/change/",
        f"/admin/consultations/advisor/{visit.advisor_id}/change/",
        "/admin/center/office/1/change/",
        "/admin/center/question/",
        f"/admin/entrepreneurs/entrepreneur/{visit.entrepreneur_id}/erase/",
        f"/admin/entrepreneurs/entrepreneur/{visit.entrepreneur_id}/copy/",
        f"/admin/entrepreneurs/entrepreneur/{visit.entrepreneur_id}/do/demographics/",
        f"/admin/entrepreneurs/entrepreneur/{visit.entrepreneur_id}/do/data-request/",
        f"/admin/center/retentionrun/{run_retention(dry=True).pk}/change/",
        "/admin/center/office/indicators/",
        "/admin/consultations/consultation/import/",
    ]


@pytest.mark.long
@pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param("sr", PHONE, id="phone"),
        pytest.param("en", DESK, id="desk", marks=pytest.mark.long),
    ],
)
def test_every_kind_of_page_is_sound(
    language: str, size: dict[str, int], browser: Browser, live_server: Any, signed_in: str
) -> None:
    context = browser.new_context(viewport=size)  # type: ignore[arg-type]  # a TypedDict
    watched = enter(watch(context, live_server.url), signed_in, language)
    for path in pages():
        page = watched.open(path)
        page.wait_for_load_state("networkidle")
        # axe itself writes to the console, so the faults of the page are looked at first.
        assert (path, watched.faults, too_wide(page), small_targets(page)) == (path, [], 0, [])
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert (path, scheme, watched.violations()) == (path, scheme, [])
        watched.faults.clear()
    context.close()


@pytest.mark.long
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_rows_of_a_list_in_a_record_stand_below_their_heads_and_fit(
    size: dict[str, int], browser: Browser, live_server: Any, signed_in: str
) -> None:
    context = browser.new_context(viewport=size)  # type: ignore[arg-type]  # a TypedDict
    watched = enter(watch(context, live_server.url), signed_in, "sr")
    visit = Consultation.objects.get()
    for path in (f"consultations/advisor/{visit.advisor_id}/change/", "center/office/1/change/"):
        assert (path, out_of_place(watched.open(f"/admin/{path}"))) == (path, [])
    context.close()


@pytest.mark.long
def test_staff_book_for_a_caller_with_and_without_scripts(
    browser: Browser, live_server: Any, signed_in: str
) -> None:
    for scripts, name in ((True, "Са скриптом"), (False, "Без скрипте")):
        context = browser.new_context(viewport=PHONE, java_script_enabled=scripts)  # type: ignore[arg-type]
        watched = enter(watch(context, live_server.url), signed_in, "en")
        page = watched.open("/admin/")
        go(page, page.get_by_role("link", name="Book for a caller"))
        page.get_by_label("Topic").select_option(index=1)
        page.get_by_role("textbox", name="Name", exact=True).fill(name)
        page.get_by_label("Phone").fill("064 1234567")
        go(page, page.get_by_role("button", name="Show free times"))
        assert ("064" in page.url, page.get_by_role("textbox", name="Name", exact=True).input_value()) == (
            False,
            name,
        )
        go(page, page.get_by_role("group", name="Days with free times").get_by_role("button").nth(1))
        page.get_by_role("radio", name="10:00").check()
        if scripts:
            assert (watched.violations(), too_wide(page)) == ([], 0)
            watched.faults.clear()
        go(page, page.get_by_role("button", name="Book this time"))
        page.locator(".messagelist").get_by_text("Booked:").wait_for()
        assert watched.faults == []
        context.close()
        Consultation.objects.get(contact_name=name)
        Consultation.objects.filter(contact_name=name).update(
            state="cancelled", cancelled_at=timezone.now(), cancelled_by_visitor=True
        )


def test_wrong_data_takes_the_focus_to_the_summary(portal: Watched, signed_in: str) -> None:
    page = enter(portal, signed_in, "en").open("/admin/consultations/consultation/add/")
    page.get_by_role("button", name="Book this time").click()
    expect(page.locator("#error-summary")).to_be_focused()
    assert (portal.violations(), too_wide(page)) == ([], 0)
    portal.faults.clear()
