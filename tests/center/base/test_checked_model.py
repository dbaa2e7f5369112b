"""A record is checked with one question, and a broken one is told what is wrong with it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from center.base import checked_model
from consultations.models import Case
from tests.consultations.cases import make_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "english")]


@pytest.fixture
def case() -> Case:
    return make_case()


def asked(record: Case, exclude: set[str]) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        record.validate_constraints(exclude=exclude)
    # The rules that other rows play a part in name their table.
    return [query["sql"] for query in queries if "COALESCE" in query["sql"] and "_case" not in query["sql"]]


def test_all_checks_of_a_record_are_one_question(case: Case) -> None:
    assert len(asked(case, exclude=set())) == 1


def test_each_broken_check_is_named_and_only_those(case: Case) -> None:
    case.outcome, case.jobs_created = "rich", 2
    with pytest.raises(ValidationError) as refused:
        case.validate_constraints()
    assert refused.value.messages == [
        "Constraint “case_outcome_is_known” is violated.",
        "Constraint “case_closed_has_day_and_outcome” is violated.",
        "Give the number of jobs together with the day of the count.",
    ]


def test_what_a_form_leaves_out_is_not_asked_about(case: Case) -> None:
    case.jobs_created = 2
    (question,) = asked(case, exclude={"jobs_created"})
    assert "jobs_counted_on" not in question.partition("WHERE")[2]


def test_a_record_that_was_mended_is_asked_about_anew(case: Case) -> None:
    case.jobs_created = 2
    with pytest.raises(ValidationError):
        case.validate_constraints()
    case.jobs_created = None
    case.validate_constraints()


def test_a_check_that_fails_in_the_database_hides_no_other_one(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_pattern = (Q(number__regex="["), {"number"})
    known = checked_model._checks(Case)
    monkeypatch.setattr(checked_model, "_checks", lambda _model: [no_pattern, *known])
    case.jobs_created = 2
    with pytest.raises(ValidationError, match="together with the day"):
        case.validate_constraints()
