"""The door on the page of an event: passes are shown once, figures follow, arrivals are put right by hand."""

import io
import re
import uuid
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import Client

from center.choices import Role
from center.models import AccessRecord
from events.models import CheckIn, DoorPass, Event
from events.services.counting import count_people
from events.services.door_passes import find_pass
from tests.events.doors import AT_THE_DOOR, come, day_after, drop_in, make_door, put_on_list
from tests.events.factories import SATURDAY, local, make_event, make_staff
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


@pytest.fixture
def event(monday_morning: time_machine.Traveller) -> Event:
    """Return an event of two days at whose door we stand on the first."""
    made = make_event(20, slug="radionica", ends_at=local(day_after(), 18))
    monday_morning.move_to(AT_THE_DOOR, tick=False)
    return made


@pytest.fixture
def staff(make_user: Any, as_user: Any) -> Client:
    client: Client = as_user(make_user(Role.COORDINATOR, language="en"))
    return client


def address(event: Event, part: str = "door") -> str:
    return f"/admin/events/event/{event.pk}/{part}/"


def wish(**fields: Any) -> dict[str, Any]:
    return {
        "submission": str(uuid.uuid4()),
        "label": "Главни улаз",
        "valid_from_0": "2026-09-19",
        "valid_from_1": "00:00",
        "valid_until_0": "2026-09-21",
        "valid_until_1": "00:00",
        **fields,
    }


def code_on(response: Any) -> str:
    return str(re.findall(r'name="code" value="([\w-]+)"', response.content.decode())[0])


def test_a_pass_is_made_for_the_days_of_the_event_and_shown_once(staff: Client, event: Event) -> None:
    shown = staff.get(address(event)).content.decode()
    assert 'value="2026-09-19"' in shown
    assert 'value="2026-09-21"' in shown
    form = wish()
    made, again = (staff.post(address(event), form) for _press in range(2))
    code = code_on(made)
    door = DoorPass.objects.get()
    assert (code_on(again), door.label, door.valid_until) == (
        code,
        "Главни улаз",
        local(day_after(day_after()), 0),
    )
    assert find_pass(event=event, code=code) == door
    assert "no-store" in made["Cache-Control"]
    assert re.search(r"<svg[^>]*viewBox", made.content.decode())
    later = staff.get(address(event)).content.decode()
    assert [secret for secret in (code, code.replace("-", "")) if secret in later] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": ""},
        {"label": "a" * 81},
        {"valid_until_0": "2026-09-18"},
        {"valid_until_0": "2027-09-18"},
        {"valid_from_1": "noon"},
        {"submission": "x"},
    ],
)
def test_a_wrong_wish_makes_no_pass_and_says_what_to_mend(
    staff: Client, event: Event, wrong: dict[str, str]
) -> None:
    response = staff.post(address(event), wish(**wrong))
    assert (response.status_code, DoorPass.objects.count()) == (422, 0)
    assert "errornote" in response.content.decode()


def test_a_pass_is_printed_while_its_code_is_on_the_screen(staff: Client, event: Event) -> None:
    code = code_on(staff.post(address(event), wish()))
    paper = staff.post(address(event, "door-paper"), {"code": code})
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", paper.content)) == 1
    assert b"/StructTreeRoot" in paper.content
    assert staff.post(address(event, "door-paper"), {"code": "2222-2222"}).status_code == 302


def test_a_new_code_and_taking_back(staff: Client, event: Event) -> None:
    door, old = make_door(event)
    renewed = staff.post(address(event), {"renew": door.pk, "submission": uuid.uuid4()})
    code = code_on(renewed)
    assert [find_pass(event=event, code=each) for each in (old, code)] == [None, door]
    said = staff.post(address(event), {"revoke": door.pk}, follow=True).content.decode()
    assert "The pass is taken back: Glavni ulaz" in said or "The pass is taken back: Главни улаз" in said
    assert find_pass(event=event, code=code) is None
    other, _code = make_door(make_event(slug="druga", starts_at=local(SATURDAY, 17)))
    assert staff.post(address(event), {"revoke": other.pk}).status_code == 404
    assert staff.post(address(event), {"revoke": "x"}).status_code == 404


def test_a_pass_is_changed_and_its_code_stays(staff: Client, event: Event) -> None:
    door, code = make_door(event)
    there = address(event, f"door/{door.pk}")
    assert f'href="{there}"' in staff.get(address(event)).content.decode()
    assert 'value="2026-09-19"' in staff.get(there).content.decode()
    changed = {key: value for key, value in wish(label=" Задњи  улаз ").items() if key != "submission"}
    said = staff.post(there, changed, follow=True).content.decode()
    assert "The pass is saved" in said
    door.refresh_from_db()
    assert (door.label, door.valid_until) == ("Задњи улаз", local(day_after(day_after()), 0))
    assert find_pass(event=event, code=code) == door


