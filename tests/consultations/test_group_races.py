"""Many people on the last places of a group session, in real threads on the real database."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection

from center.models import StoredMail
from consultations.choices import PlaceState
from consultations.errors import ChangeRefused, TimeTaken
from consultations.models import GroupSession, Participation
from consultations.services import participations, sessions, waiting_list
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.groups import enter, make_session, seats, states
from tests.marks import seldom
from tests.threads import at_the_same_time

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("monday_morning", "office"),
]
WAITING, OFFERED, SIGNED_UP = PlaceState.WAITING, PlaceState.OFFERED, PlaceState.SIGNED_UP
CANCELLED = PlaceState.CANCELLED
PEOPLE = 20
ROUNDS = [1, *seldom(range(2, 12))]


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody count the places at the same time."""

    def unlocked(session: GroupSession) -> GroupSession:
        return GroupSession.objects.with_details().get(pk=session.pk)

    for module in (waiting_list, participations, sessions):
        monkeypatch.setattr(module, "locked_session", unlocked)


@pytest.fixture
def without_guard(db: None) -> Iterator[None]:
    """Take the rules of the seats away for one test."""
    rule = next(each for each in Participation._meta.constraints if each.name == "participation_seat_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Participation, rule)
    yield
    Participation.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Participation, rule)


def wish(session: GroupSession, number: int, **more: object) -> Callable[[], Participation]:
    return lambda: enter(session, number, **more)


def tally(outcomes: list[Any]) -> dict[str, int]:
    return dict(Counter(type(outcome).__name__ for outcome in outcomes))


def taken(session: GroupSession) -> int:
    return session.participations.seated().count()


@pytest.mark.always
@pytest.mark.parametrize("_round", ROUNDS)
def test_of_twenty_people_five_get_a_place_and_the_others_wait_in_their_order(_round: int) -> None:
    session = make_session(places=5)
    outcomes = at_the_same_time([wish(session, number) for number in range(PEOPLE)])
    assert tally(outcomes) == {"Participation": PEOPLE}
    assert states(session) == [SIGNED_UP] * 5 + [WAITING] * 15
    assert seats(session) == [1, 2, 3, 4, 5]


@pytest.mark.long
@pytest.mark.usefixtures("without_lock", "without_guard")
def test_without_lock_and_guard_more_people_are_signed_up_than_there_are_places() -> None:
    """Prove that the race above can be lost, so that winning it says something."""
    session = make_session(places=5)
    at_the_same_time([wish(session, number) for number in range(PEOPLE)])
    assert taken(session) > 5


@pytest.mark.long
@pytest.mark.usefixtures("without_lock")
def test_the_guard_of_the_database_alone_overbooks_nothing() -> None:
    session = make_session(places=5)
    outcomes = at_the_same_time([wish(session, number) for number in range(PEOPLE)])
    assert tally(outcomes).keys() <= {"Participation", "IntegrityError"}
    assert taken(session) <= 5


@pytest.mark.long
@pytest.mark.usefixtures("without_guard")
def test_the_lock_alone_overbooks_nothing() -> None:
    session = make_session(places=5)
    at_the_same_time([wish(session, number) for number in range(PEOPLE)])
    assert states(session) == [SIGNED_UP] * 5 + [WAITING] * 15


def test_sql_by_hand_overbooks_nothing_while_the_places_become_fewer() -> None:
    """No service here: two people at the database, each looking at what the other has not finished."""
    session = make_session(places=2)
    person = enter(session, 1)
    other = enter(session, 2)
    Participation.objects.filter(pk=other.pk).update(
        state=CANCELLED, seat=None, cancelled_at=other.created_at, ending="person"
    )

    def fewer() -> int:
        return GroupSession.objects.filter(pk=session.pk).update(places=1)

    def move() -> int:
        return Participation.objects.filter(pk=person.pk).update(seat=2)

    for _round in range(5):
        GroupSession.objects.filter(pk=session.pk).update(places=2)
        Participation.objects.filter(pk=person.pk).update(seat=1)
        outcomes = at_the_same_time([fewer, move])
        assert [
            outcome for outcome in outcomes if outcome != 1 and not isinstance(outcome, IntegrityError)
        ] == []
        session.refresh_from_db()
        assert [seat for seat in seats(session) if not seat or seat > session.places] == []


@pytest.mark.parametrize("_round", ROUNDS)
def test_the_last_place_and_a_cancellation_at_once(_round: int) -> None:
    session = make_session(places=1)
    first = enter(session, 0)
    outcomes = at_the_same_time(
        [
            lambda: participations.cancel_place(participation=first),
            *(wish(session, number) for number in range(1, 6)),
        ]
    )
    assert tally(outcomes) == {"Participation": 6}
    _cancelled, *others = states(session)
    # Who came after the cancellation found a place or an offer before them; never two.
    assert others[0] in {SIGNED_UP, OFFERED}
    assert others[1:] == [WAITING] * 4


