"""The history behind the button: who changed what and when, in words, without what nobody may read."""

import re
from collections.abc import Callable

import pghistory
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from center import admin_history
from center.choices import MailState, Role
from center.models import AccessRecord, Office, Question, StaffAction, StoredMail, User
from tests.center.factories import make_mail, make_question
from tests.conftest import MakeUser
from tests.marks import seldom

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def desk(office: Office, coordinator: User, as_user: AsUser) -> Client:
    coordinator.language, coordinator.name = "en", "Марија"
    coordinator.save()
    return as_user(coordinator)


def told(client: Client, address: str) -> list[str]:
    """Return the entries of a history without their time, as words."""
    html = client.get(address).content.decode()
    entries = re.findall(r'<p class="history-who">(.*?)</li>', html, re.DOTALL)
    return [
        " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<time.*?</time>", "", entry)).split()) for entry in entries
    ]


def history(record: Question | StoredMail | User | Office) -> str:
    return f"/admin/center/{record._meta.model_name}/{record.pk}/history/"


def test_each_change_names_who_which_button_and_from_what_to_what(desk: Client) -> None:
    question = make_question()
    for verb in ("answered", "waiting", "spam"):
        desk.post(f"/admin/center/question/{question.pk}/do/{verb}/", {"next": ""})
    newest, middle, first, made = told(desk, history(question))
    assert newest == "Marija Button “Mark as unwanted” State before: New → now: Unwanted"
    assert middle.startswith(
        "Marija Button “Put back among the waiting ones” State before: Answered → now: New"
    )
    assert "Answered by before: Marija → now: –" in middle
    assert first.startswith("Marija Button “Mark as answered” State before: New → now: Answered")
    assert made == "The portal itself Record created"


def test_the_button_leads_there_from_a_record_that_is_changed_by_verbs(desk: Client) -> None:
    question = make_question()
    page = desk.get(f"/admin/center/question/{question.pk}/change/").content.decode()
    assert re.findall(r'<a href="([^"]*)" class="historylink">', page) == [history(question)]


def test_records_that_never_change_have_no_button(desk: Client, coordinator: User, editor: User) -> None:
    action = StaffAction.objects.create(by=coordinator, user=editor, kind="invited")
    page = desk.get(f"/admin/center/staffaction/{action.pk}/change/").content.decode()
    assert "historylink" not in page


def test_a_form_that_changes_nothing_leaves_no_entry(desk: Client, office: Office) -> None:
    before = told(desk, history(office))
    office.save()
    assert told(desk, history(office)) == before


def test_fields_that_say_nothing_to_people_are_left_out(desk: Client, office: Office) -> None:
    office.short_name_sr = "Центар"
    office.typed_latin = {"short_name_sr": "Centar"}
    with pghistory.context(user=None):
        office.save()
    assert told(desk, history(office))[0] == (
        "A visitor on the public pages Short name (Serbian) before: Socijalno preduzetništvo Kruševac → now: Centar"
    )


def test_an_encrypted_text_and_a_file_are_never_shown() -> None:
    fields = [StoredMail._meta.get_field("body_text"), Office._meta.get_field("logo")]
    assert [admin_history.is_secret(field) for field in fields] == [True, True]


def test_a_changed_logo_is_named_and_not_shown(desk: Client, office: Office) -> None:
    with pghistory.context(user=None):
        Office.objects.filter(pk=office.pk).update(logo="secret-name.png")
    assert told(desk, history(office))[0] == "A visitor on the public pages Logo changed"


def test_the_worker_is_told_apart_from_people(desk: Client) -> None:
    mail = make_mail()
    StoredMail.objects.filter(pk=mail.pk).update(state=MailState.FAILED, attempts=3)
    assert told(desk, history(mail)) == [
        "The portal itself State before: Waiting to be sent → now: Could not be sent Attempts before: 0 → now: 3",
        "The portal itself Record created",
    ]


def test_a_visitor_is_told_apart_from_staff(desk: Client) -> None:
    # As the middleware says it of a form that was sent without a login.
    with pghistory.context(request="0" * 16, user=None):
        question = make_question()
    assert told(desk, history(question)) == ["A visitor on the public pages Record created"]


def test_only_who_may_see_the_record_sees_its_history(
    office: Office, make_user: MakeUser, as_user: AsUser
) -> None:
    mail = make_mail()
    assert as_user(make_user(Role.EDITOR)).get(history(mail)).status_code == 403


def test_a_history_of_nothing_goes_back_to_the_desk(desk: Client) -> None:
    assert desk.get("/admin/center/question/999999/history/").status_code == 302


@pytest.mark.parametrize("changes", [*seldom([1]), 3])
def test_the_history_takes_the_same_number_of_queries(
    changes: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    question = make_question()
    for _number in range(changes):
        for verb in ("spam", "waiting"):
            desk.post(f"/admin/center/question/{question.pk}/do/{verb}/", {"next": ""})
    # What the buttons said is shown once, and then forgotten.
    desk.get(history(question))
    with django_assert_num_queries(10):
        page = desk.get(history(question))
    assert page.content.decode().count('class="history-who"') == 2 * changes + 1


def test_a_long_history_has_pages(desk: Client) -> None:
    question = make_question()
    for state in ("spam", "new") * 15:
        Question.objects.filter(pk=question.pk).update(state=state)
    seen = AccessRecord.objects.count()
    Question.objects.filter(pk=question.pk).update(state="spam")
    second = desk.get(history(question) + "?page=2").content.decode()
    assert ("Page 2 of 2" in second, "Record created" in second, AccessRecord.objects.count()) == (
        True,
        True,
        seen,
    )
