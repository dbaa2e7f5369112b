"""Where the office is: drawn by us, or in tiles; what pages load from elsewhere, and who hears of it."""

import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from center.base import map_tiles
from center.base.scripts import to_latin
from center.models import Office
from tests.browser import Watched

pytestmark = pytest.mark.django_db
CHECKOUT = Path(__file__).resolve().parents[2]
TILES = "https://tiles.example.org/{z}/{x}/{y}.png"
PAGE = "/en/contact/"
# A point of nobody's door, north-east of the town's own.
ENTRANCE = {"latitude": Decimal("43.5827"), "longitude": Decimal("21.3378")}


@pytest.fixture
def entrance(office: Office) -> Office:
    """An office that knows where its door is."""
    Office.objects.update(**ENTRANCE)
    office.refresh_from_db()
    return office


@pytest.fixture
def tiles(settings: Settings) -> None:
    settings.MAP_TILES = map_tiles.read(TILES, "© Makers of maps https://maps.example.org/copyright")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page(path: str = PAGE) -> str:
    return Client().get(path).content.decode()


def pictures_policy(path: str) -> str:
    policy = Client().get(path)["Content-Security-Policy"]
    return next(part for part in policy.split("; ") if part.startswith("img-src"))


def test_without_tiles_a_plan_is_drawn_and_nothing_comes_from_elsewhere(entrance: Office) -> None:
    html = page()
    assert re.findall(r'(?:src|href)="(https?://(?!testserver)[^"]+)"', html) == [
        "https://www.openstreetmap.org/?mlat=43.5827&amp;mlon=21.3378#map=17/43.5827/21.3378"
    ]
    assert '<title id="plan-title">Plan with the office in the middle</title>' in html
    assert (
        "North is up. Circles show distances in a straight line: 250 m, about 3 min on foot;"
        " 500 m, about 6 min on foot."
    ) in html
    assert pictures_policy(PAGE) == "img-src 'self' data:"


def test_the_plan_says_how_far_the_middle_of_the_town_is(entrance: Office) -> None:
    assert (
        "Kruševac, middle of the town: 430 m from the office, direction: south-west; about 5 min on foot"
    ) in words(page())


def test_a_far_town_is_given_in_kilometres_and_without_a_walk(entrance: Office) -> None:
    Office.objects.update(latitude=Decimal("43.7"))
    assert "middle of the town: 13.3 km from the office, direction: south" in words(page())
    assert "13,3 км од канцеларије, правац: југ" in words(page("/sr/contact/"))
    assert words(page()).count("min on foot") == 2


def test_the_towns_point_is_not_passed_off_as_the_entrance(office: Office) -> None:
    text = words(page())
    assert (
        "The point of our entrance is not entered yet. The map, the coordinates and the links show the middle of"
        " the town."
    ) in text
    assert ("Plan of the middle of the town" in text, "Our office" in text) == (True, False)
    # Nobody walks from the middle of the town to itself.
    assert ("min on foot" in text, "plan-ring" in page()) == (False, False)


def test_without_a_point_there_is_no_map_but_address_and_phone(office: Office) -> None:
    Office.objects.update(latitude=None, longitude=None)
    html = page()
    route = html[html.index('id="how-to-get-there"') : html.index("</main>")]
    assert ("<figure" in route, "geo:" in route, "openstreetmap" in route) == (False, False, False)
    assert ("Jugovićeva 17-3" in route, "tel:+38137000000" in route) == (True, True)


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_coordinates_have_a_decimal_point_and_the_latitude_first(language: str, entrance: Office) -> None:
    html = page(f"/{language}/contact/")
    assert re.findall(r'class="coordinates"[^>]*>([^<]+)<', html) == ["43.5827, 21.3378"]
    assert re.findall(r'href="(geo:[^"]+)"', html) == ["geo:43.5827,21.3378?q=43.5827,21.3378"]
    assert 'map=17/43.5827/21.3378" rel="noopener noreferrer"' in html


def test_numbers_of_the_drawing_are_no_words_of_a_language(entrance: Office) -> None:
    drawings = {
        tuple(re.findall(r' (?:d|cx|cy|r|x|y|transform|viewBox)="([^"]+)"', page(f"/{code}/contact/")))
        for code in ("sr", "sr-latn", "en")
    }
    assert len(drawings) == 1
    assert [number for drawing in drawings for number in drawing if "," in number] == []


def test_the_middle_tile_holds_the_point_and_the_mark_stands_on_it(entrance: Office, tiles: None) -> None:
    html = page()
    assert re.findall(r'<img src="https://tiles.example.org/16/(\d+)/(\d+).png"', html) == [
        (str(x), str(y)) for y in (23934, 23935, 23936) for x in (36651, 36652, 36653)
    ]
    mark = re.findall(r'class="map-pin" transform="translate\(([\d.]+) ([\d.]+)\)"', html)
    assert [(256 <= float(x) < 512, 256 <= float(y) < 512) for x, y in mark] == [(True, True)]


