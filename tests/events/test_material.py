"""Pictures and files of an event: kept safely, shown when they should be, removed with their files."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from center.base.pictures import storing
from center.base.pictures.making import PictureState
from center.base.private_storage import private_storage
from center.models import User
from entrepreneurs.services.picture_files import tidy_pictures
from events.choices import PictureKind
from events.models import Event, EventDownload, EventPicture
from events.services import downloads, picture_files, pictures
from tests.center.base.picture_files import encoded, phone_photo, stripes
from tests.events.factories import make_event, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "office")]
PDF = b"%PDF-1.7 rules of the fair"
LATER = timedelta(days=3)


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {**settings.STORAGES}


@pytest.fixture
def staff(client: Client, coordinator: User) -> Client:
    coordinator.language = "en"
    coordinator.save()
    client.force_login(coordinator)
    return client


def send(
    event: Event, kind: PictureKind = PictureKind.PHOTO, content: bytes = b"", **more: Any
) -> EventPicture:
    # What follows the end of a JPEG makes each photo another file.
    photo = content or phone_photo(1200, 900) + str(EventPicture.objects.count()).encode()
    upload = SimpleUploadedFile("IMG Mila.jpg", photo)
    values = {"alt_sr": "Штанд с медом", "alt_en": "A stand with honey", "by": make_staff(), **more}
    return pictures.add_picture(event=event, upload=upload, kind=kind, **values)


def ready(event: Event, kind: PictureKind = PictureKind.PHOTO, **more: Any) -> EventPicture:
    picture = send(event, kind, **more)
    assert picture_files.process_picture(picture_id=picture.pk) == PictureState.READY
    picture.refresh_from_db()
    return picture


def keep(event: Event, content: bytes = PDF, name: str = "pravila.pdf") -> EventDownload:
    return downloads.add_download(
        event=event,
        file=io.BytesIO(content),
        name=name,
        label_sr="Правила",
        label_en="Rules",
        by=make_staff(),
    )


def page(event: Event) -> str:
    return Client().get(f"/en/events/{event.slug}/").content.decode()


# --- pictures


def test_a_photo_is_shown_once_the_event_is_over(
    monday_morning: Any, django_capture_on_commit_callbacks: Any
) -> None:
    event = make_event()
    photo = ready(event)
    assert photo.stem not in page(event)
    monday_morning.move_to(event.ends_at)
    shown = page(event)
    assert photo.stem in shown
    assert 'loading="lazy"' in shown
    assert "A stand with honey" in shown


def test_a_poster_is_shown_at_once_and_whole() -> None:
    event = make_event()
    poster = ready(event, PictureKind.POSTER, content=encoded(stripes(900, 1300)))
    assert poster.widths == [480]
    assert f"/pictures/{poster.stem}/480.webp" in page(event)
    assert (poster.width, poster.height) == (480, 693)


def test_an_event_has_one_poster() -> None:
    event = make_event()
    send(event, PictureKind.POSTER)
    with pytest.raises(ValidationError):
        send(event, PictureKind.POSTER)
    assert EventPicture.objects.count() == 1


def test_what_is_no_picture_is_refused_and_nothing_is_kept() -> None:
    event = make_event()
    with pytest.raises(ValidationError):
        send(event, content=b"<svg onload=alert(1)>")
    assert not EventPicture.objects.exists()
    assert not Path(private_storage().path("pictures")).exists()


def test_there_is_an_end_to_the_pictures_of_an_event(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)
    event = make_event()
    send(event)
    with pytest.raises(ValidationError):
        send(event)


def test_a_moved_focus_makes_the_cut_anew_from_the_whole_picture() -> None:
    photo = ready(make_event(), content=encoded(stripes(2400, 900)))
    before = photo.stem
    pictures.describe_picture(picture=photo, alt_sr="Штанд", alt_en="", focus=(0, 50), position=2)
    assert picture_files.process_picture(picture_id=photo.pk) == PictureState.READY
    photo.refresh_from_db()
    assert (photo.stem != before, photo.position, photo.alt_sr) == (True, 2, "Штанд")


def test_the_nightly_tidying_of_the_registry_leaves_pictures_of_events_alone() -> None:
    photo, waiting = ready(make_event()), send(make_event())
    tidy_pictures(now=timezone.now() + LATER)
    with storing.open_whole(photo.stem) as whole:
        assert whole.read(4) == b"RIFF"
    assert private_storage().exists(waiting.original)


def test_a_picture_that_no_worker_could_finish_is_given_up() -> None:
    waiting = send(make_event())
    assert picture_files.give_up_stuck_pictures(now=timezone.now() + LATER) == 1
    waiting.refresh_from_db()
    assert (waiting.state, waiting.original) == (PictureState.FAILED, "")
    assert picture_files.process_picture(picture_id=waiting.pk) == ""


def test_a_removed_picture_takes_its_files_along(django_capture_on_commit_callbacks: Any) -> None:
    photo = ready(make_event())
    with django_capture_on_commit_callbacks(execute=True):
        pictures.remove_picture(picture=photo)
    pictures.remove_picture(picture=photo)
    assert not EventPicture.objects.exists()
    with pytest.raises(OSError, match=photo.stem):
        storing.open_whole(photo.stem)


# --- files


def test_a_file_is_taken_from_the_page_under_its_own_name() -> None:
    event = make_event()
    file = keep(event, name="Правила сајма.pdf")
    shown = page(event)
    assert "Rules" in shown
    assert "PDF, 26\xa0bytes" in shown
    response = Client().get(f"/en/events/{event.slug}/files/{file.pk}/")
    assert b"".join(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]


def test_files_of_drafts_and_of_other_events_are_no_pages() -> None:
    draft, event = make_event(published=False), make_event()
    file = keep(draft)
    for slug in (draft.slug, event.slug):
        assert Client().get(f"/en/events/{slug}/files/{file.pk}/").status_code == 404


@pytest.mark.parametrize(
    "content",
    [b"", b"words", b"<html>", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old office"],
)
def test_other_kinds_of_files_are_refused(content: bytes) -> None:
    with pytest.raises(ValidationError):
        keep(make_event(), content)
    assert not EventDownload.objects.exists()


def test_who_brings_another_kind_of_file_reads_which_ones_can_be_taken(staff: Client) -> None:
    event = make_event()
    for content in (b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old office", b"words"):
        response = staff.post(
            f"{reverse('admin:events_eventdownload_add')}?event={event.pk}",
            {"upload": SimpleUploadedFile("a.docx", content), "label_sr": "Pravila", "position": 0},
        )
        text = response.content.decode()
        assert "Please upload a PDF or a picture (JPEG, PNG)." in text
        assert ".docx" not in text


def test_a_picture_to_download_keeps_its_pixels_alone() -> None:
    event = make_event()
    file = keep(event, phone_photo(1200, 900), "plan.jpg")
    with private_storage().open(file.stored_as) as stored:
        content = stored.read()
    assert b"Secret Maker" not in content
    assert b"secret comment" not in content
    with Image.open(io.BytesIO(content)) as picture:
        # Turned as the phone held it.
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (900, 1200), {})


def test_a_removed_file_is_erased_and_what_was_left_over_is_found(
    django_capture_on_commit_callbacks: Any,
) -> None:
    event = make_event()
    file, kept = keep(event), keep(event)
    with django_capture_on_commit_callbacks(execute=True):
        downloads.remove_download(download=file)
    assert not private_storage().exists(file.stored_as)
    private_storage().save(f"{downloads.FOLDER}/left", SimpleUploadedFile("left", b"x"))
    assert downloads.tidy_downloads(now=timezone.now()) in {0, 1}
    downloads.tidy_downloads(now=timezone.now() + timedelta(days=9000))
    assert [private_storage().exists(each) for each in (f"{downloads.FOLDER}/left", kept.stored_as)] == [
        False,
        True,
    ]


@pytest.mark.usefixtures("made_anew")
def test_the_page_of_an_event_takes_the_same_queries_for_one_picture_or_three(monday_morning: Any) -> None:
    counted = []
    for many in (1, 3):
        event = make_event()
        for _each in range(many):
            ready(event)
            keep(event)
        monday_morning.move_to(event.ends_at)
        page(event)
        with CaptureQueriesContext(connection) as asked:
            page(event)
        counted.append(len(asked))
        monday_morning.move_to(event.starts_at - timedelta(days=9))
    assert counted[0] == counted[1]


# --- the admin


def test_a_picture_and_a_file_are_added_from_the_page_of_the_event(staff: Client) -> None:
    event = make_event()
    material = reverse("admin:events_eventpicture_material", args=[event.pk])
    response = staff.post(
        f"{reverse('admin:events_eventpicture_add')}?event={event.pk}",
        {
            "upload": SimpleUploadedFile("a.jpg", phone_photo(800, 600)),
            "kind": "photo",
            "alt_sr": "Stand s medom",
            "focus_x": 50,
            "focus_y": 50,
            "position": 0,
        },
    )
    assert response["Location"] == material
    response = staff.post(
        f"{reverse('admin:events_eventdownload_add')}?event={event.pk}",
        {"upload": SimpleUploadedFile("a.pdf", PDF), "label_sr": "Pravila", "position": 0},
    )
    assert response["Location"] == material
    shown = staff.get(material).content.decode()
    assert "Štand" not in shown
    assert "Stand s medom" in shown
    assert "Pravila" in shown


def test_a_form_without_a_file_says_so(staff: Client) -> None:
    event = make_event()
    for name in ("eventpicture", "eventdownload"):
        response = staff.post(f"{reverse(f'admin:events_{name}_add')}?event={event.pk}", {})
        assert "Choose a file." in response.content.decode()


def test_words_are_changed_and_a_picture_is_removed_by_staff(staff: Client) -> None:
    event = make_event()
    photo, file = ready(event), keep(event)
    address = reverse("admin:events_eventpicture_change", args=[photo.pk])
    version = staff.get(address).context["loaded_version"]
    staff.post(
        address,
        {
            "alt_sr": "Друго",
            "alt_en": "Other",
            "focus_x": 50,
            "focus_y": 50,
            "position": 3,
            "loaded_version": version,
        },
    )
    photo.refresh_from_db()
    assert (photo.alt_en, photo.position) == ("Other", 3)
    for name, record in (("eventpicture", photo), ("eventdownload", file)):
        response = staff.post(reverse(f"admin:events_{name}_delete", args=[record.pk]), {"post": "yes"})
        assert response["Location"] == reverse("admin:events_eventpicture_material", args=[event.pk])
    assert (EventPicture.objects.count(), EventDownload.objects.count()) == (0, 0)
