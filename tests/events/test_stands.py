"""Giving stands: one by one and as a table; what the database refuses; who withdraws gives the stand back."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from center.models import User
from events.errors import ChangeRefused, PlanRefused, StandsChangedMeanwhile, StandsRefused
from events.models import Event, ExhibitorApplication, FairPlan, Stand, StandAssignment
from events.services import plans, stands
from tests.events.fair_plans import exhibitor, make_fair, make_plan, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "monday_morning", "english")]


@pytest.fixture
def fair(coordinator: User) -> Event:
    return make_fair(coordinator)


@pytest.fixture
def plan(fair: Event, coordinator: User) -> FairPlan:
    return make_plan(coordinator, event=fair)


@pytest.fixture
def honey(fair: Event, coordinator: User) -> ExhibitorApplication:
    return exhibitor(fair, coordinator, "Мед")


@pytest.fixture
def cloth(fair: Event, coordinator: User) -> ExhibitorApplication:
    return exhibitor(fair, coordinator, "Нит")


def stand(plan: FairPlan, number: int) -> Stand:
    return plan.stands.get(number=str(number))


def given(fair: Event) -> dict[str, str]:
    rows = StandAssignment.objects.filter(application__event=fair)
    return {row.stand.number: row.application.enterprise.name_sr for row in rows}


def test_a_stand_is_given_moved_swapped_and_freed(
    fair: Event, plan: FairPlan, honey: Any, cloth: Any, coordinator: User
) -> None:
    first = stands.assign(application=honey, stand=stand(plan, 1), by=coordinator)
    assert stands.assign(application=honey, stand=stand(plan, 1), by=coordinator) == first
    stands.assign(application=cloth, stand=stand(plan, 2), by=coordinator)
    stands.move(application=honey, stand=stand(plan, 2), instead_of=cloth, by=coordinator)
    assert given(fair) == {"2": honey.enterprise.name_sr, "1": cloth.enterprise.name_sr}
    stands.move(application=honey, stand=stand(plan, 5), by=coordinator)
    stands.free(application=cloth, by=coordinator)
    stands.free(application=cloth, by=coordinator)
    assert given(fair) == {"5": honey.enterprise.name_sr}


def test_a_stand_is_given_once_and_an_exhibitor_gets_one(
    fair: Event, plan: FairPlan, honey: Any, cloth: Any, coordinator: User
) -> None:
    stands.assign(application=honey, stand=stand(plan, 1), by=coordinator)
    with pytest.raises(ChangeRefused, match="Somebody has stand 1"):
        stands.assign(application=cloth, stand=stand(plan, 1), by=coordinator)
    with pytest.raises(ChangeRefused, match="has a stand already: 1"):
        stands.assign(application=honey, stand=stand(plan, 2), by=coordinator)
    with pytest.raises(ChangeRefused, match="Somebody has stand 1"):
        stands.move(application=cloth, stand=stand(plan, 1), by=coordinator)
    with pytest.raises(ChangeRefused, match="has no stand yet"):
        stands.move(application=cloth, stand=stand(plan, 1), instead_of=honey, by=coordinator)
    with pytest.raises(ChangeRefused, match="has no stand yet"):
        stands.move(application=cloth, stand=stand(plan, 2), by=coordinator)


def test_places_are_changed_with_whom_was_seen_there_only(
    fair: Event, plan: FairPlan, honey: Any, cloth: Any, coordinator: User
) -> None:
    wood = exhibitor(fair, coordinator, "Дрво")
    for number, each in enumerate((honey, cloth, wood), start=1):
        stands.assign(application=each, stand=stand(plan, number), by=coordinator)
    with pytest.raises(ChangeRefused, match="Somebody has stand 2"):
        stands.move(application=honey, stand=stand(plan, 2), instead_of=wood, by=coordinator)
    stands.free(application=cloth, by=coordinator)
    stands.move(application=honey, stand=stand(plan, 2), instead_of=cloth, by=coordinator)
    assert given(fair) == {"2": honey.enterprise.name_sr, "3": wood.enterprise.name_sr}


def test_only_who_is_accepted_at_this_fair_gets_a_stand(
    fair: Event, plan: FairPlan, honey: Any, coordinator: User
) -> None:
    waiting = exhibitor(fair, coordinator, "Дрво", state="sent")
    with pytest.raises(ChangeRefused, match="Only who is accepted"):
        stands.assign(application=waiting, stand=stand(plan, 1), by=coordinator)
    other = make_plan(coordinator, event=make_fair(coordinator, slug="drugi"))
    with pytest.raises(ChangeRefused, match="on the plan no more"):
        stands.assign(application=honey, stand=stand(other, 1), by=coordinator)


def refused_by_the_database(**values: Any) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        StandAssignment.objects.bulk_create([StandAssignment(assigned_at=timezone.now(), **values)])
    cause: Any = error.value.__cause__
    return str(cause.diag.constraint_name)


def test_the_database_refuses_what_no_service_asked(
    fair: Event, plan: FairPlan, honey: Any, cloth: Any, coordinator: User
) -> None:
    waiting = exhibitor(fair, coordinator, "Дрво", state="sent")
    other = make_plan(coordinator, event=make_fair(coordinator, slug="drugi"))
    stands.assign(application=honey, stand=stand(plan, 1), by=coordinator)
    by = {"assigned_by": coordinator}
    assert "stand_id" in refused_by_the_database(application=cloth, stand=stand(plan, 1), **by)
    assert "application_id" in refused_by_the_database(application=honey, stand=stand(plan, 2), **by)
    assert (
        refused_by_the_database(application=waiting, stand=stand(plan, 2), **by)
        == "stand_assignment_of_the_accepted"
    )
    assert (
        refused_by_the_database(application=cloth, stand=stand(other, 2), **by)
        == "stand_assignment_of_the_same_fair"
    )


def test_who_withdraws_gives_the_stand_back_at_once(
    fair: Event, plan: FairPlan, honey: Any, cloth: Any, coordinator: User
) -> None:
    stands.assign(application=honey, stand=stand(plan, 1), by=coordinator)
    withdraw(honey)
    assert given(fair) == {}
    stands.assign(application=cloth, stand=stand(plan, 1), by=coordinator)


def test_a_stand_that_somebody_has_stays_on_the_plan(
    fair: Event, plan: FairPlan, honey: Any, coordinator: User
) -> None:
    stands.assign(application=honey, stand=stand(plan, 1), by=coordinator)
    with pytest.raises(PlanRefused) as refused:
        plans.save_plan(
            plan=plan,
            version=plan.version,
            size=plans.size_of(plan),
            stands=[],
            things=[],
            by=coordinator,
            removed_stands=[stand(plan, 1).pk, stand(plan, 2).pk],
        )
    assert [str(fault.message) for fault in refused.value.faults] == [
        "Somebody has this stand. Give them another one first: 1."
    ]
    assert plan.stands.count() == 7


def test_the_whole_table_is_saved_in_one_go(
    fair: Event, plan: FairPlan, honey: Any, cloth: Any, coordinator: User
) -> None:
    stands.assign(application=honey, stand=stand(plan, 1), by=coordinator)
    stands.assign(application=cloth, stand=stand(plan, 2), by=coordinator)
    wood = exhibitor(fair, coordinator, "Дрво")
    wanted = {honey.pk: stand(plan, 2).pk, cloth.pk: stand(plan, 1).pk, wood.pk: stand(plan, 7).pk}
    seen = stands.fingerprint(fair)
    assert stands.assign_all(event=fair, wanted=wanted, seen=seen, by=coordinator) == 3
    assert given(fair) == {
        "1": cloth.enterprise.name_sr,
        "2": honey.enterprise.name_sr,
        "7": wood.enterprise.name_sr,
    }
    with pytest.raises(StandsChangedMeanwhile):
        stands.assign_all(event=fair, wanted={honey.pk: None}, seen=seen, by=coordinator)


def test_a_table_with_one_stand_twice_changes_nothing(
    fair: Event, plan: FairPlan, honey: Any, cloth: Any, coordinator: User
) -> None:
    stands.assign(application=honey, stand=stand(plan, 1), by=coordinator)
    seen = stands.fingerprint(fair)
    with pytest.raises(StandsRefused) as refused:
        stands.assign_all(event=fair, wanted={cloth.pk: stand(plan, 1).pk}, seen=seen, by=coordinator)
    assert list(refused.value.faults) == [cloth.pk]
    assert given(fair) == {"1": honey.enterprise.name_sr}
