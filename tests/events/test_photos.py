"""Photos of an event, many at once: added in one form, described and put in order in one table."""

import io
import logging
import threading
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from center.base.pictures import fields
from center.models import User
from events.choices import PictureKind
from events.errors import PhotosChangedMeanwhile
from events.models import Event, EventPicture
from events.services import photos, picture_files, pictures
from events.services.events import cancel_event
from tests.events.factories import make_event, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "office", "own_folders")]


@pytest.fixture
def own_folders(settings: Settings, tmp_path: Any) -> None:
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {**settings.STORAGES}


@pytest.fixture
def staff(client: Client, coordinator: User) -> Client:
    coordinator.language = "en"
    coordinator.save()
    client.force_login(coordinator)
    return client


def shot(number: int, name: str = "") -> SimpleUploadedFile:
    """Return a photo like no other number's."""
    out = io.BytesIO()
    Image.new("RGB", (400, 300), (number * 9 % 256, 90, 40)).save(out, "PNG")
    return SimpleUploadedFile(name or f"IMG_{number}.png", out.getvalue(), content_type="image/png")


def add(event: Event, *numbers: int) -> list[EventPicture]:
    photos.add_photos(
        event=event, uploads=[shot(number) for number in numbers], alt_sr="Сајам", alt_en="", by=make_staff()
    )
    return list(photos.photos_of(event))


def page(event: Event) -> str:
    return reverse("admin:events_eventpicture_material", args=[event.pk])


def send(staff: Client, event: Event, *uploads: Any, **more: str) -> Any:
    data = {"photos": list(uploads), "alt_sr": "Сајам у парку", "alt_en": "The fair in the park", **more}
    return staff.post(reverse("admin:events_eventpicture_photos", args=[event.pk]), data)


def table(staff: Client, event: Event) -> dict[str, str]:
    """Return what the table on the page would send as it is."""
    rows = staff.get(page(event)).context["rows"]
    return {row.add_prefix(name): str(row[name].value()) for row in rows for name in row.fields}


# --- two at once


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_by_two_requests_at_once_adds_each_photo_once() -> None:
    event, by, start = make_event(), make_staff(), threading.Barrier(2)
    outcomes: list[photos.Added] = []

    def both() -> None:
        start.wait()
        try:
            uploads = [shot(1), shot(2), shot(3)]
            outcomes.append(photos.add_photos(event=event, uploads=uploads, alt_sr="Сајам", alt_en="", by=by))
        finally:
            connection.close()

    threads = [threading.Thread(target=both) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(each.taken for each in outcomes) == 3
    assert sum(len(each.here) for each in outcomes) == 3
    assert [each.refused for each in outcomes] == [[], []]
    assert sorted(event.pictures.values_list("position", flat=True)) == [0, 1, 2]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_database_still_keeps_a_photo_once(monkeypatch: pytest.MonkeyPatch) -> None:
    event, by, start = make_event(), make_staff(), threading.Barrier(2)

    def unlocked(event: Event) -> Event:
        start.wait()
        return event

    monkeypatch.setattr(pictures, "locked_event", unlocked)
    refused: list[Exception] = []

    def once() -> None:
        try:
            pictures.add_picture(event=event, upload=shot(1), kind=PictureKind.PHOTO, alt_sr="Сајам", by=by)
        except (ValidationError, IntegrityError) as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=once) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (event.pictures.count(), len(refused)) == (1, 1)


# --- adding


def test_many_photos_are_added_with_common_words_after_the_last_one(staff: Client) -> None:
    event = make_event()
    add(event, 1)
    response = send(staff, event, shot(2), shot(3))
    assert response["Location"] == page(event)
    assert "2 photos were added and are being prepared." in staff.get(page(event)).content.decode()
    assert list(photos.photos_of(event).values_list("alt_sr", "alt_en", "position", "kind")) == [
        ("Сајам", "", 0, "photo"),
        ("Сајам у парку", "The fair in the park", 1, "photo"),
        ("Сајам у парку", "The fair in the park", 2, "photo"),
    ]


