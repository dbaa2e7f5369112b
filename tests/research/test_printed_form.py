"""A questionnaire on paper: what stands on it, and for whom each question is, in words."""

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from center.models import Office
from research.definition import Choice, Definition, Group, Kind
from research.interview import numbers_of
from research.printed_form import condition_words, printed_form
from research.printed_form.blocks import blocks_of
from tests.research.surveys import definition, question, short, texts


def words_of(made: bytes) -> str:
    """Return the text of all pages, with single blanks."""
    read = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    return re.sub(r"\s+", " ", read)


def blocks_in(asks: Definition, language: str = "en") -> list[dict[str, object]]:
    with override(language):
        return blocks_of(asks)


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        (
            "sr",
            [
                "Шта мислите",
                "О Вама",
                "Питање age",
                "Само ако је Ваш одговор на питање 2 „Да“. У супротном пређите на питање 6.",
                "Уопште се не слажем",
                "Попуњен образац донесите или пошаљите на адресу:",
                "Југовићева 17-3, 37000 Крушевац",
                "Образац 000123",
                "K7DM 93RT FJ4V",
            ],
        ),
        pytest.param(
            "sr-latn",
            [
                "Šta mislite",
                "O Vama",
                "Samo ako je Vaš odgovor na pitanje 2 „Da“.",
                "Jugovićeva 17-3, 37000 Kruševac",
            ],
            marks=pytest.mark.each,
        ),
        ("en", ["About you", "Only if your answer to question 2 is “Yes”. Otherwise go on with question 6."]),
    ],
)
def test_the_paper_asks_everything_in_either_script_and_in_english(
    office: Office, language: str, wanted: list[str]
) -> None:
    title = {"sr": "Шта мислите", "sr-latn": "Šta mislite"}.get(language, "What you think")
    made = printed_form(
        short(), language, title=title, form_number="000123", code="K7DM 93RT FJ4V", intro="А\n\nБ"
    )
    found = words_of(made)
    assert [each for each in wanted if each not in found] == []


def test_the_paper_can_be_read_aloud(office: Office) -> None:
    document = PdfReader(io.BytesIO(printed_form(short(), "sr", title="Упитник")))
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "sr"
    assert document.metadata is not None
    assert document.metadata.title == "Упитник"


def test_every_page_bears_the_number_of_the_form(office: Office) -> None:
    asks = definition(*(question(Kind.TEXT, f"q{each}", appearance="multiline") for each in range(12)))
    pages = PdfReader(io.BytesIO(printed_form(asks, "en", title="T", form_number="A-17"))).pages
    assert len(pages) > 1
    assert [page.extract_text().count("A-17") for page in pages] == [1] * len(pages)


def test_what_is_not_asked_is_not_printed() -> None:
    said = str(blocks_in(short()))
    assert "is_young" not in said


def test_numbers_on_paper_are_those_of_the_questions() -> None:
    blocks = blocks_in(short())
    numbers = [each["number"] for each in blocks if each["kind"] == "question"]
    rows = [row["number"] for each in blocks if each["kind"] == "grid" for row in each["rows"]]  # type: ignore[attr-defined]
    assert (numbers, rows) == ([1, 2, 3, 4, 5], [6, 7])


def test_an_answer_that_a_text_names_is_said_by_the_number_of_its_question() -> None:
    asks = definition(
        question(Kind.TEXT, "name"), question(Kind.NOTE, "hi", label=texts("Х", "Hello ${name}!"))
    )
    assert blocks_in(asks)[1]["text"] == "Hello (your answer to question 1)!"


def test_a_list_too_long_for_boxes_is_written() -> None:
    many = tuple(Choice(f"c{each}", texts(f"Место {each}")) for each in range(31))
    asks = replace(definition(question(Kind.SELECT_ONE, "place", choices="many")), choices={"many": many})
    answer = blocks_in(asks)[0]["answer"]
    assert answer == {"as": "lines", "say": "Write your answer.", "lines": 1, "short": False}


def test_a_condition_that_always_holds_says_nothing() -> None:
    asks = definition(Group("g", (question(Kind.TEXT, "a", relevant="true()"),), relevant="1 = 1"))
    assert [note for each in blocks_in(asks) for note in each["notes"]] == []  # type: ignore[attr-defined]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("${heard} = 'yes'", "Only if your answer to question 2 is “Yes”."),
        ("'yes' = ${heard}", "Only if your answer to question 2 is “Yes”."),
        ("${heard} != 'yes'", "Only if your answer to question 2 is not “Yes”."),
        ("not(${heard} = 'yes')", "Only if your answer to question 2 is not “Yes”."),
        ("selected(${where}, 'net')", "Only if you ticked “Internet” in question 3."),
        ("not(selected(${where}, 'net'))", "Only if you did not tick “Internet” in question 3."),
        ("selected(${where}, 'other')", "Only if you ticked “Other” in question 3."),
        ("${age} >= 18", "Only if your answer to question 1 is 18 or more."),
        ("18 > ${age}", "Only if your answer to question 1 is less than 18."),
        ("${what} != ''", "Only if you answered question 4."),
        ("${what} = ''", "Only if you left question 4 open."),
        ("${heard} = 'yes' or ${heard} = 'no'", "Only if your answer to question 2 is “Yes” or “No”."),
        (
            "${heard} = 'yes' and ${age} < 30",
            "Only if all of this is so – question 2: “Yes”; question 1: less than 30.",
        ),
        (
            "selected(${where}, 'tv') or ${age} > 65",
            "Only if at least one of these is so – question 3: “Television” is ticked; question 1: more than 65.",
        ),
        # Nothing that a person could follow, or that is not asked on paper.
        ("${is_young} = 1", ""),
        ("${age} + 1 > 18", ""),
        ("${heard} = 'yes' and (${age} < 30 or ${age} > 60)", ""),
        ("${heard} > 'yes'", ""),
        ("not(${age} > 18)", ""),
        ("count-selected(${where}) > 1", ""),
        ("${since} > today()", ""),
        ("${what} = 'мед'", ""),
        ("((", ""),
    ],
)
def test_simple_conditions_are_said_in_words_and_others_not(condition: str, wanted: str) -> None:
    asks = short()
    assert condition_words(asks, condition, numbers_of(asks)) == wanted
