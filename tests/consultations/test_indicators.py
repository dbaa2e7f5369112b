"""The figures of the grant report: counted from records, each person once, nobody recognisable."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from center.base.indicators import Number, Period, Section, counted
from center.choices import Role
from center.models import Office
from consultations import achieved, reached, services
from consultations.choices import CaseOutcome, CaseStage, State
from consultations.models import Advisor, Case, Consultation, Topic
from consultations.services import participations
from entrepreneurs.choices import ConsentWay
from entrepreneurs.models import Entrepreneur, Settlement, VulnerableGroup
from entrepreneurs.services import merge_entrepreneurs, record_demographics, record_vulnerability
from tests.conftest import MakeUser
from tests.consultations.cases import make_case
from tests.consultations.factories import MONDAY, local, make_advisor, make_past_visit, make_topic
from tests.consultations.groups import NEXT_MONDAY, enter, make_session
from tests.consultations.test_admin_desk import AsUser
from tests.entrepreneurs.factories import make_enterprise, make_person
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "english")]
PAGE = "/admin/center/office/indicators/"
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture
def topic() -> Topic:
    return make_topic(length=45)


@pytest.fixture
def advisor(topic: Topic) -> Advisor:
    return make_advisor(topic)


def came(advisor: Advisor, person: Entrepreneur, day: date, hour: int = 9, **fields: object) -> Consultation:
    """A visit that took place."""
    fields = {"state": State.DONE, "closed_by": advisor.user, "closed_at": local(day, 15), **fields}
    return make_past_visit(advisor, advisor.topics.get(), local(day, hour), entrepreneur=person, **fields)


def tell(
    person: Entrepreneur, advisor: Advisor, sex: str = "", born: int | None = None, work: str = ""
) -> None:
    record_demographics(
        person=person, sex=sex, birth_year=born, employment=work, how=ConsentWay.PAPER, by=advisor.user
    )


def crowd(
    advisor: Advisor, number: int, *, sex: str = "", hour: int = 9, **fields: object
) -> list[Entrepreneur]:
    """So many people, each of whom came once, on days of March."""
    people = [make_person(f"Особа {sex} {hour}", **fields) for _ in range(number)]
    for index, person in enumerate(people):
        came(advisor, person, FIRST + timedelta(days=index), hour)
        if sex:
            tell(person, advisor, sex=sex)
    return people


def figures(section: Section) -> dict[str, Number]:
    return {str(figure.label): figure.value for figure in section.figures}


def table(section: Section, title: str) -> list[tuple[str, tuple[Number, ...]]]:
    return next(
        [(str(label), numbers) for label, numbers in each.rows]
        for each in section.breakdowns
        if each.title == title
    )


def advice(period: Period = YEAR) -> Section:
    return counted(period)[0]


def cases(period: Period = YEAR) -> Section:
    return counted(period)[1]


# --- whom we reached


def test_a_person_counts_once_and_each_visit_that_took_place_with_its_hours(advisor: Advisor) -> None:
    people = crowd(advisor, 5)
    came(advisor, people[0], date(2026, 4, 1))
    came(advisor, people[1], date(2026, 4, 2), state=State.MISSED)
    make_past_visit(advisor, advisor.topics.get(), local(date(2026, 4, 3), 9), entrepreneur=people[2])

    assert figures(advice()) == {
        "People advised": 5,
        "of them for the first time": 5,
        "Visits": 6,
        # Six times three quarters of an hour.
        "Hours of advice": Decimal("4.5"),
        "Group sessions": 0,
        "Attendances at group sessions": 0,
    }


def test_days_are_those_of_the_office_and_both_ends_belong_to_the_period(advisor: Advisor) -> None:
    for day, hour in ((FIRST, 0), (LAST, 23), (FIRST - timedelta(days=1), 23), (LAST + timedelta(days=1), 0)):
        came(advisor, make_person(), day, hour)

    assert [person.visits for person in reached.reached(FIRST, LAST)] == [1, 1]


def test_who_came_before_the_period_is_not_new(advisor: Advisor) -> None:
    people = crowd(advisor, 10)
    for index, person in enumerate(people[:5]):
        came(advisor, person, date(2025, 5, 5) + timedelta(days=index))

    assert figures(advice())["of them for the first time"] == 5


def test_who_came_to_a_group_counts_as_advised_and_each_attendance_apart(
    advisor: Advisor, monday_morning: time_machine.Traveller
) -> None:
    crowd(advisor, 4)
    session = make_session(advisor=advisor, topic=advisor.topics.get())
    place = enter(session, 1)
    enter(session, 2)
    monday_morning.move_to(local(NEXT_MONDAY, 18))
    participations.enter_outcomes(session=session, came=[place], by=advisor.user)

    found = figures(advice())
    assert (found["People advised"], found["Visits"], found["Attendances at group sessions"]) == (5, 4, 1)


def test_people_stand_by_sex_age_work_and_settlement(advisor: Advisor) -> None:
    place = Settlement.objects.get(name_sr="Јасика")
    for person in crowd(advisor, 5, hour=9, settlement=place):
        tell(person, advisor, sex="woman", born=2000, work="registered")
    for person in crowd(advisor, 6, hour=11):
        tell(person, advisor, sex="man", born=1970, work="own_work")
    section = advice()

    women, men = (5, 5, Decimal("3.8"), 0), (6, 6, Decimal("4.5"), 0)
    assert table(section, "By sex") == [("Man", men), ("Woman", women)]
    assert table(section, "By age") == [("46 to 60 years", men), ("Up to 30 years", women)]
    assert table(section, "By work when they first came") == [
        ("Self-employed or farmer", men),
        ("Without work, registered with the National Employment Service", women),
    ]
    assert table(section, "By settlement") == [("Not known", men), ("Jasika", women)]


def test_small_groups_stand_together_so_that_none_follows_from_the_total(advisor: Advisor) -> None:
    crowd(advisor, 7, sex="woman", hour=9)
    crowd(advisor, 6, hour=10)
    crowd(advisor, 3, sex="man", hour=11)
    crowd(advisor, 1, sex="other", hour=12)

    assert [(label, numbers[0]) for label, numbers in table(advice(), "By sex")] == [
        ("Woman", 7),
        ("Others together", 10),
    ]


def test_nothing_is_told_of_fewer_than_five_people(advisor: Advisor) -> None:
    crowd(advisor, 4, sex="woman")
    section = advice()

    assert (figures(section)["People advised"], figures(section)["of them for the first time"]) == (
        None,
        None,
    )
    assert [each.rows for each in section.breakdowns] == [[], [], [], [], []]


def test_a_person_stands_in_each_group_they_named_and_rare_groups_are_missing(advisor: Advisor) -> None:
    roma, young, rare = VulnerableGroup.objects.in_use()[:3]
    people = crowd(advisor, 16)
    for index, person in enumerate(people[:8]):
        named = [roma, *([young] if index < 5 else []), *([rare] if index < 2 else [])]
        record_vulnerability(person=person, groups=named, how=ConsentWay.PAPER, by=advisor.user)

    assert [(label, numbers[0]) for label, numbers in table(advice(), "By what makes life harder")] == [
        *sorted([("Named nothing", 8), (roma.name.plain, 8)], key=lambda row: row[0] != "Named nothing"),
        (young.name.plain, 5),
    ]


def test_two_records_of_one_person_are_one_person(advisor: Advisor) -> None:
    people = crowd(advisor, 6)
    merge_entrepreneurs(survivor=people[0], duplicate=people[1], by=advisor.user)

    assert (figures(advice())["People advised"], figures(advice())["Visits"]) == (5, 6)


# --- what came of it


def way(case: Case, *steps: tuple[CaseStage, date], by: Advisor) -> None:
    for stage, day in steps:
        services.change_stage(case=case, stage=stage, day=day, by=by.user, reason="Погрешан корак.")


def test_an_enterprise_is_started_once_when_its_case_first_operates(advisor: Advisor) -> None:
    enterprise = make_enterprise("Јабука")
    for day in (3, 4):
        case = make_case(advisor, make_person(), opened_on=date(2026, 3, day))
        way(case, (CaseStage.OPERATING, date(2026, 5, day)), by=advisor)
        case.refresh_from_db()
        services.close_case(
            case=case,
            outcome=CaseOutcome.STARTED,
            by=advisor.user,
            day=date(2026, 6, day),
            enterprise=enterprise,
        )

    spring = achieved.achieved(date(2026, 5, 1), date(2026, 5, 31))
    june = achieved.achieved(date(2026, 6, 1), date(2026, 6, 30))
    assert [(each.opened, each.closed, each.enterprises) for each in (spring, june)] == [(0, 0, 1), (0, 2, 0)]


def test_a_step_taken_back_counts_nowhere(advisor: Advisor) -> None:
    case = make_case(advisor, opened_on=date(2026, 3, 2))
    steps = ((CaseStage.REGISTRATION, 3), (CaseStage.OPERATING, 4), (CaseStage.REGISTRATION, 5))
    way(case, *((stage, date(2026, 3, day)) for stage, day in steps), by=advisor)
    found = achieved.achieved(FIRST, LAST)

    assert (found.enterprises, dict(found.stages)) == (0, {"intake": 1, "registration": 1})


def test_a_case_that_was_taken_up_again_is_not_closed(advisor: Advisor) -> None:
    case = make_case(advisor, opened_on=date(2026, 3, 2))
    services.close_case(case=case, outcome=CaseOutcome.LOST, by=advisor.user, day=date(2026, 3, 9))
    services.reopen_case(case=case, by=advisor.user, reason="Јавила се.", day=date(2026, 3, 20))
    found = achieved.achieved(FIRST, LAST)

    assert (found.closed, dict(found.outcomes), achieved.open_at_the_end(LAST)) == (0, {}, 1)


def test_jobs_count_on_the_day_on_which_they_were_counted(advisor: Advisor) -> None:
    case = make_case(advisor, opened_on=date(2026, 3, 2))
    services.record_jobs(case=case, jobs=3, day=date(2026, 4, 1), by=advisor.user)

    assert [achieved.achieved(day, day).jobs for day in (date(2026, 3, 31), date(2026, 4, 1))] == [0, 3]


def test_counts_of_cases_are_counts_of_people_so_few_are_withheld(advisor: Advisor) -> None:
    for number in range(9):
        case = make_case(advisor, make_person(), opened_on=FIRST + timedelta(days=number))
        if number < 7:
            outcome = CaseOutcome.WORK if number < 5 else CaseOutcome.LOST
            services.close_case(case=case, outcome=outcome, by=advisor.user, day=LAST)
    section = cases(Period(FIRST, LAST))

    assert figures(section) == {
        "Cases opened": 9,
        "Cases open at the end": None,
        "Cases closed": 7,
        "Enterprises started": 0,
        "Jobs created": 0,
    }
    assert table(section, "How cases ended") == [("Others together", (7,))]


# --- the page


@pytest.fixture
def reader(office: Office, make_user: MakeUser, as_user: AsUser) -> Client:
    return as_user(make_user(Role.RESEARCHER, language="en"))


def test_the_page_shows_this_year_unless_asked_for_other_days(reader: Client) -> None:
    shown = reader.get(PAGE).context["period"]
    asked = reader.get(PAGE, {"first": "1.3.2026.", "last": "2026-03-31"}).context["period"]

    assert (shown, asked) == (Period(date(2026, 1, 1), MONDAY), Period(FIRST, LAST))


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"first": "2026-04-01", "last": "2026-03-01"}, "The last day must not be before the first."),
        ({"first": "2001-01-01", "last": "2026-03-01"}, "Choose at most ten years."),
        ({"first": "x", "last": "2026-03-01"}, "Enter a valid date."),
        ({"first": "2026-03-01"}, "This field is required."),
    ],
)
def test_a_wrong_period_is_told_and_nothing_is_counted(
    reader: Client, asked: dict[str, str], error: str
) -> None:
    answer = reader.get(PAGE, {**asked, "as": "pdf"})

    assert (answer.status_code, error in answer.content.decode(), answer.context["sections"]) == (
        422,
        True,
        [],
    )


def test_the_files_hold_what_the_page_shows(reader: Client, advisor: Advisor) -> None:
    crowd(advisor, 5, sex="woman")
    days = {"first": "2026-01-01", "last": "2026-12-31"}
    sheet = load_workbook(io.BytesIO(reader.get(PAGE, {**days, "as": "xlsx"}).content)).active
    pdf = reader.get(PAGE, {**days, "as": "pdf"})
    text = " ".join(
        " ".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf.content)).pages).split()
    )
    lines = [[cell.value for cell in row][:5] for row in sheet.iter_rows()]

    assert ["Advice given", "People advised", None, None, 5] in [
        [value or None for value in line] for line in lines
    ]
    assert ["Advice given", "By sex", "Woman", "Visits", 5] in lines
    assert ["Cases", "Cases opened", None, None, None] not in lines
    assert ("Woman 5 5 3.8 0" in text, pdf["Content-Disposition"]) == (
        True,
        'attachment; filename="indicators-2026-01-01-2026-12-31.pdf"',
    )


@pytest.mark.parametrize("number", [*seldom([1]), 3])
def test_more_people_need_no_more_queries(
    reader: Client, advisor: Advisor, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for person in crowd(advisor, 5 * number, sex="woman"):
        make_case(advisor, person, opened_on=FIRST)
    reader.get(PAGE)
    with django_assert_num_queries(48):
        reader.get(PAGE)


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ADVISOR, 403), (Role.EDITOR, 403), (Role.RESEARCHER, 200), (Role.COORDINATOR, 200)],
)
def test_the_page_opens_to_those_who_report(
    office: Office, role: Role, status: int, make_user: MakeUser, as_user: AsUser
) -> None:
    client = as_user(make_user(role))
    link = f'href="{reverse("admin:center_office_indicators")}"' in client.get("/admin/").content.decode()

    assert (client.get(PAGE).status_code, link) == (status, status == 200)
