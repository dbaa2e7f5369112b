import html
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from center.models import User
from research.admin.questionnaire_changes import changes_between
from research.choices import Mode
from research.definition import Choice, Group, Kind
from research.models import Questionnaire
from research.services.answering import begin
from research.services.questionnaires import add_version
from research.xlsform import write
from tests.research.surveys import definition, make_questionnaire, make_survey, question, short, texts
from tests.research.workbooks import YES_NO, asked, workbook

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
ADD = "/admin/research/questionnaire/add/"
LIST = "/admin/research/questionnaire/"


def at(found: Questionnaire, page: str) -> str:
    return reverse(f"admin:research_questionnaire_{page}", args=[found.pk])


@pytest.fixture
def client(researcher: User, as_user: AsUser) -> Client:
    User.objects.filter(pk=researcher.pk).update(language="en")
    return as_user(researcher)


def file(data: bytes, name: str = "gradjani.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def seen_in(page: str) -> str:
    """Return what the look carries along."""
    return html.unescape(re.search(r'name="seen" value="([^"]*)"', page)[1])  # type: ignore[index]


SURVEY = [
    asked("integer", "age"),
    asked("select_one yes_no", "heard", required="yes"),
    asked("text", "what", relevant="${heard} = 'yes'"),
]


def form_workbook(survey: Any = SURVEY, **settings: str) -> bytes:
    return workbook(survey, YES_NO, {"form_title": "Грађани", "form_id": "gradjani_2026", **settings})


# --- the list and the record


def test_the_list_tells_title_version_questions_languages_state_and_surveys(client: Client) -> None:
    survey = make_survey()
    page = html.unescape(client.get(LIST).content.decode())

    assert "A questionnaire to try" in page
    assert survey.questionnaire.key in page
    assert "Not answered yet" in page
    assert "Serbian, English" in page
    assert "A survey to try" in page
    assert '<td class="field-question_count">7 questions</td>' in page


def test_a_version_on_which_somebody_began_is_said_to_be_in_use(client: Client) -> None:
    survey = make_survey()
    begin(survey=survey, mode=Mode.LINK, language="sr")
    assert "Being answered" in client.get(LIST).content.decode()


@pytest.mark.parametrize("typed", ["УПИТНИК", "upitnik", "questionnaire to"])
def test_a_questionnaire_is_found_by_its_title_in_either_script(client: Client, typed: str) -> None:
    made = make_questionnaire()
    other = make_questionnaire(definition(question(Kind.TEXT, "a")))
    Questionnaire.objects.filter(pk=other.pk).update(definition=other.definition | {"title": {"sr": "Друго"}})
    page = client.get(LIST, {"q": typed}).content.decode()
    assert (made.key in page, other.key in page) == (True, False)


def test_the_list_asks_the_same_number_of_questions_for_one_row_and_for_three(
    client: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    make_survey()
    client.get(LIST)
    with django_assert_max_num_queries(30) as one:
        client.get(LIST)
    for _row in range(2):
        make_survey()
    with django_assert_num_queries(len(one)):
        client.get(LIST)


def test_the_record_shows_every_question_with_its_kind_conditions_and_answers(client: Client) -> None:
    made = make_questionnaire()
    page = html.unescape(client.get(at(made, "change")).content.decode())

    assert "Page 1: About you" in page
    assert "One answer of a list" in page
    assert "<code>. >= 15 and . <= 110</code>" in page
    assert "Only if your answer to question 2 is “Yes”. <code>${heard} = 'yes'</code>" in page
    assert "<code>net</code> Internet" in page
    assert "Worked out, not asked" in page
    assert "<code>if(${age} < 30, 1, 0)</code>" in page


# --- bringing a workbook


def test_a_workbook_with_faults_gets_all_of_them_with_sheet_row_and_column(client: Client) -> None:
    bad = workbook([*SURVEY, asked("geopoint", "place"), asked("begin_repeat", "r")], YES_NO)
    response = client.post(ADD, {"file": file(bad)})
    page = html.unescape(response.content.decode())

    assert response.status_code == 422
    row = r'<tr><td>(\w+)</td><th scope="row">(?:<span[^>]*>[^<]*</span>)?(\d+)</th><td><code>(\w+)</code>'
    rows = re.findall(row, page)
    assert rows[:2] == [("survey", "5", "type"), ("survey", "6", "type")]
    assert Questionnaire.objects.count() == 0


def test_a_workbook_is_looked_at_first_and_kept_when_confirmed(client: Client, researcher: User) -> None:
    look = client.post(ADD, {"file": file(form_workbook()), "note": "Први пут"})
    page = html.unescape(look.content.decode())

    assert look.status_code == 200
    assert "Nothing is kept yet" in page
    assert "<code>gradjani-2026</code>" in page
    assert "Question heard" in page
    assert Questionnaire.objects.count() == 0

    done = client.post(ADD, {"seen": seen_in(page), "_confirm": "1"})
    made = Questionnaire.objects.get()
    assert done["Location"] == at(made, "change")
    assert (made.key, made.number, made.note, made.source_name, made.added_by) == (
        "gradjani-2026",
        1,
        "Први пут",
        "gradjani.xlsx",
        researcher,
    )
    assert list(made.asks.questions) == ["age", "heard", "what"]


def test_warnings_are_told_and_do_not_stop_it(client: Client) -> None:
    data = form_workbook([*SURVEY, asked("text", "more", appearance="numbers")])
    page = html.unescape(client.post(ADD, {"file": file(data)}).content.decode())

    assert "Good to know" in page
    assert "The appearance “numbers” is left out here. Rows: 5" in page
    assert "Keep this questionnaire" in page


def test_pressing_keep_twice_keeps_one_version(client: Client) -> None:
    seen = seen_in(client.post(ADD, {"file": file(form_workbook())}).content.decode())
    for _time in range(2):
        client.post(ADD, {"seen": seen, "_confirm": "1"})
    assert Questionnaire.objects.count() == 1


def test_the_same_file_again_has_nothing_to_add(client: Client) -> None:
    seen = seen_in(client.post(ADD, {"file": file(form_workbook())}).content.decode())
    client.post(ADD, {"seen": seen, "_confirm": "1"})
    made = Questionnaire.objects.get()
    page = client.post(at(made, "next_version"), {"file": file(form_workbook())}).content.decode()

    assert "There is nothing to add" in page
    assert "_confirm" not in page


def test_the_next_version_shows_what_differs_and_leaves_the_earlier_as_it_is(client: Client) -> None:
    first = add_version(key="q", definition=short())
    later = definition(
        Group(
            "who",
            label=texts("О Вама", "About you"),
            items=(question(Kind.INTEGER, "age", constraint=". >= 18"), question(Kind.TEXT, "fresh")),
        )
    )
    page = client.post(at(first, "next_version"), {"file": file(write(later))}).content.decode()
    shown = html.unescape(page)

    assert "<code>fresh</code></th><td>New</td>" in shown
    assert "<code>heard</code></th><td>Gone</td>" in shown
    assert (
        "<td>Allowed answers</td><td><code>. >= 15 and . <= 110</code></td><td><code>. >= 18</code></td>"
        in shown
    )
    client.post(at(first, "next_version"), {"seen": seen_in(page), "_confirm": "1"})
    assert [each.number for each in Questionnaire.objects.filter(key="q")] == [2, 1]


def test_a_key_that_is_taken_is_not_extended_by_accident(client: Client) -> None:
    add_version(key="gradjani-2026", definition=short())
    response = client.post(ADD, {"file": file(form_workbook())})
    assert response.status_code == 422
    assert "is there already" in response.content.decode()


def test_who_compared_with_an_older_version_looks_again(client: Client) -> None:
    first = add_version(key="q", definition=short())
    page = client.post(at(first, "next_version"), {"file": file(form_workbook())}).content.decode()
    second = add_version(key="q", definition=definition(question(Kind.TEXT, "meanwhile")))
    again = client.post(at(first, "next_version"), {"seen": seen_in(page), "_confirm": "1"})
    told = html.unescape(again.content.decode())

    assert again.status_code == 409
    assert "Somebody else has added a version" in told
    assert "<code>meanwhile</code></th><td>Gone</td>" in told
    client.post(at(second, "next_version"), {"seen": seen_in(told), "_confirm": "1"})
    assert Questionnaire.objects.filter(key="q").count() == 3


def test_a_look_of_another_colleague_or_a_changed_one_is_not_taken_over(
    client: Client, coordinator: User, as_user: AsUser
) -> None:
    seen = seen_in(client.post(ADD, {"file": file(form_workbook())}).content.decode())
    for who, carried in ((as_user(coordinator), seen), (client, seen[:-2] + "xx"), (client, "")):
        assert who.post(ADD, {"seen": carried, "_confirm": "1"}).status_code == 422
    assert Questionnaire.objects.count() == 0


def test_no_file_is_said_at_the_field(client: Client) -> None:
    response = client.post(ADD, {"note": "x"})
    assert response.status_code == 422
    assert 'href="#id_file"' in response.content.decode()


# --- taking away


def test_the_workbook_that_is_taken_away_and_brought_back_is_the_same_version(client: Client) -> None:
    made = add_version(key="q", definition=short())
    taken = client.get(at(made, "workbook"))
    page = client.post(at(made, "next_version"), {"file": file(taken.content)}).content.decode()

    assert taken["Content-Disposition"] == 'attachment; filename="q-v1.xlsx"'
    assert "There is nothing to add" in page


def test_the_paper_is_given_in_the_language_that_was_asked_for(client: Client) -> None:
    made = make_questionnaire()
    taken = client.get(at(made, "paper"), {"language": "sr-latn"})
    assert taken.content.startswith(b"%PDF")
    assert taken["Content-Disposition"] == f'attachment; filename="{made.key}-v1-sr-latn.pdf"'


# --- who may


def test_the_coordinator_may_and_others_may_not(
    coordinator: User, advisor_user: User, editor: User, stranger: User, as_user: AsUser
) -> None:
    made = make_questionnaire()
    earlier = add_version(key=made.key, definition=definition(question(Kind.TEXT, "a")))
    mapping = reverse("admin:research_questionnaire_mapping", args=[earlier.pk, made.pk])
    pages = ("change", "texts", "preview", "workbook", "paper", "next_version")
    addresses = [LIST, ADD, mapping, *(at(made, page) for page in pages)]

    def codes(user: User) -> set[int]:
        client = as_user(user)
        return {client.get(address).status_code for address in addresses}

    assert codes(coordinator) == {200}
    assert codes(advisor_user) == codes(editor) == {403}
    assert codes(stranger) == {302}


@pytest.mark.usefixtures("english")
def test_answers_that_are_gone_are_shown_as_differences() -> None:
    before = short()
    after = replace(
        before, choices={**before.choices, "media": (Choice("tv", texts("ТВ"), {"region": "a"}),)}
    )
    lines = changes_between(before, after).lines
    assert [(line.where, line.what) for line in lines][:2] == [
        ("media: net", "Answer is gone"),
        ("media: press", "Answer is gone"),
    ]