def test_tiles_are_lazy_have_a_size_and_tell_the_server_the_host_alone(entrance: Office, tiles: None) -> None:
    found = re.findall(r"<img src=\"https://tiles[^>]+>", page())
    wanted = ' width="256" height="256" alt="" loading="lazy" decoding="async" referrerpolicy="origin">'
    assert [tile for tile in found if not tile.endswith(wanted)] == []
    assert len(found) == 9


def test_the_map_of_tiles_has_words_and_names_its_makers(entrance: Office, tiles: None) -> None:
    html = page()
    assert '<title id="map-title">Map with the office in the middle</title>' in html
    assert (
        '<a href="https://maps.example.org/copyright" rel="noopener noreferrer">© Makers of maps</a>' in html
    )


def test_only_pages_with_a_map_may_load_tiles(entrance: Office, tiles: None) -> None:
    allowed = "img-src 'self' data: https://tiles.example.org"
    assert pictures_policy(PAGE) == allowed
    assert {
        pictures_policy(path) for path in ("/en/", "/en/privacy/", "/en/nothing-here/", "/admin/login/")
    } == {"img-src 'self' data:"}


def test_a_refused_question_keeps_its_map(entrance: Office, tiles: None) -> None:
    answer = Client().post(PAGE, {"name": "Ana"})
    assert answer.status_code == 422
    assert "https://tiles.example.org" in answer["Content-Security-Policy"]


def test_the_privacy_notice_tells_of_the_tile_server(entrance: Office, settings: Settings) -> None:
    assert "no advertising, no counters, no maps" in page("/en/privacy/")
    settings.MAP_TILES = map_tiles.read(TILES, "Makers")
    text = words(page("/en/privacy/"))
    assert "The pictures of our maps come from the server tiles.example.org:" in text
    assert "no maps" not in text


def test_a_map_asks_the_database_nothing_more(
    entrance: Office, tiles: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        Client().get(PAGE)


def test_the_way_is_told_in_the_offices_own_words(office: Office) -> None:
    Office.objects.update(directions_sr="Улаз је из дворишта.\n\nЛифт ради.", directions_en="")
    assert "<p>Улаз је из дворишта.</p>\n<p>Лифт ради.</p>" in page("/sr/contact/")
    assert f"<p>{to_latin('Улаз је из дворишта.')}</p>" in page("/sr-latn/contact/")
    Office.objects.update(directions_sr="")
    assert "If you need help to find the office or to enter it, please call us." in page()


@pytest.mark.parametrize(
    ("variables", "code", "said"),
    [
        ({"MAP_TILES_URL": TILES}, 0, "https://tiles.example.org © OpenStreetMap contributors"),
        (
            {"MAP_TILES_URL": "http://tiles.example.org/{z}/{x}/{y}.png"},
            1,
            "MAP_TILES_URL must look like https:",
        ),
        (
            {"MAP_TILES_URL": TILES, "MAP_TILES_ATTRIBUTION": " "},
            1,
            "MAP_TILES_ATTRIBUTION must name who made",
        ),
        ({}, 0, "None"),
    ],
)
def test_the_environment_sets_the_tile_server_or_stops_the_start(
    variables: dict[str, str], code: int, said: str
) -> None:
    program = (
        "import django; from django.conf import settings; tiles = settings.MAP_TILES;"
        " print(tiles and f'{tiles.origin} {tiles.attribution}')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "center.settings", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True)


@pytest.mark.long
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
def test_both_maps_are_accessible_and_fit(
    portal: Watched, entrance: Office, settings: Settings, scheme: Any, width: int
) -> None:
    portal.page.emulate_media(color_scheme=scheme)
    portal.page.set_viewport_size({"width": width, "height": 800})
    portal.open("/sr/contact/")
    assert portal.violations() == []
    assert portal.page.evaluate("document.documentElement.scrollWidth") == width
    # This machine serves no https, so the picture is answered here; the policy has to let it through.
    settings.MAP_TILES = map_tiles.read("https://localhost/{z}/{x}/{y}.svg", "Makers")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>'
    portal.page.route(
        "https://localhost/**", lambda route: route.fulfill(body=drawing, content_type="image/svg+xml")
    )
    portal.open("/sr/contact/").locator(".tile-map").scroll_into_view_if_needed()
    middle = portal.page.locator(".tile-map img").nth(4)
    assert middle.evaluate("tile => tile.decode().then(() => tile.naturalWidth)") == 256
    assert portal.violations() == []
    assert portal.page.evaluate("document.documentElement.scrollWidth") == width
    window = portal.page.locator(".tile-map-window").bounding_box()
    pin = portal.page.locator(".map-pin").bounding_box()
    assert window
    assert pin
    assert window["x"] <= pin["x"]
    assert pin["x"] + pin["width"] <= window["x"] + window["width"]
    assert window["y"] <= pin["y"]
    assert pin["y"] + pin["height"] <= window["y"] + window["height"]
