"""A person's own side of a case, behind their login: stage, own tasks, visits; no notes, nobody else's."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from center.models import User
from consultations import services
from consultations.choices import CaseOutcome, CaseStage
from consultations.models import Case, CaseTask
from entrepreneurs.services import connect_login
from tests.conftest import MakeUser
from tests.consultations.cases import lead_of, make_case, make_document, make_note, make_task
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.plans import write
from tests.entrepreneurs.factories import make_person
from tests.marks import seldom

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "private_media", "no_tasks_of_stages", "office"),
]
AsUser = Callable[[User], Client]


@pytest.fixture
def case() -> Case:
    return make_case(make_advisor(make_topic()), make_person("Рада Радић"), subject="Пекара")


@pytest.fixture
def rada(case: Case, make_user: MakeUser, coordinator: User, as_user: AsUser) -> Client:
    """The person's login, connected by the office."""
    user = make_user(None, "rada@example.org")
    connect_login(user=user, person=case.person, by=coordinator)
    return as_user(user)


def address(case: Case, language: str = "en") -> str:
    return f"/{language}/account/cases/{case.number}/"


def press(task: CaseTask) -> str:
    return f"{address(task.case)}tasks/{task.pk}/done/"


def test_the_person_sees_the_stage_own_tasks_and_visits_but_no_notes(case: Case, rada: Client) -> None:
    make_note(case, "Плаши се мужа."), make_document(case, title="Закуп")
    make_task(case, "Позвати општину"), make_task(case, "Донети рачун", advisor=None)
    services.change_stage(case=case, stage=CaseStage.PLAN, by=lead_of(case).user)
    make_visit(lead_of(case).topics.get(), local(MONDAY + timedelta(days=1), 9), entrepreneur=case.person)
    page = rada.get(address(case)).content.decode()
    seen = ("Pekara", "Plan", "We plan the work", "Doneti račun", "Tuesday, 8 September 2026", "2026-0001")
    hidden = ("Плаши", "Plaši", "Zakup", "Закуп", "opštinu")
    assert ([word in page for word in seen], [word in page for word in hidden]) == (
        [True] * len(seen),
        [False] * len(hidden),
    )
    assert re.findall(r'aria-current="step"><span>([^<]+)<', page) == ["Plan"]


def test_of_a_closed_case_the_person_keeps_the_plan_and_nothing_to_press(case: Case, rada: Client) -> None:
    make_task(case, "Донети рачун", advisor=None)
    write(case, "Нема посла.")
    assert address(case) in rada.get("/en/account/").content.decode()
    services.close_case(case=case, outcome=CaseOutcome.WORK, by=lead_of(case).user)
    assert address(case) in rada.get("/en/account/").content.decode()
    page = rada.get(address(case)).content.decode()
    # The head of every page has a button that signs out.
    _head, _main, own = page.partition("<main")
    assert ("our work on it ended on" in own, "plan.pdf" in own, "<form" in own) == (True, True, False)
    assert rada.get(f"{address(case)}plan/plan.pdf").content[:5] == b"%PDF-"


def test_a_closed_case_without_a_plan_offers_none(case: Case, rada: Client) -> None:
    services.close_case(case=case, outcome=CaseOutcome.WORK, by=lead_of(case).user)
    assert "plan.pdf" not in rada.get(address(case)).content.decode()


def test_an_erased_case_is_gone_from_the_account(case: Case, rada: Client) -> None:
    services.close_case(case=case, outcome=CaseOutcome.WORK, by=lead_of(case).user)
    Case.objects.filter(pk=case.pk).update(subject="", erased_at=timezone.now())
    assert "/account/cases/" not in rada.get("/en/account/").content.decode()
    assert rada.get(address(case)).status_code == 404


def test_an_open_case_stands_before_a_closed_one(case: Case, rada: Client) -> None:
    services.close_case(case=case, outcome=CaseOutcome.WORK, by=lead_of(case).user)
    second = make_case(lead_of(case), case.person, subject="Башта")
    found = re.findall(r"/en/account/cases/([0-9-]+)/", rada.get("/en/account/").content.decode())
    assert found == [second.number, case.number]


def test_the_person_marks_an_own_task_done_once(case: Case, rada: Client) -> None:
    task = make_task(case, "Донети рачун", advisor=None)
    for _time in range(2):
        answer = rada.post(press(task))
        assert answer["location"] == address(case)
    task.refresh_from_db()
    assert (task.done_by and task.done_by.email) == "rada@example.org"
    assert "Doneti račun" in rada.get(address(case)).content.decode().partition("Done already")[2]


def test_a_get_of_the_button_changes_nothing(case: Case, rada: Client) -> None:
    task = make_task(case, advisor=None)
    assert rada.get(press(task)).status_code == 405
    task.refresh_from_db()
    assert task.is_to_do


def test_tasks_of_colleagues_and_of_others_are_not_the_persons_to_mark(case: Case, rada: Client) -> None:
    ours = make_task(case)
    other = make_task(make_case(person=make_person("Ана")), advisor=None)
    mixed = f"{address(case)}tasks/{other.pk}/done/"
    assert [rada.post(each).status_code for each in (press(ours), press(other), mixed)] == [404, 404, 404]
    assert CaseTask.objects.filter(done_at__isnull=False).count() == 0


def test_a_task_that_is_no_longer_needed_says_so(case: Case, rada: Client) -> None:
    task = make_task(case, advisor=None)
    services.drop_task(task=task, reason="Нема потребе.", by=lead_of(case).user)
    page = rada.post(press(task), follow=True).content.decode()
    assert ("This task is no longer to be done." in page, "Nema potrebe" in page) == (True, False)


def test_everybody_else_finds_nothing(
    case: Case, make_user: MakeUser, coordinator: User, as_user: AsUser
) -> None:
    # Also a login with the person's own e-mail address, which proves nothing.
    case.person.email = "rada@example.org"
    case.person.save()
    same_email = make_user(None, "rada@example.org")
    people = [same_email, make_user(None), coordinator, lead_of(case).user]
    assert [as_user(user).get(address(case)).status_code for user in people] == [404] * 4
    answer = Client().get(address(case))
    assert (answer.status_code, "/account/login/" in answer["location"]) == (302, True)


@pytest.mark.parametrize("number", ["2026-9999", "x", "2026-0001x", "-", "0"])
def test_a_wrong_number_is_not_found(number: str, rada: Client) -> None:
    assert rada.get(f"/en/account/cases/{number}/").status_code == 404


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_page_takes_the_same_number_of_queries(
    rows: int, case: Case, rada: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic = lead_of(case).topics.get()
    for number in range(rows):
        make_task(case, advisor=None)
        services.mark_task_done(task=make_task(case, advisor=None), by=lead_of(case).user)
        make_visit(topic, local(MONDAY + timedelta(days=1), 9 + number), entrepreneur=case.person)
    with django_assert_num_queries(11):
        page = rada.get(address(case)).content.decode()
    assert page.count("I have done it") == rows
