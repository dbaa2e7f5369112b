"""Cases follow their person when two records of the person become one; two open ones stay two files."""

import pytest

from center.models import User
from consultations import services
from consultations.choices import CaseOutcome
from consultations.models import Case
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import merge_entrepreneurs, undo_merge
from tests.consultations.cases import make_case
from tests.consultations.factories import make_advisor
from tests.entrepreneurs.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "english")]


@pytest.fixture
def two() -> tuple[Entrepreneur, Entrepreneur]:
    return make_person("Рада Радић"), make_person("Rada Radić")


def test_of_two_open_cases_the_merged_one_is_closed_as_continued_and_an_undo_opens_it(
    two: tuple[Entrepreneur, Entrepreneur], coordinator: User
) -> None:
    kept, other = make_case(person=two[0]), make_case(person=two[1])
    merge = merge_entrepreneurs(survivor=two[0], duplicate=two[1], by=coordinator)
    other.refresh_from_db()
    assert (other.person, other.outcome, list(Case.objects.open())) == (two[0], "continued", [kept])
    assert [row.stage for row in other.stage_changes.all()] == ["intake", "closed"]
    assert other.assignments.current().count() == 1
    undo_merge(merge=merge, by=coordinator)
    other.refresh_from_db()
    assert (other.person, other.outcome, other.is_open) == (two[1], "", True)
    assert [row.stage for row in other.stage_changes.all()] == ["intake"]


def test_an_open_case_of_the_merged_record_goes_on_where_the_other_has_only_closed_ones(
    two: tuple[Entrepreneur, Entrepreneur], coordinator: User
) -> None:
    old, going = make_case(person=two[0]), make_case(person=two[1])
    services.close_case(case=old, outcome=CaseOutcome.LOST, by=coordinator)
    merge_entrepreneurs(survivor=two[0], duplicate=two[1], by=coordinator)
    assert list(two[0].cases.open()) == [going]


def test_a_case_for_a_merged_person_is_opened_for_the_one_that_was_kept(
    two: tuple[Entrepreneur, Entrepreneur], coordinator: User
) -> None:
    merge_entrepreneurs(survivor=two[0], duplicate=two[1], by=coordinator)
    assert services.open_case(person=two[1], advisor=make_advisor(), by=coordinator).person == two[0]
