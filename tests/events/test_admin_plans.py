"""The editor of a plan: typed in metres, refused at the row, two coordinators at once."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from center.choices import Role
from center.models import User
from events.models import Event, FairPlan
from events.services import plans
from tests.events.fair_plans import START, make_fair, make_plan, numbers
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def desk(client: Client, coordinator: User) -> Client:
    coordinator.language = "en"
    coordinator.save()
    client.force_login(coordinator, backend=BACKEND)
    return client


@pytest.fixture
def plan(coordinator: User) -> FairPlan:
    return make_plan(coordinator)


def address(plan: FairPlan) -> str:
    return reverse("admin:events_fairplan_change", args=[plan.pk])


def sent(page: Any, **changes: str) -> dict[str, str]:
    """Return what a browser would send of the editor's page, with changes ("stands_0_x")."""
    editor = page.context["editor"]
    data = {"version": str(editor.version), "_save": "1"}
    for form in (editor.ground, editor.words, editor.stands.management_form, editor.things.management_form):
        data |= fields(form)
    for rows in (editor.stands, editor.things):
        for form in rows.forms:
            data |= fields(form)
    # A first underline parts the table from the row, the second one the row from the field.
    named = {re.sub(r"^([a-z]+)_(?:(\d+)_)?", _dashed, name): value for name, value in changes.items()}
    return {**data, **named}


def _dashed(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[2]}-" if match[2] else f"{match[1]}-"


def fields(form: Any) -> dict[str, str]:
    found = {}
    for bound in form:
        value = bound.value()
        if value is True or value == "on":
            found[bound.html_name] = "on"
        elif value not in {None, False}:
            found[bound.html_name] = str(value)
    return found


def test_the_editor_shows_metres_and_saves_centimetres(desk: Client, plan: FairPlan) -> None:
    page = desk.get(address(plan))
    assert 'value="4.5"' in page.content.decode()
    data = sent(page, stands_1_x="4,75", stands_1_watts="1500", ground_width="31")
    assert desk.post(address(plan), data).status_code == 302
    stand = plan.stands.get(number="2")
    plan.refresh_from_db()
    assert (stand.x, stand.watts, plan.width, plan.version) == (475, 1500, 3100, 3)


