"""Staff take a filtered list away as a workbook or a text file."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from center import admin_export
from center.models import AccessRecord, User
from entrepreneurs.models import Entrepreneur
from tests.entrepreneurs.factories import make_person
from tests.marks import seldom

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
PEOPLE = "admin:entrepreneurs_entrepreneur_changelist"


@pytest.fixture
def desk(coordinator: User, as_user: AsUser) -> Client:
    coordinator.language = "sr-latn"
    coordinator.save()
    return as_user(coordinator)


def test_the_filtered_rows_arrive_in_the_language_of_the_person_without_formulas(desk: Client) -> None:
    make_person("Рада Радић", email="rada@example.org")
    make_person("Џон", phone="", language="en")
    Entrepreneur.objects.update(created_at=timezone.now() - timedelta(days=1))
    make_person("=1+1", phone="+49 30 123456")
    answer = desk.get(reverse(PEOPLE), {"language__exact": "sr", "_export": "csv"})
    day = timezone.localdate()
    assert answer["Content-Disposition"] == f'attachment; filename="entrepreneur-{day:%Y-%m-%d}.csv"'
    header, *rows = answer.content.decode("utf-8-sig").splitlines()
    assert header.split(",")[:3] == ["Ime", "Telefon", "E\u2011pošta"]
    assert sorted(row.split(",")[:3] for row in rows) == [
        ["'=1+1", "'+49 30 123456", ""],
        ["Rada Radić", "037 123456", "rada@example.org"],
    ]
    assert AccessRecord.objects.filter(purpose="exported").count() == 2


def test_a_workbook_has_the_same_rows(desk: Client) -> None:
    for number in range(60):
        make_person(f"Особа {number}", phone="")
    answer = desk.get(reverse(PEOPLE), {"_export": "xlsx", "q": "osoba"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    # All pages of the list, not only the first.
    assert (sheet.max_row, sheet["A1"].value, sheet["A1"].font.bold) == (61, "Ime", True)


def test_a_list_offers_its_files_with_the_filters_that_are_set(desk: Client) -> None:
    make_person()
    page = desk.get(reverse(PEOPLE), {"language__exact": "sr"}).content.decode()
    assert 'href="?language__exact=sr&amp;_export=xlsx"' in page
    assert "_export" not in desk.get(reverse(PEOPLE), {"q": "ништа"}).content.decode()


def test_who_may_not_see_the_list_gets_no_file(editor: User, as_user: AsUser) -> None:
    make_person()
    assert as_user(editor).get(reverse(PEOPLE), {"_export": "csv"}).status_code == 403


def test_a_list_that_is_too_long_or_asked_for_wrongly_is_shown_as_a_page(
    desk: Client, monkeypatch: pytest.MonkeyPatch, coordinator: User
) -> None:
    coordinator.language = "en"
    coordinator.save()
    monkeypatch.setattr(admin_export, "MOST_ROWS", 1)
    make_person()
    make_person()
    answer = desk.get(reverse(PEOPLE), {"_export": "csv", "language__exact": "sr"})
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse(PEOPLE)}?language__exact=sr")
    page = desk.get(answer["Location"]).content.decode()
    assert "This list has more than 1 rows. Narrow it with the filters, then take it away." in page
    assert AccessRecord.objects.count() == 0
    # What Django answers to every parameter that it does not know.
    assert desk.get(reverse(PEOPLE), {"_export": "pdf"}).status_code == 400


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_a_file_takes_the_same_number_of_queries(
    desk: Client, rows: int, django_assert_num_queries: object
) -> None:
    for _number in range(rows):
        make_person()
    with django_assert_num_queries(QUERIES):  # type: ignore[operator]  # pytest-django's fixture
        desk.get(reverse(PEOPLE), {"_export": "csv"})


QUERIES = 8