@pytest.mark.parametrize("_round", ROUNDS)
def test_one_offer_accepted_twice_at_once_is_one_place_and_one_letter(_round: int) -> None:
    session = make_session(places=1)
    first, second, _third = (enter(session, number) for number in range(3))
    participations.cancel_place(participation=first)
    outcomes = at_the_same_time([lambda: waiting_list.accept_offer(participation=second)] * 6)
    assert tally(outcomes) == {"Participation": 6}
    assert states(session) == [CANCELLED, SIGNED_UP, WAITING]
    told = StoredMail.objects.filter(kind="consultations/group_signed_up", recipient=second.contact_email)
    assert told.count() == 1


def offer(*, just_over: bool) -> tuple[GroupSession, Participation]:
    """Return a session with an offer that ends this very moment, or ended a second ago."""
    session = make_session(places=1)
    first, second, _third = (enter(session, number) for number in range(3))
    participations.cancel_place(participation=first)
    now = local(MONDAY, 8)
    Participation.objects.filter(pk=second.pk).update(
        offered_at=now - timedelta(days=1), offered_until=now - timedelta(seconds=1) if just_over else now
    )
    return session, second


@pytest.mark.parametrize("_round", ROUNDS)
def test_an_offer_that_has_run_out_is_passed_on_once_whoever_comes_first(_round: int) -> None:
    session, second = offer(just_over=True)
    outcomes = at_the_same_time(
        [
            lambda: waiting_list.accept_offer(participation=second),
            *[waiting_list.pass_on_offers] * 3,
            wish(session, 7),
        ]
    )
    assert isinstance(outcomes[0], ChangeRefused)
    assert states(session) == [CANCELLED, CANCELLED, OFFERED, WAITING]


@pytest.mark.parametrize("_round", ROUNDS)
def test_an_offer_accepted_on_its_last_moment_is_not_passed_on(_round: int) -> None:
    session, second = offer(just_over=False)
    at_the_same_time(
        [lambda: waiting_list.accept_offer(participation=second), *[waiting_list.pass_on_offers] * 3]
    )
    assert states(session) == [CANCELLED, SIGNED_UP, WAITING]


@pytest.mark.parametrize("_round", ROUNDS)
def test_accepted_and_declined_at_once_is_one_of_the_two(_round: int) -> None:
    session = make_session(places=1)
    first, second, _third = (enter(session, number) for number in range(3))
    participations.cancel_place(participation=first)
    at_the_same_time(
        [
            lambda: waiting_list.accept_offer(participation=second),
            lambda: waiting_list.decline_offer(participation=second),
        ]
    )
    assert states(session) in (
        [CANCELLED, SIGNED_UP, WAITING],
        [CANCELLED, CANCELLED, OFFERED],
    )


@pytest.mark.parametrize("_round", ROUNDS)
def test_fewer_places_while_people_sign_up(_round: int) -> None:
    session = make_session(places=6)
    by = session.advisor.user
    outcomes = at_the_same_time(
        [
            lambda: sessions.change_session(session=session, by=by, places=2),
            *(wish(session, number) for number in range(8)),
        ]
    )
    session.refresh_from_db()
    fewer, *people = outcomes
    assert tally(people) == {"Participation": 8}
    assert session.places == (6 if isinstance(fewer, ChangeRefused) else 2)
    assert states(session) == [SIGNED_UP] * session.places + [WAITING] * (8 - session.places)


def test_one_form_sent_ten_times_at_once_is_one_place() -> None:
    session, key = make_session(places=5), uuid.uuid4()
    outcomes = at_the_same_time([wish(session, 1, submission=key)] * 10)
    assert {outcome.pk for outcome in outcomes} == {Participation.objects.get().pk}


def test_one_person_with_ten_forms_at_once_has_one_place() -> None:
    session = make_session(places=5)
    outcomes = at_the_same_time([wish(session, 1)] * 10)
    assert tally(outcomes) == {"Participation": 1, "SignedUpBefore": 9}


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_visit_and_a_session_never_have_the_same_time(_round: int) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    outcomes = at_the_same_time(
        [
            lambda: make_session(topic=topic, advisor=advisor, start=local(MONDAY, 10), published=False),
            *[lambda: make_visit(topic, local(MONDAY, 10), advisor=advisor)] * 3,
            lambda: make_session(topic=topic, advisor=advisor, start=local(MONDAY, 9), published=False),
        ]
    )
    won = [outcome for outcome in outcomes if not isinstance(outcome, Exception)]
    assert len(won) == 1
    assert {type(outcome) for outcome in outcomes if isinstance(outcome, Exception)} <= {
        TimeTaken,
        ChangeRefused,
    }