def test_overlapping_stands_are_refused_at_their_rows_and_everything_typed_is_kept(
    desk: Client, plan: FairPlan
) -> None:
    page = desk.get(address(plan))
    answer = desk.post(address(plan), sent(page, stands_1_x="2,5", stands_6_number="17"))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert re.findall(r'<a href="#(id_stands-\d-\w+)">(.*?)</a>: (.*?)</li>', html) == [
        ("id_stands-0-x", "Stand 1", "On the same ground as: 2."),
        ("id_stands-1-x", "Stand 2", "On the same ground as: 1."),
    ]
    editor = answer.context["editor"]
    assert (editor.stands.forms[1]["x"].value(), editor.stands.forms[6]["number"].value()) == ("2,5", "17")
    # Both are drawn, marked.
    assert [stand.number for stand in answer.context["drawing"].stands if stand.is_wrong] == ["1", "2"]
    assert numbers(plan) == ["1", "2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"stands_0_x": "три"}, "Metres, for example 2 or 2,5."),
        ({"stands_0_number": "B 7"}, "A number up to 999, with a letter before it if you like: 7, A7."),
        ({"ground_outline": "0; 0\n30 x 20"}, "Not understood: 30 x 20"),
        ({"ground_outline": "0 0\n30 20\n30 0\n0 20"}, "so that no two sides cross."),
        ({"stands_0_watts": "1e9"}, "Enter a whole number."),
        ({"things_0_kind": "castle"}, "Select a valid choice."),
        ({"stands_7_number": "9"}, "This field is required."),
    ],
)
def test_wrong_input_is_answered_in_words(
    desk: Client, plan: FairPlan, changes: dict[str, str], sentence: str
) -> None:
    answer = desk.post(address(plan), sent(desk.get(address(plan)), **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_new_row_is_added_and_a_ticked_one_removed(desk: Client, plan: FairPlan) -> None:
    new = {
        "stands_7_number": "а8",  # typed on a Cyrillic keyboard
        "stands_7_x": "1",
        "stands_7_y": "8",
        "stands_7_width": "2",
        "stands_7_height": "2",
    }
    data = sent(desk.get(address(plan)), stands_0_remove="on", stands_0_x="", **new)
    assert desk.post(address(plan), data).status_code == 302
    assert sorted(numbers(plan)) == ["2", "3", "4", "5", "6", "7", "A8"]


def test_a_row_of_twenty_stands_is_put_into_the_table_and_not_saved_yet(desk: Client, plan: FairPlan) -> None:
    row = {
        "row_count": "6",
        "row_first": "8",
        "row_width": "2,5",
        "row_height": "2",
        "row_x": "1",
        "row_y": "10",
        "row_gap": "0,5",
        "row_watts": "500",
        "row_direction": "right",
    }
    data = sent(desk.get(address(plan)), _row="1", **row)
    del data["_save"]
    page = desk.post(address(plan), data)
    assert page.status_code == 200
    assert len(page.context["drawing"].stands) == 13
    assert plan.stands.count() == 7
    assert desk.post(address(plan), sent(page)).status_code == 302
    assert list(plan.stands.filter(y=1000).order_by("x").values_list("number", "x", "watts")) == [
        ("8", 100, 500),
        ("9", 400, 500),
        ("10", 700, 500),
        ("11", 1000, 500),
        ("12", 1300, 500),
        ("13", 1600, 500),
    ]


def test_the_second_of_two_coordinators_sees_both_and_loses_nothing(
    desk: Client, plan: FairPlan, coordinator: User
) -> None:
    mine = desk.get(address(plan))
    theirs = sent(
        mine,
        stands_0_watts="300",
        stands_1_remove="on",
        stands_3_watts="450",
        stands_7_number="20",
        stands_7_x="1",
        stands_7_y="10",
        stands_7_width="2",
        stands_7_height="2",
    )
    assert desk.post(address(plan), theirs).status_code == 302
    answer = desk.post(address(plan), sent(mine, stands_0_x="0,5", stands_2_corner=""))
    assert answer.status_code == 409
    assert [(row.name, row.saved, row.typed) for row in answer.context["editor"].differences] == [
        (
            "Stand 1",
            "3 × 3 m, 1 m from the left, 2 m from the top, 300 W",
            "3 × 3 m, 0.5 m from the left, 2 m from the top, 0 W",
        ),
        ("Stand 20", "2 × 2 m, 1 m from the left, 10 m from the top, 0 W", ""),
    ]
    # Saved again with the difference before the eyes.
    again = sent(answer)
    assert desk.post(address(plan), again).status_code == 302
    assert sorted(numbers(plan), key=int) == ["1", "3", "4", "5", "6", "7", "20"]
    assert plan.stands.get(number="1").x == 50
    # What I left alone is as the other one saved it.
    assert plan.stands.get(number="4").watts == 450


def test_the_script_gets_the_drawing_of_what_is_typed(desk: Client, plan: FairPlan) -> None:
    data = sent(desk.get(address(plan)), _drawing="1", stands_0_y="9", stands_1_x="?")
    answer = desk.post(address(plan), data)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in html
    assert html.count("fair-stand") == 6 * 2
    assert plan.stands.get(number="1").y == 200


def test_a_plan_is_begun_empty_or_as_that_of_an_earlier_fair(
    desk: Client, plan: FairPlan, coordinator: User
) -> None:
    later = make_fair(coordinator, slug="drugi", starts_at=START.replace(year=2027))
    begin = reverse("admin:events_fairplan_add")
    empty = desk.post(begin, {"event": later.pk})
    assert empty.context["form"].errors.keys() == {"width", "height"}
    answer = desk.post(begin, {"event": later.pk, "earlier": plan.pk})
    copy = FairPlan.objects.get(event=later)
    assert (answer.status_code, answer["Location"]) == (302, address(copy))
    assert copy.stands.count() == 7
    third = make_fair(coordinator, slug="treci")
    desk.post(begin, {"event": third.pk, "width": "40", "height": "24,5"})
    assert FairPlan.objects.get(event=third).height == 2450
    assert desk.get(f"{begin}?event={third.pk}")["Location"] == address(FairPlan.objects.get(event=third))


def test_the_plan_is_shown_and_hidden_by_buttons(desk: Client, plan: FairPlan) -> None:
    do = "admin:events_fairplan_do"
    desk.post(reverse(do, args=[plan.pk, "show"]))
    plan.refresh_from_db()
    assert plan.is_public
    desk.post(reverse(do, args=[plan.pk, "hide"]))
    plan.refresh_from_db()
    assert not plan.is_public


def test_an_advisor_sees_the_drawing_and_changes_nothing(
    client: Client, plan: FairPlan, make_user: Any
) -> None:
    client.force_login(make_user(Role.ADVISOR), backend=BACKEND)
    page = client.get(address(plan))
    assert page.status_code == 200
    assert "plan-form" not in page.content.decode()
    assert client.post(address(plan), {"_save": "1"}).status_code == 403


@pytest.mark.parametrize("count", [*seldom([1]), 3])
def test_the_list_of_plans_takes_the_same_few_queries(
    desk: Client, coordinator: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_plan(coordinator, event=make_fair(coordinator, slug=f"sajam-{number}"))
    desk.get(reverse("admin:events_fairplan_changelist"))
    with django_assert_num_queries(LIST_QUERIES):
        desk.get(reverse("admin:events_fairplan_changelist"))


def test_the_editor_takes_as_many_queries_for_a_large_plan(
    desk: Client, plan: FairPlan, coordinator: User, django_assert_max_num_queries: Any
) -> None:
    event: Event = make_fair(coordinator, slug="veliki")
    small = plans.draw_plan(event=event, size=plans.size_of(plan), by=coordinator)
    desk.get(address(plan))
    with django_assert_max_num_queries(25) as few:
        desk.get(address(small))
    with django_assert_max_num_queries(25) as many:
        desk.get(address(plan))
    assert len(many) == len(few)


LIST_QUERIES = 9
