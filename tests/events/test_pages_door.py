"""The page of the door on a volunteer's phone, without scripts and as its own script uses it."""

import json
import re
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from center.base.references import REFERENCE_ALPHABET
from center.choices import Role
from events.door_codes import PASS_LENGTH, pass_code
from events.models import CheckIn, DoorPass, Event, HeadCount, Registration
from events.services.door_passes import change_pass, renew_pass, revoke_pass
from events.services.events import cancel_event, change_event
from tests.events.doors import AT_THE_DOOR, day_after, drop_in, make_door
from tests.events.factories import enter, local, make_event, make_staff
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


@pytest.fixture
def event(clock: Clock) -> Event:
    """Return a workshop at whose door we stand, an hour before it begins, with its pass."""
    made = make_event(20, slug="radionica")
    make_door(made)
    clock.move_to(AT_THE_DOOR, tick=False)
    return made


def page(event: Event, part: str = "", language: str = "en") -> str:
    return f"/{language}/events/{event.slug}/door/{part}"


class Phone(Client):
    """The phone of a volunteer, with the pass that was scanned."""

    def __init__(self, pass_: DoorPass, code: str) -> None:
        super().__init__()
        self.pass_, self.code = pass_, code


def opened(event: Event, language: str = "en") -> Phone:
    """Return the phone of a volunteer who has scanned a pass."""
    client = Phone(*make_door(event, "Ана"))
    response = client.post(page(event, "open/", language), {"code": client.code})
    assert (response.status_code, response["Location"]) == (302, page(event, language=language))
    return client


def send(client: Client, event: Event, *actions: dict[str, Any], **more: Any) -> Any:
    body = {"actions": [{"id": str(uuid.uuid4()), **action} for action in actions]}
    return client.post(page(event, "queue/"), body, content_type="application/json", **more)


def outcomes(response: Any) -> list[str]:
    return [each["outcome"] for each in response.json()["answers"]]


# --- opening


def test_without_a_pass_the_page_asks_for_one_and_shows_nothing_of_the_event(event: Event) -> None:
    enter(event, name="Ана Петровић", by=make_staff())
    response = Client().get(page(event))
    text = response.content.decode()
    assert response.status_code == 200
    assert "Code of the pass" in text
    assert "Петровић" not in text
    assert 'data-figure="registered"' not in text


def test_the_cookie_of_a_pass_goes_to_the_door_of_its_event_only_in_each_language(event: Event) -> None:
    client = opened(event)
    cookies = {name: cookie for name, cookie in client.cookies.items() if name.startswith("door_")}
    assert {name: cookie["path"] for name, cookie in cookies.items()} == {
        "door_sr": "/sr/events/radionica/door/",
        "door_sr-latn": "/sr-latn/events/radionica/door/",
        "door_en": "/en/events/radionica/door/",
    }
    assert all(cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in cookies.values())
    assert all(client.code not in cookie.value for cookie in cookies.values())
    assert [
        client.get(page(event, language=language)).context["keeper"].door.label for language in ("sr", "en")
    ] == ["Ана"] * 2


def test_the_page_is_kept_nowhere_and_only_here_may_the_camera_be_used(event: Event) -> None:
    response = opened(event).get(page(event))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "camera=(self)" in response["Permissions-Policy"]
    assert "camera=()" in Client().get("/en/events/")["Permissions-Policy"]


@pytest.mark.parametrize("code", ["", "2345", "2" * PASS_LENGTH, "Ж" * 60, "2" * 500])
def test_a_wrong_code_opens_nothing_and_says_so(event: Event, code: str) -> None:
    response = Client().post(page(event, "open/"), {"code": code})
    assert response.status_code == 403
    assert "This code opens nothing today" in response.content.decode()


@pytest.mark.long
def test_guessing_is_stopped_and_says_when_to_go_on(event: Event) -> None:
    client = Client()
    statuses = {
        client.post(page(event, "open/"), {"code": "2" * PASS_LENGTH}).status_code for _try in range(40)
    }
    last = client.post(page(event, "open/"), {"code": make_door(event)[1]})
    assert (statuses, last.status_code, "Retry-After" in last) == ({403}, 429, True)


def test_a_forged_cookie_opens_nothing(event: Event) -> None:
    client = Client()
    for value in ("1:abc", "1:abc:def", "", "x" * 4000):
        client.cookies["door_en"] = value
        assert client.get(page(event)).templates[0].name == "events/door_closed.html"


