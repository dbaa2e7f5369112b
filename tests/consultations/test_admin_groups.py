"""Group sessions in the admin: planned, changed, filled, noted and printed, each through the services."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from center.choices import Language
from center.models import AccessRecord, Office, User
from consultations.choices import Mode, PlaceState, SessionState
from consultations.models import Absence, GroupSession, Participation
from consultations.services import participations
from entrepreneurs.models import Entrepreneur
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.consultations.groups import NEXT_MONDAY, enter, make_session, states
from tests.crawl.html_text import read

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
LIST = "/admin/consultations/groupsession/"
Clock = time_machine.Traveller


@pytest.fixture
def desk(office: Office, coordinator: User, as_user: AsUser, monday_morning: Clock) -> Client:
    coordinator.language = Language.ENGLISH
    coordinator.save()
    return as_user(coordinator)


def detail(session: GroupSession, part: str = "change") -> str:
    return reverse(f"admin:consultations_groupsession_{part}", args=[session.pk])


def do(record: Any, verb: str) -> str:
    return reverse(f"admin:consultations_{record._meta.model_name}_do", args=[record.pk, verb])


def planned(**changes: Any) -> dict[str, Any]:
    """Return what the form sends for a session on next Monday, 17 to 19 h."""
    day = f"{NEXT_MONDAY:%Y-%m-%d}"
    return {
        "starts_at_0": day,
        "starts_at_1": "17:00",
        "ends_at_0": day,
        "ends_at_1": "19:00",
        "places": "10",
        "mode": Mode.OFFICE,
        "online_link": "",
        "spoken_sr": "",
        "spoken_en": "",
        "note_sr": "",
        "note_en": "",
        "signup_opens_at_0": "",
        "signup_opens_at_1": "",
        "signup_closes_at_0": "",
        "signup_closes_at_1": "",
        "offer_hours": "24",
        **changes,
    }


def told(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def saved(client: Client, session: GroupSession, **changes: Any) -> Any:
    """Open the form of the session, change some of it, and save."""
    page = client.get(detail(session))
    data = planned(topic=session.topic_id, advisor=session.advisor_id, places=session.places)
    version = page.context["loaded_version"]
    return client.post(detail(session), {**data, "loaded_version": version, **changes})


def test_a_session_is_planned_as_a_draft_and_published_by_a_button(desk: Client, coordinator: User) -> None:
    topic, advisor = make_topic(), make_advisor()
    desk.post(f"{LIST}add/", planned(topic=topic.pk, advisor=advisor.pk, note_sr="Ponesite olovku."))
    session = GroupSession.objects.get()
    assert (session.starts_at, session.state, session.created_by, session.note_sr) == (
        local(NEXT_MONDAY, 17),
        SessionState.DRAFT,
        coordinator,
        "Понесите оловку.",
    )
    assert session.allocations.get().live is True
    desk.post(do(session, "publish"))
    session.refresh_from_db()
    assert (session.state, session.published_by) == (SessionState.PUBLISHED, coordinator)


def test_a_time_that_is_taken_is_refused_on_the_form_and_what_was_typed_stays(desk: Client) -> None:
    topic = make_topic()
    advisor = make_advisor(topic)
    make_visit(topic, local(NEXT_MONDAY, 10), advisor=advisor)
    sent = planned(
        topic=topic.pk, advisor=advisor.pk, starts_at_1="09:30", ends_at_1="11:00", note_sr="Понесите оловку."
    )
    page = desk.post(f"{LIST}add/", sent)
    html = page.content.decode()
    assert (page.status_code, GroupSession.objects.count()) == (200, 0)
    assert "The advisor has something else at this time: 14 Sep 2026 at\xa010:00." in html
    assert "Понесите оловку." in html


def test_the_same_form_sent_twice_plans_one_session(desk: Client) -> None:
    topic, advisor = make_topic(), make_advisor()
    once = desk.get(f"{LIST}add/").context["once"]
    for _time in range(2):
        desk.post(f"{LIST}add/", planned(topic=topic.pk, advisor=advisor.pk, once=once))
    assert GroupSession.objects.count() == 1


def test_fewer_places_than_are_taken_are_refused_and_more_are_offered(desk: Client) -> None:
    session = make_session(places=2)
    for number in range(4):
        enter(session, number)
    page = saved(desk, session, places="1")
    assert "2 places are taken, so there cannot be fewer." in page.content.decode()
    assert saved(desk, session, places="3").status_code == 302
    assert states(session) == [
        PlaceState.SIGNED_UP,
        PlaceState.SIGNED_UP,
        PlaceState.OFFERED,
        PlaceState.WAITING,
    ]


def test_two_colleagues_who_change_it_at_once_see_the_difference(desk: Client) -> None:
    session = make_session()
    version = desk.get(detail(session)).context["loaded_version"]
    saved(desk, session, places="7")
    data = planned(topic=session.topic_id, advisor=session.advisor_id, places="9", loaded_version=version)
    page = desk.post(detail(session), data)
    assert "Somebody saved this record after you opened it." in page.content.decode()
    session.refresh_from_db()
    assert session.places == 7


def test_a_time_in_an_absence_is_allowed_and_asked_about(desk: Client) -> None:
    session = make_session()
    Absence.objects.create(
        advisor=session.advisor, starts_at=local(NEXT_MONDAY, 0), ends_at=local(NEXT_MONDAY, 23)
    )
    assert "Is it meant so?" in " ".join(told(saved(desk, session, places="6")))


def test_cancelling_asks_for_the_reason_first(desk: Client) -> None:
    session = make_session()
    person = enter(session)
    assert "Reason (shown in the email" in desk.get(do(session, "cancel")).content.decode()
    desk.post(do(session, "cancel"), {"reason": "Болест"})
    session.refresh_from_db()
    person.refresh_from_db()
    assert (session.state, session.cancel_reason, person.state) == (
        SessionState.CANCELLED,
        "Болест",
        PlaceState.CANCELLED,
    )
    # What is over is read, not changed.
    assert "_save" not in desk.get(detail(session)).content.decode()


def call(client: Client, session: GroupSession, query: str = "", **typed: Any) -> Any:
    page = client.get(detail(session, "people") + query)
    submission = page.context["form"]["submission"].value()
    data = {"name": "Ана Анић", "phone": "064 7654321", "email": "", "language": "sr", **typed}
    return client.post(detail(session, "people") + query, {"submission": submission, **data})


def test_a_caller_is_signed_up_or_put_on_the_waiting_list(desk: Client, coordinator: User) -> None:
    session = make_session(places=1)
    assert call(desk, session).status_code == 302
    page = desk.get(detail(session, "people"))
    assert "the person goes on the waiting list" in page.content.decode()
    call(desk, session, name="Беба Бебић", phone="064 7654322")
    first, second = session.participations.order_by("pk")
    assert (first.state, first.signed_by, second.state) == (
        PlaceState.SIGNED_UP,
        coordinator,
        PlaceState.WAITING,
    )


def test_known_people_are_proposed_once_and_looks_are_written_down(desk: Client, coordinator: User) -> None:
    session = make_session()
    known = Entrepreneur.objects.create(name="Ана Анић", phone="+381647654321")
    page = call(desk, session)
    assert (session.participations.count(), "Has this person been here before?" in page.content.decode()) == (
        0,
        True,
    )
    assert AccessRecord.objects.filter(user=coordinator, object_id=known.pk).exists()
    call(desk, session, person=str(known.pk))
    assert session.participations.get().entrepreneur == known
    assert Entrepreneur.objects.count() == 1


def test_staff_are_asked_before_a_contact_is_on_the_list_twice(desk: Client) -> None:
    session = make_session()
    enter(session, phone="064 7654321", email="")
    page = call(desk, session, person="")
    assert "Is it really another person?" in page.content.decode()
    call(desk, session, person="", another_person="on")
    html = desk.get(detail(session)).content.decode()
    assert (session.participations.count(), html.count("Same contact")) == (2, 2)


def test_wrong_answers_are_named(desk: Client) -> None:
    html = call(desk, make_session(), name="", phone="").content.decode()
    assert "Enter the name of the person." in html
    assert "Give a phone number or an email address." in html


def test_somebody_at_the_door_is_noted_as_come(desk: Client, monday_morning: Clock) -> None:
    session = make_session()
    assert "Somebody at the door" not in desk.get(detail(session)).content.decode()
    monday_morning.move_to(local(NEXT_MONDAY, 16, 30))
    assert "Somebody at the door" in desk.get(detail(session)).content.decode()
    call(desk, session, "?door=1")
    place = session.participations.get()
    assert (place.state, place.walked_in) == (PlaceState.ATTENDED, True)


def test_many_are_noted_as_come_in_one_action(desk: Client, monday_morning: Clock) -> None:
    session = make_session()
    people = [enter(session, number) for number in range(3)]
    monday_morning.move_to(local(NEXT_MONDAY, 17, 30))
    page = desk.post(
        detail(session, "outcomes"), {"place": [people[0].pk, people[1].pk, "x", "9" * 30], "came": "1"}
    )
    assert told(page) == ["Noted for 2 people."]
    desk.post(detail(session, "outcomes"), {"place": [people[2].pk], "missed": "1"})
    assert states(session) == [PlaceState.ATTENDED, PlaceState.ATTENDED, PlaceState.MISSED]
    desk.post(do(session, "close"))
    session.refresh_from_db()
    assert session.state == SessionState.DONE
    # A mistake is corrected also after the session is closed.
    desk.post(do(people[2], "came"))
    assert states(session) == [PlaceState.ATTENDED] * 3


def test_people_of_another_session_are_never_noted(desk: Client, monday_morning: Clock) -> None:
    session, other = make_session(), make_session()
    stranger = enter(other)
    monday_morning.move_to(local(NEXT_MONDAY, 18))
    desk.post(detail(session, "outcomes"), {"place": [stranger.pk], "came": "1"})
    assert states(other) == [PlaceState.SIGNED_UP]


def offer_by_phone() -> tuple[GroupSession, Participation]:
    session = make_session(places=1)
    first, second = (enter(session, number, phone=f"064 765432{number}", email="") for number in range(2))
    participations.cancel_place(participation=first)
    return session, second


@pytest.mark.long
@pytest.mark.parametrize(("verb", "state"), [("accept", "signed_up"), ("decline", "cancelled")])
def test_an_offer_by_phone_stands_on_the_desk_until_it_is_answered(
    verb: str, state: str, desk: Client, coordinator: User
) -> None:
    _session, offered = offer_by_phone()
    html = desk.get("/admin/").content.decode()
    assert "Places to offer by phone" in html
    assert do(offered, verb) in html
    response = desk.post(do(offered, verb), {"next": "/admin/"})
    assert response["Location"] == "/admin/"
    offered.refresh_from_db()
    assert (offered.state, offered.placed_by or offered.cancelled_by) == (state, coordinator)
    assert "Places to offer by phone" not in desk.get("/admin/").content.decode()


def test_near_the_session_the_desk_says_that_staff_decide(desk: Client, monday_morning: Clock) -> None:
    session = make_session(places=1)
    people = [enter(session, number) for number in range(2)]
    monday_morning.move_to(local(NEXT_MONDAY, 15))
    participations.cancel_place(participation=people[0])
    assert "too late for offers. Call them and give the place." in desk.get("/admin/").content.decode()
    assert do(people[1], "give") in desk.get(detail(session)).content.decode()
    desk.post(do(people[1], "give"))
    assert states(session) == [PlaceState.CANCELLED, PlaceState.SIGNED_UP]


def test_the_desk_shows_the_sessions_of_today_and_those_that_wait_to_be_closed(
    desk: Client, monday_morning: Clock
) -> None:
    assert "Group sessions today" not in desk.get("/admin/").content.decode()
    enter(make_session(start=local(MONDAY, 17)))
    make_session()
    html = desk.get("/admin/").content.decode()
    assert ("Group sessions today" in html, html.count("Taken: 1 of 5"), html.count("Enter who came")) == (
        True,
        1,
        0,
    )
    monday_morning.move_to(local(MONDAY + timedelta(days=1), 9))
    assert desk.get("/admin/").content.decode().count("Enter who came") == 1


def test_the_sheet_has_a_line_for_each_person_with_a_place_and_empty_ones(desk: Client) -> None:
    session = make_session(places=2)
    for number in range(3):
        enter(session, number)
    html = desk.get(detail(session, "sheet")).content.decode()
    assert len(re.findall(r'<th scope="row">', html)) == 2
    assert len(re.findall(r"<tr>", html.partition("<tbody>")[2])) == 6


def test_opening_a_person_is_written_down(desk: Client, coordinator: User) -> None:
    place = enter(make_session())
    desk.get(reverse("admin:consultations_participation_change", args=[place.pk]))
    record = AccessRecord.objects.get(user=coordinator)
    assert (record.model, record.object_id) == ("consultations.participation", place.pk)


@pytest.mark.parametrize("typed", ["ana", "Ана", "7654321", "reference"])
def test_a_person_is_found_by_name_phone_and_reference(typed: str, desk: Client) -> None:
    session = make_session()
    enter(session, 3)
    place = enter(session, name="Ана Анић", phone="064 7654321", email="")
    query = place.reference.lower() if typed == "reference" else typed
    page = desk.get("/admin/consultations/participation/", {"q": query})
    assert list(page.context["cl"].result_list) == [place]


@pytest.mark.long
@pytest.mark.parametrize("path", [LIST, "/admin/consultations/participation/", "/admin/", "session", "sheet"])
def test_a_page_asks_the_database_as_often_for_one_as_for_three(
    path: str,
    desk: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: Any,
) -> None:
    counts = []
    first: GroupSession | None = None
    for number in range(3):
        session = make_session(start=local(MONDAY, 17), places=2)
        first = first or session
        people = [
            enter(session, 4 * number + each, phone=f"064 76543{number}{each}", email="") for each in range(4)
        ]
        participations.cancel_place(participation=people[0])
        for each in range(number * 2):
            enter(first, 20 + 2 * number + each)
        address = {"session": detail(first), "sheet": detail(first, "sheet")}.get(path, path)
        desk.get(address)
        with django_assert_max_num_queries(60) as asked:
            page = desk.get(address)
        counts.append(len(asked))
        assert read(page.content.decode()).problems == []
    assert len(set(counts)) == 1


@pytest.mark.parametrize("who", ["editor", "researcher"])
def test_others_have_no_business_here(
    who: str, as_user: AsUser, request: pytest.FixtureRequest, monday_morning: Clock, office: Office
) -> None:
    client = as_user(request.getfixturevalue(who))
    session = make_session()
    place = enter(session)
    found = [
        client.get(path).status_code
        for path in (
            LIST,
            detail(session),
            detail(session, "people"),
            detail(session, "sheet"),
            "/admin/consultations/participation/",
        )
    ]
    assert found == [403] * 5
    assert "Group sessions today" not in client.get("/admin/").content.decode()
    assert client.post(do(place, "cancel")).status_code in {403, 404}
    assert client.post(detail(session, "outcomes"), {"place": place.pk, "came": "1"}).status_code == 403


def test_an_advisor_runs_a_session(
    advisor_user: User, as_user: AsUser, office: Office, monday_morning: Clock
) -> None:
    topic = make_topic()
    advisor = make_advisor(topic, user=advisor_user)
    client = as_user(advisor_user)
    client.post(f"{LIST}add/", planned(topic=topic.pk, advisor=advisor.pk))
    session = GroupSession.objects.get()
    client.post(do(session, "publish"))
    call(client, session)
    assert states(session) == [PlaceState.SIGNED_UP]


def test_the_record_of_a_person_shows_their_group_sessions(desk: Client) -> None:
    place = enter(make_session())
    address = reverse("admin:entrepreneurs_entrepreneur_change", args=[place.entrepreneur_id])
    assert (
        reverse("admin:consultations_participation_change", args=[place.pk])
        in desk.get(address).content.decode()
    )


def test_the_desk_warns_of_a_session_whose_advisor_is_away_or_gone(desk: Client) -> None:
    away, gone, fine = make_session(), make_session(), make_session()
    Absence.objects.create(
        advisor=away.advisor, starts_at=local(NEXT_MONDAY, 0), ends_at=local(NEXT_MONDAY, 18)
    )
    User.objects.filter(pk=gone.advisor.user_id).update(is_active=False)
    assert set(GroupSession.objects.displaced()) == {away, gone}
    html = desk.get("/admin/").content.decode()
    assert [detail(session) in html for session in (away, gone, fine)] == [True, True, False]
