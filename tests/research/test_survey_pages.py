"""What the public reads of surveys, and what the grant report counts of them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from center.base.indicators import Period
from research.choices import Mode
from research.indicators import surveys_held
from research.models import Response, Survey
from research.services.surveys import close_survey
from tests.marks import seldom
from tests.research.surveys import make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


def listed(client: Client) -> list[str]:
    html = client.get("/en/research/").content.decode()
    return re.findall(r'href="/en/research/surveys/([^/]+)/"', html)


def test_the_page_of_research_lists_surveys_that_run_and_are_for_the_public(client: Client) -> None:
    make_survey(slug="open")
    make_survey(Mode.MAIL, slug="invited")
    make_survey(slug="hidden", is_listed=False)
    make_survey(slug="draft", is_open=False)
    close_survey(survey=make_survey(slug="closed"))
    soon = make_survey(slug="soon")
    Survey.objects.filter(pk=soon.pk).update(opens_at=timezone.now() + timedelta(days=1))
    assert sorted(listed(client)) == ["invited", "open"]


@pytest.mark.each
@pytest.mark.parametrize("surveys", [*seldom([1]), 3])
def test_the_page_of_research_takes_as_many_queries_for_more_surveys(
    client: Client, surveys: int, django_assert_num_queries: Any
) -> None:
    for _number in range(surveys):
        make_survey()
    client.get("/en/research/")
    with django_assert_num_queries(QUERIES):
        assert len(listed(client)) == surveys


QUERIES = 8


def test_a_survey_in_preparation_has_no_page(client: Client) -> None:
    make_survey(slug="draft", is_open=False)
    assert client.get("/en/research/surveys/draft/").status_code == 404


def test_a_closed_survey_says_so_and_asks_nothing(client: Client) -> None:
    close_survey(survey=make_survey(slug="closed"))
    html = client.get("/en/research/surveys/closed/").content.decode()
    assert "This survey is closed" in html
    assert "survey-begin" not in html


def test_a_survey_says_before_the_first_question_what_happens_to_the_answers(client: Client) -> None:
    make_survey(slug="a")
    make_survey(Mode.LINK, slug="b", is_anonymous=False)
    headings = [
        re.findall(r'<h2 id="promise">([^<]+)', client.get(f"/en/research/surveys/{slug}/").content.decode())
        for slug in "ab"
    ]
    assert headings == [["Your answers are anonymous"], ["What happens to your answers"]]


def answer(survey: Survey, number: int) -> None:
    for _row in range(number):
        Response(
            survey=survey,
            is_anonymous=True,
            mode=Mode.LINK,
            language="sr",
            day=timezone.localdate(),
            answers={},
        ).save(force_insert=True)


def test_the_grant_report_counts_surveys_and_answers_and_withholds_a_few(english: None) -> None:
    today = timezone.localdate()
    period, before = Period(today, today), Period(today - timedelta(days=9), today - timedelta(days=5))
    survey = make_survey()
    answer(survey, 4)
    assert [figure.value for figure in surveys_held(period).figures] == [1, None, 0]
    answer(survey, 1)
    assert [figure.value for figure in surveys_held(period).figures] == [1, 5, 0]
    assert [figure.value for figure in surveys_held(before).figures] == [0, 0, 0]
