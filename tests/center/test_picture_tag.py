"""A picture on a page: the right files for its place, its size known before it comes, the motif without one."""

from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.utils import translation

from center.base.shown_text import SERBIAN_LATIN, ShownText


@dataclass
class Shown:
    stem: str = "abc"
    widths: tuple[int, ...] = (320, 640, 960, 1600)
    width: int = 1600
    height: int = 1200
    alt: str = 'Two "jars" & a spoon'
    is_mark: bool = False


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str | None]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.setdefault(tag, dict(attrs))


def tags(shown: Shown | None, options: str = "") -> dict[str, dict[str, str | None]]:
    html = Template(f"{{% load pictures %}}{{% picture shown {options} %}}").render(Context({"shown": shown}))
    parser = Tags()
    parser.feed(html)
    return parser.found


def srcset(form: str, *widths: int) -> str:
    return ", ".join(f"/media/pictures/abc/{width}.{form} {width}w" for width in widths)


def test_a_card_offers_its_small_files_in_both_formats_and_says_its_size() -> None:
    sizes = "(min-width: 62rem) 20rem, (min-width: 40rem) 45vw, 94vw"
    assert tags(Shown()) == {
        "picture": {"class": "picture picture-card"},
        "source": {"type": "image/avif", "srcset": srcset("avif", 320, 640), "sizes": sizes},
        "img": {
            "src": "/media/pictures/abc/640.webp",
            "srcset": srcset("webp", 320, 640),
            "sizes": sizes,
            "width": "640",
            "height": "480",
            "alt": 'Two "jars" & a spoon',
            "loading": "lazy",
            "decoding": "async",
        },
    }


def test_a_wide_place_offers_all_files_and_the_first_one_comes_at_once() -> None:
    image = tags(Shown(), 'place="wide" eager=True')["img"]
    assert image["srcset"] == srcset("webp", 320, 640, 960, 1600)
    assert (image["width"], image["height"]) == ("1600", "1200")
    assert ("loading" in image, image["fetchpriority"]) == (False, "high")


def test_a_mark_is_shown_whole() -> None:
    found = tags(Shown(widths=(160, 320), width=320, height=80, is_mark=True), 'place="row"')
    assert found["picture"] == {"class": "picture picture-row picture-mark"}
    assert (found["img"]["width"], found["img"]["height"]) == ("320", "80")


def test_an_alternative_text_that_stands_in_says_its_language() -> None:
    with translation.override("en"):
        image = tags(Shown(alt=ShownText("Dve tegle", SERBIAN_LATIN, is_fallback=True)))["img"]
        assert (image["alt"], image["lang"]) == ("Dve tegle", "sr-Latn")
        assert "lang" not in tags(Shown(alt=ShownText("Two jars", "en")))["img"]


def test_beside_its_own_name_a_picture_is_silent() -> None:
    assert tags(Shown(), "decorative=True")["img"]["alt"] == ""


@pytest.mark.parametrize("nothing", [None, Shown(widths=())], ids=["none", "not ready"])
def test_without_a_picture_the_motif_stands_there_silently(nothing: Shown | None) -> None:
    found = tags(nothing)
    assert found["span"] == {"class": "picture picture-card picture-empty", "aria-hidden": "true"}
    assert ("img" in found, "svg" in found) == (False, True)
