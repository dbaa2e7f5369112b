"""Several people save the same at one moment: one wins, the others are told; each guard is also taken away."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models

from consultations.models import BudgetRow, BusinessPlan, CanvasBlock, Case
from consultations.services import business_plans
from tests.consultations.cases import make_case
from tests.consultations.plans import RENT, make_budget, write
from tests.marks import seldom
from tests.threads import at_the_same_time

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("english")]
PEOPLE = 5


@pytest.fixture
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(business_plans, "locked_case", lambda case: Case.objects.get(pk=case.pk))


@pytest.fixture
def nobody_asks_for_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody read before anybody writes, and then write whatever stands there."""

    def replaced(row: models.Model, version: str, seen: int, **values: Any) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.2)")
        return bool(type(row)._base_manager.filter(pk=row.pk).update(**{version: seen + 1}, **values))

    monkeypatch.setattr(business_plans, "_replaced", replaced)


def tally(outcomes: list[Any]) -> dict[str, int]:
    return dict(Counter(type(outcome).__name__ for outcome in outcomes))


def saving_words(case: Case) -> list[Callable[[], CanvasBlock]]:
    return [lambda n=n: write(case, f"речи {n}", seen=1) for n in range(PEOPLE)]  # type: ignore[misc]  # bound early


def saving_budgets(case: Case) -> list[Callable[[], BusinessPlan]]:
    rows = [business_plans.Row(RENT.kind, RENT.name, number) for number in range(PEOPLE)]
    return [lambda row=row: make_budget(case, row, seen=1) for row in rows]  # type: ignore[misc]  # bound early


@pytest.mark.parametrize("_round", [1, *seldom(range(2, 8))])
def test_of_five_who_save_a_block_one_wins_and_four_are_told(_round: int) -> None:
    case = make_case()
    write(case, "прве речи")
    assert tally(at_the_same_time(saving_words(case))) == {"CanvasBlock": 1, "PlanChangedMeanwhile": 4}
    assert CanvasBlock.objects.get().version == 2


@pytest.mark.usefixtures("nobody_waits")
def test_the_version_alone_lets_one_block_win() -> None:
    case = make_case()
    write(case, "прве речи")
    assert tally(at_the_same_time(saving_words(case))) == {"CanvasBlock": 1, "PlanChangedMeanwhile": 4}


@pytest.mark.usefixtures("nobody_waits", "nobody_asks_for_the_version")
def test_without_lock_and_version_words_would_be_lost() -> None:
    case = make_case()
    write(case, "прве речи")
    assert tally(at_the_same_time(saving_words(case)))["CanvasBlock"] > 1


@pytest.mark.parametrize("_round", [1, *seldom(range(2, 8))])
def test_of_five_who_save_a_budget_one_wins_and_four_are_told(_round: int) -> None:
    case = make_case()
    make_budget(case)
    assert tally(at_the_same_time(saving_budgets(case))) == {"BusinessPlan": 1, "PlanChangedMeanwhile": 4}
    assert BudgetRow.objects.count() == 1


@pytest.mark.usefixtures("nobody_waits")
def test_the_version_alone_lets_one_budget_win() -> None:
    case = make_case()
    make_budget(case)
    assert tally(at_the_same_time(saving_budgets(case))) == {"BusinessPlan": 1, "PlanChangedMeanwhile": 4}


def test_five_who_write_the_first_words_at_once_make_one_plan_and_one_block() -> None:
    case = make_case()
    calls = [lambda n=n: write(case, f"речи {n}") for n in range(PEOPLE)]
    assert tally(at_the_same_time(calls)) == {"CanvasBlock": 1, "PlanChangedMeanwhile": 4}
    assert (BusinessPlan.objects.count(), CanvasBlock.objects.count()) == (1, 1)