def test_a_pass_that_is_taken_back_closes_the_page_at_once(event: Event) -> None:
    client = opened(event)
    revoke_pass(door=client.pass_, by=make_staff())
    assert "The pass of this phone was taken back" in client.get(page(event)).content.decode()
    response = send(client, event, {"do": "count"})
    assert (response.status_code, response.json()) == (410, {"closed": "revoked"})
    assert HeadCount.objects.count() == 0


def test_a_new_code_of_a_pass_closes_the_phones_with_the_old_one(event: Event) -> None:
    client = opened(event)
    renew_pass(door=client.pass_, submission=uuid.uuid4(), by=make_staff())
    assert send(client, event, {"do": "count"}).json() == {"closed": "none"}


def test_a_pass_of_one_event_opens_no_other(event: Event) -> None:
    client, other = opened(event), make_event(starts_at=event.starts_at)
    client.cookies["door_en"]["path"] = "/"
    assert client.get(page(other)).templates[0].name == "events/door_closed.html"


def test_staff_need_no_pass_and_other_people_with_a_login_do(
    event: Event, make_user: Any, as_user: Any
) -> None:
    coordinator = make_user(Role.COORDINATOR)
    people = [coordinator, make_user(Role.ADVISOR), make_user(Role.RESEARCHER), make_user()]
    shown = [as_user(user).get(page(event)).templates[0].name for user in people]
    assert shown == [*["events/door.html"] * 2, *["events/door_closed.html"] * 2]
    person = enter(event, by=make_staff())
    as_user(coordinator).post(page(event), {"do": "arrive", "id": uuid.uuid4(), "code": person.reference})
    assert CheckIn.objects.get().noted_by == coordinator


def test_who_ends_the_work_needs_the_pass_again(event: Event) -> None:
    client = opened(event)
    client.post(page(event, "leave/"))
    assert client.get(page(event)).templates[0].name == "events/door_closed.html"


def test_an_earlier_short_name_leads_to_the_door(event: Event) -> None:
    change_event(event=event, by=make_staff(), slug="nova-radionica")
    response = Client().get("/en/events/radionica/door/")
    assert (response.status_code, response["Location"]) == (301, "/en/events/nova-radionica/door/")
    assert Client().get("/en/events/nothing/door/").status_code == 404


def test_the_door_of_a_cancelled_event_says_so(event: Event) -> None:
    cancel_event(event=event, by=make_staff())
    assert "does not take place" in Client().get(page(event)).content.decode()


# --- without scripts


def test_forms_alone_note_ask_take_back_and_count(event: Event) -> None:
    client, group = opened(event), enter(event, size=3, by=make_staff())
    key = str(uuid.uuid4())
    asked = client.post(page(event), {"do": "arrive", "ask": "on", "id": key, "code": pass_code(group)})
    buttons = re.findall(r'name="people" value="(\d)"', asked.content.decode())
    assert (asked.status_code, buttons) == (200, ["1", "2", "3"])
    data = {"do": "arrive", "id": key, "code": pass_code(group), "people": "2"}
    noted = [client.post(page(event), data) for _copy in range(2)]
    assert [response.context["answer"].noted for response in noted] == [2, 2]
    assert CheckIn.objects.filter(undone_at=None).count() == 2
    client.post(page(event), {"do": "back", "id": uuid.uuid4(), "of": key})
    assert CheckIn.objects.filter(undone_at=None).count() == 0
    client.post(page(event), {"do": "count", "id": key, "number": "1", "sex": "women", "age_band": "young"})
    stroke = HeadCount.objects.get()
    assert (stroke.sex, stroke.age_band, stroke.kind, stroke.door) == (
        "women",
        "young",
        "visitor",
        client.pass_,
    )


def test_a_name_is_found_in_both_scripts_and_shown_without_phone_or_email(event: Event) -> None:
    enter(event, 1, name="Жељка Ћирић", phone="064 1234567", by=make_staff())
    enter(event, 2, name="Ана Петровић", email="tajna@example.org", by=make_staff())
    client = opened(event)
    shown = client.post(page(event, language="sr-latn"), {"do": "search", "who": "zeljka"}).content.decode()
    assert "Željka Ćirić" in shown
    assert "Petrović" not in shown
    assert [secret for secret in ("1234567", "tajna") if secret in shown] == []
    assert "Nobody with a place" in client.post(page(event), {"do": "search", "who": "xyzw"}).content.decode()
    assert client.post(page(event), {"do": "search", "who": "a"}).context["found"] == []


