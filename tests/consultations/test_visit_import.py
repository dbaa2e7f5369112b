"""Bringing a table of visits: looked at first, each row by the rules of the pages, nothing twice."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from center.base.spreadsheets import SpreadsheetError
from center.choices import Role
from center.models import Office, StoredMail, User
from consultations.choices import State
from consultations.models import Advisor, Consultation, Topic
from consultations.services.visit_import import MOST_ROWS, import_visits
from entrepreneurs.models import Entrepreneur
from tests.conftest import MakeUser
from tests.consultations.cases import make_case
from tests.consultations.factories import MONDAY, local, make_advisor, make_past_visit, make_topic
from tests.consultations.test_admin_desk import AsUser
from tests.entrepreneurs.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "english")]
HEADERS = (
    "Датум",
    "Време",
    "Име и презиме",
    "Телефон",
    "Е-пошта",
    "Тема",
    "Саветник",
    "Трајање",
    "Место",
    "Исход",
)
PAST = MONDAY - timedelta(days=3)


@pytest.fixture
def topic() -> Topic:
    return make_topic(name_sr="Пословни план")


@pytest.fixture
def advisor(topic: Topic) -> Advisor:
    return make_advisor(topic, name_sr="Јелена")


def row(**more: Any) -> tuple[Any, ...]:
    cells: dict[str, Any] = {
        "day": PAST, "time": "9:30", "name": "Рада Радић", "phone": "064 123 4567", "email": "",
        "topic": "poslovni plan", "advisor": "JELENA", "minutes": "", "place": "", "outcome": "",
    } | more  # fmt: skip
    return tuple(cells.values())


def workbook(*rows: tuple[Any, ...], headers: tuple[str, ...] = HEADERS) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for cells in (headers, *rows):
        book.active.append(cells)
    book.save(out)
    return out.getvalue()


def bring(by: User, *rows: tuple[Any, ...], only_look: bool = False) -> list[tuple[int, str, str]]:
    lines = import_visits(data=workbook(*rows), by=by, only_look=only_look)
    return [(line.row, line.outcome, line.says) for line in lines]


def facts(visit: Consultation) -> tuple[object, ...]:
    return visit.starts_at, visit.ends_at - visit.starts_at, visit.state, visit.mode, visit.contact_phone


def test_past_visits_are_recorded_with_their_outcome_and_without_a_letter(advisor: Advisor) -> None:
    assert bring(
        advisor.user,
        row(),
        row(time="11", minutes=30, place="телефоном", outcome="није дошла", email="rada@example.org"),
    ) == [(2, "recorded", ""), (3, "recorded", "")]

    first, second = Consultation.objects.order_by("starts_at")
    assert facts(first) == (local(PAST, 9, 30), timedelta(hours=1), State.DONE, "office", "+381641234567")
    assert facts(second) == (local(PAST, 11), timedelta(minutes=30), State.MISSED, "phone", "+381641234567")
    assert (first.booked_by, first.closed_by, StoredMail.objects.count()) == (advisor.user, advisor.user, 0)
    # One name and one phone are one person.
    assert first.entrepreneur == second.entrepreneur


def test_a_visit_to_come_is_booked_by_the_rules_and_with_the_letter_of_a_booking(advisor: Advisor) -> None:
    day = MONDAY + timedelta(days=1)
    assert bring(
        advisor.user,
        row(day=day, time="9:00", email="rada@example.org"),
        row(day=day, time="9:00", name="Ана"),
    ) == [
        (2, "booked", ""),
        (3, "wrong", "This time was just taken."),
    ]
    assert [(visit.state, visit.booked_by) for visit in Consultation.objects.all()] == [
        (State.CONFIRMED, advisor.user)
    ]
    assert sorted(StoredMail.objects.values_list("recipient", flat=True)) == [
        "advisor1@office.example",
        "rada@example.org",
    ]


def test_looking_saves_nothing_and_tells_what_would_be(advisor: Advisor) -> None:
    day = MONDAY + timedelta(days=1)
    assert bring(advisor.user, row(), row(), row(day=day, time="9:00"), only_look=True) == [
        (2, "recorded", ""),
        (3, "known", "It is there already."),
        (4, "booked", ""),
    ]
    assert (Consultation.objects.count(), Entrepreneur.objects.count(), StoredMail.objects.count()) == (
        0,
        0,
        0,
    )


def test_the_same_file_again_adds_nothing(advisor: Advisor) -> None:
    bring(advisor.user, row(), row(time="11", phone="", name="Ана"))
    assert bring(advisor.user, row(), row(time="11", phone="", name="Ана")) == [
        (2, "known", "It is there already."),
        (3, "known", "It is there already."),
    ]
    assert (Consultation.objects.count(), Entrepreneur.objects.count()) == (2, 2)


def test_who_has_no_contact_is_one_person_within_the_file_and_nobody_elses_namesake(advisor: Advisor) -> None:
    namesake = make_person("Ана Анић")
    bring(advisor.user, row(name="Ана Анић", phone=""), row(name="Ana Anić", phone="", time="11:00"))

    assert [visit.entrepreneur == namesake for visit in Consultation.objects.all()] == [False, False]
    assert (Entrepreneur.objects.count(), {visit.walked_in for visit in Consultation.objects.all()}) == (
        2,
        {True},
    )


def test_a_known_person_gets_the_visit_and_an_open_case_does_too(advisor: Advisor) -> None:
    person = make_person("Рада Радић", phone="+381641234567")
    case = make_case(advisor, person, opened_on=PAST - timedelta(days=7))
    make_person("Сасвим Друга", phone="+381641234567")
    bring(advisor.user, row(name="Rada Radic"))

    visit = Consultation.objects.get()
    assert (visit.entrepreneur, visit.case) == (person, case)


@pytest.mark.each
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"day": "31.2.2026."}, "day: “31.2.2026.” is not a date. Write it as 7. 7. 2023. or 2023-07-07."),
        ({"time": "25:00"}, "time: “25:00” is not a time. Write it as 9:30."),
        ({"time": ""}, "time: this cell is empty."),
        ({"name": ""}, "name: this cell is empty."),
        ({"topic": "Нешто"}, "topic: “Нешто” is not in the list. Add it there first."),
        ({"advisor": "Неко"}, "advisor: “Неко” is not in the list. Add it there first."),
        (
            {"outcome": "можда"},
            "outcome: “можда” says neither that the visit took place nor that nobody came.",
        ),
        ({"place": "парк"}, "place: “парк” is none of: office, phone, online."),
        ({"minutes": 600}, "This is shorter or longer than a visit on this topic can be."),
        (
            {"place": "телефон", "phone": "", "email": "a@example.org"},
            "A visit by phone needs a phone number.",
        ),
        ({"place": "online", "phone": ""}, "Give a phone number or an email address."),
        ({"phone": "", "outcome": "није дошао"}, "Give a phone number or an email address."),
        (
            {"day": MONDAY + timedelta(days=1), "outcome": "дошла"},
            "A visit that is still to come has no outcome yet.",
        ),
        (
            {"name": "http://зло.example"},
            "Please write only a name here, without web or email addresses and without hidden characters.",
        ),
    ],
)
def test_a_wrong_row_is_left_out_with_its_reason_and_the_others_are_not(
    advisor: Advisor, wrong: dict[str, Any], says: str
) -> None:
    assert bring(advisor.user, row(**wrong), row(time="11")) == [(2, "wrong", says), (3, "recorded", "")]


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (State.DONE, "wrong"),
        (State.CONFIRMED, "wrong"),
        (State.MISSED, "recorded"),
        (State.CANCELLED, "recorded"),
    ],
)
def test_an_advisor_had_one_visit_at_a_time(
    advisor: Advisor, topic: Topic, state: State, outcome: str
) -> None:
    closed = (
        {"closed_by": advisor.user, "closed_at": local(PAST, 12)}
        if state in {State.DONE, State.MISSED}
        else {}
    )
    ended = {"cancelled_by": advisor.user, "cancelled_at": local(PAST, 8)} if state == State.CANCELLED else {}
    make_past_visit(advisor, topic, local(PAST, 9), state=state, **closed, **ended)

    assert [line[1] for line in bring(advisor.user, row())] == [outcome]


def test_a_visit_that_is_still_going_on_has_no_outcome(
    advisor: Advisor, monday_morning: time_machine.Traveller
) -> None:
    monday_morning.move_to(local(MONDAY, 10))
    assert bring(advisor.user, row(day=MONDAY)) == [
        (2, "wrong", "A visit that is still to come has no outcome yet.")
    ]


def test_a_table_that_is_too_long_or_lacks_a_column_is_refused(advisor: Advisor) -> None:
    with pytest.raises(SpreadsheetError, match="more than 300 rows"):
        bring(advisor.user, *[row()] * (MOST_ROWS + 1))
    with pytest.raises(SpreadsheetError, match="These columns are missing: time, topic"):
        import_visits(
            data=workbook((PAST, "Рада", "Јелена"), headers=("Датум", "Име", "Саветник")),
            by=advisor.user,
            only_look=True,
        )


# --- the page


@pytest.fixture
def desk(office: Office, coordinator: User, as_user: AsUser) -> Client:
    coordinator.language = "en"
    coordinator.save()
    return as_user(coordinator)


PLACE = "/admin/consultations/consultation/import/"


def upload(data: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("visits.xlsx", data)}


def test_the_page_shows_first_then_imports_what_was_shown(desk: Client, advisor: Advisor) -> None:
    look = desk.post(PLACE, upload(workbook(row(), row(time="x"))))
    assert [(line["outcome"], line["url"]) for line in look.context["lines"]] == [
        ("wrong", ""),
        ("recorded", ""),
    ]
    assert Consultation.objects.count() == 0

    report = desk.post(PLACE, {"seen": look.context["seen"], "_confirm": "1"})
    visit = Consultation.objects.get()
    assert [(line["outcome"], line["url"]) for line in report.context["lines"]] == [
        ("wrong", ""),
        ("recorded", reverse("admin:consultations_consultation_change", args=[visit.pk])),
    ]
    # Pressed twice, or reloaded.
    again = desk.post(PLACE, {"seen": look.context["seen"], "_confirm": "1"})
    assert ([line["outcome"] for line in again.context["lines"]], Consultation.objects.count()) == (
        ["wrong", "known"],
        1,
    )


def test_what_another_colleague_or_nobody_looked_at_is_not_imported(
    desk: Client, advisor: Advisor, make_user: MakeUser, as_user: AsUser
) -> None:
    seen = desk.post(PLACE, upload(workbook(row()))).context["seen"]
    other = as_user(make_user(Role.COORDINATOR, language="en"))
    for client, signed in ((other, seen), (desk, "x"), (desk, seen[:-3])):
        answer = client.post(PLACE, {"seen": signed, "_confirm": "1"})
        assert (answer.status_code, "Please choose the file again." in answer.content.decode()) == (422, True)
    assert Consultation.objects.count() == 0


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"%PDF-1.7", b"PK\x03\x04broken"])
def test_a_file_that_is_no_table_is_told(desk: Client, data: bytes) -> None:
    answer = desk.post(PLACE, upload(data))
    assert (answer.status_code, len(re.findall('class="errorlist', answer.content.decode()))) == (422, 1)
    assert len(answer.context["form"].errors["file"]) == 1


def test_the_empty_table_has_the_columns_that_the_import_knows(desk: Client, advisor: Advisor) -> None:
    sheet = load_workbook(io.BytesIO(desk.get(PLACE, {"template": "xlsx"}).content)).active
    headers = tuple(str(cell.value) for cell in next(sheet.iter_rows()))
    lines = import_visits(data=workbook(row(), headers=headers), by=advisor.user, only_look=True)
    assert [line.outcome for line in lines] == ["recorded"]


def test_the_list_of_visits_leads_to_it(desk: Client) -> None:
    assert f'href="{PLACE}"' in desk.get("/admin/consultations/consultation/").content.decode()


def test_a_row_with_two_faults_says_each_on_a_line(advisor: Advisor) -> None:
    (_number, _outcome, says) = bring(advisor.user, row(day="јуче", time="рано"))[0]
    assert [line.partition(":")[0] for line in says.split("\n")] == ["day", "time"]
