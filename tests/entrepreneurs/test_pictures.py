"""From an upload to pictures of ours: never half, never as it came, also when workers die; these tests commit."""

import io
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from PIL import Image
from pytest_django.fixtures import Settings

from center.base.pictures import making, storing
from center.base.pictures.fields import MOST_BYTES, UploadedPictureField
from center.base.pictures.making import PictureState
from center.base.pictures.sizes import Rendition
from center.base.private_storage import private_storage
from entrepreneurs.choices import PictureKind
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import DirectoryEntry, Enterprise, Picture
from entrepreneurs.services import add_picture, remove_picture, replace_focus
from entrepreneurs.services import pictures as verbs
from entrepreneurs.services.picture_files import process_picture, tidy_pictures
from tests.center.base.picture_files import encoded, phone_photo, stripes
from tests.center.jobs import forget_jobs, jobs_in_state, run_jobs
from tests.entrepreneurs.factories import make_enterprise, published

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"
    forget_jobs()
    yield
    forget_jobs()


@pytest.fixture
def enterprise() -> Enterprise:
    return make_enterprise("Златна тегла")


def send(enterprise: Enterprise, content: bytes = b"", kind: PictureKind = PictureKind.PHOTO) -> Picture:
    upload = SimpleUploadedFile("IMG_2041 Mila.jpg", content or phone_photo(1600, 1200))
    return add_picture(enterprise=enterprise, upload=upload, kind=kind, alt_sr="Тегле меда на столу")


def uploads() -> list[str]:
    folder = Path(private_storage().path("pictures"))
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def served(stem: str) -> list[str]:
    try:
        return sorted(default_storage.listdir(f"pictures/{stem}")[1])
    except FileNotFoundError:
        return []


def everything_served() -> list[bytes]:
    return [path.read_bytes() for path in Path(default_storage.path("")).rglob("*") if path.is_file()]


@pytest.mark.always
def test_an_upload_waits_out_of_sight_until_the_job_has_made_pictures_of_it(enterprise: Enterprise) -> None:
    picture = send(enterprise)
    assert (picture.state, len(uploads()), everything_served()) == (PictureState.PROCESSING, 1, [])
    assert "Mila" not in picture.original
    run_jobs()
    picture.refresh_from_db()
    # Taken on its side: 1200 wide and 1600 high, cut to 4:3.
    assert (picture.state, picture.widths, picture.width, picture.height) == (
        PictureState.READY,
        [320, 640, 960],
        960,
        720,
    )
    assert served(picture.stem) == sorted(
        ["whole.webp", *(f"{width}.{form}" for width in (320, 640, 960) for form in ("avif", "webp"))]
    )
    assert (picture.original, uploads()) == ("", [])
    assert jobs_in_state("entrepreneurs.process_picture") == ["succeeded"]
    for content in everything_served():
        assert [word for word in (b"Exif", b"Secret", b"secret", b"GPS") if word in content] == []
        assert dict(Image.open(io.BytesIO(content)).getexif()) == {}


def test_what_staff_add_is_in_the_list_of_the_directory_once_it_is_made() -> None:
    shown = published("Корпа")
    upload = SimpleUploadedFile("a.jpg", phone_photo(800, 600))
    photo = PictureKind.PHOTO
    picture = add_picture(enterprise=shown, upload=upload, kind=photo, alt_sr="Корпе", approved=True)
    assert DirectoryEntry.objects.get(pk=shown.pk).picture_id is None
    run_jobs()
    assert DirectoryEntry.objects.get(pk=shown.pk).picture_id == picture.pk


