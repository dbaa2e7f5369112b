"""The plan of a case for its advisors: who reads it, what is written down, typing in from paper, the line of time."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from center.models import AccessRecord, User
from center.services import accounts
from consultations import services
from consultations.choices import BudgetKind, CanvasPart, CaseOutcome
from consultations.models import Advisor, BudgetRow, BusinessPlan, CanvasBlock, Case, PlanComment
from consultations.services.business_plans import Row
from tests.conftest import MakeUser
from tests.consultations.cases import make_case, staff_advisor
from tests.consultations.plans import connected, make_budget, say, write
from tests.marks import seldom

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "no_tasks_of_stages", "office"),
]
AsUser = Callable[[User], Client]
KEY = "11111111-1111-4111-8111-111111111111"


def staff(make_user: MakeUser, name: str) -> Advisor:
    advisor = staff_advisor(make_user, name)
    accounts.choose_language(user=advisor.user, language="en")
    return advisor


@pytest.fixture
def lead(make_user: MakeUser) -> Advisor:
    return staff(make_user, "Јелена")


@pytest.fixture
def other(make_user: MakeUser) -> Advisor:
    return staff(make_user, "Марко")


@pytest.fixture
def case(lead: Advisor) -> Case:
    return make_case(lead, subject="Пекара")


@pytest.fixture
def jelena(lead: Advisor, as_user: AsUser) -> Client:
    return as_user(lead.user)


def address(case: Case, page: str = "", *more: object) -> str:
    name = f"admin:consultations_case_plan{'_' if page else ''}{page}"
    return reverse(name, args=[case.pk, *more])


def looks(user: User) -> list[tuple[str, int]]:
    found = AccessRecord.objects.filter(user=user, model="consultations.businessplan")
    return list(found.values_list("purpose", "object_id").order_by("pk"))


def test_the_case_leads_to_its_plan_with_the_comments_that_wait(case: Case, jelena: Client) -> None:
    say(case)
    page = jelena.get(reverse("admin:consultations_case_change", args=[case.pk])).content.decode()
    assert re.findall(rf'href="{address(case)}">([^<]+)<', page) == ["Plan (1)"]


def test_an_advisor_of_the_case_reads_it_with_what_changed_and_each_look_is_written_down(
    case: Case, jelena: Client, lead: Advisor, make_user: MakeUser, coordinator: User
) -> None:
    rada = connected(case, make_user, coordinator)
    write(case, "Нема посла.", by=rada)
    say(case, "За кога?", part=CanvasPart.PROBLEM)
    write(case, "Нема посла за мајке.", seen=1, by=rada)
    page = jelena.get(address(case)).content.decode()
    assert ("За кога?" in page, "посла<ins>" in page) == (True, True)
    jelena.get(address(case, "paper"))
    plan = BusinessPlan.objects.get()
    assert looks(lead.user) == [("opened", plan.pk), ("downloaded", plan.pk)]


def test_who_may_not_read_the_case_finds_nothing_and_granted_access_reads_only(
    case: Case, lead: Advisor, other: Advisor, as_user: AsUser
) -> None:
    write(case, "Нема посла.")
    comment = say(case)
    pages = [address(case), address(case, "paper")]
    forms = [address(case, "block", "problem"), address(case, "budget")]
    posts = [*forms, address(case, "comment"), address(case, "settle", comment.pk)]
    marko = as_user(other.user)
    assert {marko.get(each).status_code for each in [*pages, *forms]} == {404}
    assert {marko.post(each, {"text": "?"}).status_code for each in posts} == {404}
    asked = services.ask_access(case=case, reason="Замена", by=other.user)
    services.grant_access(request=asked, until=timezone.localdate() + timedelta(days=1), by=lead.user)
    assert {marko.get(each).status_code for each in pages} == {200}
    assert {marko.get(each).status_code for each in forms} == {403}
    assert {marko.post(each, {"text": "?"}).status_code for each in posts} == {403}
    assert "Type in" not in marko.get(address(case)).content.decode()
    assert (CanvasBlock.objects.get().text, PlanComment.objects.count()) == ("Нема посла.", 1)


def test_an_advisor_types_in_a_block_from_paper(case: Case, jelena: Client, lead: Advisor) -> None:
    here = address(case, "block", "problem")
    answer = jelena.post(here, {"text": "Нема посла.", "seen": "0"})
    assert (answer["location"], CanvasBlock.objects.get().saved_by) == (f"{address(case)}#problem", lead.user)
    conflict = jelena.post(here, {"text": "Друго", "seen": "0"})
    page = conflict.content.decode()
    assert (conflict.status_code, "Нема посла." in page, ">Друго</textarea>" in page) == (409, True, True)
    onward = jelena.post(here, {"text": "Друго", "seen": "1", "next": "Save and go to the next question"})
    assert onward["location"] == address(case, "block", "change")


def test_an_advisor_types_in_the_budget_from_paper(case: Case, jelena: Client, lead: Advisor) -> None:
    data = {"seen": "0", "monthly-rows": "3", "monthly-0-name": "Закуп", "monthly-0-amount": "30.000"}
    assert jelena.post(address(case, "budget"), data)["location"] == f"{address(case, 'budget')}#results"
    row = BudgetRow.objects.get()
    assert (row.name, row.amount, row.plan.budget_saved_by) == ("Закуп", 30_000, lead.user)
    assert jelena.post(address(case, "budget"), data | {"monthly-0-amount": "x"}).status_code == 422
    assert "Закуп" in jelena.get(address(case)).content.decode()


def test_an_advisor_comments_on_a_row_and_settles(case: Case, jelena: Client, lead: Advisor) -> None:
    make_budget(case)
    row = BudgetRow.objects.get(kind="monthly")
    sent = {"about": f"row-{row.pk}", "text": "Са порезом?", "submission": KEY}
    for _twice in range(2):
        assert jelena.post(address(case, "comment"), sent)["location"] == f"{address(case)}#talks"
    comment = PlanComment.objects.get()
    assert (comment.row, comment.from_person, comment.written_by) == (row, False, lead.user)
    jelena.post(address(case, "settle", comment.pk))
    comment.refresh_from_db()
    assert comment.settled_by == lead.user
    assert jelena.post(address(case, "comment"), sent | {"text": " "}).status_code == 422


def test_a_closed_case_is_read_and_not_written_in(case: Case, jelena: Client, lead: Advisor) -> None:
    write(case, "Нема посла.")
    services.close_case(case=case, outcome=CaseOutcome.WORK, by=lead.user)
    page = jelena.get(address(case)).content.decode()
    assert ("Нема посла." in page, "Type in" in page, "Write a comment" in page) == (True, False, False)
    answer = jelena.post(address(case, "block", "problem"), {"text": "Друго", "seen": "1"})
    assert (answer.status_code, "This case is closed." in answer.content.decode()) == (422, True)


def test_the_line_of_time_tells_of_saving_once_a_day_and_of_comments_with_their_words(
    case: Case, jelena: Client, lead: Advisor
) -> None:
    write(case, "Нема посла."), write(case, "Посао", part=CanvasPart.CHANGE), make_budget(case)
    comment = say(case, "За кога?", part=CanvasPart.PROBLEM)
    page = jelena.get(
        f"{reverse('admin:consultations_case_change', args=[case.pk])}?kind=plan"
    ).content.decode()
    line = page.partition('<ol class="line">')[2].partition("</ol>")[0]
    assert re.findall(r"<h4><a [^>]+>([^<]+)<", line) == ["Plan saved", "Comment on the plan: The problem"]
    assert "За кога?" in line
    assert AccessRecord.objects.filter(model="consultations.plancomment", object_id=comment.pk).count() == 1


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_page_takes_the_same_number_of_queries(
    rows: int, case: Case, jelena: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for part in list(CanvasPart)[:rows]:
        write(case, "Речи", part=part)
        say(case, part=part)
    make_budget(case, *[Row(BudgetKind.MONTHLY, f"Трошак {number}", 5) for number in range(rows)])
    for row in BudgetRow.objects.all():
        say(case, row=row)
    with django_assert_num_queries(18):
        assert jelena.get(address(case)).status_code == 200
