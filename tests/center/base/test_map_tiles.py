"""The tile server of the maps: what may be set, and the sentence for everything else."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from center.base import map_tiles
from center.base.mercator import Tile

OSM = "© OpenStreetMap contributors https://www.openstreetmap.org/copyright"
REFUSED = (
    "MAP_TILES_URL must look like https://tiles.example.org/{z}/{x}/{y}.png: https, the name of one host in small"
    " letters, and {z}, {x} and {y} once each."
)


def test_unset_there_is_no_tile_server() -> None:
    assert map_tiles.read("", OSM) is None


def test_the_address_of_a_tile_its_origin_and_who_made_the_map() -> None:
    source = map_tiles.read("https://tiles.example.org:8443/v1/{z}/{x}/{y}@2x.png?key=a-b", OSM)
    assert source is not None
    assert source.address(Tile(16, 36651, 23936)) == (
        "https://tiles.example.org:8443/v1/16/36651/23936@2x.png?key=a-b"
    )
    assert source.origin == "https://tiles.example.org:8443"
    assert (source.attribution, source.attribution_url) == (
        "© OpenStreetMap contributors",
        "https://www.openstreetmap.org/copyright",
    )


def test_the_order_of_the_numbers_is_the_servers() -> None:
    source = map_tiles.read("https://tiles.example.org/{z}/{y}/{x}", "The city of Kruševac")
    assert source is not None
    assert source.address(Tile(3, 1, 2)) == "https://tiles.example.org/3/2/1"
    assert (source.attribution, source.attribution_url) == ("The city of Kruševac", "")


@pytest.mark.parametrize(
    "url",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "//tiles.example.org/{z}/{x}/{y}.png",
        "/tiles/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://tiles.example.org/{z}/{x}/{y}/{y}.png",
        "https://tiles.example.org/{z}/{x}/{y}{r}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "https://{z}.example.org/{x}/{y}.png",
        "https://*.example.org/{z}/{x}/{y}.png",
        "https://a.org;script-src/{z}/{x}/{y}.png",
        "https://tiles.example.org https://evil.example/{z}/{x}/{y}.png",
        "https://user:password@tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org:port/{z}/{x}/{y}.png",
        'https://tiles.example.org/{z}/{x}/{y}.png"onerror=',
        "https://tiles.example.org/{z}/{x}/{y}.png#part",
        "https://tiles.example.org/{{z}/{x}/{y}}.png",
        "https://tiles.example.org/{z}/{x}/{y}.png\n",
        "https://[::1/{z}/{x}/{y}.png",
        "tiles",
    ],
)
def test_another_address_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        map_tiles.read(url, OSM)
    assert str(refused.value) == REFUSED


@pytest.mark.parametrize("attribution", ["", " ", "https://www.openstreetmap.org/copyright"])
def test_a_map_without_its_makers_is_refused_in_a_sentence(attribution: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        map_tiles.read("https://tiles.example.org/{z}/{x}/{y}.png", attribution)
    assert str(refused.value) == (
        f"MAP_TILES_ATTRIBUTION must name who made the map, as its licence asks, for example {OSM}."
    )