def test_who_drops_in_needs_two_presses_and_no_name(event: Event) -> None:
    client = opened(event)
    answer = client.post(page(event), {"do": "walk_in", "id": uuid.uuid4(), "people": "1", "name": ""})
    person = Registration.objects.get()
    assert "Without registration" in answer.content.decode()
    assert (person.walked_in, person.language, person.registered_by) == (True, "en", None)
    client.post(page(event), {"do": "walk_in", "id": uuid.uuid4(), "people": "2", "name": "Вера Илић"})
    assert list(Registration.objects.order_by("pk").values_list("contact_name", "size")) == [
        ("", 1),
        ("Вера Илић", 2),
    ]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"do": "arrive"},
        {"do": "arrive", "id": "x", "code": "22222222"},
        {"do": "dance", "id": "7c1a8a0e-0b63-4b52-8d1e-0a5f7a0c9f11"},
        {"do": "count", "id": "7c1a8a0e-0b63-4b52-8d1e-0a5f7a0c9f11", "number": "900"},
        {"do": "walk_in", "id": "7c1a8a0e-0b63-4b52-8d1e-0a5f7a0c9f11", "people": "51"},
        {"do": "walk_in", "id": "7c1a8a0e-0b63-4b52-8d1e-0a5f7a0c9f11", "name": "http://x.example"},
        {"do": "back", "id": "7c1a8a0e-0b63-4b52-8d1e-0a5f7a0c9f11"},
    ],
)
def test_what_is_not_understood_does_nothing_and_says_so(event: Event, data: dict[str, str]) -> None:
    response = opened(event).post(page(event), data)
    assert (response.status_code, response.context["answer"].outcome) == (409, "wrong")
    assert (CheckIn.objects.count(), HeadCount.objects.count(), Registration.objects.count()) == (0, 0, 0)


def test_names_cannot_bring_markup_along(event: Event) -> None:
    person = enter(event, by=make_staff())
    Registration.objects.filter(pk=person.pk).update(contact_name="<b>Ана</b>")
    response = opened(event).post(page(event), {"do": "arrive", "id": uuid.uuid4(), "code": person.reference})
    assert "&lt;b&gt;" in response.content.decode()


# --- the queue of the page


def test_a_list_is_done_once_each_and_answered_by_its_keys(event: Event) -> None:
    client = opened(event)
    people = [enter(event, number, by=make_staff()) for number in range(2)]
    actions: list[dict[str, Any]] = [
        {"id": str(uuid.uuid4()), "do": "arrive", "code": pass_code(people[0]), "age": 600},
        {"id": str(uuid.uuid4()), "do": "arrive", "code": people[1].reference},
        {"id": str(uuid.uuid4()), "do": "walk_in", "people": 2, "name": ""},
        {"id": str(uuid.uuid4()), "do": "count", "number": 1, "kind": "guest", "sex": "men", "age_band": ""},
        {"id": str(uuid.uuid4()), "do": "arrive", "code": people[0].reference},
    ]
    first, again = (send(client, event, *actions) for _copy in range(2))
    assert [each["id"] for each in first.json()["answers"]] == [action["id"] for action in actions]
    assert outcomes(first) == outcomes(again) == ["noted", "noted", "noted", "counted", "here"]
    assert CheckIn.objects.count() == 4
    assert CheckIn.objects.order_by("pk")[0].at == AT_THE_DOOR - timedelta(minutes=10)
    assert again.json()["figures"] == {
        "registered": 2,
        "arrived": 2,
        "dropped_in": 2,
        "visitors": 0,
        "exhibitors": 0,
        "guests": 1,
        "free": 16,
    }


def test_the_answer_tells_a_name_in_its_heading_and_never_in_its_text(event: Event) -> None:
    """The page keeps the text of what could not be done, and names are written down nowhere."""
    client, person = opened(event), enter(event, name="Ана Петровић", size=2, by=make_staff())
    answers = send(
        client,
        event,
        {"do": "arrive", "code": pass_code(person), "ask": True},
        {"do": "arrive", "code": pass_code(person), "people": 5},
        {"do": "arrive", "code": pass_code(person)},
    ).json()["answers"]
    assert [each["outcome"] for each in answers] == ["ask", "partly", "here"]
    assert all("Petrović" in each["heading"] and "Petrović" not in each["text"] for each in answers)


