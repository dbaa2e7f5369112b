"""The programme of an event in the admin: drafted by people who are not technical, then released."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from center.models import User
from entrepreneurs.models import Entrepreneur
from events.models import Event, ItemSpeaker, ProgrammeItem, ProgrammeRelease, Room, Speaker
from events.services import events, programme_items
from tests.conftest import MakeUser
from tests.events.factories import enter, make_event, make_item, make_staff
from tests.events.released import make_room, make_speaker, release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "office", "english")]


@pytest.fixture
def staff(client: Client, coordinator: User) -> Client:
    coordinator.language = "en"
    coordinator.save()
    client.force_login(coordinator)
    return client


def page(event: Event) -> str:
    return reverse("admin:events_programmeitem_programme", args=[event.pk])


def typed(**more: Any) -> dict[str, Any]:
    """Return what staff type into the form of an item."""
    return {
        "title_sr": "Med",
        "title_en": "Honey",
        "kind": "talk",
        "starts_at_0": "19.9.2026.",
        "starts_at_1": "17:00",
        "ends_at_0": "19.9.2026.",
        "ends_at_1": "18:00",
        "room": "",
        "capacity": "",
        "about_sr": "",
        "about_en": "",
        **more,
    }


def seen(client: Client, event: Event) -> str:
    found: str = client.get(page(event)).context["form"].initial["seen"]
    return found


def add(client: Client, event: Event, **more: Any) -> Any:
    return client.post(
        f"{reverse('admin:events_programmeitem_add')}?event={event.pk}", typed(**more), follow=True
    )


def text(response: Any) -> str:
    return str(response.content.decode())


def test_an_item_is_added_from_the_page_of_the_programme_and_stands_there(staff: Client) -> None:
    event = make_event()
    room, ana = make_room(event, "Сала"), make_speaker(event)
    response = add(staff, event, room=room.pk, who=[ana.pk], capacity="8")
    assert response.redirect_chain[-1][0] == page(event)
    item = ProgrammeItem.objects.get()
    assert (item.title_sr, item.room, item.capacity, list(item.speakers.all())) == ("Мед", room, 8, [ana])
    assert "Honey" in text(response)
    assert "0 of 8" in text(response)


def test_without_an_event_nothing_is_added(staff: Client) -> None:
    for address in ("", "?event=999", "?event=x", "?event=²"):
        response = staff.get(reverse("admin:events_programmeitem_add") + address)
        assert (response.status_code, response["Location"]) == (302, reverse("admin:events_event_changelist"))


def test_rooms_and_speakers_of_other_events_are_no_choice(staff: Client) -> None:
    event, other = make_event(), make_event()
    room, ana = make_room(other), make_speaker(other)
    add(staff, event, room=room.pk)
    add(staff, event, who=[ana.pk])
    assert not ProgrammeItem.objects.exists()


def test_a_room_that_is_taken_is_named_at_the_form_and_nothing_is_lost(staff: Client) -> None:
    event = make_event()
    room = make_room(event)
    other = make_item(event, room=room)
    response = add(staff, event, room=room.pk, about_en="Long text")
    assert f"Something else is in this room at that time: {other.title.plain}, 17:00–" in text(response)
    assert "Long text" in text(response)
    assert ProgrammeItem.objects.count() == 1


def test_fewer_places_than_are_held_are_refused_with_the_number(staff: Client) -> None:
    event = make_event(10)
    item = make_item(event, capacity=5)
    enter(event, 1, size=3, items=[item])
    address = reverse("admin:events_programmeitem_change", args=[item.pk])
    version = staff.get(address).context["loaded_version"]
    response = staff.post(address, typed(capacity="2", loaded_version=version))
    assert "3 places are taken, so there cannot be fewer." in text(response)
    item.refresh_from_db()
    assert item.capacity == 5


def test_a_second_coordinator_sees_the_difference_and_loses_nothing(staff: Client) -> None:
    event = make_event()
    item = make_item(event)
    address = reverse("admin:events_programmeitem_change", args=[item.pk])
    version = staff.get(address).context["loaded_version"]
    programme_items.change_item(item=item, title_en="From a colleague")
    response = staff.post(address, typed(title_en="Mine", loaded_version=version))
    assert "From a colleague" in text(response)
    assert "Mine" in text(response)
    item.refresh_from_db()
    assert item.title_en == "From a colleague"


def test_the_same_name_twice_is_said_at_rooms_and_speakers(staff: Client) -> None:
    event = make_event()
    make_room(event, "Сала")
    make_speaker(event, "Ана")
    room = staff.post(
        f"{reverse('admin:events_room_add')}?event={event.pk}", {"name_sr": "Sala", "position": 0}
    )
    assert "already has a room of this name" in text(room)
    speaker = staff.post(f"{reverse('admin:events_speaker_add')}?event={event.pk}", {"name": "Ana"})
    assert "already in the list" in text(speaker)
    assert (Room.objects.count(), Speaker.objects.count()) == (1, 1)


def test_the_draft_is_released_and_what_changed_is_shown_before(staff: Client) -> None:
    event = make_event()
    item = make_item(event)
    staff.post(page(event), {"seen": seen(staff, event), "tell": "on"})
    assert ProgrammeRelease.objects.get().number == 1
    assert "The draft is the same as what the public reads." in text(staff.get(page(event)))
    programme_items.change_item(item=item, title_en="Honey")
    assert "Another title: Honey (before: Talk 1)." in text(staff.get(page(event)))
    staff.post(page(event), {"seen": seen(staff, event), "note": "Bolje ime", "tell": "on"})
    assert ProgrammeRelease.objects.first().note_sr == "Боље име"  # type: ignore[union-attr]


def test_a_draft_that_a_colleague_changed_meanwhile_is_not_released(staff: Client) -> None:
    event = make_event()
    item = make_item(event)
    mark = seen(staff, event)
    programme_items.change_item(item=item, title_en="From a colleague")
    response = staff.post(page(event), {"seen": mark, "note": "My note", "tell": "on"})
    assert response.status_code == 409
    assert "The draft was changed while you were reading." in text(response)
    assert not ProgrammeRelease.objects.exists()
    again = staff.post(page(event), {"seen": response.context["form"]["seen"].value(), "tell": "on"})
    assert again.status_code == 302


def test_whom_a_release_would_be_told_is_said_before(staff: Client) -> None:
    event = make_event(10)
    item = make_item(event)
    release(event)
    enter(event, 1)
    enter(event, 2, phone="064 1234567")
    programme_items.change_item(item=item, ends_at=item.ends_at + timedelta(hours=1))
    shown = text(staff.get(page(event)))
    assert "1 registration is written to." in shown
    assert "1 has no email address" in shown


def test_what_is_odd_stands_beside_the_item(staff: Client) -> None:
    event = make_event(5)
    room, other, ana = make_room(event, "Сала"), make_room(event, "Соба"), make_speaker(event)
    for number, where in enumerate((room, other)):
        item = make_item(event, room=where, title_en=f"Talk {number}", capacity=9)
        ItemSpeaker.objects.create(item=item, speaker=ana)
    make_item(event, 20, title_en="")
    make_item(event, 17, kind="break", title_en="Break")
    shown = text(staff.get(page(event)))
    for words in (
        "Not within the times of the event.",
        "No room is chosen.",
        "More places than the event has.",
        "The English title is missing.",
        "Ana Ilić is at the same time in: Talk 1",
        "Ana Ilić is at the same time in: Talk 0",
    ):
        assert words in shown


def test_an_item_is_taken_out_and_put_back_by_buttons(staff: Client) -> None:
    event = make_event()
    item = make_item(event)
    staff.post(reverse("admin:events_programmeitem_do", args=[item.pk, "drop"]), {"next": page(event)})
    assert "Put back" in text(staff.get(page(event)))
    response = staff.post(
        reverse("admin:events_programmeitem_do", args=[item.pk, "restore"]), {"next": page(event)}
    )
    assert response["Location"] == page(event)
    item.refresh_from_db()
    assert item.is_dropped is False


def test_the_whole_draft_moves_once_however_often_it_is_pressed(staff: Client) -> None:
    event = make_event()
    item = make_item(event)
    for _press in range(2):
        staff.post(
            reverse("admin:events_programmeitem_shift", args=[event.pk]),
            {"first_at_0": "20.9.2026.", "first_at_1": "17:00"},
        )
    item.refresh_from_db()
    assert item.starts_at == event.starts_at + timedelta(days=1)
    staff.post(reverse("admin:events_programmeitem_shift", args=[event.pk]), {"first_at_0": "x"})
    assert staff.get(reverse("admin:events_programmeitem_shift", args=[event.pk])).status_code == 405


@pytest.mark.parametrize(
    ("language", "word"), [("sr", "Разговор 1"), ("sr-latn", "Razgovor 1"), ("en", "Talk 1")]
)
def test_the_preview_shows_the_draft_in_each_language(staff: Client, language: str, word: str) -> None:
    event = make_event(published=False)
    make_item(event)
    address = reverse("admin:events_programmeitem_preview", args=[event.pk])
    assert word in text(staff.get(f"{address}?language={language}"))


def test_a_cancelled_event_can_be_looked_at_only(staff: Client) -> None:
    event = make_event()
    item = make_item(event)
    events.cancel_event(event=event, by=make_staff())
    shown = text(staff.get(page(event)))
    assert "Add an item" not in shown
    assert "Release the programme" not in shown
    assert staff.get(f"{reverse('admin:events_room_add')}?event={event.pk}").status_code == 302
    assert "_save" not in text(staff.get(reverse("admin:events_programmeitem_change", args=[item.pk])))


def test_a_speaker_is_linked_to_a_person_and_taken_out_everywhere(staff: Client) -> None:
    event = make_event()
    person = Entrepreneur.objects.create(name="Ана Илић", phone="+381641234567")
    ana, item = make_speaker(event, about_en="Lives on honey"), make_item(event)
    programme_items.change_item(item=item, speakers=[ana])
    release(event)
    staff.post(
        reverse("admin:events_speaker_do", args=[ana.pk, "link"]), {"words": "Ilić", "person": person.pk}
    )
    ana.refresh_from_db()
    assert ana.entrepreneur == person
    digest = ProgrammeRelease.objects.get().digest
    staff.post(reverse("admin:events_speaker_do", args=[ana.pk, "take_out"]))
    kept = ProgrammeRelease.objects.get()
    assert (kept.data["speakers"], kept.data["items"][0]["speakers"]) == ([], [])
    assert kept.digest != digest
    assert not Speaker.objects.exists()
    assert "Ilić" not in text(Client().get(f"/en/events/{event.slug}/programme/"))


def test_a_room_in_which_something_happens_cannot_be_deleted(staff: Client) -> None:
    event = make_event()
    used, unused = make_room(event, "Сала"), make_room(event, "Соба")
    make_item(event, room=used)
    for room in (used, unused):
        staff.post(reverse("admin:events_room_delete", args=[room.pk]), {"post": "yes"})
    assert list(Room.objects.all()) == [used]


def test_who_may_not_publish_drafts_but_does_not_release(client: Client, make_user: MakeUser) -> None:
    event = make_event()
    make_item(event)
    nobody = make_user(None)
    client.force_login(nobody)
    for name in ("programme", "preview", "shift"):
        address = reverse(f"admin:events_programmeitem_{name}", args=[event.pk])
        assert client.post(address).status_code in {302, 403}
    assert not ProgrammeRelease.objects.exists()


def test_the_page_takes_the_same_queries_for_one_item_or_three(staff: Client) -> None:
    counted = []
    for items in (1, 3):
        event = make_event(50)
        for number in range(items):
            item = make_item(event, 17 + number, room=make_room(event, f"Сала {number}"))
            ItemSpeaker.objects.create(item=item, speaker=make_speaker(event, f"Ана {number}"))
        release(event)
        for number in range(items):
            enter(event, number)
            make_item(event, 17 + number)
        programme_items.shift_items(event=event, by=timedelta(minutes=5))
        staff.get(page(event))
        with CaptureQueriesContext(connection) as asked:
            assert staff.get(page(event)).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
