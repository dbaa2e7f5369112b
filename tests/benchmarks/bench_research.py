"""Surveys: 30 questions by 100,000 answers, answering, and a long form; `pytest -n 0 -m benchmark tests/benchmarks`."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client

from research.choices import Mode
from research.definition import Choice, Definition, Kind
from research.models import Survey
from research.services import answering, releases
from research.services.release_answers import answers_to
from research.statistics import Design
from research.tabulation import Margins, Plan, tabulate, weights_of
from research.xlsform import read
from tests.research.surveys import PAGES, make_survey, question, texts

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

QUESTIONS, ANSWERS = 30, 100_000


def asks() -> Definition:
    answers = tuple(Choice(str(code), texts(f"Одговор {code}", f"Answer {code}")) for code in range(1, 6))
    return Definition(
        title=texts("Велика анкета", "A large survey"),
        choices={"five": answers},
        languages=("sr", "en"),
        items=tuple(question(Kind.SELECT_ONE, f"q{number}", choices="five") for number in range(QUESTIONS)),
    )


@pytest.fixture
def large(db: None) -> Survey:
    survey = make_survey(Mode.LINK, asks=asks())
    answers = ", ".join(f"'q{number}', (1 + floor(random() * 5))::int::text" for number in range(QUESTIONS))
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(
            "INSERT INTO research_response (key, survey_id, is_anonymous, mode, language, stratum, day, duration,"  # noqa: S608 -- our own names
            f" is_fast, form_number, answers) SELECT gen_random_uuid(), %s, TRUE, 'link', 'sr', '', %s, '', FALSE, '',"
            f" jsonb_build_object({answers}) FROM generate_series(1, %s)",
            [survey.pk, survey.opens_at.date(), ANSWERS],
        )
        cursor.execute("ANALYZE research_response")
    return survey


def test_reading_a_hundred_thousand_answers(benchmark: Any, large: Survey) -> None:
    assert benchmark.pedantic(answers_to, args=(large,), rounds=3).total == ANSWERS


def test_frequencies_of_thirty_questions_with_protection(benchmark: Any, large: Survey) -> None:
    """From the database to protected tables, as the preview does."""

    def run() -> int:
        answers = answers_to(large)
        plan = Plan(questions=tuple(answers.questions))
        found = tabulate(
            large.questionnaire.asks,
            answers,
            plan,
            design=Design(is_probability_sample=True),
            weights=weights_of(answers, None, None),
            label=texts("Сада", "Now"),
        )
        return len(found.tables)

    assert benchmark.pedantic(run, rounds=3) == QUESTIONS


def test_one_weighted_cross_tab(benchmark: Any, large: Survey) -> None:
    from research.statistics import crosstab  # noqa: PLC0415 -- pandas is loaded where it is measured

    answers = answers_to(large)
    margin = {"q0": {"1": 18.0, "2": 20.0, "3": 22.0, "4": 21.0, "5": 19.0}}
    weights = weights_of(answers, Margins(margin, "x", (0.3, 3.0)), None).values

    def run() -> int:
        return (
            crosstab(
                answers.columns["q1"],
                answers.columns["q2"],
                design=Design(is_probability_sample=True),
                weights=weights,
            ).base
            or 0
        )

    assert benchmark.pedantic(run, rounds=5) == ANSWERS


def test_a_page_of_a_survey_is_answered(benchmark: Any) -> None:
    """One over its median is pages per second by one process."""
    survey = make_survey(Mode.LINK)
    begun = answering.begin(survey=survey, mode=Mode.LINK, language="sr")
    client = Client()
    client.cookies[f"survey-{survey.pk}"] = begun.code
    address = f"/sr/research/surveys/{survey.slug}/page/1/"

    def post() -> int:
        return client.post(address, PAGES[0]).status_code

    assert benchmark(post) == 302


def test_an_answer_is_sent(benchmark: Any) -> None:
    """One over its median is answers per second by one process."""
    survey = make_survey(Mode.LINK, asks=asks())

    def ready() -> tuple[tuple[Any, ...], dict[str, Any]]:
        draft = answering.begin(survey=survey, mode=Mode.LINK, language="sr").draft
        return (), {"draft": draft}

    assert benchmark.pedantic(answering.send, setup=ready, rounds=100).pk


def test_a_form_of_three_hundred_rows_is_read(benchmark: Any) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "survey"
    sheet.append(["type", "name", "label::Srpski (sr)", "relevant"])
    for number in range(300):
        sheet.append(
            ["integer", f"q{number}", f"Питање {number}", f"${{q{number - 1}}} > 0" if number else ""]
        )
    book.create_sheet("choices").append(["list_name", "name", "label::Srpski (sr)"])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id"])
    settings.append(["Дуг упитник", "dug"])
    written = io.BytesIO()
    book.save(written)
    found: Callable[[], Any] = lambda: read(written.getvalue())  # noqa: E731 -- one call
    assert len(benchmark.pedantic(found, rounds=5).definition.questions) == 300


def test_a_release_of_four_hundred_answers_is_prepared(benchmark: Any) -> None:
    from tests.research.answered import answered, drafted, made_up  # noqa: PLC0415 -- only here

    release = drafted(answered(made_up(400)))
    assert benchmark.pedantic(releases.preview, args=(release,), rounds=5).design.answered == 400