def test_one_wrong_action_holds_up_no_other(event: Event) -> None:
    client, person = opened(event), enter(event, by=make_staff())
    response = send(
        client,
        event,
        {"do": "arrive", "code": "\u0000"},
        {"do": "jump"},
        {"do": "count", "number": 7},
        {"do": "arrive", "code": person.reference, "age": "soon"},
        {"do": "arrive", "code": person.reference},
    )
    assert outcomes(response) == ["wrong", "wrong", "wrong", "wrong", "noted"]


def test_half_a_sign_at_the_end_of_a_name_holds_up_no_queue(event: Event) -> None:
    """A field of a phone counts half signs, so a long name may end in the middle of a small picture."""
    response = send(opened(event), event, {"do": "walk_in", "name": "Ана \ud83d"}, {"do": "count"})
    assert outcomes(response) == ["noted", "counted"]
    assert Registration.objects.get().contact_name == "Ана"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("[]", 400),
        ("{}", 400),
        ('{"actions": 1}', 400),
        ('{"actions": [1]}', 400),
        ('{"actions": [{"id": ["x"]}]}', 400),
        ("[" * 20000, 400),
        (json.dumps({"actions": [{"code": "2" * 40000}]}), 400),
        (json.dumps({"actions": [{}] * 41}), 413),
        (json.dumps({"actions": []}), 200),
    ],
)
def test_a_list_that_is_none_is_refused_whole(event: Event, body: str, status: int) -> None:
    response = opened(event).post(page(event, "queue/"), body, content_type="application/json")
    assert response.status_code == status


def test_the_queue_wants_the_key_of_the_page_against_other_sites(event: Event) -> None:
    client = Client(enforce_csrf_checks=True)
    _door, code = make_door(event)
    shown = client.get(page(event)).content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', shown)[0]
    client.post(page(event, "open/"), {"code": code, "csrfmiddlewaretoken": token})
    assert send(client, event, {"do": "count"}).status_code == 403
    assert send(client, event, {"do": "count"}, headers={"x-csrftoken": token}).status_code == 200


def test_what_was_noted_in_time_may_come_a_day_late_and_nothing_else(event: Event, clock: Clock) -> None:
    client, person = opened(event), enter(event, by=make_staff())
    clock.move_to(local(day_after(), 8), tick=False)
    ago = int((local(day_after(), 8) - AT_THE_DOOR).total_seconds())
    assert client.get(page(event)).context["may_send"] is True
    response = send(client, event, {"do": "arrive", "code": person.reference, "age": ago}, {"do": "count"})
    assert outcomes(response) == ["noted", "other_day"]
    clock.move_to(local(day_after(day_after()), 0), tick=False)
    assert send(client, event, {"do": "count", "age": ago}).json() == {"closed": "over"}


def test_an_open_page_hears_of_new_days_of_its_pass(event: Event, clock: Clock) -> None:
    client = opened(event)
    door: DoorPass = client.pass_
    change_pass(door=door, label="Ана", valid_from=AT_THE_DOOR, valid_until=AT_THE_DOOR + timedelta(hours=1))
    clock.shift(timedelta(hours=2))
    assert client.get(page(event)).context["closed"] == "over"


@pytest.mark.parametrize("number", [*seldom([1]), 3])
def test_the_page_and_the_queue_ask_the_database_the_same_for_one_and_many(
    event: Event, number: int, django_assert_num_queries: Any
) -> None:
    client = opened(event)
    for each in range(number):
        enter(event, each, by=make_staff())
        drop_in(event)
    client.get(page(event))
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(page(event))
    with django_assert_num_queries(PAGE_QUERIES + 1):
        client.post(page(event), {"do": "search", "who": "1 2"})


PAGE_QUERIES = 9


def test_letters_of_codes_are_those_that_the_script_knows() -> None:
    script = Path("static/events/door.js").read_text()
    assert f"[{'2-9'}{REFERENCE_ALPHABET.lstrip('23456789')}]" in script