def test_a_mark_stays_whole(enterprise: Enterprise) -> None:
    picture = send(enterprise, encoded(stripes(400, 100)), PictureKind.LOGO)
    run_jobs()
    picture.refresh_from_db()
    assert (picture.width, picture.height, picture.is_mark) == (320, 80, True)
    assert served(picture.stem) == ["160.avif", "160.webp", "320.avif", "320.webp"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"no picture", "format"), (b"\0" * (MOST_BYTES + 1), "size")],
    ids=["no picture", "too large"],
)
def test_a_refused_upload_leaves_nothing(enterprise: Enterprise, content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        send(enterprise, content)
    assert (refused.value.code, Picture.objects.count(), uploads()) == (code, 0, [])
    assert jobs_in_state("entrepreneurs.process_picture") == []


def test_a_wrong_focus_or_no_text_is_refused_by_field(enterprise: Enterprise) -> None:
    upload = SimpleUploadedFile("a.jpg", phone_photo())
    with pytest.raises(ValidationError) as refused:
        add_picture(enterprise=enterprise, upload=upload, kind=PictureKind.PHOTO, alt_sr="", focus=(101, 0))
    assert {"alt_sr", "focus_x"} <= refused.value.message_dict.keys()
    assert uploads() == []


def test_an_enterprise_has_at_most_so_many_pictures(
    enterprise: Enterprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "MOST_PICTURES", 1)
    send(enterprise)
    with pytest.raises(ValidationError) as refused:
        send(enterprise)
    assert refused.value.messages == [
        "Ово предузеће већ има највећи дозвољени број слика (1). Прво уклоните неку."
    ]
    assert (Picture.objects.count(), len(uploads())) == (1, 1)


class KilledError(BaseException):
    """Stands for the end of the process: nothing of ours catches it."""


def test_a_worker_killed_between_two_files_leaves_a_row_that_the_next_try_finishes(
    enterprise: Enterprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = send(enterprise)

    def write_one(stem: str, files: Iterator[Rendition]) -> None:
        original_write(stem, [next(iter(files))])
        raise KilledError

    original_write = storing.write
    with monkeypatch.context() as patch:
        patch.setattr(storing, "write", write_one)
        with pytest.raises(KilledError):
            process_picture(picture_id=picture.pk)
    picture.refresh_from_db()
    assert (picture.state, picture.widths, len(uploads())) == (PictureState.PROCESSING, [], 1)
    assert served(picture.stem) == []

    assert process_picture(picture_id=picture.pk) == PictureState.READY
    picture.refresh_from_db()
    assert (len(served(picture.stem)), uploads()) == (7, [])
    # The half of the first try is nobody's, and goes with the nightly tidying.
    assert tidy_pictures(now=timezone.now() + timedelta(days=2)) == 1
    assert default_storage.listdir("pictures")[0] == [picture.stem]


def test_a_worker_killed_before_it_deleted_the_upload_leaves_it_to_the_tidying(
    enterprise: Enterprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = send(enterprise)
    with monkeypatch.context() as patch:
        patch.setattr(making, "_delete_later", lambda _original: None)
        assert process_picture(picture_id=picture.pk) == PictureState.READY
    assert len(uploads()) == 1
    assert (tidy_pictures(), len(uploads())) == (0, 1)
    assert (tidy_pictures(now=timezone.now() + timedelta(days=2)), uploads()) == (1, [])


def test_two_workers_at_once_show_one_set_of_files(enterprise: Enterprise) -> None:
    picture = send(enterprise)
    made: list[str] = []
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        made.append(process_picture(picture_id=picture.pk))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    picture.refresh_from_db()
    assert (picture.state, len(served(picture.stem)), uploads()) == (PictureState.READY, 7, [])
    assert default_storage.listdir("pictures")[0] == [picture.stem]
    assert PictureState.READY in made


def test_a_picture_removed_while_it_is_made_leaves_no_file(
    enterprise: Enterprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = send(enterprise)
    show = making.Maker._show

    def removed_meanwhile(*arguments: object) -> bool:
        remove_picture(picture=picture)
        return show(*arguments)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(making.Maker, "_show", removed_meanwhile)
    assert process_picture(picture_id=picture.pk) == ""
    assert (Picture.objects.count(), uploads(), everything_served()) == (0, [], [])


def test_another_focus_makes_another_cut_from_our_own_picture(enterprise: Enterprise) -> None:
    picture = send(enterprise, encoded(stripes(1600, 600), "JPEG", quality=95))
    run_jobs()
    picture.refresh_from_db()
    before = picture.stem
    replace_focus(picture=picture, focus=(0, 50))
    assert len(served(before)) == 5
    run_jobs()
    picture.refresh_from_db()
    with default_storage.open(storing.path(picture.stem, 640, "webp")) as file:
        left = Image.open(file).convert("L").getpixel((5, 5))
    # The first stripe is the brightest, and was cut off before.
    assert isinstance(left, int)
    assert (picture.stem != before, picture.state, left > 240) == (True, PictureState.READY, True)
    # Pages in open tabs still find the files of the old cut until the night.
    assert len(served(before)) == 5


def test_a_focus_chosen_while_the_picture_is_made_is_the_one_that_is_shown(
    enterprise: Enterprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = send(enterprise)
    show = making.Maker._show
    calls: list[int] = []

    def changed_meanwhile(*arguments: object) -> bool:
        if not calls:
            calls.append(1)
            replace_focus(picture=picture, focus=(50, 0))
        return show(*arguments)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(making.Maker, "_show", changed_meanwhile)
    run_jobs()
    picture.refresh_from_db()
    assert (picture.state, picture.focus_y, len(served(picture.stem))) == (PictureState.READY, 0, 7)
    assert default_storage.listdir("pictures")[0] == [picture.stem]


def test_a_removed_picture_takes_its_files_along_and_twice_is_fine(enterprise: Enterprise) -> None:
    picture = send(enterprise)
    run_jobs()
    for _ in range(2):
        remove_picture(picture=picture)
    assert (Picture.objects.count(), everything_served(), uploads()) == (0, [], [])


class ChangeOfMindError(Exception):
    pass


def test_a_removal_that_is_rolled_back_keeps_the_files(enterprise: Enterprise) -> None:
    picture = send(enterprise)
    run_jobs()
    picture.refresh_from_db()

    def cause() -> None:
        with transaction.atomic():
            remove_picture(picture=picture)
            raise ChangeOfMindError

    with pytest.raises(ChangeOfMindError):
        cause()
    assert (Picture.objects.count(), len(served(picture.stem))) == (1, 7)


def test_an_upload_that_is_gone_after_a_restore_is_marked_so(enterprise: Enterprise) -> None:
    picture = send(enterprise)
    private_storage().delete(picture.original)
    run_jobs()
    picture.refresh_from_db()
    assert (picture.state, picture.original) == (PictureState.FAILED, "")
    with pytest.raises(ChangeRefused):
        replace_focus(picture=picture, focus=(1, 1))


def test_what_no_worker_finished_in_a_day_is_given_up_with_its_upload(enterprise: Enterprise) -> None:
    picture = send(enterprise)
    tidy_pictures(now=timezone.now() + timedelta(hours=23))
    picture.refresh_from_db()
    assert picture.state == PictureState.PROCESSING
    tidy_pictures(now=timezone.now() + timedelta(hours=25))
    picture.refresh_from_db()
    assert (picture.state, uploads()) == (PictureState.FAILED, [])


class PictureForm(forms.Form):
    picture = UploadedPictureField(label="Picture")


@pytest.mark.parametrize(
    ("content", "errors"),
    [
        (phone_photo(), {}),
        (phone_photo()[:5000], {"picture": ["format"]}),
        (b"GIF89a", {"picture": ["format"]}),
    ],
    ids=["photo", "half a photo", "gif"],
)
def test_a_form_refuses_what_is_no_picture_at_its_field(content: bytes, errors: dict[str, list[str]]) -> None:
    sent: MultiValueDict[str, UploadedFile[bytes]] = MultiValueDict(
        {"picture": [SimpleUploadedFile("photo.jpg", content)]}
    )
    form = PictureForm(files=sent)
    assert {name: [error.code for error in found] for name, found in form.errors.as_data().items()} == errors
    if not errors:
        assert form.cleaned_data["picture"].read() == content
    assert 'accept="image/png,image/jpeg,image/webp"' in str(form["picture"])
