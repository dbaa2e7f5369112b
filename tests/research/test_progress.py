"""How a running survey goes, for staff: numbers of answers, never what they say."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from research.choices import DurationBand, Mode
from research.definition import Group, Kind
from research.models import PageReach, Response, SpentInvitation, Survey
from research.services.marks import grids_of, with_marks
from research.services.progress import Part, progress_of, veil
from tests.marks import seldom
from tests.research.surveys import definition, make_invitation, make_survey, question


def grid(name: str, *items: str) -> Group:
    return Group(
        name,
        appearance="table-list",
        items=tuple(question(Kind.SELECT_ONE, item, choices="agree") for item in items),
    )


ASKS = definition(grid("long", "a", "b", "c"), grid("short", "d", "e"), question(Kind.TEXT, "words"))


def answer(survey: Survey, **more: Any) -> Response:
    values: dict[str, Any] = {
        "survey": survey,
        "is_anonymous": survey.is_anonymous,
        "mode": Mode.LINK,
        "language": "sr",
        "day": timezone.localdate(),
        "answers": {},
    }
    made = Response(**values | more)
    made.save(force_insert=True)
    return made


@pytest.mark.django_db
def test_the_same_answer_down_a_grid_of_three_is_marked_and_of_two_is_not() -> None:
    survey = make_survey(asks=ASKS)
    straight = answer(survey, answers={"a": "3", "b": "3", "c": "3", "d": "1", "e": "2"})
    answer(survey, answers={"a": "3", "b": "3", "c": "4", "d": "1", "e": "1"})
    answer(survey, answers={"a": "3", "b": "3", "c": None})
    answer(survey, answers={"a": None, "b": None, "c": None})
    answer(survey)
    assert grids_of(ASKS) == [("a", "b", "c")]
    marked = with_marks(survey.responses.all(), ASKS).filter(is_straight=True)
    assert list(marked) == [straight]


@pytest.mark.django_db
def test_the_figures_of_a_survey() -> None:
    survey = make_survey(Mode.LINK, Mode.PAPER, is_anonymous=False, asks=ASKS)
    today = timezone.localdate()
    answer(survey, duration=DurationBand.UNDER_3, is_fast=True)
    answer(survey, duration=DurationBand.UNDER_10, language="en")
    answer(survey, duration=DurationBand.UNDER_10, day=today - timedelta(days=1))
    PageReach.objects.create(survey=survey, page=1, people=5)
    found = progress_of(survey)
    assert (found.sent, found.today, found.online, found.fast, found.straight) == (3, 2, 3, 1, 0)
    assert found.days[-2:] == ((today - timedelta(days=1), 1), (today, 2))
    assert found.languages == (Part("sr", 2), Part("en", 1))
    assert [(each.page.number, each.people) for each in found.pages] == [(1, 5), (2, 0), (3, 0)]
    assert found.median == str(DurationBand.UNDER_10.label)


@pytest.mark.django_db
def test_small_numbers_of_an_anonymous_survey_are_withheld_from_staff_too() -> None:
    survey = make_survey(Mode.MAIL, asks=ASKS)
    for stratum, invited, answered in (("a", 9, 7), ("b", 8, 2), ("c", 10, 6)):
        for number in range(invited):
            invitation, _code = make_invitation(survey, stratum=stratum, letter_at=timezone.now())
            if number < answered:
                SpentInvitation(invitation=invitation).save(force_insert=True)
    found = progress_of(survey)
    assert [(part.key, part.answered, part.invited) for part in found.strata] == [
        ("a", 7, 9),
        ("b", None, 8),
        ("c", None, 10),
    ]
    assert (found.invited, found.answered) == (27, 15)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=6))
def test_no_number_under_five_is_shown_or_follows_from_the_sum(pairs: list[tuple[int, int]]) -> None:
    counts, invited = [answered for answered, _more in pairs], [sum(pair) for pair in pairs]
    hidden = veil(counts, invited)
    shown = [place for place in range(len(counts)) if place not in hidden]
    assert [counts[place] for place in shown if 0 < counts[place] < 5 or invited[place] < 5] == []
    rest = sum(counts[place] for place in hidden)
    # What is left of the sum has more than one way to be shared, unless nothing at all is shown.
    assert len(hidden) in {0, len(counts)} or (len(hidden) > 1 and rest not in {0, len(hidden)})


@pytest.mark.django_db
@pytest.mark.each
@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_figures_take_the_same_number_of_queries(rows: int, django_assert_num_queries: Any) -> None:
    survey = make_survey(Mode.LINK, asks=ASKS)
    for number in range(rows):
        answer(survey, language=["sr", "en", "sr-latn"][number])
    with django_assert_num_queries(8):
        progress_of(survey)
