"""Texts of a questionnaire, edited in the admin by one colleague and by two at once."""

import html
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from center.models import User
from research.admin.text_form import sheets_of
from research.choices import Mode
from research.definition import Choice, Group, Kind, reworded, texts_of
from research.models import Questionnaire
from research.services.answering import begin
from research.services.questionnaires import add_version
from tests.research.surveys import definition, make_questionnaire, make_survey, question, short, texts

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def client(researcher: User, as_user: AsUser) -> Client:
    User.objects.filter(pk=researcher.pk).update(language="en")
    return as_user(researcher)


def address(found: Questionnaire) -> str:
    return reverse("admin:research_questionnaire_texts", args=[found.pk])


def form_of(client: Client, found: Questionnaire) -> dict[str, str]:
    """Return what a browser would send of the form as it stands."""
    page = client.get(address(found)).content.decode()
    return fields_in(page)


def fields_in(page: str) -> dict[str, str]:
    areas = re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    hidden = re.findall(r'type="hidden" name="(seen|newest)" value="([^"]*)"', page)
    return {html.unescape(name): html.unescape(value).removeprefix("\n") for name, value in (*areas, *hidden)}


def test_a_text_typed_in_latin_is_stored_in_cyrillic_and_shown(client: Client) -> None:
    made = make_questionnaire()
    sent = form_of(client, made) | {
        "sr:item:age:label": "Koliko imate godina, ${heard}?",
        "en:item:age:hint": "In years",
    }
    page = client.post(address(made), sent, follow=True).content.decode()
    made.refresh_from_db()

    assert made.asks.questions["age"].label == {"sr": "Колико имате година, ${heard}?", "en": "Question age"}
    assert made.asks.questions["age"].hint == {"en": "In years"}
    assert "“Koliko imate godina, ${heard}?” → “Колико имате година, ${heard}?”" in html.unescape(page)
    assert made.number == 1


def test_all_texts_stand_in_the_form_title_groups_and_answers_too(client: Client) -> None:
    made = make_questionnaire()
    names = {name.partition(":")[2] for name in form_of(client, made) if name.startswith("sr:")}
    assert names == set(texts_of(made.asks))
    assert {"title", "item:who:label", "item:age:constraint_message", "choice:media:net"} <= names


def test_saving_without_a_change_changes_nothing(client: Client) -> None:
    made = make_questionnaire()
    page = client.post(address(made), form_of(client, made), follow=True).content.decode()
    assert "Nothing was changed" in page
    assert Questionnaire.objects.get().changed_at == made.changed_at


@pytest.mark.parametrize(
    ("field", "typed"), [("sr:item:age:label", "Питање ${none}"), ("en:item:heard:label", "Question ${ age")]
)
def test_an_inserted_answer_that_is_none_is_refused_at_its_field(
    client: Client, field: str, typed: str
) -> None:
    made = make_questionnaire()
    response = client.post(address(made), form_of(client, made) | {field: typed})
    page = html.unescape(response.content.decode())

    assert response.status_code == 422
    assert f'href="#id_{field}"' in page
    assert fields_in(page)[field] == typed
    made.refresh_from_db()
    assert made.asks == short()


def test_two_colleagues_keep_what_each_of_them_changed_and_see_where_they_differ(
    client: Client, coordinator: User, as_user: AsUser
) -> None:
    made = make_questionnaire()
    mine = form_of(client, made)
    theirs = form_of(as_user(coordinator), made)
    as_user(coordinator).post(
        address(made), theirs | {"en:item:age:label": "Theirs", "en:item:heard:label": "Theirs too"}
    )
    response = client.post(address(made), mine | {"en:item:age:label": "Mine", "en:title": "My title"})
    page = html.unescape(response.content.decode())

    assert response.status_code == 409
    assert "<td>Theirs</td><td>Mine</td>" in page
    again = fields_in(page)
    assert (again["en:item:age:label"], again["en:item:heard:label"], again["en:title"]) == (
        "Mine",
        "Theirs too",
        "My title",
    )
    client.post(address(made), again)
    made.refresh_from_db()
    assert [made.asks.questions[name].label["en"] for name in ("age", "heard")] == ["Mine", "Theirs too"]
    assert made.asks.title["en"] == "My title"