@pytest.mark.parametrize(
    "wrong", [{"label": ""}, {"valid_until_0": "2026-09-18"}, {"valid_until_0": "2027-09-18"}]
)
def test_a_wrong_change_of_a_pass_says_what_to_mend_and_keeps_what_was_typed(
    staff: Client, event: Event, wrong: dict[str, str]
) -> None:
    door, _code = make_door(event)
    response = staff.post(address(event, f"door/{door.pk}"), wish(valid_from_1="08:15", **wrong))
    page = response.content.decode()
    assert (response.status_code, "errornote" in page, 'value="08:15"' in page) == (422, True, True)
    before = (door.label, door.valid_until)
    door.refresh_from_db()
    assert (door.label, door.valid_until) == before


def test_a_pass_that_was_taken_back_or_is_of_another_event_is_not_changed(
    staff: Client, event: Event
) -> None:
    door, _code = make_door(event)
    staff.post(address(event), {"revoke": door.pk})
    there = address(event, f"door/{door.pk}")
    assert f'href="{there}"' not in staff.get(address(event)).content.decode()
    assert "opens nothing any more" in staff.get(there).content.decode()
    assert "Make a new one." in staff.post(there, wish()).content.decode()
    other, _code = make_door(make_event(slug="druga", starts_at=local(SATURDAY, 17)))
    assert staff.get(address(event, f"door/{other.pk}")).status_code == 404


def test_the_page_shows_the_day_by_the_hour(staff: Client, event: Event) -> None:
    come(event, put_on_list(event, size=3).reference, people=2)
    drop_in(event, at=local(SATURDAY, 18, 30))
    count_people(event=event, action=uuid.uuid4(), by=make_staff())
    context = staff.get(address(event)).context
    assert [(row.hour, row.arrived, row.dropped_in, row.counted) for row in context["hours"]] == [
        (16, 2, 0, 1),
        (17, 0, 0, 0),
        (18, 0, 1, 0),
    ]
    assert (context["figures"].registered, context["figures"].here, context["figures"].free) == (3, 3, 16)


def test_arrivals_are_put_right_by_hand_for_each_day(staff: Client, event: Event) -> None:
    group = put_on_list(event, name="Ана Петровић", size=3)
    come(event, group.reference)
    page = f"{address(event, 'arrivals')}?day=2026-09-19"
    assert 'value="3" min="0" max="3"' in staff.get(page).content.decode()
    said = staff.post(page, {"registration": group.pk, "here": "1"}, follow=True).content.decode()
    assert "Ana Petrović: 1 of 3 were there." in said
    staff.post(f"{address(event, 'arrivals')}?day=2026-09-20", {"registration": group.pk, "here": "2"})
    live = CheckIn.objects.filter(undone_at=None).order_by("day", "person")
    assert list(live.values_list("day", "person")) == [(SATURDAY, 1), (day_after(), 1), (day_after(), 2)]
    for wrong in ("4", "-1", "x", ""):
        assert (
            "Write how many people were there"
            in staff.post(page, {"registration": group.pk, "here": wrong}, follow=True).content.decode()
        )
    assert staff.post(page, {"registration": "0", "here": "1"}).status_code == 404


def test_who_came_goes_into_a_workbook_without_contacts_and_the_reading_is_noted(
    staff: Client, event: Event
) -> None:
    group = put_on_list(event, name="Ана Петровић", size=3, email="tajna@example.org")
    come(event, group.reference, people=2)
    drop_in(event)
    content = staff.get(address(event, "came")).content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[1][:5] == ("Without registration", None, rows[1][2], 1, "Yes")
    assert rows[2] == ("Ana Petrović", None, group.reference, 3, "No", 2, 0, "2026-09-19 16:00")
    assert "tajna" not in str(rows)
    assert AccessRecord.objects.filter(purpose="exported").count() == 2


def test_who_plans_no_events_sees_no_door(event: Event, make_user: Any, as_user: Any) -> None:
    parts = ("door", "arrivals", "came")
    for role, status in ((Role.EDITOR, 403), (Role.RESEARCHER, 403), (Role.ADVISOR, 200)):
        client = as_user(make_user(role))
        assert [client.get(address(event, part)).status_code for part in parts] == [status] * 3


@pytest.mark.parametrize("number", [*seldom([1]), 3])
def test_the_pages_ask_the_same_for_one_and_many(
    staff: Client, event: Event, number: int, django_assert_num_queries: Any
) -> None:
    for each in range(number):
        make_door(event, f"Врата {each}")
        come(event, put_on_list(event, each).reference)
        count_people(event=event, action=uuid.uuid4(), by=make_staff())
    for part, queries in (("door", DOOR_QUERIES), ("arrivals", ARRIVALS_QUERIES)):
        staff.get(address(event, part))
        with django_assert_num_queries(queries):
            staff.get(address(event, part))


DOOR_QUERIES, ARRIVALS_QUERIES = 15, 14
