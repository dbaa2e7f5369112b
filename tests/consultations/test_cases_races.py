"""Two colleagues on one case at the same moment; each guard is also taken away, to see that it is one."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from consultations import services
from consultations.choices import CaseOutcome, CaseStage
from consultations.models import Advisor, Case, StageChange
from consultations.services import cases
from entrepreneurs.models import Entrepreneur
from tests.consultations.cases import make_case
from tests.consultations.factories import make_advisor
from tests.entrepreneurs.factories import make_person
from tests.marks import seldom
from tests.threads import at_the_same_time

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("english")]
PEOPLE = 6


@pytest.fixture
def nobody_waits_for_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "as_kept", lambda person: person)


@pytest.fixture
def nobody_waits_for_a_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "locked_case", lambda case: Case.objects.get(pk=case.pk))


@pytest.fixture
def nobody_waits_for_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the last number without waiting for those who just take the next one."""

    def number(year: int) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.05)")
        return f"{year}-{Case.objects.filter(number__startswith=f'{year}-').count() + 1:04d}"

    monkeypatch.setattr(cases, "_next_number", number)


def without(model: Any, name: str) -> Iterator[None]:
    rule = next(rule for rule in model._meta.constraints if rule.name == name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, rule)
    yield


@pytest.fixture
def people_may_have_many_cases(db: None) -> Iterator[None]:
    yield from without(Case, "case_open_once")


@pytest.fixture
def changes_may_share_a_place(db: None) -> Iterator[None]:
    yield from without(StageChange, "stage_change_one_after_another")


def tally(outcomes: list[Any]) -> dict[str, int]:
    return dict(Counter(type(outcome).__name__ for outcome in outcomes))


def opening(person: Entrepreneur, advisor: Advisor) -> Callable[[], Case]:
    return lambda: services.open_case(person=person, advisor=advisor, by=advisor.user)


@pytest.mark.parametrize("_round", [1, *seldom(range(2, 12))])
def test_six_colleagues_open_one_case(_round: int) -> None:
    advisor, person = make_advisor(), make_person("Ана")
    outcomes = at_the_same_time([opening(person, advisor)] * PEOPLE)
    assert (tally(outcomes), len({case.pk for case in outcomes})) == ({"Case": PEOPLE}, 1)
    assert (Case.objects.count(), StageChange.objects.count()) == (1, 1)


@pytest.mark.usefixtures("nobody_waits_for_a_person")
def test_the_rule_of_the_database_alone_keeps_it_one_case() -> None:
    advisor, person = make_advisor(), make_person("Ана")
    outcomes = at_the_same_time([opening(person, advisor)] * PEOPLE)
    assert tally(outcomes)["Case"] >= 1
    assert Case.objects.count() == 1


@pytest.mark.usefixtures("nobody_waits_for_a_person", "people_may_have_many_cases")
def test_without_the_lock_and_the_rule_there_would_be_several_cases() -> None:
    advisor, person = make_advisor(), make_person("Ана")
    at_the_same_time([opening(person, advisor)] * PEOPLE)
    assert Case.objects.count() > 1


@pytest.mark.parametrize("_round", [1, *seldom(range(2, 12))])
def test_cases_opened_at_once_have_numbers_without_gaps(_round: int) -> None:
    advisor = make_advisor()
    people = [make_person(f"Особа {n}") for n in range(PEOPLE)]
    outcomes = at_the_same_time([opening(person, advisor) for person in people])
    numbers = sorted(int(case.number.partition("-")[2]) for case in outcomes)
    assert numbers == list(range(1, PEOPLE + 1))


@pytest.mark.usefixtures("nobody_waits_for_a_number")
def test_without_waiting_for_the_number_somebody_is_turned_away() -> None:
    advisor = make_advisor()
    people = [make_person(f"Особа {n}") for n in range(PEOPLE)]
    assert "IntegrityError" in tally(at_the_same_time([opening(person, advisor) for person in people]))


def moving(case: Case, stage: CaseStage) -> Callable[[], Case]:
    by = case.assignments.get().advisor.user
    return lambda: services.change_stage(case=case, stage=stage, by=by, seen="intake")


def both_ways(case: Case) -> list[Callable[[], Case]]:
    return [moving(case, CaseStage.IDEA), moving(case, CaseStage.PLAN)] * 3


@pytest.mark.parametrize("_round", [1, *seldom(range(2, 12))])
def test_of_two_who_move_a_case_differently_one_is_told_that_the_other_did(_round: int) -> None:
    case = make_case()
    outcomes = at_the_same_time(both_ways(case))
    case.refresh_from_db()
    # Whoever wanted the stage that won sees it done.
    assert tally(outcomes) == {"Case": 3, "ChangeRefused": 3}
    assert [row.stage for row in case.stage_changes.all()] == ["intake", case.stage]


@pytest.mark.usefixtures("nobody_waits_for_a_case")
def test_the_place_of_a_change_alone_lets_one_win() -> None:
    case = make_case()
    at_the_same_time(both_ways(case))
    case.refresh_from_db()
    assert [row.stage for row in case.stage_changes.all()] == ["intake", case.stage]


@pytest.mark.long
@pytest.mark.usefixtures("nobody_waits_for_a_case", "changes_may_share_a_place")
def test_without_the_lock_and_the_place_both_changes_would_be_the_next() -> None:
    for number in range(5):
        case = make_case(make_advisor(), make_person(f"Особа {number}"))
        at_the_same_time(both_ways(case))
    places = StageChange.objects.values_list("case", "place")
    assert len(places) > len(set(places))


@pytest.mark.parametrize("_round", [1, *seldom(range(2, 6))])
def test_closed_by_two_at_once_a_case_has_one_end(_round: int) -> None:
    case = make_case()
    by = case.assignments.get().advisor.user

    def closing(outcome: CaseOutcome) -> Callable[[], Case]:
        return lambda: services.close_case(case=case, outcome=outcome, by=by)

    outcomes = at_the_same_time([closing(CaseOutcome.WORK), closing(CaseOutcome.LOST)] * 3)
    case.refresh_from_db()
    assert tally(outcomes) == {"Case": 3, "ChangeRefused": 3}
    assert [row.outcome for row in case.stage_changes.all()] == ["", case.outcome]


@pytest.mark.parametrize("_round", [1, *seldom(range(2, 6))])
def test_handed_over_to_two_at_once_a_case_has_one_lead(_round: int) -> None:
    case = make_case()
    others = [make_advisor() for _number in range(2)]
    by = others[0].user

    def handing(to: Advisor) -> Callable[[], Any]:
        return lambda: services.hand_over(case=case, to=to, by=by)

    outcomes = at_the_same_time([handing(each) for each in others] * 2)
    assert tally(outcomes) == {"CaseAdvisor": 4}
    assert case.assignments.leads().count() == 1