def test_a_version_that_was_answered_meanwhile_keeps_its_texts_and_offers_a_new_one(client: Client) -> None:
    survey = make_survey()
    made = survey.questionnaire
    sent = form_of(client, made) | {"en:title": "Another title"}
    begin(survey=survey, mode=Mode.LINK, language="sr")
    response = client.post(address(made), sent)
    page = html.unescape(response.content.decode())
    made.refresh_from_db()

    assert response.status_code == 409
    assert "Somebody has answered this version" in page
    assert fields_in(page)["en:title"] == "Another title"
    assert "Save the texts" not in page
    assert made.asks == short()

    client.post(address(made), fields_in(page) | {"_as_new": "1"})
    newest = Questionnaire.objects.latest("number")
    assert (newest.number, newest.asks.title["en"]) == (2, "Another title")
    assert newest.mapped_to_earlier.get().questions["age"] == {"from": "age"}


def test_the_same_new_version_is_added_once(client: Client) -> None:
    made = make_questionnaire()
    sent = form_of(client, made) | {"en:title": "Another", "_as_new": "1"}
    for _time in range(2):
        client.post(address(made), sent)
    assert [each.number for each in Questionnaire.objects.all()] == [2, 1]


def test_a_new_version_beside_one_just_added_is_asked_about(client: Client) -> None:
    made = make_questionnaire()
    sent = form_of(client, made) | {"en:title": "Another", "_as_new": "1"}
    add_version(key=made.key, definition=definition(question(Kind.TEXT, "a")))
    response = client.post(address(made), sent)
    assert response.status_code == 409
    assert Questionnaire.objects.count() == 2


def test_other_languages_of_the_workbook_stay(client: Client) -> None:
    asks = definition(question(Kind.TEXT, "a", label={"sr": "Питање", "en": "Question", "hu": "Kérdés"}))
    made = make_questionnaire(replace(asks, languages=("sr", "en", "hu")))
    client.post(address(made), form_of(client, made) | {"en:item:a:label": "Better"})
    made.refresh_from_db()
    assert made.asks.questions["a"].label == {"sr": "Питање", "en": "Better", "hu": "Kérdés"}


def test_english_can_be_added_to_a_questionnaire_that_had_none(client: Client) -> None:
    asks = replace(
        definition(question(Kind.TEXT, "a", label=texts("Питање"))), languages=("sr",), title=texts("Наслов")
    )
    choices = {"l": (Choice("x", texts("Икс")),)}
    made = make_questionnaire(replace(asks, choices=choices))
    client.post(address(made), form_of(client, made) | {"en:choice:l:x": "Ex"})
    made.refresh_from_db()
    assert (made.asks.languages, made.asks.choices["l"][0].label) == (("sr", "en"), {"sr": "Икс", "en": "Ex"})


def test_a_long_questionnaire_is_edited_in_parts(client: Client) -> None:
    pages = [
        Group(f"g{page}", tuple(question(Kind.TEXT, f"q{page}_{each}") for each in range(50)))
        for page in range(6)
    ]
    made = make_questionnaire(definition(*pages))
    sheets = sheets_of(made.asks)
    second = client.get(f"{address(made)}?part=2").content.decode()
    sent = fields_in(second) | {"en:item:q5_49:label": "The last one"}
    client.post(f"{address(made)}?part=2", sent)
    made.refresh_from_db()

    assert len(sheets) == 2
    assert [row.key for sheet in sheets for row in sheet][:2] == ["title", "item:g0:label"]
    assert made.asks.questions["q5_49"].label["en"] == "The last one"
    assert made.asks.questions["q0_0"].label["en"] == "Question q0_0"


def test_rewording_with_the_own_texts_changes_nothing() -> None:
    assert reworded(short(), texts_of(short())) == short()
