"""Drawing the plan of a fair: the rules of the service and of the database."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from center.models import User
from events.choices import EventKind
from events.errors import ChangeRefused, PlanChangedMeanwhile, PlanRefused
from events.models import FairPlan, PlanThing, Stand
from events.plan_table import Size, StandRow, ThingRow
from events.services import plans
from tests.events.fair_plans import ROW, SQUARE, STAGE, START, make_fair, make_plan, numbers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def save(plan: FairPlan, by: User, stands: list[StandRow], **more: Any) -> FairPlan:
    values = {"version": plan.version, "size": plans.size_of(plan), "things": [], **more}
    return plans.save_plan(plan=plan, stands=stands, by=by, **values)


def told(refused: PlanRefused) -> list[tuple[str, int, str, str]]:
    return [(fault.of, fault.place, fault.field, str(fault.message)) for fault in refused.faults]


def test_a_plan_is_drawn_in_one_go(coordinator: User) -> None:
    plan = make_plan(coordinator)
    assert numbers(plan) == ["1", "2", "3", "4", "5", "6", "7"]
    assert (plan.version, plan.is_public, plan.planthings.get().kind) == (2, False, "stage")


def test_overlapping_stands_are_named_at_their_rows_and_nothing_is_saved(coordinator: User) -> None:
    plan = make_plan(coordinator)
    rows = plans.stand_rows(plan)
    wrong = [*rows[:2], replace(rows[2], x=rows[1].x + 100), *rows[3:]]
    with pytest.raises(PlanRefused) as refused:
        save(plan, coordinator, wrong)
    assert told(refused.value) == [
        ("stand", 1, "x", "On the same ground as: 3."),
        ("stand", 2, "x", "On the same ground as: 2."),
    ]
    plan.refresh_from_db()
    assert (plan.version, plans.stand_rows(plan)) == (2, rows)


def test_every_fault_is_told_at_once(coordinator: User) -> None:
    plan = make_plan(coordinator)
    rows = plans.stand_rows(plan)
    wrong = [replace(rows[0], number="2"), rows[1], replace(rows[2], x=2900), replace(rows[3], width=20)]
    with pytest.raises(PlanRefused) as refused:
        save(plan, coordinator, wrong, things=[ThingRow("castle", 5000, 0, 100, 100)])
    assert told(refused.value) == [
        ("stand", 1, "number", "Another stand has this number."),
        ("stand", 2, "x", "This stand reaches outside of the plan."),
        ("stand", 3, "width", "At least half a metre, and at most 500 metres."),
        ("thing", 0, "kind", "Choose what it is."),
        ("thing", 0, "x", "This reaches outside of the plan."),
    ]


def test_stands_swap_numbers_and_places_in_one_save(coordinator: User) -> None:
    plan = make_plan(coordinator)
    first, second, third, *rest = plans.stand_rows(plan)
    wanted = [
        replace(first, number="2", x=third.x),
        replace(second, number="1"),
        replace(third, x=first.x),
        *rest,
    ]
    save(plan, coordinator, wanted)
    assert numbers(plan) == ["3", "1", "2", "4", "5", "6", "7"]


def test_a_plan_becomes_smaller_while_its_stands_move(coordinator: User) -> None:
    plan = make_plan(coordinator, things=[])
    rows = [replace(row, x=0, y=300 * place) for place, row in enumerate(plans.stand_rows(plan))]
    saved = save(plan, coordinator, rows, size=Size(300, 2100))
    assert (saved.width, saved.height) == (300, 2100)


def test_a_row_that_is_not_named_stays_and_a_removed_one_goes(coordinator: User) -> None:
    plan = make_plan(coordinator)
    rows = plans.stand_rows(plan)
    saved = save(plan, coordinator, rows[:3], removed_stands=[rows[6].pk])
    assert (numbers(saved), saved.planthings.count()) == (["1", "2", "3", "4", "5", "6"], 1)


def test_a_row_of_another_plan_is_left_alone(coordinator: User) -> None:
    plan = make_plan(coordinator)
    other = make_plan(coordinator, event=make_fair(coordinator, slug="drugi"))
    foreign = plans.stand_rows(other)[0]
    save(plan, coordinator, [replace(foreign, number="99", y=1200)], removed_stands=[foreign.pk])
    assert (numbers(other), numbers(plan)) == (numbers(other), ["1", "2", "3", "4", "5", "6", "7"])


def test_the_second_of_two_coordinators_is_told(coordinator: User) -> None:
    plan = make_plan(coordinator)
    rows = plans.stand_rows(plan)
    save(plan, coordinator, [replace(rows[0], watts=500), *rows[1:]])
    with pytest.raises(PlanChangedMeanwhile):
        save(plan, coordinator, rows, version=2)
    assert plan.stands.get(number="1").watts == 500


def test_the_plan_of_an_earlier_fair_is_copied(coordinator: User) -> None:
    earlier = make_plan(coordinator, things=[replace(STAGE, label_sr="Бина код чесме")])
    event = make_fair(coordinator, slug="drugi", starts_at=START.replace(year=2027))
    copy = plans.copy_plan(event=event, earlier=earlier, by=coordinator)
    assert numbers(copy) == numbers(earlier)
    assert copy.planthings.get().label_sr == "Бина код чесме"


def test_a_fair_has_one_plan_and_a_workshop_none(coordinator: User) -> None:
    event = make_plan(coordinator).event
    with pytest.raises(ChangeRefused, match="has a plan already"):
        plans.draw_plan(event=event, size=SQUARE, by=coordinator)
    workshop = make_fair(coordinator, slug="radionica", kind=EventKind.WORKSHOP)
    with pytest.raises(ChangeRefused, match="Only a fair"):
        plans.draw_plan(event=workshop, size=SQUARE, by=coordinator)


def test_a_plan_without_stands_is_not_shown(coordinator: User) -> None:
    plan = plans.draw_plan(event=make_fair(coordinator), size=SQUARE, by=coordinator)
    with pytest.raises(ChangeRefused, match="no stands"):
        plans.show_plan(plan=plan, by=coordinator)
    save(plan, coordinator, ROW)
    plans.show_plan(plan=plan, by=coordinator)
    plan.refresh_from_db()
    assert plan.is_public
    plans.hide_plan(plan=plan, by=coordinator)
    plan.refresh_from_db()
    assert not plan.is_public


# --- the database alone


def broken(sql: str, *values: int) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    cause: Any = error.value.__cause__
    return str(cause.diag.constraint_name)


@pytest.mark.each
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("x = 400", "stand_alone_on_its_ground"),
        ("number = '2'", "stand_number_unique"),
        ("number = '07'", "stand_number_form"),
        ("width = 20", "stand_size_in_range"),
        ("watts = 60000", "stand_watts_in_range"),
        ("x = 2800", "fair_plan_holds_everything"),
    ],
)
def test_sql_by_hand_cannot_break_a_plan(coordinator: User, change: str, rule: str) -> None:
    plan = make_plan(coordinator)
    wanted = f"UPDATE events_stand SET {change} WHERE plan_id = %s AND number = '1'"  # noqa: S608 -- of the test
    assert broken(wanted, plan.pk) == rule


def test_a_plan_cannot_shrink_below_its_stands_nor_lose_its_form(coordinator: User) -> None:
    plan = make_plan(coordinator)
    shrink = "UPDATE events_fairplan SET width = 1000 WHERE id = %s"
    assert broken(shrink, plan.pk) == "fair_plan_holds_everything"
    cut = "UPDATE events_fairplan SET outline = '[[0, 0], [3000, 0], [0, 2000]]' WHERE id = %s"
    assert broken(cut, plan.pk) == "fair_plan_holds_everything"
    nonsense = """UPDATE events_fairplan SET outline = '{"a": 1}' WHERE id = %s"""
    assert broken(nonsense, plan.pk) == "fair_plan_outline_form"


def test_neighbours_may_touch_and_another_plan_has_its_own_numbers(coordinator: User) -> None:
    plan = make_plan(coordinator)
    Stand.objects.create(plan=plan, number="8", x=400, y=500, width=300, height=300)
    other = make_plan(coordinator, event=make_fair(coordinator, slug="drugi"))
    assert (plan.stands.count(), other.stands.count()) == (8, 7)


def test_a_form_of_one_stand_says_the_same(coordinator: User) -> None:
    plan = make_plan(coordinator)
    stand = Stand(plan=plan, number="1", x=150, y=250, width=300, height=300)
    found: Any = None
    try:
        stand.full_clean()
    except Exception as error:  # noqa: BLE001 -- looked at below
        found = error
    assert found.message_dict == {
        "__all__": ["Another stand has this number.", "Another stand is on this ground."]
    }


def test_things_keep_inside_too(coordinator: User) -> None:
    plan = make_plan(coordinator)
    PlanThing.objects.filter(plan=plan).update(x=2400)
    assert (
        broken("UPDATE events_planthing SET x = 2401 WHERE plan_id = %s", plan.pk)
        == "fair_plan_holds_everything"
    )
