"""A person's own pages of a plan, without JavaScript: written block by block, computed, talked about, taken as PDF."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from center.models import User
from consultations import services
from consultations.choices import BudgetKind, CanvasPart, CaseOutcome
from consultations.models import BudgetRow, CanvasBlock, Case, PlanComment
from consultations.services.business_plans import Row
from tests.conftest import MakeUser
from tests.consultations.cases import lead_of, make_case
from tests.consultations.factories import make_advisor
from tests.consultations.plans import connected, make_budget, say, write
from tests.entrepreneurs.factories import make_person
from tests.marks import seldom

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday_morning", "no_tasks_of_stages", "office"),
]
AsUser = Callable[[User], Client]


@pytest.fixture
def case() -> Case:
    return make_case(subject="Пекара")


@pytest.fixture
def login(case: Case, make_user: MakeUser, coordinator: User) -> User:
    return connected(case, make_user, coordinator)


@pytest.fixture
def rada(login: User, as_user: AsUser) -> Client:
    return as_user(login)


def address(case: Case, more: str = "") -> str:
    return f"/en/account/cases/{case.number}/plan/{more}"


def fields(page: str) -> dict[str, str]:
    """Return what a browser would send of the form with rows, nothing changed."""
    form = page.partition('class="budget-form"')[2].partition("</form>")[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            found[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="(\w+)" selected', options)
        found[name] = chosen[1] if chosen else "own"
    return found


def test_the_case_leads_to_the_plan_and_the_plan_to_every_question(case: Case, rada: Client) -> None:
    assert address(case) in rada.get(f"/en/account/cases/{case.number}/").content.decode()
    page = rada.get(address(case)).content.decode()
    assert [address(case, f"canvas/{part}/") in page for part in CanvasPart.values] == [True] * 14
    assert (address(case, "budget/") in page, "Written: 0 of 14." in page) == (True, True)


def test_a_block_is_saved_as_a_draft_and_leads_on(case: Case, rada: Client, login: User) -> None:
    here = address(case, "canvas/problem/")
    answer = rada.post(here, {"text": "Нема посла.", "seen": "0", "next": "1"})
    assert answer["location"] == address(case, "canvas/change/")
    block = CanvasBlock.objects.get()
    assert (block.text, block.saved_by) == ("Нема посла.", login)
    page = rada.get(here).content.decode()
    assert ("Нема посла." in page, 'name="seen" value="1"' in page) == (True, True)


def test_the_second_of_two_tabs_sees_both_texts_and_can_save_again(case: Case, rada: Client) -> None:
    write(case, "Текст саветника")
    here = address(case, "canvas/problem/")
    answer = rada.post(here, {"text": "Мој дуги текст", "seen": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Текст саветника" in page, ">Мој дуги текст</textarea>" in page) == (True, True)
    assert CanvasBlock.objects.get().text == "Текст саветника"
    assert rada.post(here, {"text": "Мој дуги текст", "seen": "1"}).status_code == 302
    # What the advisor had written is still there to be read.
    assert "Текст саветника" in rada.get(here).content.decode().partition("What stood here before")[2]


@pytest.mark.parametrize("seen", ["", "x", "-1", "99999999999999999999", "1.5"])
def test_a_version_that_is_none_loses_no_words(seen: str, case: Case, rada: Client) -> None:
    write(case, "Прве речи")
    answer = rada.post(address(case, "canvas/problem/"), {"text": "Друге речи", "seen": seen})
    page = answer.content.decode()
    assert (answer.status_code, "Прве речи" in page, "Друге речи" in page) == (409, True, True)


def test_too_long_a_text_is_told_and_kept_on_the_page(case: Case, rada: Client) -> None:
    answer = rada.post(address(case, "canvas/problem/"), {"text": "а" * 3001, "seen": "0"})
    assert (answer.status_code, "а" * 3001 in answer.content.decode()) == (422, True)


def test_a_budget_is_written_without_javascript_and_computed(case: Case, rada: Client) -> None:
    here = address(case, "budget/")
    data = fields(rada.get(here).content.decode())
    data |= {
        "sale-0-name": "Хлеб",
        "sale-0-amount": "100 din",
        "sale-0-quantity": "1.000",
        "sale-0-unit_cost": "40,00",
    }
    data |= {"monthly-0-name": "Закуп", "monthly-0-amount": "30 000"}
    assert rada.post(here, data)["location"] == f"{here}#results"
    page = rada.get(here).content.decode()
    assert "In a month 30,000 RSD are left over" in page
    assert "from 50% of the planned sales on" in page
    # The same page sent once more changes nothing.
    assert rada.post(here, fields(page)).status_code == 302
    assert BudgetRow.objects.get(kind="sale").plan.budget_version == 1


def test_more_rows_are_asked_for_by_a_button_that_also_saves(case: Case, rada: Client) -> None:
    here = address(case, "budget/")
    data = fields(rada.get(here).content.decode()) | {"start-0-name": "Пећ", "start-0-amount": "5"}
    answer = rada.post(here, data | {"more": "start"})
    assert (answer["location"], BudgetRow.objects.get().name) == (f"{here}?more=start#start", "Пећ")
    assert rada.get(answer["location"]).content.decode().count('name="start-5-name"') == 1
    assert 'name="start-3-name"' not in rada.get(here).content.decode()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("monthly-0-amount", "12,50", "Write whole numbers, without paras."),
        ("monthly-0-amount", "-5", "A number here is not below zero."),
        ("monthly-0-amount", "пет", "Write a number such as 12500 or 12.500."),
        ("monthly-0-amount", "1.000.000.000", "This number is too large."),
        ("month-3", "301", "This number is too large."),
        ("start-1-amount", "5", "Write what it is."),
    ],
)
def test_a_wrong_number_is_named_at_its_field_and_everything_stays(
    name: str, value: str, sentence: str, case: Case, rada: Client
) -> None:
    here = address(case, "budget/")
    data = fields(rada.get(here).content.decode())
    answer = rada.post(here, data | {"monthly-0-name": "Закуп", name: value})
    page = answer.content.decode()
    assert (
        answer.status_code,
        page.count(sentence),
        f'href="#id_{"start-1-name" if name == "start-1-amount" else name}"' in page,
    ) == (422, 2, True)
    assert ("Закуп" in page, value in page, BudgetRow.objects.count()) == (True, True, 0)


def test_a_budget_saved_by_another_meanwhile_is_shown_beside_what_was_typed(case: Case, rada: Client) -> None:
    here = address(case, "budget/")
    data = fields(rada.get(here).content.decode())
    make_budget(case, Row(BudgetKind.MONTHLY, "Струја", 9000))
    data |= {"monthly-0-name": "Закуп", "monthly-0-amount": "30000"}
    answer = rada.post(here, data)
    page = answer.content.decode()
    assert (answer.status_code, "Струја" in page, "Закуп" in page) == (409, True, True)
    assert rada.post(here, fields(page)).status_code == 302
    assert [row.name for row in BudgetRow.objects.all()] == ["Закуп"]


def test_months_left_empty_are_a_hundred_percent_and_all_empty_are_none(case: Case, rada: Client) -> None:
    here = address(case, "budget/")
    data = fields(rada.get(here).content.decode()) | {"monthly-0-name": "Закуп", "month-1": "30"}
    rada.post(here, data)
    plan = BudgetRow.objects.get().plan
    assert list(plan.months.values_list("share", flat=True)) == [30] + [100] * 11
    page = rada.get(here).content.decode()
    assert page.partition("The first year</caption>")[2].partition("</table>")[0].count("<tr>") == 13
    data = fields(page)
    rada.post(here, data | {f"month-{number}": "" for number in range(1, 13)})
    assert plan.months.count() == 0


def test_the_person_answers_and_settles_beside_the_block(case: Case, rada: Client, login: User) -> None:
    write(case, "Прве речи")
    first = say(case, "Колико их је?", part=CanvasPart.PROBLEM)
    write(case, "Прве речи и дванаест мајки", seen=1, by=login)
    here = address(case, "canvas/problem/")
    page = rada.get(here).content.decode()
    assert ("Колико их је?" in page, "<ins>" in page) == (True, True)
    key = "11111111-1111-4111-8111-111111111111"
    sent = {"about": "problem", "answer_to": first.pk, "text": "Дванаест.", "submission": key}
    for _twice in range(2):
        assert rada.post(address(case, "comments/"), sent)["location"] == f"{here}#talks"
    answer = first.answers.get()
    assert (answer.text, answer.from_person, answer.written_by) == ("Дванаест.", True, login)
    rada.post(address(case, f"comments/{first.pk}/"))
    assert "1 comment waits" not in rada.get(address(case)).content.decode()
    rada.post(address(case, f"comments/{first.pk}/"), {"again": "1"})
    assert "1 comment waits" in rada.get(address(case)).content.decode()


def test_a_comment_that_cannot_be_kept_is_shown_again_with_its_words(case: Case, rada: Client) -> None:
    sent = {"about": "problem", "text": "а" * 2001, "submission": "11111111-1111-4111-8111-111111111111"}
    answer = rada.post(address(case, "comments/"), sent)
    assert (answer.status_code, "а" * 2001 in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "about", [{"about": "nothing"}, {"about": "row-1"}, {"about": "row-x"}, {"answer_to": "9"}, {}]
)
def test_a_comment_about_nothing_is_not_found(about: dict[str, str], case: Case, rada: Client) -> None:
    sent = {"text": "?", "submission": "11111111-1111-4111-8111-111111111111", **about}
    assert rada.post(address(case, "comments/"), sent).status_code == 404


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_pdf_holds_plan_and_budget_and_no_comment(case: Case, rada: Client) -> None:
    write(case, "Нема посла.\n#panic(1) *није* марк")
    make_budget(case, shares=[50] * 12)
    say(case, "Тајни коментар", part=CanvasPart.PROBLEM)
    answer = rada.get(address(case, "plan.pdf"))
    text = words(answer.content)
    assert answer["Content-Disposition"] == f'attachment; filename="plan-{case.number}.pdf"'
    assert [
        part in text for part in ("Pekara", "Нема посла.", "#panic(1) *није* марк", "Хлеб", "100,000")
    ] == [True] * 5
    assert ("Тајни" in text, "Rada Radić" in text) == (False, True)


@pytest.mark.parametrize("kind", ["nothing", "words", "numbers", "much"])
def test_every_plan_can_be_printed_in_every_language(kind: str, case: Case, rada: Client) -> None:
    if kind == "much":
        for part in CanvasPart:
            write(case, "Дуга реченица о пекари. " * 120, part=part)
    elif kind == "words":
        write(case, "а" * 3000)
    elif kind == "numbers":
        make_budget(case, *[Row(BudgetKind.SALE, "Ж" * 80, 999_999_999, 1_000_000, 999_999_999)] * 20)
    for language in ("sr", "sr-latn", "en"):
        pdf = rada.get(address(case, "plan.pdf").replace("/en/", f"/{language}/")).content
        assert pdf[:5] == b"%PDF-"


def test_everybody_else_finds_nothing_and_of_a_closed_case_only_the_paper_stays(
    case: Case, rada: Client, make_user: MakeUser, coordinator: User, as_user: AsUser
) -> None:
    first = say(case)
    pages = ["", "canvas/problem/", "budget/", "plan.pdf"]
    posts = ["canvas/problem/", "budget/", "comments/", f"comments/{first.pk}/"]
    stranger = connected(
        make_case(make_advisor(), make_person("Ана")), make_user, coordinator, "ana@example.org"
    )
    for user in (stranger, coordinator, lead_of(case).user):
        client = as_user(user)
        found = [client.get(address(case, page)) for page in pages]
        found += [client.post(address(case, page), {"text": "x", "about": "budget"}) for page in posts]
        assert {answer.status_code for answer in found} == {404}
    assert rada.get(address(case, "canvas/nothing/")).status_code == 404
    services.close_case(case=case, outcome=CaseOutcome.WORK, by=lead_of(case).user)
    assert [rada.get(address(case, page)).status_code for page in pages] == [404, 404, 404, 200]
    assert {
        rada.post(address(case, page), {"text": "x", "about": "budget"}).status_code for page in posts
    } == {404}
    assert PlanComment.objects.count() == 1


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_pages_take_the_same_number_of_queries(
    rows: int, case: Case, rada: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for part in list(CanvasPart)[:rows]:
        write(case, "Речи", part=part)
        say(case, part=part)
    make_budget(case, *[Row(BudgetKind.MONTHLY, f"Трошак {number}", 5) for number in range(rows)])
    for row in BudgetRow.objects.all():
        say(case, row=row)
    for page, number in (("", 12), ("canvas/problem/", 13), ("budget/", 12)):
        with django_assert_num_queries(number):
            assert rada.get(address(case, page)).status_code == 200
