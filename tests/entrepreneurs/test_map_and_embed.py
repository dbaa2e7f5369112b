"""The map of the directory and the list that partners show in frames of their own."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django.fixtures import Settings

from center.base import map_tiles
from center.models import Office
from entrepreneurs.models import Consent, Enterprise, Settlement
from entrepreneurs.services import withdraw_consent
from tests.browser import Watched
from tests.entrepreneurs.factories import offer, published
from tests.marks import seldom

pytestmark = pytest.mark.django_db
TILES = "https://localhost/{z}/{x}/{y}.svg"


def at(north: str, east: str = "21.334") -> dict[str, Any]:
    return {"latitude": Decimal(north), "longitude": Decimal(east)}


def page(path: str) -> str:
    return Client().get(path).content.decode()


def listed(html: str) -> list[str]:
    part = html[html.index('<ol class="area-list"') :] if "area-list" in html else ""
    return re.findall(r'<li data-latitude[^>]*><a href="[^"]*">([^<]*)</a>', part)


class TestMap:
    def test_numbers_on_the_plan_and_in_the_list_are_the_same_links(self, office: Office) -> None:
        published("Бета", **at("43.59"))
        published("Алфа", **at("43.57"))
        published("Без тачке")
        html = page("/sr/enterprises/map/")
        assert listed(html) == ["Алфа", "Бета"]
        assert re.findall(r'class="area-mark" href="([^"]*)" aria-label="([^"]*)"', html) == [
            ("/sr/enterprises/alfa/", "1. Алфа"),
            ("/sr/enterprises/beta/", "2. Бета"),
        ]
        assert "Још 1 предузеће нема тачку на мапи. На списку је." in html

    def test_an_address_narrows_the_map_as_it_narrows_the_list(self, office: Office) -> None:
        honey = published("Мед", settlement="Дедина", **at("43.59"))
        offer(honey, "Ливадски мед")
        published("Корпа", **at("43.57"))
        place = Settlement.objects.get(name_sr="Дедина").pk
        assert [
            listed(page(f"/sr/enterprises/map/?{query}"))
            for query in (f"settlement={place}", "q=korpa", "form=association", "form=nothing")
        ] == [["Мед"], ["Корпа"], ["Корпа", "Мед"], []]

    def test_the_distance_is_from_the_office_once_its_door_is_known(self, office: Office) -> None:
        published("Мед", **at("43.60"))
        assert "from the office" not in page("/en/enterprises/map/")
        Office.objects.update(**at("43.59"))
        assert "1.1 km from the office" in page("/en/enterprises/map/")

    def test_a_settlement_is_named_only_where_its_point_is_known(self, office: Office) -> None:
        published("Мед", **at("43.59"))
        published("Корпа", **at("43.57"))
        assert ">Дедина</text>" not in page("/sr/enterprises/map/")
        Settlement.objects.update_or_create(
            name_sr="Дедина", municipality_sr="Крушевац", defaults=at("43.58")
        )
        assert ">Дедина</text>" in page("/sr/enterprises/map/")

    def test_what_is_withdrawn_leaves_map_and_frame_at_once(self, office: Office) -> None:
        published("Мед", **at("43.60"))
        withdraw_consent(consent=Consent.objects.get())
        assert ("Мед" in page("/sr/enterprises/map/"), "Мед" in page("/sr/enterprises/embed/")) == (
            False,
            False,
        )

    @pytest.mark.parametrize("path", ["/sr/enterprises/map/", "/sr/enterprises/embed/"])
    def test_the_number_of_queries_does_not_grow(self, office: Office, path: str) -> None:
        counts = []
        for amount in (1, 2):
            for _each in range(amount):
                published(**at("43.60"))
            with CaptureQueriesContext(connection) as asked:
                page(path)
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_only_with_a_tile_server_is_there_a_script_and_a_foreign_host(
        self, office: Office, settings: Settings
    ) -> None:
        published("Мед", **at("43.60"))
        plain = Client().get("/en/enterprises/map/")
        settings.MAP_TILES = map_tiles.read(TILES, "Makers")
        tiled = Client().get("/en/enterprises/map/")
        assert ("map.js" in plain.content.decode(), "map.js" in tiled.content.decode()) == (False, True)
        hosts = ["https://localhost" in answer["Content-Security-Policy"] for answer in (plain, tiled)]
        assert hosts == [False, True]


class TestEmbed:
    def test_the_list_may_stand_in_any_frame_and_every_other_page_in_none(self, office: Office) -> None:
        published("Мед")
        answer = Client().get("/sr/enterprises/embed/")
        policy = sorted(answer["Content-Security-Policy"].split("; "))
        assert policy == [
            "base-uri 'none'",
            "default-src 'none'",
            "form-action 'none'",
            "frame-ancestors *",
            "img-src 'self'",
            "object-src 'none'",
            "style-src 'self'",
        ]
        assert ("X-Frame-Options" in answer, answer.cookies) == (False, {})
        others = [
            "/sr/",
            "/sr/enterprises/",
            "/sr/enterprises/map/",
            "/sr/enterprises/embed/about/",
            "/sr/data/",
            "/admin/login/",
            "/sr/account/login/",
            "/sr/nothing/",
        ]
        found = {
            (
                Client().get(path)["X-Frame-Options"],
                "frame-ancestors 'none'" in Client().get(path)["Content-Security-Policy"],
            )
            for path in others
        }
        assert found == {("DENY", True)}

    def test_it_opens_profiles_in_a_new_tab_runs_nothing_and_may_be_kept(self, office: Office) -> None:
        published("Мед")
        answer = Client().get("/sr-latn/enterprises/embed/")
        html = answer.content.decode()
        assert '<a href="/sr-latn/enterprises/med/" target="_blank" rel="noopener">Med</a>' in html
        assert ("<script" in html, "style=" in html, answer["Cache-Control"]) == (
            False,
            False,
            "public, max-age=300",
        )

    @pytest.mark.parametrize(
        ("query", "amount"), [("", 4), ("limit=2", 2), ("limit=0", 1), ("limit=x", 4), ("q=med", 1)]
    )
    def test_the_address_says_what_and_how_many(self, office: Office, query: str, amount: int) -> None:
        for name in ("Мед", "Корпа", "Нит", "Глина"):
            published(name)
        assert page(f"/sr/enterprises/embed/?{query}").count("<li>") == amount

    def test_the_line_to_copy_leads_to_the_list(self, office: Office) -> None:
        html = page("/en/enterprises/embed/about/")
        assert '&lt;iframe src="http://testserver/en/enterprises/embed/?limit=10"' in html


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "path",
    [
        "enterprises/map/",
        "enterprises/embed/",
        *seldom(("enterprises/embed/about/", "data/")),
    ],
)
def test_the_pages_are_accessible_and_fit(portal: Watched, office: Office, path: str, width: int) -> None:
    for number in range(5):
        published(f"Предузеће {number}", **at(f"43.5{number}"))
    portal.page.set_viewport_size({"width": width, "height": 800})
    portal.open(f"/sr/{path}")
    assert portal.violations() == []
    assert portal.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.long
@pytest.mark.browser
def test_without_javascript_the_keyboard_walks_the_plan(phone: Watched, office: Office) -> None:
    published("Мед", **at("43.59"))
    opened = phone.open("/sr/enterprises/map/")
    opened.locator(".area-mark").focus()
    assert opened.evaluate("document.activeElement.getAttribute('aria-label')") == "1. Мед"


@pytest.mark.long
@pytest.mark.browser
def test_streets_come_after_a_press_and_their_marks_have_names(
    portal: Watched, office: Office, settings: Settings
) -> None:
    published("Мед", **at("43.59"))
    settings.MAP_TILES = map_tiles.read(TILES, "Makers https://localhost/c")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>'
    asked: list[str] = []

    def tile(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(body=drawing, content_type="image/svg+xml")

    portal.page.route("https://localhost/**", tile)
    opened = portal.open("/sr/enterprises/map/")
    assert (asked, opened.locator(".area-drawing").is_visible()) == ([], True)
    opened.get_by_role("button", name="Прикажите улице").click()
    mark = opened.get_by_role("link", name="1. Мед").last
    mark.wait_for()
    assert portal.violations() == []
    assert (len(asked) > 0, opened.locator(".area-drawing").is_visible()) == (True, False)
    mark.focus()
    opened.keyboard.press("Enter")
    opened.wait_for_url("**/sr/enterprises/med/")


class TestProfileMap:
    def draw(self, enterprise: Enterprise, office: Office) -> str:
        with translation.override("en"):
            return Template("{% load entrepreneurs_map %}{% enterprise_map enterprise %}").render(
                Context({"enterprise": enterprise, "office": office})
            )

    def test_a_plan_names_the_office_and_leads_to_other_maps(self, office: Office) -> None:
        Office.objects.update(**at("43.59"))
        office.refresh_from_db()
        html = self.draw(published("Мед", name_en="Honey", **at("43.60")), office)
        assert '<title id="plan-title">Plan of the surroundings: Honey</title>' in html
        assert "The office of the Center is 1.1 km from here, direction: south" in html
        assert re.findall(r'href="([^"]*)"', html) == [
            "geo:43.6,21.334?q=43.6,21.334",
            "https://www.openstreetmap.org/?mlat=43.6&amp;mlon=21.334#map=17/43.6/21.334",
            "https://www.google.com/maps/search/?api=1&amp;query=43.6%2C21.334",
        ]

    def test_with_a_tile_server_there_are_nine_tiles_and_their_makers(
        self, office: Office, settings: Settings
    ) -> None:
        settings.MAP_TILES = map_tiles.read(TILES, "Makers")
        html = self.draw(published("Мед", **at("43.60")), office)
        assert (html.count("<img "), "Makers" in html) == (9, True)

    def test_without_a_point_nothing_is_drawn(self, office: Office) -> None:
        assert self.draw(published("Мед"), office).strip() == ""
