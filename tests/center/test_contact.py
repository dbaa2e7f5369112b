import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from center.base.guarded_form import new_token
from center.choices import QuestionState
from center.models import Question, User
from center.services import housekeeping, inbox

pytestmark = pytest.mark.django_db


def answers(**changes: str) -> dict[str, str]:
    """Give what a person sends who took a minute to write."""
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=1), tick=False):
        token = new_token()
    return {
        "name": "Милица",
        "phone": "037 123 456",
        "email": "",
        "text": "Да ли радите?",
        "token": token,
        **changes,
    }


def test_a_question_lands_in_the_inbox_and_the_visitor_is_thanked() -> None:
    response = Client().post("/sr/contact/", answers())
    assert (response.status_code, response["Location"]) == (302, "/sr/contact/sent/")
    question = Question.objects.get()
    assert (
        question.name,
        question.phone,
        question.email,
        question.text,
        question.language,
        question.state,
    ) == (
        "Милица",
        "+38137123456",
        "",
        "Да ли радите?",
        "sr",
        "new",
    )


def test_sending_the_same_form_twice_keeps_one_question() -> None:
    data = answers()
    client = Client()
    assert [client.post("/sr/contact/", data).status_code for _ in range(2)] == [302, 302]
    assert Question.objects.count() == 1


def test_a_phone_or_an_e_mail_is_needed_and_what_was_typed_stays() -> None:
    response = Client().post("/en/contact/", answers(phone="", text="A long story"))
    html = response.content.decode()
    assert response.status_code == 422
    assert "Give a phone number or an email address, so that we can answer." in html
    assert "A long story" in html
    assert Question.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "12"),
        ("phone", "not a number"),
        ("email", "nobody@"),
        ("name", ""),
        ("name", "x" * 121),
        ("text", ""),
        ("text", "x" * 4001),
        ("text", "null\0byte"),
        ("token", "forged"),
        ("token", ""),
    ],
)
def test_wrong_input_is_named_and_nothing_is_stored(field: str, value: str) -> None:
    response = Client().post("/en/contact/", answers(**{field: value}))
    assert (response.status_code, Question.objects.count()) == (422, 0)
    assert 'aria-invalid="true"' in response.content.decode() or field == "token"


def test_a_name_that_is_a_web_address_is_refused_and_what_was_typed_stays() -> None:
    data = answers(name="Your parcel: http://evil.example/login now")
    response = Client().post("/en/contact/", data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["name"])
    assert "Please write only a name here" in response.content.decode()
    assert response.context["form"]["text"].value() == "Да ли радите?"


def test_other_words_from_a_form_that_was_sent_before_are_another_question() -> None:
    data = answers()
    client = Client()
    other = {**data, "text": "А суботом?"}
    assert [client.post("/sr/contact/", each).status_code for each in (data, other, other)] == [302] * 3
    texts = Question.objects.order_by("pk").values_list("text", flat=True)
    assert list(texts) == ["Да ли радите?", "А суботом?"]


def test_a_filled_trap_is_refused_aloud_and_the_next_try_is_taken() -> None:
    data = answers(website="https://spam.example")
    client = Client()
    response = client.post("/en/contact/", data)
    form = response.context["form"]
    assert (response.status_code, Question.objects.count()) == (422, 0)
    assert "A hidden field was filled in" in response.content.decode()
    assert (form["text"].value(), form["website"].value()) == ("Да ли радите?", "")
    assert client.post("/en/contact/", {**data, "website": ""}).status_code == 302


@pytest.mark.parametrize("changes", [{"text": ""}, {}])
def test_no_copy_of_what_was_typed_is_kept_in_a_browser(changes: dict[str, str]) -> None:
    response = Client().post("/sr/contact/", answers(**changes))
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_a_form_sent_at_once_is_asked_to_wait_and_then_taken() -> None:
    data = answers(token=new_token())
    client = Client()
    assert client.post("/en/contact/", data).status_code == 422
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=4)):
        assert client.post("/en/contact/", data).status_code == 302


@pytest.mark.parametrize("back", [timedelta(seconds=30), timedelta(hours=2)])
def test_a_clock_that_was_set_back_holds_no_question_up(back: timedelta) -> None:
    data = answers()
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=1) - back):
        assert Client().post("/en/contact/", data).status_code == 302


def test_a_form_from_after_tomorrow_is_renewed() -> None:
    data = answers()
    client = Client()
    with time_machine.travel(datetime.now(UTC) - timedelta(days=2), tick=False) as clock:
        response = client.post("/en/contact/", data)
        assert response.status_code == 422
        clock.shift(60)
        data["token"] = response.context["form"]["token"].value()
        assert client.post("/en/contact/", data).status_code == 302


def test_too_many_questions_from_one_contact_get_a_page_with_the_wait() -> None:
    client = Client()
    statuses = [client.post("/en/contact/", answers()).status_code for _ in range(7)]
    assert statuses == [302] * 6 + [429]
    response = client.post("/en/contact/", answers())
    assert int(response["Retry-After"]) > 3000
    assert Question.objects.count() == 6


def test_the_contact_page_takes_the_same_number_of_queries_however_long_the_hours(
    office: Any, django_assert_num_queries: Any
) -> None:
    for kept in (1, 3):
        office.hours.exclude(pk__in=list(office.hours.values_list("pk", flat=True)[:kept]))
        with django_assert_num_queries(3):
            Client().get("/sr/contact/")


def test_an_empty_form_sent_at_once_names_only_what_is_missing() -> None:
    response = Client().post("/en/contact/", {"token": new_token(), "name": "Ana", "text": "Are you open?"})
    assert response.context["form"].errors == {
        "phone": ["Give a phone number or an email address, so that we can answer."]
    }


def test_a_question_is_forgotten_half_a_year_after_its_answer(coordinator: User) -> None:
    def asked(name: str, state: QuestionState) -> None:
        question = inbox.ask(
            name=name, phone="+38137123456", email="", text="?", language="sr", submission=uuid.uuid4()
        )
        inbox.mark(question=question, state=state, by=coordinator)

    first = datetime(2026, 1, 10, 9, tzinfo=UTC)
    with time_machine.travel(first, tick=False):
        asked("Мила", QuestionState.ANSWERED)
        asked("Вера", QuestionState.SPAM)
        asked("Рада", QuestionState.NEW)
    with time_machine.travel(first + timedelta(days=182) - timedelta(minutes=1), tick=False):
        assert housekeeping.forget_old_questions() == 0
    with time_machine.travel(first + timedelta(days=182, minutes=1), tick=False):
        assert housekeeping.forget_old_questions() == 2
    assert list(Question.objects.values_list("name", flat=True)) == ["Рада"]
