"""The handbook cannot go stale: what it quotes stands on the screen, its links lead somewhere, its pictures exist."""

import re

import polib
import pytest
from django.urls import resolve

from center import catalogues
from center.choices import Role
from center.handbook import HandbookPage, contents
from tests.handbook.scenes import SCENES
from tests.handbook.stage import FOLDER
from tests.trust.permissions.personas import COORDINATOR, EDITOR, OWN_CASE, RESEARCHER
from tests.trust.permissions.table import ADDRESSES

_LINK = re.compile(r"\]\((/[^)?#]*)")
_QUOTED = re.compile(r"„([^“]+)“")
_PLACED = re.compile(r"^\{picture:(\d+)\}$", re.MULTILINE)
_PERSONA_OF = {
    Role.ADVISOR: OWN_CASE,
    Role.COORDINATOR: COORDINATOR,
    Role.EDITOR: EDITOR,
    Role.RESEARCHER: RESEARCHER,
}
_WORDS = range(100, 281)


def every_page() -> list[object]:
    return [pytest.param(page, id=page.slug) for page in contents()]


def plain(text: str) -> str:
    """Return a label as it is read: without markup, a first letter of any size, ordinary spaces and hyphens."""
    words = " ".join(re.sub(r"<[^>]*>", "", text).replace("\u2011", "-").replace("\u00a0", " ").split())
    return words[:1].lower() + words[1:]


@pytest.fixture(scope="module")
def labels() -> set[str]:
    """All Serbian texts of the portal."""
    catalogue = polib.pofile(str(catalogues.cyrillic_path()))
    return {
        plain(text) for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values()) if text
    }


@pytest.mark.parametrize("page", every_page())
def test_every_quoted_label_stands_on_the_portals_pages(page: HandbookPage, labels: set[str]) -> None:
    quoted = _QUOTED.findall(page.body)
    assert [each for each in quoted if plain(each) not in labels] == []


@pytest.mark.parametrize("page", every_page())
def test_every_link_of_a_page_leads_somewhere(page: HandbookPage) -> None:
    for path in _LINK.findall(page.body):
        match = resolve(path)
        assert (path, match.url_name) != (path, None)
        if path.startswith("/admin/handbook/"):
            assert match.kwargs.get("slug", "") in {"", *(each.slug for each in contents())}


@pytest.mark.parametrize("page", every_page())
def test_somebody_whose_task_it_is_may_open_what_a_page_links(page: HandbookPage) -> None:
    def is_open(path: str) -> bool:
        row = ADDRESSES[resolve(path).view_name]
        return any(row[_PERSONA_OF[role]][0] == "+" for role in page.roles)

    assert [path for path in _LINK.findall(page.body) if not is_open(path)] == []


@pytest.mark.parametrize("page", every_page())
def test_every_picture_has_words_a_place_a_scene_and_a_file(page: HandbookPage) -> None:
    assert page.pictures
    places = [int(number) for number in _PLACED.findall(page.body)]
    assert places == list(range(1, len(page.pictures) + 1))
    missing = [
        picture.name
        for picture in page.pictures
        if not picture.alt or not picture.width or picture.name not in SCENES
    ]
    assert missing == []


def test_no_picture_or_scene_is_left_over() -> None:
    named = {picture.name for page in contents() for picture in page.pictures}
    assert {path.stem for path in FOLDER.glob("*")} == named
    assert set(SCENES) == named


@pytest.mark.parametrize("page", every_page())
def test_a_page_is_short_and_says_what_to_do_when_something_goes_wrong(page: HandbookPage) -> None:
    assert len(page.body.split()) in _WORDS
    assert "\n# Ако нешто није у реду\n" in page.body


def test_each_page_has_a_place_of_its_own() -> None:
    orders = [page.order for page in contents()]
    assert len(orders) == len(set(orders))
    areas = [page.area for page in contents()]
    assert areas == sorted(areas, key=list(type(areas[0])).index)


def test_serbian_has_the_hyphen_that_does_not_break_and_a_polite_capital() -> None:
    wrong = re.compile(r"\b[Ее][- ]пошт|\b(?:ви|вас|вам|вама|ваш\w{0,3})\b|[a-z]{3,}(?![^(]*\))|\"|\.\.\.")
    texts = {page.slug: f"{page.title}\n{page.purpose}\n{page.body}" for page in contents()}
    assert {slug: wrong.findall(_without_places(text)) for slug, text in texts.items()} == {
        slug: [] for slug in texts
    }


def _without_places(text: str) -> str:
    return re.sub(r"\]\([^)]*\)|\{picture:\d+\}|\[\[.*?\]\]", "", text)
