"""The disk is full while somebody sends a file: nothing half is kept, and the page says what to do."""

import io
import os
import resource
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings

from center.base.private_storage import private_storage
from center.base.whole_files import WholeFiles
from center.models import Office, Picture, Question, User
from center.services.pictures import add_picture
from consultations.models import CaseDocument
from tests.conftest import MakeUser
from tests.consultations.cases import PDF, make_case, staff_advisor
from tests.plain_browser import PlainBrowser

pytestmark = pytest.mark.django_db
ROOM = 256 * 1024
LARGE = PDF + b" " * (2 * ROOM)


@contextmanager
def little_room() -> Iterator[None]:
    """Let the system refuse to write the rest of a file, as it does on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_document_for_which_there_is_no_room_leaves_nothing_and_the_page_keeps_its_title(
    private_media: Path, make_user: MakeUser, as_user: Callable[[User], Client], office: Office
) -> None:
    lead = staff_advisor(make_user)
    case = make_case(lead)
    client = as_user(lead.user)
    client.raise_request_exception = False
    address = reverse("admin:consultations_case_do", args=[case.pk, "document"])
    form = {"title": "Закуп пословног простора", "submission": str(uuid.uuid4())}
    with little_room():
        page = client.post(address, {**form, "file": SimpleUploadedFile("уговор.pdf", LARGE)})
    html = page.content.decode()
    assert (page.status_code, "уговор.pdf" in html, form["title"] in html, form["submission"] in html) == (
        507,
        True,
        True,
        True,
    )
    assert (CaseDocument.objects.count(), files(private_media)) == (0, [])
    kept = PlainBrowser(client, address, page)
    again = {control.name: control.value for control in kept.page.fields if control.name != "file"}
    client.post(kept.action, {**again, "file": SimpleUploadedFile("уговор.pdf", LARGE)})
    (document,) = CaseDocument.objects.all()
    assert (document.title, document.size, len(files(private_media))) == (form["title"], len(LARGE), 1)


def test_a_picture_for_which_there_is_no_room_leaves_neither_row_nor_file(
    private_media: Path, coordinator: User
) -> None:
    noise = io.BytesIO()
    Image.frombytes("RGB", (500, 500), os.urandom(750_000)).save(noise, "PNG")
    with little_room(), pytest.raises(OSError, match="File too large"):
        add_picture(upload=ContentFile(noise.getvalue(), "tezga.png"), alt_sr="Тезга", by=coordinator)
    assert (Picture.objects.count(), files(private_media)) == (0, [])
    add_picture(upload=ContentFile(noise.getvalue(), "tezga.png"), alt_sr="Тезга", by=coordinator)
    assert (Picture.objects.count(), len(files(private_media))) == (1, 1)


@pytest.mark.parametrize("is_private", [True, False])
def test_a_file_that_was_there_before_survives_one_for_which_there_is_no_room(
    is_private: bool, private_media: Path, tmp_path: Path, settings: Settings
) -> None:
    storage = private_storage() if is_private else WholeFiles(tmp_path)
    storage.save("list.txt", ContentFile(b"kept"))
    with little_room(), pytest.raises(OSError, match="File too large"):
        storage._save("list.txt", ContentFile(LARGE))  # type: ignore[attr-defined]  # past the choice of a free name
    with storage.open("list.txt") as file:
        assert file.read() == b"kept"


def test_a_database_without_room_keeps_the_question_on_the_page_until_there_is_some(office: Office) -> None:
    """The server's own answer for a full disk (53100), given by a trigger."""
    client = Client(raise_request_exception=False)
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=1), tick=False):
        visitor = PlainBrowser(client).open("/en/contact/")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;"
            " CREATE TRIGGER no_room BEFORE INSERT ON center_question FOR EACH ROW EXECUTE FUNCTION no_room()"
        )
    form = {control.name: control.value for control in visitor.page.fields}
    visitor.post(
        {**form, "name": "Ана", "email": "ana@example.org", "text": "Имате ли простор за радионицу?"}
    )
    assert (visitor.status, Question.objects.count()) == (503, 0)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER no_room ON center_question")
    visitor.press("Send it again")
    assert (visitor.path, Question.objects.get().text) == (
        "/en/contact/sent/",
        "Имате ли простор за радионицу?",
    )
