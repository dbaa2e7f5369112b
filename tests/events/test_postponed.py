"""An event that is postponed is still to come, also once the time has passed at which it was to be."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from center.models import StoredMail, User
from events.choices import CallReason, RegistrationState
from events.models import Event, EventCall
from events.services import events
from events.services.calling import close_late_calls
from events.views.addresses import registration_address
from tests.events.factories import enter, make_event, make_staff, states
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
