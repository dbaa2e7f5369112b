"""The public pages of the events in a real browser: small phones, axe, large letters, what is remembered and chosen."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Browser, Page, expect

from center.models import Office
from events import exhibitor_links
from events.choices import Admission
from events.models import Event, EventSeries, ExhibitorApplication, Registration
from events.services import events, plans, registrations, stands
from events.services.items import chosen_items
from events.views.addresses import registration_address
from tests.browser import PHONE, Watched, go, session_of, sheets, too_wide, watch
from tests.consultations.test_browser_booking import A_PERSON_READS, tab_to
from tests.events.factories import enter, make_event, make_item, make_staff
from tests.events.fair_plans import make_plan
from tests.events.fairs import accepted, editor_of, exhibited, make_exhibitor, make_fair
from tests.events.released import make_room, make_speaker, release
from tests.marks import seldom

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG_NAME = "Александра Станковић-Радосављевић"
LONG_TITLE = "Занатско-трговинска радионица „Најдужаименованарадионица” из Горњих Степоша"
SMALL = {"width": 320, "height": 640}
# What is wider than the page, in its own words.
STICKING_OUT = """() => [...document.querySelectorAll('body *')]
    .filter(each => !each.closest('.fair-plan-scroll, .visually-hidden'))
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
    .map(each => `${each.tagName}.${each.className} ${(each.innerText || '').slice(0, 40)}`)"""
EXHIBITORS = "/en/events/sajam/exhibitors/"


def at(days: int, hour: int = 10) -> datetime:
    """Return an hour of a day from now on, by the real clock, as the browser has it."""
    return timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=days)


def coming_fair(**fields: Any) -> Event:
    """Publish a fair in three weeks for whose stands enterprises can still apply."""
    values = {
        "slug": "sajam",
        "starts_at": at(21),
        "applications_close_at": at(7),
        "needs_until": at(18).date(),
    }
    return make_fair(**{**values, **fields})


def path_of(registration: Registration, name: str = "registration") -> str:
    with translation.override("sr"):
        return registration_address(registration, name)


def by_key(application: ExhibitorApplication, name: str) -> str:
    with translation.override("sr"):
        path = reverse(f"events:exhibitor_{name}", args=[application.event.slug, application.pk])
    return f"{path}?key={exhibitor_links.make_key(application)}"


@pytest.fixture
def fair(office: Office) -> Event:
    """A fair with a plan, exhibitors on two of its stands, and a programme of which one part has places of its own."""
    series = EventSeries.objects.create(slug="sajmovi", name_sr="Сајмови", name_en="Fairs")
    fair = coming_fair(series=series, title_sr="Други мини-сајам", title_en="Second mini-fair")
    rows = [accepted(fair, make_exhibitor(name)) for name in (LONG_TITLE, "Медена кап", "Вез")]
    plan = make_plan(make_staff(), event=fair)
    for application, stand in zip(rows, plan.stands.order_by("pk")[:2], strict=False):
        stands.assign(application=application, stand=stand, by=make_staff())
    plans.show_plan(plan=plan, by=make_staff())
    make_item(fair, room=make_room(fair), title_sr="Отварање", title_en="Opening", starts_at=at(21))
    make_item(fair, title_sr="Правимо свеће", title_en="We make candles", capacity=8, starts_at=at(21, 12))
    make_speaker(fair, LONG_NAME, about_sr="Прави свеће од воска.")
    release(fair)
    return fair


@pytest.fixture
def registered(fair: Event) -> dict[str, Registration]:
    """Somebody with a place at the fair, and three around a workshop with one place."""
    placed = enter(fair, 1, name=LONG_NAME, email="aleksandra.stankovic-radosavljevic@primer.example", size=2)
    full = make_event(1, slug="puna", title_sr=LONG_TITLE, starts_at=at(5))
    first, offered, waiting = (enter(full, number) for number in (2, 3, 4))
    registrations.cancel_registration(registration=first)
    return {"placed": placed, "offered": offered, "waiting": waiting, "ended": first}


def visitors(_registered: dict[str, Registration]) -> list[str]:
    make_event(slug="otkazana", starts_at=at(6))
    events.cancel_event(event=Event.objects.get(slug="otkazana"), by=make_staff(), reason="Болест.")
    make_event(None, slug="slobodna", starts_at=at(8), admission=Admission.FREE)
    make_event(None, slug="veza", starts_at=at(9), venue=None, online_link="https://call.example/x")
    coming_fair(slug="prazan")
    names = (
        "sajam/",
        "sajam/exhibitors/",
        "",
        "puna/",
        "sajam/programme/",
        "otkazana/",
        "slobodna/",
        "veza/",
    )
    more = ("prazan/", "prazan/exhibitors/", "past/", "series/sajmovi/", "embed/", "?kind=fair")
    found = ("sajam/exhibitors/?q=мед", "sajam/exhibitors/?q=хеликоптер", "prazan/apply/", "find/")
    return [f"/sr/events/{name}" for name in (*names, *more, *found)]


def people(registered: dict[str, Registration]) -> list[str]:
    fair = registered["placed"].event
    make_item(fair, title_sr="Вез за почетнике", capacity=3, starts_at=at(21, 14))
    release(fair)
    placed = ("registration", "registration_programme", "registration_people", "registration_cancel")
    rest = ("registration_erase", "registration_pass")
    own = [path_of(registered[name]) for name in ("offered", "waiting", "ended")]
    forms = ["/sr/events/sajam/register/", "/sr/events/puna/register/", "/sr/events/sajam/programme/changes/"]
    dead = "/sr/events/registration/22334455/?key=none"
    return [*(path_of(registered["placed"], name) for name in (*placed, *rest)), *own, *forms, dead]


def exhibitors(_registered: dict[str, Registration]) -> list[str]:
    application = ExhibitorApplication.objects.filter(event__slug="sajam").earliest("pk")
    over = make_fair(slug="prvi", starts_at=at(20), applications_close_at=at(7))
    start = at(-3)
    Event.objects.filter(pk=over.pk).update(
        starts_at=start, ends_at=start + timedelta(hours=8), applications_close_at=start - timedelta(days=9)
    )
    over.refresh_from_db()
    report = by_key(exhibited(over, application.enterprise), "report")
    own = f"/sr/account/fairs/prazan/{application.enterprise.slug}/"
    coming_fair(slug="prazan")
    return [by_key(application, "needs"), report, "/sr/account/fairs/", own, "/sr/events/prvi/feedback/"]


def send_empty(page: Page) -> bool:
    """Send the form of the page as it is, if it has one that answers with its errors."""
    if not page.locator("main form[method=post] [name=token]").count():
        return False
    go(page, ".form-actions button[type=submit]")
    expect(page.locator(".error-summary")).to_be_visible()
    return True


@pytest.mark.long
@pytest.mark.parametrize("pages", [visitors, *seldom([people, exhibitors])], ids=lambda pages: pages.__name__)
@pytest.mark.parametrize("scheme", ["light", *seldom(["dark"])])
def test_axe_finds_nothing_and_a_small_phone_is_wide_enough(
    browser: Browser,
    live_server: Any,
    registered: dict[str, Registration],
    pages: Callable[[dict[str, Registration]], list[str]],
    scheme: Any,
) -> None:
    size: Any = PHONE if scheme == "light" else SMALL
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="sr-RS")
    watched = watch(context, live_server.url)
    paths = pages(registered)
    if pages is exhibitors:
        enterprise = ExhibitorApplication.objects.earliest("pk").enterprise
        watched.sign_in(session_of(editor_of(enterprise)))
    wrong: dict[str, tuple[list[str], int, list[str]]] = {}
    for path in paths:
        page = watched.open(path)
        # axe itself writes to the console, so the faults of the page are looked at first.
        faults = list(watched.faults)
        wrong[path] = (faults, too_wide(page), watched.violations())
        if send_empty(page):
            wrong[f"{path} with errors"] = ([], too_wide(page), watched.violations())
        watched.faults = []
    context.close()
    assert {path: found for path, found in wrong.items() if found != ([], 0, [])} == {}


@pytest.mark.long
def test_letters_twice_as_large_fit_a_phone(phone: Watched, registered: dict[str, Registration]) -> None:
    """As people set it on their phones; words may go on in the next line, nothing sticks out."""
    wide = {}
    # Scripts of the test's own: the page is measured, nothing of it is used.
    context = phone.page.context.browser.new_context(viewport=PHONE)  # type: ignore[union-attr,arg-type]
    page = context.new_page()
    for path in visitors(registered) + people(registered):
        page.goto(f"{phone.base}{path}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide[path] = page.evaluate(STICKING_OUT) if too_wide(page) else []
    context.close()
    assert {path: found for path, found in wide.items() if found} == {}


def test_favourites_stay_in_this_browser_and_are_used_by_keyboard(portal: Watched, fair: Event) -> None:
    page = portal.open(EXHIBITORS)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    rows = page.locator(".exhibitor")
    first = rows.first.get_by_role("button")
    name = rows.first.locator("h3").inner_text()
    expect(first).to_have_accessible_name(re.compile(rf"Remember\W+{re.escape(name)}"))
    expect(first).to_have_attribute("aria-pressed", "false")
    first.focus()
    page.keyboard.press("Space")
    expect(first).to_have_accessible_name(re.compile(rf"Remembered\W+{re.escape(name)}"))
    expect(first).to_have_attribute("aria-pressed", "true")
    rows.last.get_by_role("button").click()
    page.reload()
    only = page.get_by_role("button", name="Only what I remember (2)")
    only.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".exhibitor:visible")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("Exhibitors shown now: 2")
    # What is taken away goes at once, and the focus stays among the rest.
    rows.first.get_by_role("button").focus()
    page.keyboard.press("Space")
    expect(page.locator(".exhibitor:visible")).to_have_count(1)
    expect(rows.last.get_by_role("button")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("Nothing is remembered yet")
    expect(page.get_by_role("button", name="Show all")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".exhibitor:visible")).to_have_count(3)
    cookies = {cookie.get("name") for cookie in page.context.cookies()}
    assert (set(sent), cookies) == ({"GET"}, {settings.LANGUAGE_COOKIE_NAME})
    assert page.evaluate("Object.keys(localStorage)") == [f"fair-{fair.pk}"]


@pytest.mark.long
def test_favourites_begin_anew_where_something_else_was_kept(portal: Watched, fair: Event) -> None:
    page = portal.open(EXHIBITORS)
    page.evaluate("key => localStorage.setItem(key, '{nonsense')", f"fair-{fair.pk}")
    page.reload()
    page.locator(".exhibitor").first.get_by_role("button").click()
    expect(page.get_by_role("button", name="Only what I remember (1)")).to_be_visible()


@pytest.mark.long
def test_without_scripts_there_is_nothing_to_remember_with(phone: Watched, fair: Event) -> None:
    page = phone.open(EXHIBITORS)
    assert (page.locator(".exhibitor").count(), page.locator(".exhibitor button").count()) == (3, 0)


def test_a_part_of_the_programme_is_chosen_by_keyboard_alone(
    phone: Watched, registered: dict[str, Registration]
) -> None:
    placed = registered["placed"]
    page = phone.open(path_of(placed).replace("/sr/", "/en/"))
    tab_to(page, "Choose workshops")
    go(page, page.locator(":focus"))
    tab_to(page, "item$")
    page.keyboard.press("Space")
    tab_to(page, "Save")
    go(page, page.locator(":focus"))
    expect(page.locator(".facts")).to_contain_text("We make candles")
    assert [item.title_en for item in chosen_items(placed)] == ["We make candles"]


@pytest.mark.long
def test_somebody_registers_by_keyboard_alone_and_two_clicks_are_one(phone: Watched, fair: Event) -> None:
    page = phone.open("/en/events/sajam/")
    tab_to(page, "Register$")
    go(page, page.locator(":focus"))
    tab_to(page, "name$")
    page.keyboard.type("Мира")
    tab_to(page, "phone$")
    page.keyboard.type("064 123 45 67")
    page.wait_for_timeout(A_PERSON_READS)
    page.locator(".form-actions button").dblclick()
    expect(page.locator("h1")).to_have_text("You are registered")
    assert page.locator(".reference").inner_text() == Registration.objects.get().reference


@pytest.mark.long
def test_what_people_keep_on_paper_is_one_sheet(portal: Watched, registered: dict[str, Registration]) -> None:
    paths = [path_of(registered["placed"]), path_of(registered["placed"], "registration_pass")]
    assert [sheets(portal.open(path)) for path in paths] == [1, 1]
    page = portal.open("/sr/events/sajam/")
    page.emulate_media(media="print")
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]  # a TypedDict
    assert page.locator(".no-print:visible").count() == 0
