"""Files of pictures lie under names that cannot be guessed; uploads lie where nothing is served from."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django.fixtures import Settings

from center.base.pictures import storing
from center.base.pictures.sizes import Rendition
from center.base.private_storage import private_storage
from center.checks.files import private_files_are_not_served

YESTERDAY = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _folders(settings: Settings, tmp_path: Path) -> None:
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"


def written(day: datetime, stem: str = "abc") -> None:
    storing.write(stem, [Rendition("320", form, form.encode()) for form in ("avif", "webp")])
    for name in ("320.avif", "320.webp"):
        os.utime(default_storage.path(f"pictures/{stem}/{name}"), (day.timestamp(), day.timestamp()))


def test_files_are_written_linked_and_removed() -> None:
    written(YESTERDAY)
    assert storing.address("abc", 320, "avif") == "/media/pictures/abc/320.avif"
    with default_storage.open("pictures/abc/320.webp") as file:
        assert file.read() == b"webp"
    storing.remove("abc")
    storing.remove("abc")
    assert default_storage.listdir("pictures") == ([], [])


def test_stems_without_a_row_are_orphans_once_all_their_files_are_old() -> None:
    written(YESTERDAY, "old")
    written(YESTERDAY, "known")
    written(YESTERDAY, "half")
    storing.write("half", [Rendition("640", "avif", b"new")])
    storing.write("new", [Rendition("320", "avif", b"new")])
    Path(default_storage.path("pictures/empty-and-new")).mkdir()
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert storing.orphans({"known"}, before=noon) == ["old"]
    assert storing.orphans(set(), before=datetime(2100, 1, 1, tzinfo=UTC)) == [
        *("empty-and-new", "half", "known", "new", "old")
    ]


def test_without_any_picture_there_are_no_orphans() -> None:
    assert storing.orphans(set(), before=YESTERDAY) == []


def test_two_stems_are_never_alike() -> None:
    assert len({storing.new_stem() for _ in range(50)}) == 50


@pytest.mark.django_db
def test_an_upload_has_no_address_and_is_readable_by_the_portal_alone() -> None:
    storage = private_storage()
    name = storage.save("uploads/photo.jpg", ContentFile(b"as it came"))
    path = Path(storage.path(name))
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with pytest.raises(ValueError, match="A private file has no address"):
        storage.url(name)
    tried = (f"/media/{name}", f"/media/../private/{name}", f"/media/%2e%2e/private/{name}")
    assert [Client().get(address).status_code for address in tried] == [404, 400, 400]


def test_a_private_folder_inside_a_served_one_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    assert [error.id for error in private_files_are_not_served(settings)] == []
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "media" / "private"
    assert [error.id for error in private_files_are_not_served(settings)] == ["center.E002"]
