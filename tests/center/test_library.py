"""The library of pictures: uploaded once, made anew by us, shown with its words, and kept while something shows it."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client
from django.utils import timezone, translation
from PIL import Image

from center.base.pictures import storing
from center.base.private_storage import private_storage
from center.choices import Role
from center.models import Picture, User
from center.services import pictures
from tests.center.base.picture_files import phone_photo
from tests.center.library import make_picture
from tests.marks import seldom
from tests.threads import at_the_same_time

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def sent(content: bytes, **words: str) -> dict[str, object]:
    upload = SimpleUploadedFile("photo.jpg", content, "image/jpeg")
    said = {"alt_sr": "Tegle meda", "alt_en": "", "caption_sr": "", "caption_en": "", "credit": ""}
    return {**said, "upload": upload, "focus_x": "50", "focus_y": "20", **words}


def test_an_editor_uploads_a_picture_and_the_worker_makes_it_without_what_the_phone_wrote(
    as_user: AsUser, make_user: Callable[..., User]
) -> None:
    editor = make_user(Role.EDITOR)
    answer = as_user(editor).post("/admin/center/picture/add/", sent(phone_photo(), credit="Petar Petrović"))
    assert answer.status_code == 302
    picture = Picture.objects.get()
    assert (picture.alt_sr, picture.state, picture.added_by, picture.focus_y) == (
        "Тегле меда",
        "processing",
        editor,
        20,
    )
    upload = picture.original
    assert pictures.process_picture(picture_id=picture.pk) == "ready"
    picture.refresh_from_db()
    # Turned upright as the phone said: 900 wide, 1200 high, cut to 4:3.
    assert (picture.widths, picture.width, picture.height, picture.original) == ([320, 640], 640, 480, "")
    names = sorted(default_storage.listdir(f"pictures/{picture.stem}")[1])
    assert names == ["320.avif", "320.webp", "640.avif", "640.webp", "whole.webp"]
    kept = [Path(default_storage.path(f"pictures/{picture.stem}/{name}")).read_bytes() for name in names]
    assert [b"secret" in each.lower() or b"Exif" in each for each in kept] == [False] * 5
    assert [len(each) <= 25_000 for each in kept[:4]] == [True] * 4
    assert upload.startswith("pictures/")


def test_papers_and_the_press_get_the_whole_picture_as_jpeg_or_png() -> None:
    picture = make_picture()
    found = [
        (each.format, each.size)
        for each in (
            Image.open(io.BytesIO(pictures.picture_copy(picture=picture, form=form)))
            for form in ("JPEG", "PNG")
        )
    ]
    assert found == [("JPEG", (640, 480)), ("PNG", (640, 480))]


def test_a_picture_that_is_not_ready_has_no_copy_and_shows_the_motif() -> None:
    picture = Picture.objects.create(alt_sr="Тегле", stem="none", is_demo=True)
    with pytest.raises(FileNotFoundError):
        pictures.picture_copy(picture=picture)
    assert "picture-empty" in html("{% center_picture shown %}", picture)


def test_a_figure_says_caption_and_author_in_the_script_of_the_page() -> None:
    picture = make_picture(caption_sr="Сајам у парку", credit="Петар Петровић", alt_en="Jars of honey")
    with translation.override("sr-latn"):
        page = html("{% center_picture shown place='wide' caption=True %}", picture)
    assert ("Sajam u parku" in page, "Petar Petrović" in page, 'alt="Tegle meda"' in page) == (
        True,
        True,
        True,
    )
    with translation.override("en"):
        page = html("{% center_picture shown place='wide' caption=True %}", picture)
    assert ('<span lang="sr-Latn">Sajam u parku</span>' in page, 'alt="Jars of honey"' in page) == (
        True,
        True,
    )


def test_a_text_shows_the_pictures_of_its_record_by_their_number() -> None:
    one, two = make_picture(), make_picture(alt_sr="Корпа")
    two.state = "failed"
    template = Template("{% load center_pictures %}{% text_with_pictures text shown %}")
    page = template.render(
        Context({"text": "Први\n\n{picture:1}\n\nДруги\n\n{picture:2}\n\n{picture:7}", "shown": [one, two]})
    )
    assert (page.count("<picture"), page.count("{picture")) == (1, 0)


def test_the_same_file_again_is_refused(make_user: Callable[..., User]) -> None:
    upload = ContentFile(phone_photo(), name="a.jpg")
    editor = make_user(Role.EDITOR)
    pictures.add_picture(upload=upload, alt_sr="Тегле", by=editor)
    waiting = len(private_storage().listdir("pictures")[1])
    with pytest.raises(ValidationError) as refused:
        pictures.add_picture(upload=upload, alt_sr="Исте тегле", by=editor)
    assert refused.value.messages == ["Ова слика је већ у збирци."]
    assert len(private_storage().listdir("pictures")[1]) == waiting


def test_a_file_that_is_no_picture_is_refused_at_its_field(
    as_user: AsUser, make_user: Callable[..., User]
) -> None:
    client = as_user(make_user(Role.EDITOR))
    page = client.post("/admin/center/picture/add/", sent(b"<svg onload=alert(1)>"))
    assert (list(page.context["adminform"].form.errors), Picture.objects.count()) == (["upload"], 0)


def test_a_removed_picture_leaves_no_file(
    as_user: AsUser, make_user: Callable[..., User], django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    picture = make_picture()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # a context manager
        as_user(make_user(Role.EDITOR)).post(f"/admin/center/picture/{picture.pk}/delete/", {"post": "yes"})
    assert (Picture.objects.count(), default_storage.exists(storing.path(picture.stem, 320, "webp"))) == (
        0,
        False,
    )


def test_another_focus_makes_other_files_and_shows_the_old_ones_until_then() -> None:
    picture = make_picture()
    stem = picture.stem
    pictures.describe_picture(picture=picture, alt_sr="Тегле", focus=(0, 0))
    picture.refresh_from_db()
    assert (picture.stem, picture.state) == (stem, "ready")
    pictures.process_picture(picture_id=picture.pk)
    picture.refresh_from_db()
    assert (picture.stem == stem, default_storage.exists(storing.path(stem, 320, "webp"))) == (False, True)


def test_an_upload_that_no_worker_finished_is_given_up_after_a_day(make_user: Callable[..., User]) -> None:
    editor = make_user(Role.EDITOR)
    picture = pictures.add_picture(upload=ContentFile(phone_photo(), name="a.jpg"), alt_sr="Тегле", by=editor)
    now = timezone.now()
    assert pictures.give_up_stuck_pictures(now=now + timedelta(hours=23)) == 0
    assert pictures.give_up_stuck_pictures(now=now + timedelta(hours=25)) == 1
    picture.refresh_from_db()
    assert (picture.state, picture.original, picture.digest) == ("failed", "", "")


@pytest.mark.parametrize("number", [*seldom([1]), 3])
def test_the_list_takes_the_same_number_of_queries(
    number: int,
    as_user: AsUser,
    make_user: Callable[..., User],
    django_assert_num_queries: Callable[..., object],
) -> None:
    client = as_user(make_user(Role.EDITOR))
    client.get("/admin/center/picture/")
    for _ in range(number):
        make_picture()
    with django_assert_num_queries(9):  # type: ignore[attr-defined]  # a context manager
        client.get("/admin/center/picture/")


@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_twice_at_once_is_one_picture(make_user: Callable[..., User]) -> None:
    editor = make_user(Role.EDITOR)

    def send() -> Picture:
        upload = ContentFile(phone_photo(), name="a.jpg")
        return pictures.add_picture(upload=upload, alt_sr="Тегле", by=editor)

    outcomes = at_the_same_time([send, send])
    assert sorted(type(each).__name__ for each in outcomes) == ["Picture", "ValidationError"]
    assert Picture.objects.count() == 1


def html(tag: str, shown: Picture) -> str:
    return Template("{% load center_pictures %}" + tag).render(Context({"shown": shown}))
