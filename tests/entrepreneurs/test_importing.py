"""Tables of the office become records: through the same rules as the forms, each row once, nothing overwritten."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from center.base.spreadsheets import SpreadsheetError, xlsx_bytes
from center.models import User
from entrepreneurs.models import (
    ActivityCode,
    Channel,
    Enterprise,
    Entrepreneur,
    Existence,
    Import,
    RegisteredActivity,
    RegisteredForm,
    Seat,
    WebLink,
)
from entrepreneurs.services import importing
from entrepreneurs.services.importing import (
    analyse,
    begin_import,
    choose_columns,
    columns_of,
    confirm_import,
    forget_old_drafts,
    forget_old_reports,
    guess_columns,
    run_import,
)
from tests.center.jobs import run_jobs
from tests.entrepreneurs.factories import make_enterprise, make_person, place
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def bring(text: str | bytes, by: User, kind: str = "enterprise") -> Import:
    data = text if isinstance(text, bytes) else text.encode()
    return begin_import(kind=kind, file_name="spisak.csv", data=data, by=by)


def told(table: Import) -> list[tuple[int, str, list[str]]]:
    return [(row.number, row.outcome, row.says) for row in analyse(table)]


@pytest.mark.parametrize(
    "headers",
    [
        ["Назив", "Матични број", "ПИБ", "Место", "Телефон", "Датум оснивања"],
        ["NAZIV ORGANIZACIJE", "MB", "Pib", "Mesto sedišta", "Kontakt telefon", "Osnovano"],
        ["Name", "Registration number", "VAT number", "Town", "Phone", "Founded"],
    ],
)
def test_columns_are_guessed_in_either_script_and_english(headers: list[str]) -> None:
    assert guess_columns("enterprise", headers) == {
        "name_sr": 0,
        "registration_number": 1,
        "tax_number": 2,
        "settlement": 3,
        "phone": 4,
        "founded_on": 5,
    }


@pytest.mark.parametrize("kind", ["enterprise", "person"])
def test_every_column_of_the_template_is_known_again(kind: str) -> None:
    columns = columns_of(kind)
    assert guess_columns(kind, [str(column.label) for column in columns]) == {
        column.name: index for index, column in enumerate(columns)
    }


WHOLE = (
    "Naziv;Pun naziv;MB;PIB;Pravna forma;Šifra delatnosti;Mesto;Adresa;Osnovano;Telefon;E-pošta;Sajt;Napomena\r\n"
    "Ruka ruči;Udruženje Ruka ruči;7208342;100000024;udruženje;56.10;Čitluk;Glavna 1;7. 7. 2019.;64111222;"
    "ruka@example.org;ruka.example.org;zvati ujutru\r\n"
)


def test_a_row_of_windows_1250_becomes_an_enterprise_in_preparation_with_its_facts(coordinator: User) -> None:
    place("Читлук")
    table = confirm_import(table=bring(WHOLE.encode("cp1250"), coordinator), by=coordinator)
    one = Enterprise.objects.get()
    assert (
        one.name_sr,
        one.legal_name,
        one.registration_number,
        one.tax_number,
        one.state,
        one.added_by,
    ) == (
        "Рука ручи",
        "Удружење Рука ручи",
        "07208342",
        "100000024",
        "draft",
        coordinator,
    )
    assert (one.founded_on, one.internal_note) == (date(2019, 7, 7), "zvati ujutru")
    seat = Seat.objects.get(enterprise=one)
    assert (seat.settlement.name_sr, seat.street_sr, seat.valid.lower) == (
        "Читлук",
        "Главна 1",
        date(2019, 7, 7),
    )
    assert RegisteredForm.objects.get(enterprise=one).form == "association"
    assert RegisteredActivity.objects.get(enterprise=one).code == ActivityCode.objects.get(code="5610")
    assert Existence.objects.filter(enterprise=one).count() == 1
    contacts = Channel.objects.filter(publication_consent=None).order_by("pk")
    assert list(contacts.values_list("kind", "phone", "email")) == [
        ("phone", "+38164111222", ""),
        ("email", "", "ruka@example.org"),
    ]
    assert WebLink.objects.get().url == "https://ruka.example.org"
    assert table.report == [{"row": 2, "outcome": "create", "record": one.pk, "says": ""}]
    # The table itself is gone.
    assert (table.state, table.rows, table.row_count) == ("done", [], 1)


def test_mistakes_are_told_row_by_row_and_the_other_rows_are_imported(coordinator: User) -> None:
    table = bring(
        "Назив;МБ;ПИБ;Место;Е-пошта;Основано\n"
        ";07208342;;;;\n"
        "Рука;123456789;123456789;Атлантида;а@;јуче\n"
        "Нога;;;;;\n",
        coordinator,
    )
    assert told(table) == [
        (2, "wrong", ["name (Serbian): this cell is empty."]),
        (
            3,
            "wrong",
            [
                "registration number: “123456789” is not a number with 8 digits.",
                "settlement: The settlement “Атлантида” is not in the list. Add it there first.",
                "founded: “јуче” is not a date. Write it as 7. 7. 2023. or 2023-07-07.",
                "email: Enter a valid email address.",
            ],
        ),
        (4, "create", []),
    ]
    report = confirm_import(table=table, by=coordinator).report
    assert [line["outcome"] for line in report] == ["wrong", "wrong", "create"]
    assert [one.name_sr for one in Enterprise.objects.all()] == ["Нога"]


def test_a_wrong_tax_number_is_told_before_importing(coordinator: User) -> None:
    ((_number, outcome, (sentence,)),) = told(bring("Назив;ПИБ\nРука;123456789\n", coordinator))
    assert (outcome, sentence.startswith("tax number (PIB): ")) == ("wrong", True)


def test_a_known_number_fills_in_what_is_empty_and_overwrites_nothing(coordinator: User) -> None:
    one = make_enterprise("Рука", registration_number="07208342", summary_sr="Наше.")
    table = bring("Назив;МБ;ПИБ;Опис;Телефон\nДруго име;7208342;100000024;Туђе.;037 111 111\n", coordinator)
    assert told(table) == [(2, "fill", [])]
    confirm_import(table=table, by=coordinator)
    one.refresh_from_db()
    assert (one.name_sr, one.summary_sr, one.tax_number, one.channels.get().phone) == (
        "Рука",
        "Наше.",
        "100000024",
        "+38137111111",
    )


def test_numbers_of_two_enterprises_in_one_row_are_a_mistake(coordinator: User) -> None:
    make_enterprise("Рука", registration_number="07208342")
    make_enterprise("Нога", tax_number="100000024")
    table = bring("Назив;МБ;ПИБ\nРука;07208342;100000024\n", coordinator)
    assert told(table) == [
        (2, "wrong", ["The registration number and the tax number belong to two different enterprises."])
    ]


def test_duplicates_are_left_out_unless_somebody_says_otherwise(coordinator: User) -> None:
    make_enterprise("Рука ручи")
    table = bring("Назив;Место\nRuka ruči DOO;\nРука ручe;\nНога;\nNoga d.o.o.;\n", coordinator)
    assert told(table) == [
        (2, "duplicate", ["A record with the same name exists."]),
        (3, "duplicate", ["A record with a similar name exists."]),
        (4, "create", []),
        (5, "repeated", ["The same as row 4."]),
    ]
    table = choose_columns(table=table, columns=table.columns, add_anyway=[3])
    report = confirm_import(table=table, by=coordinator).report
    assert [line["outcome"] for line in report] == ["repeated", "duplicate", "create", "create"]


def test_rows_of_one_name_are_two_enterprises_only_when_their_numbers_differ(coordinator: User) -> None:
    table = bring(
        "Назив;МБ\nПчелица;07208342\nPcelica doo;\nПчелица;12345678\nЖупа;\nЖупа ЗЗ;12345679\nРука;07208342\n",
        coordinator,
    )
    assert told(table) == [
        (2, "create", []),
        (3, "repeated", ["The same as row 2."]),
        (4, "create", []),
        (5, "create", []),
        (6, "repeated", ["The same as row 5."]),
        (7, "repeated", ["The same as row 2."]),
    ]


def test_a_long_table_is_imported_as_the_look_at_it_said(
    coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing.running, "_CHUNK", 1)
    table = bring(
        "Назив;МБ;Напомена\nПчелица;07208342;\nПчелица;12345678;\nРука;07208342;из другог реда\n", coordinator
    )
    looked = [(number, outcome) for number, outcome, _says in told(table)]
    report = confirm_import(table=table, by=coordinator).report
    assert sorted((line["row"], line["outcome"]) for line in report) == looked
    assert looked == [(2, "create"), (3, "create"), (4, "repeated")]
    assert list(Enterprise.objects.values_list("internal_note", flat=True)) == ["", ""]


def test_people_are_imported_and_known_ones_left_out(coordinator: User) -> None:
    make_person("Рада Радић")
    table = bring(
        "Ime i prezime;Telefon;E-pošta;Status\nRadić Rada;;;\nMira Mirić;641234567;mira@example.org;želi da počne\n",
        coordinator,
        kind="person",
    )
    assert [outcome for _number, outcome, _says in told(table)] == ["duplicate", "create"]
    confirm_import(table=table, by=coordinator)
    person = Entrepreneur.objects.get(email="mira@example.org")
    assert (person.name, person.phone, person.stage, person.added_by) == (
        "Mira Mirić",
        "+381641234567",
        "aspiring",
        coordinator,
    )


def test_the_same_file_is_imported_once(coordinator: User, editor: User) -> None:
    first, second = bring("Назив;Место\nРука;\n", coordinator), bring("Назив;Место\nРука;\n", editor)
    confirm_import(table=first, by=coordinator)
    for table in (first, second):
        with pytest.raises(ValidationError) as refused:
            confirm_import(table=table, by=editor)
        assert refused.value.messages in (
            ["This import was confirmed already."],
            ["This very file was imported already."],
        )
    with pytest.raises(SpreadsheetError) as told_early:
        bring("Назив;Место\nРука;\n", coordinator)
    assert told_early.value.messages == ["This very file was imported already."]
    assert Enterprise.objects.count() == 1


def test_a_table_without_names_cannot_be_confirmed(coordinator: User) -> None:
    table = bring("Шта;Где\nРука;Крушевац\n", coordinator)
    with pytest.raises(ValidationError) as refused:
        confirm_import(table=table, by=coordinator)
    assert refused.value.messages == ["Say which column of the file is this one: name (Serbian)."]
    choose_columns(table=table, columns={"name_sr": 0, "slug": 1, "legal_name": 9}, add_anyway=[])
    assert Import.objects.get().columns == {"name_sr": 0}
    confirm_import(table=table, by=coordinator)
    assert Enterprise.objects.get().name_sr == "Рука"


def test_a_run_that_was_killed_goes_on_where_it_ended(
    coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"Задруга {word};\n" for word in ("Алфа", "Бета", "Гама", "Делта", "Епсилон"))
    table = bring(f"Назив;Место\n{rows}", coordinator)
    monkeypatch.setattr(importing.running, "_CHUNK", 2)
    real, calls = importing.running._import_row, []

    def killed(table: Import, row: Any) -> Any:
        calls.append(row.number)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return real(table, row)

    monkeypatch.setattr(importing.running, "_import_row", killed)
    with pytest.raises(KeyboardInterrupt):
        confirm_import(table=table, by=coordinator)
    assert Enterprise.objects.count() == 2
    assert ProcrastinateJob.objects.filter(
        task_name="entrepreneurs.run_import", args={"import_id": table.pk}
    ).exists()
    run_import(import_id=table.pk)
    run_import(import_id=table.pk)
    table.refresh_from_db()
    assert [line["row"] for line in table.report] == [2, 3, 4, 5, 6]
    assert (Enterprise.objects.count(), table.state) == (5, "done")


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_looking_takes_the_same_number_of_queries(
    coordinator: User, rows: int, django_assert_num_queries: Any
) -> None:
    place("Читлук")
    words = ("Алфа", "Бета", "Гама")[:rows]
    table = bring(
        "Назив;МБ;Место\n" + "".join(f"Задруга {word};1234567{len(word)};Читлук\n" for word in words),
        coordinator,
    )
    with django_assert_num_queries(4):
        analyse(table)


@pytest.mark.always
@pytest.mark.django_db(transaction=True)
def test_a_large_table_is_imported_by_the_worker(coordinator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing.running, "RUN_AT_ONCE", 1)
    data = xlsx_bytes(["Назив", "Место"], [["Рука", None], ["Нога", None]], title="Списак")
    table = confirm_import(table=bring(data, coordinator), by=coordinator)
    assert (table.state, Enterprise.objects.count()) == ("running", 0)
    run_jobs()
    table.refresh_from_db()
    assert (table.state, Enterprise.objects.count()) == ("done", 2)


def test_tables_that_nobody_confirms_are_forgotten(coordinator: User) -> None:
    old, new = bring("Назив;Место\nРука;\n", coordinator), bring("Назив;Место\nНога;\n", coordinator)
    Import.objects.filter(pk=old.pk).update(uploaded_at="2020-01-01T00:00Z")
    assert (forget_old_drafts(), list(Import.objects.all())) == (1, [new])


def test_a_report_forgets_the_words_of_the_table_after_half_a_year(coordinator: User) -> None:
    confirm_import(table=bring("Назив;Место\nРука;Недођија\nНога;\n", coordinator), by=coordinator)
    before = Import.objects.get().report
    assert ("Недођија" in before[0]["says"], forget_old_reports()) == (True, 0)
    Import.objects.update(confirmed_at=timezone.now() - timedelta(days=182, minutes=1))
    assert (forget_old_reports(), forget_old_reports()) == (1, 0)
    assert Import.objects.get().report == [{**line, "says": ""} for line in before]
