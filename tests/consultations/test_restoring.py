"""Taking a cancellation back goes through the same guard as a booking."""

import icalendar
import pytest
import time_machine

from center.models import StoredMail, User
from consultations import services
from consultations.choices import ResourceKind, State
from consultations.errors import ChangeRefused, NotBookable, Reason, TimeTaken
from consultations.models import Allocation, Consultation, Resource
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit

pytestmark = pytest.mark.usefixtures("monday_morning", "office")
NINE = local(MONDAY, 9)


def cancelled(**wish: object) -> Consultation:
    topic = make_topic()
    make_advisor(topic)
    return services.cancel(consultation=make_visit(topic, NINE, **wish))


def test_a_cancelled_visit_comes_back_with_its_time_and_a_new_calendar_entry(coordinator: User) -> None:
    visit = services.restore(consultation=cancelled(email="ana@example.org"), by=coordinator)
    assert (visit.state, visit.confirmed_by, visit.cancelled_at, visit.cancelled_by_visitor) == (
        State.CONFIRMED,
        coordinator,
        None,
        False,
    )
    assert Allocation.objects.get().live is True
    mail = StoredMail.objects.get(kind="consultations/restored")
    (event,) = icalendar.Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 2)


def test_it_stays_cancelled_when_somebody_else_has_the_time(coordinator: User) -> None:
    visit = cancelled()
    make_visit(visit.topic, NINE)
    with pytest.raises(TimeTaken):
        services.restore(consultation=visit, by=coordinator)
    assert Consultation.objects.get(pk=visit.pk).state == State.CANCELLED


def test_it_stays_cancelled_once_its_time_has_passed(coordinator: User) -> None:
    visit = cancelled()
    with time_machine.travel(local(MONDAY, 9, 1)), pytest.raises(NotBookable) as refused:
        services.restore(consultation=visit, by=coordinator)
    assert refused.value.reason == Reason.PAST


def test_a_live_visit_stays_and_a_missed_one_is_refused(coordinator: User) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, NINE)
    assert services.restore(consultation=visit, by=coordinator).state == State.CONFIRMED
    with time_machine.travel(local(MONDAY, 10)):
        services.mark_missed(consultation=visit, by=coordinator)
        with pytest.raises(ChangeRefused):
            services.restore(consultation=visit, by=coordinator)


def test_a_room_that_is_taken_meanwhile_is_named_and_can_be_removed_first(
    coordinator: User, english: None
) -> None:
    topic = make_topic()
    advisors = [make_advisor(topic), make_advisor(topic)]
    room = Resource.objects.create(kind=ResourceKind.ROOM, name="Мала сала")
    visit = make_visit(topic, NINE, advisor=advisors[0])
    services.add_companion(consultation=visit, resource=room)
    services.cancel(consultation=visit)
    services.add_companion(consultation=make_visit(topic, NINE, advisor=advisors[1]), resource=room)
    with pytest.raises(ChangeRefused, match="Not free at this time: "):
        services.restore(consultation=visit, by=coordinator)
    services.remove_companion(consultation=visit, resource=room)
    assert services.restore(consultation=visit, by=coordinator).state == State.CONFIRMED
