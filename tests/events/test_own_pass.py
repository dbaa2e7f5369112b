"""The pass of somebody who registered: on the screen, as a picture, on paper; for who has the key and a place."""

import io
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from PIL import Image

from events import qr
from events.door_codes import pass_code
from events.models import Registration
from events.services.events import postpone_event
from events.services.registrations import cancel_registration
from events.views.addresses import registration_address
from tests.events.factories import SATURDAY, enter, local, make_event, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller
KINDS = {"pass": "text/html; charset=utf-8", "pass_png": "image/png", "pass_pdf": "application/pdf"}


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def address(registration: Registration, kind: str = "pass", language: str = "en") -> str:
    with translation.override(language):
        return registration_address(registration, f"registration_{kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_the_pass_opens_with_the_key_and_is_kept_nowhere(kind: str) -> None:
    response = Client().get(address(enter(make_event(), size=3), kind))
    assert (response.status_code, response["Content-Type"]) == (200, KINDS[kind])
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_key_or_with_that_of_another_nobody_sees_a_pass(kind: str) -> None:
    event = make_event()
    person, other = enter(event, 1, name="Ана Петровић"), enter(event, 2)
    path, key = address(person, kind).partition("?")[0], address(other, kind).partition("?")[2]
    for wrong in (path, f"{path}?{key}", f"{path}?key=x"):
        response = Client().get(wrong)
        assert (response.status_code == 404) == (kind != "pass")
        assert pass_code(person) not in response.content.decode(errors="ignore")
        assert "Petrović" not in response.content.decode(errors="ignore")


def test_the_page_shows_who_for_what_and_how_many_in_the_script_of_its_address() -> None:
    event = make_event(title_sr="Како се одређује цена", title_en="How to price")
    person = enter(event, name="Љиљана Ђорђевић", size=3)
    shown = {
        language: Client().get(address(person, language=language)).content.decode()
        for language in ("sr", "sr-latn", "en")
    }
    words = {
        "sr": ("Како се одређује цена", "Љиљана Ђорђевић"),
        "sr-latn": ("Kako se određuje cena", "Ljiljana Đorđević"),
        "en": ("How to price", "For 3 people"),
    }
    for language, expected in words.items():
        assert [word for word in expected if word not in shown[language]] == []
        assert f"{person.reference[:4]} {person.reference[4:]}" in shown[language]
        assert re.search(r"<svg[^>]*viewBox", shown[language])
        assert "style=" not in shown[language]


def test_the_square_code_leads_to_the_door_and_fits_a_small_screen() -> None:
    person = enter(make_event(slug="mini-sajam-socijalnog-preduzetnistva-2026"))
    held = qr.place_address(person)
    assert held.partition("#")[::2] == (qr.door_address(person.event, language="en"), pass_code(person))
    side = int(re.findall(r'viewBox="0 0 (\d+)', qr.svg(held))[0])
    # At 320 px each square has more than five pixels of the screen.
    assert side <= 53


def test_the_picture_is_black_on_white_with_a_quiet_edge() -> None:
    response = Client().get(address(enter(make_event()), "pass_png"))
    picture = Image.open(io.BytesIO(response.content)).convert("L")
    assert picture.width == picture.height >= 500
    edge = 4 * picture.width // 53 - 1
    assert set(picture.crop((0, 0, picture.width, edge)).tobytes()) == {255}
    assert set(picture.tobytes()) == {0, 255}


@pytest.mark.parametrize("title", ["Цене", "Како се одређује цена онога што правимо: " * 3])
def test_the_sheet_is_one_small_page_that_a_screen_reader_reads(title: str) -> None:
    person = enter(make_event(title_sr=title[:140]), name="Александра Станковић-Радосављевић", size=5)
    content = Client().get(address(person, "pass_pdf", "sr")).content
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1
    assert b"/StructTreeRoot" in content
    assert re.search(rb"/MediaBox\s*\[0 0 297\.\d+ 419\.\d+\]", content)


@pytest.mark.parametrize("kind", KINDS)
def test_who_has_no_place_has_no_pass(kind: str, clock: Clock) -> None:
    def is_shown(registration: Registration) -> Any:
        response = Client().get(address(registration, kind))
        return {200: True, 302: False, 404: False}[response.status_code]

    event = make_event(1)
    person, waiting = enter(event, 1), enter(event, 2)
    later = enter(make_event(), 3)
    assert (is_shown(person), is_shown(waiting)) == (True, False)
    cancel_registration(registration=person)
    waiting.refresh_from_db()
    assert (is_shown(person), waiting.state, is_shown(waiting)) == (False, "offered", False)
    postpone_event(event=later.event, by=make_staff())
    last = enter(make_event(), 4)
    clock.move_to(local(SATURDAY, 19), tick=False)
    assert (is_shown(later), is_shown(last)) == (False, False)
