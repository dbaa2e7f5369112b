"""What of the fairs waits on the first page of the staff: calls, reviews, decisions, stands."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from center.choices import Role
from center.models import User
from events.choices import ApplicationState
from events.models import ExhibitorApplication
from events.services import decisions, reviews, stands
from tests.events.fair_plans import exhibitor, make_fair, make_plan, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "monday_morning")]
INDEX = reverse("admin:index")
STANDS = 7


@pytest.fixture
def desk(make_user: Any, as_user: Any) -> Client:
    client: Client = as_user(make_user(Role.COORDINATOR, language="en"))
    return client


def blocks(client: Client) -> dict[str, bool]:
    page = client.get(INDEX).content.decode()
    names = ("desk-exhibitor-calls", "desk-fairs")
    return {name: f'id="{name}"' in page for name in names}


def lines(client: Client) -> list[str]:
    """Return what the block of the fairs says, without marks."""
    page = client.get(INDEX).content.decode()
    sentences = (
        "Applications without your review: 1",
        "Decisions not sent yet: 1",
        "Stands for the reserve list: 1. Waiting there: 1",
        "Exhibitors to whom you can give a stand: 1",
    )
    return [sentence for sentence in sentences if sentence in page]


def reserve(application: ExhibitorApplication) -> None:
    ExhibitorApplication.objects.filter(pk=application.pk).update(
        state=ApplicationState.RESERVE,
        decided_by=application.entered_by,
        decided_at=application.sent_at,
        told_at=application.sent_at,
    )


def test_a_fair_for_which_nothing_waits_is_not_on_the_desk(desk: Client, coordinator: User) -> None:
    make_plan(coordinator, event=make_fair(coordinator))
    assert blocks(desk) == {"desk-exhibitor-calls": False, "desk-fairs": False}


@pytest.mark.long
def test_an_application_waits_for_the_review_of_each_colleague(
    desk: Client, coordinator: User, as_user: Any
) -> None:
    fair = make_fair(coordinator)
    one = exhibitor(fair, coordinator, "Мед", state="sent")
    assert lines(desk) == ["Applications without your review: 1"]
    coordinator.language = "en"
    coordinator.save()
    reviews.write_review(application=one, by=coordinator, score=4, comment="")
    assert blocks(as_user(coordinator)) == {"desk-exhibitor-calls": False, "desk-fairs": False}
    assert lines(desk) == ["Applications without your review: 1"]
    decisions.hold_decision(application=one, decision=ApplicationState.ACCEPTED, by=coordinator)
    assert lines(desk) == ["Decisions not sent yet: 1"]


def test_a_stand_that_becomes_free_waits_for_the_reserve_list(desk: Client, coordinator: User) -> None:
    fair = make_fair(coordinator)
    plan = make_plan(coordinator, event=fair)
    found = [exhibitor(fair, coordinator, f"Е{number}") for number in range(STANDS)]
    for each, stand in zip(found[1:], plan.stands.order_by("number"), strict=False):
        stands.assign(application=each, stand=stand, by=coordinator)
    reserve(exhibitor(fair, coordinator, "Резерва", state="sent"))
    assert lines(desk) == ["Exhibitors to whom you can give a stand: 1"]
    withdraw(found[0])
    assert lines(desk) == ["Stands for the reserve list: 1. Waiting there: 1"]


def test_who_has_to_be_told_by_phone_is_told_from_the_desk(desk: Client, coordinator: User) -> None:
    one = exhibitor(make_fair(coordinator), coordinator, "Мед")
    ExhibitorApplication.objects.filter(pk=one.pk).update(to_call=True)
    page = desk.get(INDEX).content.decode()
    assert 'href="tel:+38137123456"' in page
    called = reverse("admin:events_exhibitorapplication_do", args=[one.pk, "called"])
    assert f'action="{called}"' in page
    assert desk.post(called, {"next": INDEX})["Location"] == INDEX
    assert blocks(desk)["desk-exhibitor-calls"] is False


def test_an_editor_sees_nothing_of_applications(make_user: Any, as_user: Any, coordinator: User) -> None:
    one = exhibitor(make_fair(coordinator), coordinator, "Мед", state="sent")
    ExhibitorApplication.objects.filter(pk=one.pk).update(to_call=True)
    assert blocks(as_user(make_user(Role.EDITOR, language="en"))) == {
        "desk-exhibitor-calls": False,
        "desk-fairs": False,
    }


def test_the_desk_takes_the_same_queries_for_one_fair_or_three(
    desk: Client, coordinator: User, clock: time_machine.Traveller
) -> None:
    desk.get(INDEX)
    counted = []
    for number in range(3):
        fair = make_fair(coordinator, slug=f"sajam-{number}")
        make_plan(coordinator, event=fair)
        one = exhibitor(fair, coordinator, "Мед")
        ExhibitorApplication.objects.filter(pk=one.pk).update(to_call=True)
        exhibitor(fair, coordinator, "Нит", state="sent")
        with CaptureQueriesContext(connection) as asked:
            desk.get(INDEX)
        counted.append(len(asked))
    assert counted[0] == counted[2]


@pytest.fixture
def clock(monday_morning: time_machine.Traveller) -> time_machine.Traveller:
    return monday_morning
