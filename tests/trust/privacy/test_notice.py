"""The notice at /privacy/ says of every activity why it may be done and who is told, and names every cookie."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from center.base.personal_data import declared
from center.base.personal_data.activities import activities
from center.base.personal_data.cookies import cookies, declared_as
from center.base.personal_data.in_words import recipients
from tests.trust.sources import calls


def sections(html: str) -> dict[str, list[str]]:
    """Return what each activity of the list says, piece by piece, without markup."""
    found = {}
    for each in re.findall(r'<details class="activity">(.*?)</details>', html, re.DOTALL):
        pieces = [unescape(part).strip() for part in re.split(r"<[^>]+>", each)]
        said = [piece for piece in pieces if piece]
        found[said[0]] = said[1:]
    return found


@pytest.mark.django_db
@pytest.mark.each
@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_notice_says_of_every_activity_the_people_the_legal_basis_the_recipients_and_how_long(
    office: object, language: str
) -> None:
    said = sections(Client().get(f"/{language}/privacy/").content.decode())
    with translation.override(language):
        wanted = {
            str(each.name): [
                *(str(each.people), str(each.basis.label), "; ".join(recipients(each))),
                *(str(text) for model in each.models for text in _of(model)),
            ]
            for each in activities()
        }
    assert sorted(said) == sorted(wanted)
    assert {name: [text for text in texts if text not in said[name]] for name, texts in wanted.items()} == {
        name: [] for name in wanted
    }


def _of(model: type) -> list[object]:
    entry = declared()[model]
    return [entry.name, entry.purpose, entry.retention]


@pytest.mark.django_db
@pytest.mark.each
@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_notice_names_every_cookie_its_purpose_and_how_long_it_is_kept(
    office: object, language: str
) -> None:
    html = Client().get(f"/{language}/privacy/").content.decode()
    table = html.partition('id="cookie-list"')[2].partition("</table>")[0]
    rows = [
        [unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    ]
    with translation.override(language):
        assert rows[1:] == [[str(each.label), str(each.purpose), str(each.kept)] for each in cookies()]


def test_every_place_that_sets_a_cookie_is_known() -> None:
    """Whoever adds one declares the cookie for the notice, and adds it here and where cookies are looked at."""
    assert sorted({path for path, name, _call in calls() if name.endswith(".set_cookie")}) == [
        "center/known_browsers.py",
        "center/middleware.py",
        "events/views/door_keeper.py",
        "research/views/addresses.py",
    ]
    assert declared_as("__Host-csrf") == "csrf"
    assert declared_as("__Secure-door_sr-latn") == "door_"
    assert declared_as("__Host-counter") is None
