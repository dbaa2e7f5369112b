"""Staff move a visit by two clicks, take cancellations back, receive walk-ins and add who takes part."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from center.choices import Language
from center.models import AccessRecord, Office, User
from consultations import services
from consultations.choices import ResourceKind, State
from consultations.models import Allocation, Consultation, Resource, VisitMove
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.test_admin_pages import AsUser, detail, do
from tests.marks import seldom

WALK_IN = "/admin/consultations/consultation/walk-in/"


@pytest.fixture
def desk(
    office: Office, coordinator: User, as_user: AsUser, monday_morning: time_machine.Traveller
) -> Client:
    coordinator.language = Language.ENGLISH
    coordinator.save()
    return as_user(coordinator)


def choices(client: Client, visit: Consultation, **query: str) -> list[str]:
    html = client.get(do(visit, "move"), query).content.decode()
    return re.findall(r'name="to" value="([^"]+)"', html)


def test_two_clicks_move_a_visit_to_another_time_or_advisor(desk: Client, coordinator: User) -> None:
    topic = make_topic()
    first, second = make_advisor(topic), make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9), advisor=first)
    offered = choices(desk, visit)
    # Not where it is already; at the same time with the colleague; the own advisor stands first.
    assert f"{first.pk}@{local(MONDAY, 9).isoformat()}" not in offered
    assert offered[0] == f"{first.pk}@{local(MONDAY, 10).isoformat()}"
    wanted = f"{second.pk}@{local(MONDAY, 9).isoformat()}"
    assert wanted in offered
    answer = desk.post(do(visit, "move"), {"to": wanted, "reason": "", "next": "/admin/"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    visit.refresh_from_db()
    assert (visit.starts_at, visit.advisor) == (local(MONDAY, 9), second)
    assert VisitMove.objects.get().moved_by == coordinator
    assert AccessRecord.objects.filter(object_id=visit.pk).count() == 1
    page = desk.get(detail(visit)).content.decode()
    assert "before: 7 Sep 2026" in page or "before:" in page


def test_later_days_are_a_link_and_a_foreign_address_is_no_way_back(desk: Client) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    day = MONDAY + timedelta(days=21)
    assert (
        choices(desk, visit, **{"from": f"{day:%Y-%m-%d}"})[0] == f"{advisor.pk}@{local(day, 9).isoformat()}"
    )
    answer = desk.post(
        do(visit, "move"),
        {"to": f"{advisor.pk}@{local(MONDAY, 10).isoformat()}", "next": "https://elsewhere.example/"},
    )
    assert answer["Location"] == detail(visit)


@pytest.mark.parametrize("junk", ["", "x", "0@2026-09-07T08:00:00+00:00", "9999@2026-09-07T08:00:00+00:00"])
def test_a_time_that_was_never_offered_moves_nothing(junk: str, desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    answer = desk.post(do(visit, "move"), {"to": junk})
    assert (answer.status_code, "Choose one of the free times." in answer.content.decode()) == (409, True)
    assert VisitMove.objects.count() == 0


def test_so_late_a_move_wants_a_reason_and_keeps_what_was_typed(desk: Client) -> None:
    topic = make_topic(change_notice_hours=24)
    advisor = make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    to = f"{advisor.pk}@{local(MONDAY, 10).isoformat()}"
    answer = desk.post(do(visit, "move"), {"to": to, "reason": "  "})
    assert (answer.status_code, "So late a change needs a reason." in answer.content.decode()) == (409, True)
    desk.post(do(visit, "move"), {"to": to, "reason": "Болест"})
    assert VisitMove.objects.get().reason == "Болест"


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_page_takes_the_same_queries_for_one_or_three_advisors(
    rows: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic = make_topic()
    for _each in range(rows):
        make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    choices(desk, visit)
    with django_assert_num_queries(17):
        choices(desk, visit)


def test_others_cannot_move(desk: Client, as_user: AsUser, editor: User, researcher: User) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    assert [as_user(user).get(do(visit, "move")).status_code for user in (editor, researcher)] == [404, 404]


def test_a_cancellation_is_taken_back_and_a_late_visitor_noted(
    desk: Client, monday_morning: time_machine.Traveller
) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = services.cancel(consultation=make_visit(topic, local(MONDAY, 9)))
    assert "Take the cancellation back" in desk.get(detail(visit)).content.decode()
    desk.post(do(visit, "restore"))
    visit.refresh_from_db()
    assert visit.state == State.CONFIRMED
    monday_morning.move_to(local(MONDAY, 9, 20))
    desk.post(do(visit, "late"), {"next": "/admin/"})
    visit.refresh_from_db()
    assert (visit.state, visit.came_late) == (State.DONE, True)


def test_a_room_is_added_and_removed_and_a_busy_one_is_not_offered(desk: Client) -> None:
    topic = make_topic()
    advisors = [make_advisor(topic), make_advisor(topic)]
    visit, other = (make_visit(topic, local(MONDAY, 9), advisor=each) for each in advisors)
    free, busy = (Resource.objects.create(kind=ResourceKind.ROOM, name=name) for name in ("Мала", "Велика"))
    services.add_companion(consultation=other, resource=busy)
    form = desk.get(do(visit, "join")).content.decode()
    assert [f'value="{each.pk}"' in form for each in (free, busy)] == [True, False]
    desk.post(do(visit, "join"), {"resource": free.pk})
    assert Allocation.objects.filter(consultation=visit, resource=free).count() == 1
    assert "Mala" in desk.get(detail(visit)).content.decode()
    desk.post(do(visit, "leave"), {"resource": free.pk})
    assert Allocation.objects.filter(consultation=visit).count() == 1


def walk_in(client: Client, **typed: Any) -> Any:
    return client.post(
        WALK_IN,
        {"minutes": "30", "name": "Мира", "language": "sr", "submission": str(uuid.uuid4()), **typed},
    )


def test_somebody_who_stands_there_is_written_down_with_a_first_name(desk: Client, coordinator: User) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    assert desk.get(WALK_IN).status_code == 200
    answer = walk_in(desk, topic=topic.pk, advisor=advisor.pk)
    visit = Consultation.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, detail(visit))
    assert (visit.walked_in, visit.contact_name, visit.booked_by) == (True, "Мира", coordinator)
    assert "came without a booking" in desk.get(detail(visit)).content.decode()


def test_the_form_says_until_when_the_advisor_is_free(desk: Client) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    make_visit(topic, local(MONDAY, 9))
    answer = walk_in(desk, topic=topic.pk, advisor=advisor.pk, minutes="90")
    assert answer.status_code == 422
    assert "This advisor is free only until 09:00." in answer.content.decode()
    assert Consultation.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"phone": "12"}, {"email": "x"}, {"minutes": "0"}, {"minutes": "x"}, {"topic": ""}],
)
def test_wrong_answers_are_named_and_nothing_is_written(wrong: dict[str, str], desk: Client) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    answer = walk_in(desk, **{"topic": topic.pk, "advisor": advisor.pk, **wrong})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(wrong))
    assert Consultation.objects.count() == 0


def test_only_who_books_may_write_down(
    as_user: AsUser, editor: User, advisor_user: User, desk: Client
) -> None:
    assert [as_user(user).get(WALK_IN).status_code for user in (editor, advisor_user)] == [403, 200]


def test_the_desk_offers_late_moving_and_walking_in(
    desk: Client, monday_morning: time_machine.Traveller
) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    monday_morning.move_to(local(MONDAY, 9, 10))
    html = desk.get(reverse("admin:index")).content.decode()
    assert [address in html for address in (do(visit, "late"), do(visit, "move"), WALK_IN)] == [True] * 3
