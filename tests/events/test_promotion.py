"""What shows an event elsewhere: the picture beside a shared link, the poster, the list in a frame."""

from io import BytesIO

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from PIL import Image

from events.choices import EventKind
from events.services import events
from tests.events.factories import make_event, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "monday_morning")]
Clock = time_machine.Traveller
LONGEST = (
    "Представљање предузетништва, међупредузетничка сарадња и дугоочекивана радионица о свему осталом у Крушевцу и"
    " околини"
)


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_picture_beside_a_shared_link_has_the_size_that_networks_want(language: str) -> None:
    event = make_event()
    answer = Client().get(f"/{language}/events/{event.slug}/share.png")
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    page = Client().get(f"/{language}/events/{event.slug}/").content.decode()
    address = f"{settings.BASE_URL}/{language}/events/{event.slug}/share.png?v="
    assert f'<meta property="og:image" content="{address}' in page


def test_each_script_has_its_own_picture_and_a_new_title_draws_a_new_one() -> None:
    event = make_event()
    pictures = {
        Client().get(f"/{language}/events/{event.slug}/share.png").content for language in ("sr", "sr-latn")
    }
    events.change_event(event=event, by=make_staff(), title_sr="Други наслов")
    pictures.add(Client().get(f"/sr/events/{event.slug}/share.png").content)
    assert len(pictures) == 3


@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize("title", ["Мед", LONGEST])
def test_a_poster_is_a_readable_pdf_in_both_sizes(size: str, title: str) -> None:
    event = make_event(kind=EventKind.FAIR, title_sr=title)
    answer = Client().get(f"/sr/events/{event.slug}/poster.pdf?size={size}")
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )


def test_a_draft_has_neither_picture_nor_poster() -> None:
    draft = make_event(published=False)
    for name in ("share.png", "poster.pdf"):
        assert Client().get(f"/sr/events/{draft.slug}/{name}").status_code == 404


def test_the_list_for_other_sites_stands_in_their_frames_without_scripts_and_cookies() -> None:
    make_event(title_en="Shown"), make_event(title_en="A fair", kind="fair")
    answer = Client().get("/en/events/embed/?kind=fair&limit=1")
    page = answer.content.decode()
    assert ("A fair" in page, "Shown" in page, "<script" in page, answer.cookies) == (True, False, False, {})
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
