"""A list that people signed on paper: looked at first, nobody twice, by the rules of the door."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from center.base.spreadsheets import SpreadsheetError, xlsx_bytes
from center.base.spreadsheets.writing import Value
from center.models import StoredMail, User
from events.models import CheckIn, Event, Registration
from events.services.sign_in_lists import import_sign_in_list
from tests.events.factories import enter, make_event, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller
HEADERS = ["Ime i prezime", "Telefon", "E-pošta", "Organizacija", "Broj ljudi"]
ROWS: list[list[Value]] = [
    ["Бане 1", "", "person1@example.org", "", ""],
    ["Нова Новић", 647654321, "", "Школа", 3],
    ["", "", "", "", ""],
    ["Лоша Лошић", "abc", "", "", ""],
]


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


@pytest.fixture
def event(clock: Clock) -> Event:
    """An event that has just ended, for which Bane had registered."""
    made = make_event(10)
    enter(made, 1)
    clock.move_to(made.ends_at + timedelta(hours=1), tick=False)
    return made


def table(rows: list[list[Value]] = ROWS) -> bytes:
    return xlsx_bytes(HEADERS, iter(rows), title="list")


def outcomes(event: Event, data: bytes, *, only_look: bool = False) -> dict[str, str]:
    lines = import_sign_in_list(event=event, data=data, by=make_staff(), only_look=only_look)
    return {line.name: line.outcome for line in lines}


def test_who_had_registered_is_noted_and_the_others_are_added_without_a_letter(event: Event) -> None:
    letters = StoredMail.objects.count()
    assert outcomes(event, table()) == {"Бане 1": "noted", "Нова Новић": "added", "Лоша Лошић": "wrong"}
    added = Registration.objects.get(contact_name="Нова Новић")
    assert (added.contact_phone, added.size, added.organisation, added.imported) == (
        "+381647654321",
        3,
        "Школа",
        True,
    )
    assert (CheckIn.objects.count(), StoredMail.objects.count()) == (4, letters)


def test_looking_changes_nothing_and_says_the_same(event: Event) -> None:
    looked = outcomes(event, table(), only_look=True)
    assert (Registration.objects.count(), CheckIn.objects.count()) == (1, 0)
    assert looked == outcomes(event, table())


def test_the_same_file_brought_again_adds_nobody(event: Event) -> None:
    outcomes(event, table())
    assert outcomes(event, table()) == {"Бане 1": "known", "Нова Новић": "known", "Лоша Лошић": "wrong"}
    assert (Registration.objects.count(), CheckIn.objects.count()) == (2, 4)


def test_more_people_than_places_are_refused_row_by_row(event: Event) -> None:
    assert outcomes(event, table([["Велика Група", "", "", "", 10], ["Мала Група", "", "", "", 2]])) == {
        "Велика Група": "wrong",
        "Мала Група": "added",
    }


def test_before_the_event_there_is_no_list(clock: Clock) -> None:
    with pytest.raises(SpreadsheetError):
        outcomes(make_event(), table())


def test_in_the_admin_the_file_is_looked_at_and_then_imported(
    event: Event, coordinator: User, as_user: object
) -> None:
    client: Client = as_user(coordinator)  # type: ignore[operator]
    path = f"/admin/events/event/{event.pk}/signed-list/"
    upload = SimpleUploadedFile("list.xlsx", BytesIO(table()).getvalue())
    look = client.post(path, {"file": upload})
    assert (look.context["is_look"], Registration.objects.count()) == (True, 1)
    done = client.post(path, {"seen": look.context["seen"], "_confirm": "1"})
    assert (done.context["is_look"], Registration.objects.count()) == (False, 2)
    assert client.post(path, {"seen": "forged", "_confirm": "1"}).status_code == 422


def test_a_file_that_is_no_table_is_refused_kindly(event: Event, coordinator: User, as_user: object) -> None:
    client: Client = as_user(coordinator)  # type: ignore[operator]
    path = f"/admin/events/event/{event.pk}/signed-list/"
    answer = client.post(path, {"file": SimpleUploadedFile("list.xlsx", b"\x00\x01nothing")})
    assert (answer.status_code, bool(answer.context["form"].errors)) == (422, True)
