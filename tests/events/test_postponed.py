"""An event that is postponed is still to come, also once the time has passed at which it was to be."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from center.models import StoredMail, User
from events.choices import ApplicationState, CallReason, RegistrationState
from events.models import Event, EventCall, ExhibitorApplication
from events.services import events
from events.services.calling import close_late_calls
from events.services.exhibitor_erasure import withdraw_of
from events.views.addresses import registration_address
from tests.events.factories import enter, make_event, make_staff, states
from tests.events.fair_plans import make_plan
from tests.events.fairs import accepted, make_exhibitor, make_fair
from tests.plain_browser import PlainBrowser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "english")]
Clock = time_machine.Traveller


@pytest.fixture
def postponed(monday_morning: Clock) -> Event:
    """A full event with one who reads e-mail and one on the phone, postponed, a week after it was to be."""
    event = make_event(2, title_en="Later")
    enter(event, 1)
    enter(event, 2, phone="064 1234567")
    events.postpone_event(event=event, by=make_staff())
    monday_morning.move_to(event.ends_at + timedelta(days=7), tick=False)
    return event


def test_it_stands_on_the_list_and_its_page_says_that_it_is_still_to_come(postponed: Event) -> None:
    assert "Later" in PlainBrowser().open("/en/events/").html.partition("What was")[0]
    page = PlainBrowser().open(f"/en/events/{postponed.slug}/").html
    assert ("This event takes place on another day" in page, "This event is over" in page) == (True, False)


def test_people_can_still_cancel_on_their_own_page(postponed: Event) -> None:
    registration = postponed.registrations.earliest("pk")
    page = PlainBrowser().open(registration_address(registration))
    page.follow("Cancel my registration").press("Yes, cancel my registration")
    assert states(postponed) == [RegistrationState.CANCELLED, RegistrationState.SIGNED_UP]
    assert StoredMail.objects.latest("pk").kind == "events/cancelled"


def test_it_can_be_cancelled_and_everybody_hears_of_it(
    postponed: Event, coordinator: User, as_user: Callable[[User], Client]
) -> None:
    client = as_user(coordinator)
    path = f"/admin/events/event/{postponed.pk}/"
    assert f"{path}do/cancel/" in client.get(f"{path}change/").content.decode()
    client.post(f"{path}do/cancel/", {"reason": ""})
    mail = StoredMail.objects.latest("pk")
    assert (states(postponed), mail.kind, mail.expires_at is None) == (
        [RegistrationState.CANCELLED] * 2,
        "events/event_cancelled",
        False,
    )
    close_late_calls()
    assert list(EventCall.objects.waiting().values_list("reason", flat=True)) == [CallReason.CANCELLED]


def test_a_letter_about_it_is_not_worthless_before_it_is_sent(postponed: Event) -> None:
    events.cancel_event(event=postponed, by=make_staff())
    mail = StoredMail.objects.get(kind="events/event_cancelled")
    assert mail.expires_at is not None
    assert mail.expires_at > mail.created_at


@pytest.fixture
def postponed_fair(monday_morning: Clock) -> ExhibitorApplication:
    """The accepted application for a fair that was postponed, a week after it was to be."""
    application = accepted(make_fair(slug="later-fair"), make_exhibitor("Медена кошница"))
    events.postpone_event(event=application.event, by=make_staff())
    monday_morning.move_to(application.event.ends_at + timedelta(days=7), tick=False)
    application.refresh_from_db()
    return application


def test_its_exhibitors_are_still_to_come_for_the_public(postponed_fair: ExhibitorApplication) -> None:
    page = PlainBrowser().open("/en/events/later-fair/exhibitors/")
    assert page.heading == "Who is at the fair"


def test_staff_still_give_stands_and_are_told_whom_to_call(
    postponed_fair: ExhibitorApplication, coordinator: User, as_user: Callable[[User], Client]
) -> None:
    plan = make_plan(coordinator, event=postponed_fair.event)
    ExhibitorApplication.objects.filter(pk=postponed_fair.pk).update(to_call=True)
    client = as_user(coordinator)
    record = f"/admin/events/exhibitorapplication/{postponed_fair.pk}/"
    assert f"{record}do/give_stand/" in client.get(f"{record}change/").content.decode()
    desk = client.get("/admin/").content.decode()
    assert [f'id="{block}"' in desk for block in ("desk-exhibitor-calls", "desk-fairs")] == [True, True]
    client.post(f"{record}do/give_stand/", {"stand": plan.stands.get(number="3").pk})
    postponed_fair.refresh_from_db()
    assert postponed_fair.assignment.stand.number == "3"


def test_the_application_of_an_erased_person_is_withdrawn(
    postponed_fair: ExhibitorApplication, coordinator: User
) -> None:
    assert postponed_fair.applicant_id is not None
    withdraw_of([postponed_fair.applicant_id], coordinator)
    postponed_fair.refresh_from_db()
    assert postponed_fair.state == ApplicationState.WITHDRAWN
