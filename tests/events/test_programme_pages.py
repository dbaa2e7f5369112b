"""The programme as the public reads it: on the page of the event, on its own page, and what changed."""

import gzip
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from center.models import User
from events.models import Event, ItemSpeaker, Venue
from events.services import events, programme_items
from events.views import programme_parts
from tests.events.factories import make_event, make_item, make_staff, make_venue
from tests.events.released import make_room, make_speaker, release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "office")]
MOST_BYTES = 60 * 1024


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Begin without pages that another test left in memory."""
    programme_parts._rendered.cache_clear()
    programme_parts._told.cache_clear()


def page(event: Event, path: str = "programme/", language: str = "en") -> str:
    response = Client().get(f"/{language}/events/{event.slug}/{path}")
    assert response.status_code == 200
    return response.content.decode()


def parallel(sessions: int = 6, rooms: int = 2, **fields: Any) -> Event:
    """Return a published event with so many items in parallel rooms, each with a speaker, released."""
    event = make_event(100, **fields)
    halls = [make_room(event, f"Сала {number + 1}", name_en=f"Hall {number + 1}") for number in range(rooms)]
    people = [
        make_speaker(
            event, f"Говорник {number}", role_sr="Пчелар", role_en="Beekeeper", about_sr="Живи од меда."
        )
        for number in range(rooms)
    ]
    for number in range(sessions):
        hour, hall = divmod(number, rooms)
        item = make_item(
            event, 17, room=halls[hall], starts_at=event.starts_at + timedelta(minutes=20 * hour)
        )
        item.ends_at = item.starts_at + timedelta(minutes=20)
        item.about_sr = "О томе како се прави и продаје, и шта купци питају. " * 3
        item.save()
        ItemSpeaker.objects.create(item=item, speaker=people[hall])
    release(event)
    return event


def test_the_public_reads_the_version_and_never_the_draft() -> None:
    event = make_event()
    item = make_item(event)
    assert Client().get(f"/en/events/{event.slug}/programme/").status_code == 404
    assert "Whole programme" not in page(event, "")
    release(event)
    programme_items.change_item(item=item, title_en="Secret")
    for path in ("programme/", ""):
        shown = page(event, path)
        assert "Talk 1" in shown
        assert "Secret" not in shown


def test_a_new_version_is_shown_at_once() -> None:
    event = make_event()
    item = make_item(event)
    release(event)
    assert "Talk 1" in page(event)
    programme_items.change_item(item=item, title_en="Honey")
    release(event)
    assert "Honey" in page(event)
    assert "Talk 1" not in page(event)


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_each_language_has_its_own_words(language: str) -> None:
    event = make_event()
    make_item(event, room=make_room(event, "Велика сала", name_en="Great hall"))
    release(event)
    shown = page(event, language=language)
    words = {"sr": ("Разговор 1", "Велика сала"), "sr-latn": ("Razgovor 1", "Velika sala")}
    for word in words.get(language, ("Talk 1", "Great hall")):
        assert word in shown


def test_parallel_items_stand_under_one_time_in_columns_of_their_rooms() -> None:
    shown = page(parallel(4))
    assert shown.count('class="programme-time"') == 2
    assert "programme-rooms-2" in shown
    assert shown.count("programme-in-1") == shown.count("programme-in-2") == 2


def test_too_many_rooms_are_no_grid() -> None:
    shown = page(parallel(5, rooms=5))
    assert "programme-rooms" not in shown
    assert shown.count("programme-in-0") == 5


def test_an_item_can_be_linked_to_and_put_into_a_calendar() -> None:
    event = parallel(2)
    item = event.items.earliest("pk")
    assert f'id="item-{item.pk}"' in page(event)
    response = Client().get(f"/en/events/{event.slug}/programme/{item.pk}.ics")
    assert response["Content-Type"].startswith("text/calendar")
    lines = response.content.decode().replace("\r\n ", "").splitlines()
    assert "SUMMARY:Talk 1" in lines
    assert "LOCATION:Hall 1\\, Hall 1\\, Street 1\\, " in "\n".join(lines)
    assert "SEQUENCE:1" in lines
    assert [line for line in lines if line.startswith("DTSTART")] == ["DTSTART:20260919T150000Z"]


@pytest.mark.parametrize("key", [0, 999_999])
def test_an_item_that_is_not_in_the_programme_has_no_calendar_file(key: int) -> None:
    event = parallel(2)
    assert Client().get(f"/en/events/{event.slug}/programme/{key}.ics").status_code == 404


def test_what_changed_is_said_on_both_pages_and_told_in_full_on_its_own() -> None:
    event = make_event()
    item = make_item(event)
    release(event)
    assert "What changed" not in page(event)
    programme_items.change_item(item=item, title_en="Honey")
    release(event, note="Bolje ime", note_en="A better name")
    for path in ("programme/", ""):
        assert "A better name" in page(event, path)
        assert "What changed" in page(event, path)
    told = page(event, "programme/changes/")
    assert "Another title: Honey (before: Talk 1)." in told
    assert "The programme was published." in told
    assert "Боље име" in page(event, "programme/changes/", "sr")


def test_a_page_kept_for_strangers_follows_the_event_and_the_version() -> None:
    event = make_event(venue=make_venue(name_en="Old hall"))
    item = make_item(event)
    release(event)
    for _time in range(2):
        assert "Talk 1" in page(event)
    events.change_event(event=event, by=make_staff(), title_en="Spring fair")
    assert "Spring fair" in page(event)
    Venue.objects.update(name_en="New hall")
    assert "New hall" in page(event)
    programme_items.change_item(item=item, title_en="Honey")
    release(event)
    assert "Honey" in page(event)


def test_who_is_signed_in_never_gets_a_page_kept_for_strangers(coordinator: User) -> None:
    event = make_event()
    make_item(event)
    release(event)
    client = Client()
    client.force_login(coordinator)
    path = f"/en/events/{event.slug}/programme/"
    for _time in range(2):
        own, strange = client.get(path), Client().get(path)
        assert (b"/admin/" in own.content, b"/admin/" in strange.content) == (True, False)
        assert "Cookie" in own["Vary"]
        assert "Cookie" in strange["Vary"]


def test_a_programme_taken_back_says_so() -> None:
    event = make_event()
    item = make_item(event)
    release(event)
    programme_items.drop_item(item=item)
    release(event)
    assert "is being made anew" in page(event)
    assert "Whole programme" not in page(event, "")
    assert "Does not take place: Talk 1" in page(event, "programme/changes/")


def test_drafts_of_events_have_no_public_programme() -> None:
    event = make_event(published=False)
    make_item(event)
    release(event)
    for path in ("programme/", "programme/changes/", "programme/1.ics"):
        assert Client().get(f"/en/events/{event.slug}/{path}").status_code == 404


def test_an_earlier_address_of_the_event_leads_on() -> None:
    event = make_event()
    item = make_item(event)
    release(event)
    old = event.slug
    events.change_event(event=event, by=make_staff(), slug="new-name")
    for path in ("programme/", "programme/changes/", f"programme/{item.pk}.ics"):
        response = Client().get(f"/en/events/{old}/{path}")
        assert (response.status_code, response["Location"]) == (301, f"/en/events/new-name/{path}")


def test_a_cancelled_event_says_so_above_its_programme() -> None:
    event = make_event()
    make_item(event)
    release(event)
    events.cancel_event(event=event, by=make_staff())
    assert "This event does not take place" in page(event)


def test_markup_in_a_title_is_shown_as_typed() -> None:
    event = make_event()
    make_item(event, title_en="<b>Honey</b>", about_en="<script>alert(1)</script>")
    release(event)
    shown = page(event)
    assert "&lt;b&gt;Honey&lt;/b&gt;" in shown
    assert "<script>alert" not in shown


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("path", ["programme/", "programme/changes/", ""])
def test_a_page_takes_the_same_queries_for_one_item_or_three(path: str) -> None:
    client, counted = Client(), []
    for items in (1, 3):
        event = parallel(items, rooms=1)
        client.get(f"/en/events/{event.slug}/{path}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/en/events/{event.slug}/{path}").status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_hundred_sessions_fit_one_page_with_its_styles() -> None:
    event = parallel(100, rooms=4)
    with translation.override("sr"):
        shown = page(event, language="sr")
    assert shown.count('<article class="programme-item') == 100
    assert len(gzip.compress(shown.encode())) < MOST_BYTES / 2
