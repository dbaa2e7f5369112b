"""Planning group sessions: the advisor's time, the number of places, and what happens to the people."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from center.models import StoredMail
from consultations import slots
from consultations.choices import Ending, Mode, PlaceState, SessionState
from consultations.errors import ChangeRefused, TimeTaken
from consultations.models import Allocation, GroupSession, Participation
from consultations.services import participations, sessions, waiting_list
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.groups import NEXT_MONDAY, enter, make_session, seats, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday_morning", "office", "english")]
WAITING, OFFERED, SIGNED_UP = PlaceState.WAITING, PlaceState.OFFERED, PlaceState.SIGNED_UP


def letters(kind: str) -> list[str]:
    return list(
        StoredMail.objects.filter(kind=f"consultations/{kind}")
        .order_by("pk")
        .values_list("recipient", flat=True)
    )


@pytest.mark.parametrize("published", [True, False])
def test_a_session_takes_its_advisor_s_time_from_single_visits_with_the_pauses(published: bool) -> None:
    topic = make_topic(buffer_before=60, buffer_after=30, length=60, step=30)
    advisor = make_advisor(topic)
    make_session(
        topic=topic,
        advisor=advisor,
        start=local(MONDAY, 10, 30),
        ends_at=local(MONDAY, 11),
        published=published,
    )
    free = [time.start for time in slots.free_times(topic, first=MONDAY, last=MONDAY)]
    # The visit's own pauses count too: an hour before it, half an hour after it.
    assert free == []
    short = make_topic(length=30)
    advisor.topics.add(short)
    free = [time.start for time in slots.free_times(short, first=MONDAY, last=MONDAY)]
    assert free == [local(MONDAY, 9), *(local(MONDAY, *at) for at in ((11, 30), (12,), (12, 30)))]
    with pytest.raises(TimeTaken):
        make_visit(short, local(MONDAY, 10), advisor=advisor)


def test_a_cancelled_session_gives_the_time_back() -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    session = make_session(topic=topic, advisor=advisor, start=local(MONDAY, 10), ends_at=local(MONDAY, 11))
    sessions.cancel_session(session=session, by=advisor.user)
    assert make_visit(topic, local(MONDAY, 10)).advisor == advisor
    assert Allocation.objects.get(group_session=session).live is False


def test_no_session_is_planned_over_a_visit_or_another_session_and_the_times_are_named() -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    make_visit(topic, local(MONDAY, 11))
    make_session(topic=topic, advisor=advisor, start=local(MONDAY, 9), ends_at=local(MONDAY, 10))
    with pytest.raises(ChangeRefused) as refused:
        make_session(topic=topic, advisor=advisor, start=local(MONDAY, 9, 30), ends_at=local(MONDAY, 12))
    assert str(refused.value) == (
        "The advisor has something else at this time: 7 Sep 2026 at\xa009:00, 7 Sep 2026 at\xa011:00."
    )
    assert GroupSession.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"places": 0},
        {"places": 501},
        {"ends_at": local(NEXT_MONDAY, 17)},
        {"ends_at": local(NEXT_MONDAY + timedelta(days=1), 17)},
        {"mode": Mode.PHONE},
        {"online_link": "https://call.example/x"},
        {"mode": Mode.ONLINE, "online_link": "http://call.example/x"},
        {"signup_closes_at": local(NEXT_MONDAY, 18)},
        {"signup_opens_at": local(NEXT_MONDAY, 18)},
        {"signup_opens_at": local(MONDAY, 12), "signup_closes_at": local(MONDAY, 11)},
        {"offer_hours": 0},
        {"offer_hours": 169},
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused_in_words(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as error:
        make_session(**wrong)
    assert [sentence for sentence in error.value.messages if not sentence or "Constraint" in sentence] == []
    assert GroupSession.objects.count() == 0


def test_a_session_is_never_planned_in_the_past() -> None:
    with pytest.raises(ChangeRefused):
        make_session(start=local(MONDAY, 7))


def test_a_moved_session_holds_its_new_time_and_frees_the_old_one() -> None:
    topic = make_topic()
    one, two = make_advisor(topic), make_advisor(topic)
    session = make_session(topic=topic, advisor=one, start=local(MONDAY, 9), ends_at=local(MONDAY, 10))
    sessions.change_session(
        session=session, by=one.user, advisor=two, starts_at=local(MONDAY, 11), ends_at=local(MONDAY, 12)
    )
    make_visit(topic, local(MONDAY, 9), advisor=one)
    make_visit(topic, local(MONDAY, 11), advisor=one)
    with pytest.raises(TimeTaken):
        make_visit(topic, local(MONDAY, 11), advisor=two)
    # To where somebody is already it cannot go, and then nothing of it has changed.
    with pytest.raises(ChangeRefused):
        sessions.change_session(session=session, by=one.user, advisor=one, places=9)
    session.refresh_from_db()
    assert (session.advisor, session.places) == (two, 5)


def test_participants_hear_of_another_time_and_who_has_a_place_gets_a_new_calendar_entry() -> None:
    session = make_session(places=1)
    placed, waiting = enter(session, 1), enter(session, 2)
    enter(session, 3, phone="064 1234567")
    sessions.change_session(
        session=session,
        by=session.advisor.user,
        starts_at=local(NEXT_MONDAY, 18),
        ends_at=local(NEXT_MONDAY, 19),
    )
    assert letters("group_changed") == [placed.contact_email, waiting.contact_email]
    first, second = StoredMail.objects.filter(kind="consultations/group_changed").order_by("pk")
    assert "SEQUENCE:1" in first.calendar
    assert "18:00–19:00" in first.body_text
    assert second.calendar == ""


def test_a_change_of_places_or_notes_writes_to_nobody() -> None:
    session = make_session()
    enter(session)
    sessions.change_session(session=session, by=session.advisor.user, places=9, note_sr="Понесите оловку.")
    assert letters("group_changed") == []


def test_another_link_is_told_only_to_those_with_a_place() -> None:
    session = make_session(places=1, mode=Mode.ONLINE)
    placed, _waiting = enter(session, 1), enter(session, 2)
    sessions.change_session(session=session, by=session.advisor.user, online_link="https://call.example/abc")
    assert letters("group_changed") == [placed.contact_email]
    told = [
        mail.recipient for mail in StoredMail.objects.all() if "https://call.example/abc" in mail.body_text
    ]
    assert told == [placed.contact_email]


def test_once_it_has_begun_the_time_stays(monday_morning: time_machine.Traveller) -> None:
    session = make_session()
    monday_morning.move_to(local(NEXT_MONDAY, 17, 30))
    with pytest.raises(ChangeRefused):
        sessions.change_session(session=session, by=session.advisor.user, ends_at=local(NEXT_MONDAY, 20))
    assert sessions.change_session(session=session, by=session.advisor.user, places=7).places == 7


def test_there_are_never_fewer_places_than_are_taken() -> None:
    session = make_session(places=4)
    people = [enter(session, number) for number in range(4)]
    participations.cancel_place(participation=people[0])
    with pytest.raises(ChangeRefused) as refused:
        sessions.change_session(session=session, by=session.advisor.user, places=2)
    assert str(refused.value) == "3 places are taken, so there cannot be fewer."
    # The seats 2, 3 and 4 are taken; they move together.
    sessions.change_session(session=session, by=session.advisor.user, places=3)
    assert seats(session) == [1, 2, 3]


def test_the_database_has_the_last_word_about_the_number_of_places() -> None:
    session = make_session(places=2)
    for number in range(3):
        enter(session, number)
    waiting = session.participations.get(state=WAITING)
    now = waiting.created_at
    with pytest.raises(IntegrityError, match="only 2 places"), transaction.atomic():
        Participation.objects.filter(pk=waiting.pk).update(state=SIGNED_UP, seat=3, placed_at=now)
    with pytest.raises(IntegrityError, match="participation_seat_once"), transaction.atomic():
        Participation.objects.filter(pk=waiting.pk).update(state=SIGNED_UP, seat=2, placed_at=now)
    with pytest.raises(IntegrityError, match="participation_place_is_a_seat"), transaction.atomic():
        Participation.objects.filter(pk=waiting.pk).update(state=SIGNED_UP, seat=None, placed_at=now)
    with pytest.raises(IntegrityError, match="beyond the places"), transaction.atomic():
        GroupSession.objects.filter(pk=session.pk).update(places=1)


def test_more_places_are_offered_to_those_who_wait_in_their_order() -> None:
    session = make_session(places=1)
    people = [enter(session, number) for number in range(4)]
    sessions.change_session(session=session, by=session.advisor.user, places=3)
    assert states(session) == [SIGNED_UP, OFFERED, OFFERED, WAITING]
    assert letters("group_offered") == [people[1].contact_email, people[2].contact_email]


def test_a_cancelled_session_tells_everybody_and_takes_the_entries_out_of_their_calendars() -> None:
    session = make_session(places=1)
    people = [enter(session, number) for number in range(2)]
    sessions.cancel_session(session=session, by=session.advisor.user, reason="Саветница је болесна.")
    assert letters("group_cancelled") == [person.contact_email for person in people]
    first, second = StoredMail.objects.filter(kind="consultations/group_cancelled").order_by("pk")
    assert ("STATUS:CANCELLED" in first.calendar, second.calendar) == (True, "")
    assert "Reason: Savetnica je bolesna." in first.body_text
    assert set(Participation.objects.values_list("state", "ending", "seat")) == {
        (PlaceState.CANCELLED, Ending.SESSION, None)
    }
    again = sessions.cancel_session(session=session, by=session.advisor.user)
    assert (again.state, StoredMail.objects.filter(kind="consultations/group_cancelled").count()) == (
        SessionState.CANCELLED,
        2,
    )


def test_a_session_that_took_place_ends_its_queue(monday_morning: time_machine.Traveller) -> None:
    session = make_session(places=1)
    enter(session, 1), enter(session, 2)
    with pytest.raises(ChangeRefused):
        sessions.close_session(session=session, by=session.advisor.user)
    monday_morning.move_to(local(NEXT_MONDAY, 19))
    sessions.close_session(session=session, by=session.advisor.user)
    assert states(session) == [SIGNED_UP, PlaceState.CANCELLED]
    assert session.participations.get(state=PlaceState.CANCELLED).ending == Ending.NO_PLACE
    assert Allocation.objects.get(group_session=session).live is False
    with pytest.raises(ChangeRefused):
        sessions.cancel_session(session=session, by=session.advisor.user)


def test_an_allocation_is_of_a_visit_or_of_a_session() -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    session = make_session(topic=topic, advisor=advisor)
    held = Allocation.objects.get(group_session=session)
    with pytest.raises(IntegrityError, match="allocation_is_of_one_thing"), transaction.atomic():
        Allocation.objects.filter(pk=held.pk).update(consultation=visit)
    # The trigger finds nothing that could say whether it is live.
    with pytest.raises(IntegrityError, match='"live"'), transaction.atomic():
        Allocation.objects.filter(pk=held.pk).update(group_session=None)


def test_a_draft_takes_nobody_and_is_published_only_before_it_begins(
    monday_morning: time_machine.Traveller,
) -> None:
    session = make_session(published=False)
    with pytest.raises(ChangeRefused):
        enter(session)
    monday_morning.move_to(local(NEXT_MONDAY, 17))
    with pytest.raises(ChangeRefused):
        sessions.publish_session(session=session, by=session.advisor.user)
    assert waiting_list.pass_on_offers() == 0
