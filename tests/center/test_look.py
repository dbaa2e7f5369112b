"""The house style: readable colours, one heading, nothing inline, light, and pages that everyone can use."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client
from playwright.sync_api import expect

from center.base.brand import contrast
from center.models import Office, User
from tests.browser import PHONE, Watched, session_of, sheets
from tests.marks import seldom

PAGES = ("", "about/", "data/", "contact/", "contact/sent/", "privacy/", "accessibility/", "nothing-here/")
PARTS = ("basics", "forms", "pages", "print")
STYLES = (
    "css/bootstrap-reboot.min.css",
    "center/portal.css",
    *(f"center/parts_{name}.css" for name in PARTS),
)
NOT_ALLOWED = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|<script(?! type=\"application/ld\+json\"| src=)|javascript:"
)


def style(name: str) -> str:
    path = finders.find(name)
    assert isinstance(path, str)
    return Path(path).read_text()


def colours() -> Iterator[dict[str, str]]:
    """Give the colour tokens of the light and of the dark scheme."""
    light, _, dark = style("center/portal.css").partition("prefers-color-scheme: dark")
    named = re.compile(r"--([a-z-]+): (#[0-9a-f]{3}|#[0-9a-f]{6});")
    found = [
        {name: _long(value) for name, value in named.findall(part)} for part in (light, dark.split("\n}")[0])
    ]
    yield found[0]
    yield found[0] | found[1]


def _long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


@pytest.mark.parametrize("ground", ["paper", "surface", "sand"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "brand", "forest", "river", "honey-ink", "error"])
def test_each_colour_of_text_is_readable_on_each_ground(ink: str, ground: str) -> None:
    for scheme in colours():
        assert contrast(scheme[ink], scheme[ground]) >= 4.5


def test_text_on_coloured_grounds_is_readable() -> None:
    light, dark = colours()
    assert contrast(light["brand"], light["on-brand"]) >= 7
    assert contrast(dark["brand"], dark["on-brand"]) >= 7
    assert contrast(dark["brand-ground"], dark["on-brand-ground"]) >= 7
    assert contrast(light["honey"], light["on-honey"]) >= 7


def test_borders_of_fields_are_seen() -> None:
    for scheme in colours():
        assert contrast(scheme["line"], scheme["surface"]) >= 3


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_heading_and_nothing_inline(office: Office, language: str, page: str) -> None:
    html = Client().get(f"/{language}/{page}").content.decode()
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert NOT_ALLOWED.findall(html) == []


def test_the_first_view_weighs_at_most_a_third_of_what_is_allowed(office: Office) -> None:
    parts = [Client().get("/sr/").content, *(style(name).encode() for name in STYLES)]
    assert sum(len(brotli.compress(part)) for part in parts) <= 20 * 1024


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_the_page_for_our_own_mistakes_asks_nothing_that_may_be_broken(name: str) -> None:
    # No database mark on this test: a query would fail it.
    html = render_to_string(name)
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert NOT_ALLOWED.findall(html) == []


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "413", "429"])
def test_error_pages_give_the_phone_and_stay_out_of_search_engines(office: Office, name: str) -> None:
    html = render_to_string(
        f"{name}.html", {"office": office, "retry_minutes": 3, "html_lang": "sr", "base_url": ""}
    )
    assert f"tel:{office.phone}" in html
    assert '<meta name="robots" content="noindex">' in html


def test_the_share_picture_is_the_one_that_we_draw(settings: object, tmp_path: Path) -> None:
    committed = finders.find("center/share.png")
    assert isinstance(committed, str)
    settings.BASE_DIR = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "static" / "center").mkdir(parents=True)
    call_command("draw_share_picture")
    drawn = tmp_path / "static" / "center" / "share.png"
    assert drawn.stat().st_size <= 40 * 1024
    assert drawn.read_bytes()[:32] == Path(committed).read_bytes()[:32]


Scheme = Literal["light", "dark"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (320, "light"),
        pytest.param(1280, "dark", marks=pytest.mark.long),
        pytest.param(320, "dark", marks=pytest.mark.long),
        pytest.param(1280, "light", marks=pytest.mark.long),
    ],
)
def test_every_standing_page_is_accessible_and_fits(
    portal: Watched, office: Office, scheme: Scheme, width: int
) -> None:
    portal.page.emulate_media(color_scheme=scheme)
    portal.page.set_viewport_size({"width": width, "height": 800})
    for page in PAGES:
        portal.open(f"/sr/{page}")
        assert portal.violations() == []
        assert portal.page.evaluate("document.documentElement.scrollWidth") == width


def _edges(portal: Watched, selector: str) -> list[tuple[int, int]]:
    """Give where each element begins and ends on the page, from its top."""
    boxes = [element.bounding_box() for element in portal.page.locator(selector).all()]
    return [(round(box["y"]), round(box["y"] + box["height"])) for box in boxes if box]


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "selector"), [("/sr/", ".beside.even > *"), ("/sr/about/", ".grid > .panel")]
)
def test_cards_of_a_row_begin_at_the_same_height(
    portal: Watched, office: Office, path: str, selector: str
) -> None:
    portal.open(path)
    tops = [top for top, _bottom in _edges(portal, selector)]
    assert tops[::2] == tops[1::2]


@pytest.mark.long
@pytest.mark.browser
def test_cards_under_one_another_have_one_gap_between_them(phone: Watched, office: Office) -> None:
    phone.open("/sr/about/")
    edges = _edges(phone, ".grid > .panel")
    assert {below[0] - above[1] for above, below in pairwise(edges)} == {16}


@pytest.mark.browser
def test_the_head_of_a_page_keeps_its_lines_on_a_desk_and_on_the_smallest_phone(
    portal: Watched, office: Office, coordinator: User
) -> None:
    portal.sign_in(session_of(coordinator))
    portal.open("/sr/news/")
    assert len(set(_edges(portal, ".nav-desk > li"))) == 1
    portal.page.set_viewport_size({"width": 320, "height": 640})
    portal.open("/en/news/")
    assert len({top for top, _bottom in _edges(portal, ".languages, .to-search")}) == 1
    fits = "e => { e.style.overflowWrap = 'normal'; return e.scrollWidth <= e.clientWidth }"
    assert portal.page.locator(".brand-name").evaluate(fits)


@pytest.mark.long
@pytest.mark.browser
def test_a_heading_keeps_away_from_the_text_above_it(portal: Watched, office: Office) -> None:
    portal.open("/sr/consultations/")
    (_, lead), (heading, _) = _edges(portal, "main > .lead")[0], _edges(portal, "#topics")[0]
    assert heading - lead >= 48


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.parametrize(
    "path",
    [
        "/sr/contact/",
        *seldom(("/en/contact/", "/sr/nothing-here/")),
    ],
)
def test_a_printed_page_is_one_sheet_with_the_address_once_and_nothing_to_press(
    portal: Watched, office: Office, path: str
) -> None:
    page = portal.open(path)
    page.emulate_media(media="print")
    assert sheets(page) == 1
    assert [box.is_visible() for box in page.locator(".reach-list").all()].count(True) == 1
    pressed = page.locator("nav, button, .btn, form, .place-links").all()
    assert [box.text_content() for box in pressed if box.is_visible()] == []


@pytest.mark.browser
def test_a_refused_form_takes_the_focus_and_leads_to_the_field(portal: Watched, office: Office) -> None:
    page = portal.open("/en/contact/")
    page.fill("#id_name", "Ана")
    page.click("main form button[type=submit]")
    page.wait_for_selector(".error-summary:focus")
    assert portal.violations() == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_phone")).to_be_focused()
    assert page.input_value("#id_name") == "Ана"
    assert page.get_attribute("#id_phone", "aria-describedby") == "id_phone_helptext id_phone_error"
    assert page.get_attribute("#id_phone", "aria-invalid") == "true"


@pytest.mark.browser
def test_the_keyboard_skips_to_the_content_and_opens_the_menu(phone: Watched, office: Office) -> None:
    page = phone.open("/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.focus(".menu summary")
    page.keyboard.press("Enter")
    assert page.locator(".menu a[aria-current=page]").is_visible()
    page.locator(".menu a", has_text="Contact").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/contact/")


@pytest.mark.long
@pytest.mark.browser
def test_the_open_menu_covers_nothing(phone: Watched, office: Office) -> None:
    page = phone.open("/en/contact/")
    page.locator(".menu summary").click()
    menu, crumbs = (page.locator(name).bounding_box() for name in (".menu ul", ".breadcrumbs"))
    assert menu is not None
    assert crumbs is not None
    assert (menu["x"], menu["width"]) == (16, PHONE["width"] - 32)
    assert crumbs["y"] >= menu["y"] + menu["height"]
    page.locator(".menu a").last.focus()
    page.keyboard.press("Tab")
    assert page.locator(".breadcrumbs a:focus").count() == 1


@pytest.mark.browser
def test_the_menu_closes_with_escape_and_when_the_keyboard_leaves_it(portal: Watched, office: Office) -> None:
    page = portal.page
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a TypedDict
    portal.open("/en/contact/")
    menu, button = page.locator(".menu > ul"), page.locator(".menu summary")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".menu a").last.focus()
    page.keyboard.press("Tab")
    expect(menu).to_be_hidden()
    expect(page.locator(".breadcrumbs a").first).to_be_focused()
