"""Staff bring a table in three steps, each of them a page."""

import io
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from center.models import User
from entrepreneurs.models import Enterprise, Import
from tests.entrepreneurs.factories import make_enterprise

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
ADD = "admin:entrepreneurs_import_add"


@pytest.fixture
def desk(coordinator: User, as_user: AsUser) -> Client:
    coordinator.language = "en"
    coordinator.save()
    return as_user(coordinator)


def upload(client: Client, text: str, kind: str = "enterprise") -> str:
    """Send a file and return the page that follows."""
    file = SimpleUploadedFile("spisak.csv", text.encode("cp1250"))
    answer = client.post(reverse(ADD), {"kind": kind, "file": file})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_table_is_looked_at_then_confirmed_then_reported(desk: Client) -> None:
    known = make_enterprise("Рука")
    address = upload(desk, "Naziv;Šta je to\nRuka DOO;nešto\nČamac;drugo\n")
    page = desk.get(address).content.decode()
    assert "Read as: Windows-1250." in page
    assert "Columns that are not used: Šta je to." in page
    assert re.findall(r"<strong>(\d+)</strong> ([^<]+)</li>", page) == [
        ("1", "is added"),
        ("1", "left out: seems to exist"),
    ]
    assert list(Enterprise.objects.all()) == [known]
    answer = desk.post(address, {"column-name_sr": "0", "_confirm": "1"}, follow=True)
    report = answer.content.decode()
    assert re.findall(r"<strong>(\d+)</strong> ([^<]+)</li>", report) == [
        ("1", "added"),
        ("1", "left out: seems to exist"),
    ]
    assert "A record with the same name exists." in report
    assert set(Enterprise.objects.values_list("name_sr", flat=True)) == {"Рука", "Чамац"}
    assert desk.get(address)["Location"] == reverse(
        "admin:entrepreneurs_import_change", args=[Import.objects.get().pk]
    )


def test_a_column_may_be_chosen_by_hand_and_a_duplicate_added(desk: Client) -> None:
    make_enterprise("Рука")
    address = upload(desk, "Ko;Gde\nRuka;x\n")
    problem = desk.post(address, {"_confirm": "1"})
    assert problem.status_code == 409
    assert "Say which column of the file is this one: name (Serbian)." in problem.content.decode()
    look = desk.post(address, {"column-name_sr": "0", "_look": "1"}).content.decode()
    assert 'name="anyway" value="2"' in look
    desk.post(address, {"column-name_sr": "0", "anyway": "2", "_confirm": "1"})
    assert Enterprise.objects.count() == 2


def test_a_file_that_cannot_be_read_is_told_at_its_field(desk: Client) -> None:
    file = SimpleUploadedFile("a.xlsx", b"PK\x03\x04 nothing")
    page = desk.post(reverse(ADD), {"kind": "enterprise", "file": file}).content.decode()
    assert 'href="#id_file">File</a>: This workbook cannot be opened.' in page
    assert Import.objects.count() == 0


def test_the_empty_table_has_the_known_columns_in_the_language_of_the_person(desk: Client) -> None:
    answer = desk.get(reverse("admin:entrepreneurs_import_template", args=["person"]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[1]] == ["Name", "Phone", "Email", "Settlement", "Stands where"]


def test_an_editor_brings_enterprises_and_sees_no_table_of_people(
    editor: User, as_user: AsUser, desk: Client, advisor_user: User
) -> None:
    people = upload(desk, "Ime i prezime;Telefon\nRada;\n", kind="person")
    client = as_user(editor)
    assert 'value="person"' not in client.get(reverse(ADD)).content.decode()
    file = SimpleUploadedFile("a.csv", b"Ime;Telefon\nRada;\n")
    assert client.post(reverse(ADD), {"kind": "person", "file": file}).status_code == 200
    assert client.get(people).status_code == 404
    assert client.get(reverse("admin:entrepreneurs_import_template", args=["person"])).status_code == 404
    assert as_user(advisor_user).get(reverse(ADD)).status_code == 403
    assert client.get(upload(client, "Naziv;Mesto\nRuka;\n")).status_code == 200
