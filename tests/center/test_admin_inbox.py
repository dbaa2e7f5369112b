"""Questions from visitors, and the log of who looked at what."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from center.audit import record_access
from center.choices import QuestionState
from center.models import AccessRecord, Office, Question, User
from tests.center.factories import make_question
from tests.marks import seldom

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
LIST = "/admin/center/question/"


def do(question: Question, verb: str) -> str:
    return reverse("admin:center_question_do", args=[question.pk, verb])


def test_an_answered_question_knows_who_and_when(office: Office, advisor_user: User, as_user: AsUser) -> None:
    question = make_question()
    as_user(advisor_user).post(do(question, "answered"))
    question.refresh_from_db()
    assert (question.state, question.answered_by, question.answered_at is None) == (
        QuestionState.ANSWERED,
        advisor_user,
        False,
    )


def test_several_unwanted_ones_are_put_away_at_once_and_one_comes_back(
    office: Office, advisor_user: User, as_user: AsUser
) -> None:
    first, second = make_question("Први"), make_question("Други")
    client = as_user(advisor_user)
    client.post(LIST, {"action": "spam", "_selected_action": [first.pk, second.pk]})
    client.post(do(first, "waiting"))
    states = {question.name: question.state for question in Question.objects.all()}
    assert states == {"Први": QuestionState.NEW, "Други": QuestionState.SPAM}


def test_an_editor_reads_questions_and_cannot_mark_them(
    office: Office, editor: User, as_user: AsUser
) -> None:
    question = make_question()
    client = as_user(editor)
    page = client.get(reverse("admin:center_question_change", args=[question.pk]))
    answer = client.post(do(question, "answered"))
    question.refresh_from_db()
    assert (page.status_code, "Када радите?" in page.content.decode()) == (200, True)
    assert (answer.status_code, question.state) == (403, QuestionState.NEW)


def test_a_question_is_found_in_the_other_script(office: Office, advisor_user: User, as_user: AsUser) -> None:
    make_question("Ђорђе")
    make_question("Мира")
    found = as_user(advisor_user).get(LIST, {"q": "djordje"}).context["cl"].result_list
    assert [question.name for question in found] == ["Ђорђе"]


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_list_of_questions_takes_the_same_number_of_queries(
    rows: int,
    office: Office,
    advisor_user: User,
    as_user: AsUser,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        make_question()
    client = as_user(advisor_user)
    with django_assert_num_queries(11):
        assert len(client.get(LIST).context["cl"].result_list) == rows


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_access_log_takes_the_same_number_of_queries_and_nobody_changes_it(
    rows: int,
    office: Office,
    coordinator: User,
    as_user: AsUser,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    question = make_question()
    for _ in range(rows):
        record_access(user=coordinator, obj=question, purpose="opened")
    client = as_user(coordinator)
    with django_assert_num_queries(13):
        page = client.get("/admin/center/accessrecord/").content.decode()
    assert page.count(reverse("admin:center_question_change", args=[question.pk])) == rows
    row = AccessRecord.objects.latest("pk")
    for name, data in (("change", {"purpose": "x"}), ("delete", {"post": "yes"})):
        assert (
            client.post(reverse(f"admin:center_accessrecord_{name}", args=[row.pk]), data).status_code == 403
        )
    assert AccessRecord.objects.filter(purpose="opened").count() == rows