def test_a_file_that_is_refused_is_named_with_its_reason_and_the_others_are_kept(
    staff: Client, caplog: pytest.LogCaptureFixture
) -> None:
    event = make_event()
    wrong = SimpleUploadedFile("<b>Mila Jovanović.png", b"no picture")
    empty = SimpleUploadedFile("empty.png", b"")
    with caplog.at_level(logging.DEBUG):
        text = send(staff, event, shot(1), wrong, empty, shot(2)).content.decode()
    assert event.pictures.count() == 2
    assert "2 photos were added and are being prepared." in text
    assert "&lt;b&gt;Mila Jovanović.png – This file could not be read as a picture." in text
    assert "empty.png – This file could not be read as a picture." in text
    # The words are kept for the next attempt; the name of the file stands in no log.
    assert text.count("Сајам у парку") >= 1
    assert "Mila" not in caplog.text


def test_a_photo_that_is_too_large_says_so(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    event = make_event()
    monkeypatch.setattr(pictures, "MOST_BYTES", 100)
    text = send(staff, event, shot(1)).content.decode()
    assert "IMG_1.png – This file is larger than" in text
    assert "No photo was added." in text


def test_the_same_form_sent_twice_adds_nothing_the_second_time(staff: Client) -> None:
    event = make_event()
    send(staff, event, shot(1), shot(2))
    text = send(staff, event, shot(1), shot(2), shot(3)).content.decode()
    assert event.pictures.count() == 3
    assert "1 photo was added and is being prepared." in text
    assert "Already here, so not added again:" in text
    assert "IMG_2.png" in text


def test_the_same_photo_may_be_shown_at_another_event_and_as_the_poster() -> None:
    event, other = make_event(), make_event()
    add(event, 1)
    add(other, 1)
    pictures.add_picture(
        event=event, upload=shot(1), kind=PictureKind.POSTER, alt_sr="Плакат", by=make_staff()
    )
    assert (event.pictures.count(), other.pictures.count()) == (2, 1)


def test_a_photo_that_could_not_be_prepared_or_was_removed_may_be_sent_again() -> None:
    event = make_event()
    first, second = add(event, 1, 2)
    EventPicture.objects.filter(pk=first.pk).update(original="passing/gone")
    picture_files.process_picture(picture_id=first.pk)
    pictures.remove_picture(picture=second)
    assert len(add(event, 1, 2)) == 3


def test_photos_past_the_end_are_named_and_not_added(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PICTURES", 2)
    event = make_event()
    text = send(staff, event, shot(1), shot(2), shot(3)).content.decode()
    assert event.pictures.count() == 2
    assert "IMG_3.png – This event already has as many pictures as it can have (2). Remove one first." in text


@pytest.mark.parametrize(
    ("uploads", "words", "says"),
    [
        ([], "Сајам", "Choose at least one photo."),
        ([1], "", "This field is required."),
        ([1], "р" * 161, "at most 160 characters"),
    ],
)
def test_without_photos_or_words_nothing_is_added_and_what_was_typed_stays(
    staff: Client, uploads: list[int], words: str, says: str
) -> None:
    event = make_event()
    response = send(staff, event, *(shot(each) for each in uploads), alt_sr=words)
    assert event.pictures.count() == 0
    assert says in response.content.decode()
    assert "The fair in the park" in response.content.decode()


def test_the_form_lets_several_files_be_chosen_without_javascript(staff: Client) -> None:
    text = staff.get(page(make_event())).content.decode()
    assert 'enctype="multipart/form-data"' in text
    assert " multiple" in text.partition('name="photos"')[2].partition(">")[0]


def test_a_cancelled_event_gets_no_photos_and_no_words(staff: Client) -> None:
    event = make_event()
    add(event, 1)
    sent = table(staff, event)
    cancel_event(event=event, by=make_staff(), reason="Киша")
    assert send(staff, event, shot(2)).status_code == 403
    assert staff.post(page(event), sent).status_code == 403
    assert 'name="photos"' not in staff.get(page(event)).content.decode()


# --- how much at once


def test_staff_may_send_more_at_once_here_than_elsewhere(staff: Client, settings: Settings) -> None:
    settings.MAX_BODY_BYTES = 400
    event = make_event()
    assert send(staff, event, shot(1), shot(2)).status_code == 302
    assert event.pictures.count() == 2
    elsewhere = staff.post(page(event), {"photos": [shot(3)]})
    assert elsewhere.status_code == 413


def test_visitors_and_members_are_refused_before_their_long_body_is_read(
    client: Client, settings: Settings, stranger: User
) -> None:
    settings.MAX_BODY_BYTES = 400
    event = make_event()
    assert send(client, event, shot(1)).status_code == 413
    client.force_login(stranger)
    assert send(client, event, shot(1)).status_code == 413
    assert event.pictures.count() == 0


def test_what_is_longer_than_all_photos_together_is_refused(staff: Client) -> None:
    address = reverse("admin:events_eventpicture_photos", args=[make_event().pk])
    response = staff.generic("POST", address, b"", CONTENT_LENGTH=str(300 * 1024**2))
    assert response.status_code == 413
    assert fields.MOST_BYTES < 201 * 1024**2


# --- the table


def test_the_words_of_all_photos_are_saved_in_one_go(staff: Client) -> None:
    event = make_event()
    first, _second, third = add(event, 1, 2, 3)
    sent = table(staff, event)
    sent[f"photo-{first.pk}-alt_sr"] = "Stand s medom"
    sent[f"photo-{first.pk}-alt_en"] = "A stand\r\nwith honey"
    sent[f"photo-{third.pk}-alt_sr"] = "Деца"
    assert staff.post(page(event), sent)["Location"] == page(event)
    assert "Saved: 2 photos changed." in staff.get(page(event)).content.decode()
    assert list(photos.photos_of(event).values_list("alt_sr", "alt_en")) == [
        ("Станд с медом", "A stand with honey"),
        ("Сајам", ""),
        ("Деца", ""),
    ]


@pytest.mark.parametrize(
    ("places", "after"),
    [
        ({4: 1}, [4, 1, 2, 3]),
        ({1: 4}, [2, 3, 4, 1]),
        ({1: 3}, [2, 3, 1, 4]),
        ({1: 2, 2: 1}, [2, 1, 3, 4]),
        ({1: 99}, [2, 3, 4, 1]),
        ({3: 1, 4: 1}, [3, 4, 1, 2]),
    ],
)
def test_a_moved_photo_takes_its_place_and_the_others_make_room(
    staff: Client, places: dict[int, int], after: list[int]
) -> None:
    event = make_event()
    keys = [photo.pk for photo in add(event, 1, 2, 3, 4)]
    # As they were before there was a table: all at one place.
    EventPicture.objects.update(position=0)
    sent = table(staff, event)
    for number, place in places.items():
        sent[f"photo-{keys[number - 1]}-place"] = str(place)
    staff.post(page(event), sent)
    assert [keys.index(photo.pk) + 1 for photo in photos.photos_of(event)] == after


def test_two_people_describe_different_photos_at_once_and_both_are_kept(staff: Client) -> None:
    event = make_event()
    first, second = add(event, 1, 2)
    mine, theirs = table(staff, event), table(staff, event)
    mine[f"photo-{first.pk}-alt_sr"] = "Мед"
    theirs[f"photo-{second.pk}-alt_sr"] = "Корпе"
    assert staff.post(page(event), mine).status_code == 302
    assert staff.post(page(event), theirs).status_code == 302
    assert [photo.alt_sr for photo in photos.photos_of(event)] == ["Мед", "Корпе"]


def test_who_saves_second_sees_what_the_first_wrote_and_loses_nothing(staff: Client) -> None:
    event = make_event()
    first, second = add(event, 1, 2)
    mine, theirs = table(staff, event), table(staff, event)
    mine[f"photo-{first.pk}-alt_sr"] = "Мед"
    mine[f"photo-{second.pk}-place"] = "1"
    theirs[f"photo-{first.pk}-alt_sr"] = "Саће"
    theirs[f"photo-{second.pk}-alt_sr"] = "Корпе"
    staff.post(page(event), mine)
    response = staff.post(page(event), theirs)
    text = response.content.decode()
    assert response.status_code == 409
    assert "A colleague changed photos after you opened this page." in text
    assert "Saved in Serbian: Мед" in text
    # Of the English words, which are the same, nothing is told.
    assert "Saved in English" not in text
    assert [photo.alt_sr for photo in photos.photos_of(event)] == ["Сајам", "Мед"]
    again = {
        row.add_prefix(name): str(row[name].value())
        for row in response.context["rows"]
        for name in row.fields
    }
    assert again[f"photo-{second.pk}-alt_sr"] == "Корпе"
    # Nothing was moved here, so the order is shown as it is saved.
    assert [again[f"photo-{photo.pk}-place"] for photo in (second, first)] == ["1", "2"]
    assert staff.post(page(event), again).status_code == 302
    assert [photo.alt_sr for photo in photos.photos_of(event)] == ["Корпе", "Саће"]


def test_an_order_that_a_colleague_changed_meanwhile_is_shown_before_it_is_changed_again(
    staff: Client,
) -> None:
    event = make_event()
    first, second, third = add(event, 1, 2, 3)
    mine, theirs = table(staff, event), table(staff, event)
    mine[f"photo-{third.pk}-place"] = "1"
    theirs[f"photo-{first.pk}-place"] = "3"
    staff.post(page(event), mine)
    response = staff.post(page(event), theirs)
    assert response.status_code == 409
    assert "Saved place: 2" in response.content.decode()
    again = {
        row.add_prefix(name): str(row[name].value())
        for row in response.context["rows"]
        for name in row.fields
    }
    assert staff.post(page(event), again).status_code == 302
    assert list(photos.photos_of(event)) == [third, second, first]


def test_what_was_typed_about_a_photo_that_is_gone_is_shown_once(staff: Client) -> None:
    event = make_event()
    first, second = add(event, 1, 2)
    sent = table(staff, event)
    sent[f"photo-{first.pk}-alt_sr"] = "Мед на <штанду>"
    sent[f"photo-{second.pk}-alt_sr"] = "Корпе"
    pictures.remove_picture(picture=first)
    response = staff.post(page(event), sent)
    assert response.status_code == 409
    assert "You had typed: Мед на &lt;штанду&gt;" in response.content.decode()
    kept = {key: value for key, value in sent.items() if str(first.pk) not in key.split("-")}
    assert staff.post(page(event), kept).status_code == 302
    assert [photo.alt_sr for photo in photos.photos_of(event)] == ["Корпе"]


def test_wrong_rows_are_marked_and_nothing_is_saved(staff: Client) -> None:
    event = make_event()
    first, second, third = add(event, 1, 2, 3)
    sent = table(staff, event)
    sent[f"photo-{first.pk}-alt_sr"] = " "
    sent[f"photo-{second.pk}-place"] = "first"
    sent[f"photo-{third.pk}-alt_sr"] = "Корпе"
    response = staff.post(page(event), sent)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Write what the picture shows." in text
    assert "Enter a whole number." in text
    assert "Корпе" in text
    assert {photo.alt_sr for photo in photos.photos_of(event)} == {"Сајам"}


def test_words_changed_between_reading_and_saving_are_not_written_over() -> None:
    event = make_event()
    (photo,) = add(event, 1)
    old = photos.seen_of(alt_sr="старо", alt_en="")
    wanted = photos.Words(alt_sr="ново", alt_en="", place=1, seen=old, seen_place=1)
    with pytest.raises(PhotosChangedMeanwhile):
        photos.describe_photos(event=event, wanted={photo.pk: wanted})
    photo.refresh_from_db()
    assert photo.alt_sr == "Сајам"


def test_the_page_takes_the_same_queries_for_one_photo_or_three(staff: Client) -> None:
    counted = []
    for numbers in ((1,), (1, 2, 3)):
        event = make_event()
        add(event, *numbers)
        staff.get(page(event))
        with CaptureQueriesContext(connection) as asked:
            staff.get(page(event))
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_who_works_on_no_events_adds_and_describes_no_photos(client: Client, researcher: User) -> None:
    event = make_event()
    add(event, 1)
    client.force_login(researcher)
    assert send(client, event, shot(2)).status_code == 403
    assert client.post(page(event), {}).status_code == 403
    assert event.pictures.count() == 1
