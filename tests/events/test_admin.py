"""Events in the admin: planned, published, people on the page, callers registered, two colleagues at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from center.models import AccessRecord, User
from events.choices import EventState, RegistrationState
from events.models import Event, EventCall, Question, Registration
from events.services import events, registrations
from tests.events.factories import SATURDAY, enter, local, make_event, make_staff, make_venue, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
AsUser = Callable[[User], Client]
Clock = time_machine.Traveller


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


@pytest.fixture
def staff(as_user: AsUser, coordinator: User) -> Client:
    coordinator.language = "en"
    coordinator.save()
    client = as_user(coordinator)
    client.cookies["django_language"] = "en"
    return client


def call(client: Client, event: Event, **typed: str) -> Any:
    """Send the form for somebody who calls."""
    path = f"/admin/events/event/{event.pk}/register/"
    form = client.get(path).context["form"]
    values = {"submission": form["submission"].value(), "size": "1", "language": "sr"}
    return client.post(path, values | {"name": "Мила Милић", "phone": "064 7654321"} | typed)


def form_values(client: Client, path: str) -> dict[str, Any]:
    """Return what the form of a page would send when nothing is changed."""
    context = client.get(path).context
    form, formsets = context["adminform"].form, context["inline_admin_formsets"]
    values: dict[str, Any] = {"loaded_version": context.get("loaded_version", "")}
    for bound in form:
        value = bound.value()
        if hasattr(bound.field.widget, "decompress"):
            parts = bound.field.widget.decompress(value)
            values |= {f"{bound.html_name}_{number}": part or "" for number, part in enumerate(parts)}
        elif value is not None and value is not False:
            values[bound.html_name] = value
    for each in formsets:
        management = each.formset.management_form
        values |= {bound.html_name: bound.value() for bound in management}
    return values


def test_a_coordinator_plans_an_event_in_latin_letters_and_publishes_it(staff: Client) -> None:
    venue = make_venue()
    values = form_values(staff, "/admin/events/event/add/") | {
        "kind": "workshop",
        "title_sr": "Kako odrediti cenu",
        "title_en": "How to set a price",
        "slug": "how-to-set-a-price",
        "summary_sr": "Računamo zajedno.",
        "starts_at_0": "19.9.2026.",
        "starts_at_1": "17:00",
        "ends_at_0": "19.9.2026.",
        "ends_at_1": "19:00",
        "venue": venue.pk,
        "capacity": 12,
        "languages": ["sr"],
    }
    answer = staff.post("/admin/events/event/add/", values)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    event = Event.objects.get()
    assert (event.title_sr, event.state, event.starts_at) == (
        "Како одредити цену",
        EventState.DRAFT,
        local(SATURDAY, 17),
    )
    staff.post(f"/admin/events/event/{event.pk}/do/publish/")
    event.refresh_from_db()
    assert event.state == EventState.PUBLISHED


def test_an_event_without_a_sentence_or_a_place_is_not_published(staff: Client) -> None:
    draft = make_event(published=False, summary_sr="", summary_en="")
    staff.post(f"/admin/events/event/{draft.pk}/do/publish/", follow=True)
    draft.refresh_from_db()
    assert draft.state == EventState.DRAFT


def test_what_the_service_refuses_is_said_in_the_form_and_nothing_typed_is_lost(staff: Client) -> None:
    event = make_event(5)
    enter(event, 1, size=3)
    path = f"/admin/events/event/{event.pk}/change/"
    answer = staff.post(path, form_values(staff, path) | {"capacity": 2, "title_en": "Typed"})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert ("there cannot be fewer" in text or "не може" in text, 'value="Typed"' in text) == (True, True)
    event.refresh_from_db()
    assert event.capacity == 5


def test_a_short_name_that_leads_elsewhere_is_refused_in_the_form(staff: Client) -> None:
    other, event = make_event(slug="before"), make_event()
    events.change_event(event=other, by=make_staff(), slug="after")
    path = f"/admin/events/event/{event.pk}/change/"
    answer = staff.post(path, form_values(staff, path) | {"slug": "before"})
    assert (answer.status_code, answer.context["adminform"].form.is_valid()) == (200, False)
    event.refresh_from_db()
    assert event.slug == "event-2"


def test_the_second_of_two_colleagues_sees_what_the_first_changed(staff: Client) -> None:
    event = make_event(5)
    path = f"/admin/events/event/{event.pk}/change/"
    first, second = form_values(staff, path), form_values(staff, path)
    saved = staff.post(path, first | {"title_en": "First"})
    assert saved.status_code == 302, saved.context["errors"]
    answer = staff.post(path, second | {"title_en": "Second"})
    assert (answer.status_code, "First" in answer.content.decode()) == (200, True)
    event.refresh_from_db()
    assert event.title_en == "First"


def test_people_stand_on_the_page_of_the_event_and_verbs_are_buttons(staff: Client) -> None:
    event = make_event(1)
    first, second = enter(event, 1, phone="064 1234567"), enter(event, 2, phone="064 1234568")
    registrations.cancel_registration(registration=first)
    text = staff.get(f"/admin/events/event/{event.pk}/change/").content.decode()
    assert ("064 1234568" in text, f"/registration/{second.pk}/do/accept/" in text) == (True, True)
    staff.post(f"/admin/events/registration/{second.pk}/do/accept/")
    assert states(event)[1] == RegistrationState.SIGNED_UP


def test_an_editor_plans_events_and_sees_no_people(as_user: AsUser, editor: User) -> None:
    event = make_event()
    enter(event, 1, email="secret@example.org")
    client = as_user(editor)
    text = client.get(f"/admin/events/event/{event.pk}/change/").content.decode()
    assert ("secret@example.org" in text, client.get("/admin/events/registration/").status_code) == (
        False,
        403,
    )
    assert client.get(f"/admin/events/event/{event.pk}/register/").status_code == 403


def test_a_caller_is_registered_by_staff_also_after_the_online_registration_closed(
    staff: Client, clock: Clock
) -> None:
    event = make_event(registration_closes_at=local(SATURDAY, 9))
    Question.objects.create(
        event=event, text_sr="Шта Вам треба?", text_en="What do you need?", is_required=True
    )
    clock.move_to(local(SATURDAY, 12), tick=False)
    done = call(staff, event, agreed="on", size="2")
    made = Registration.objects.get()
    assert (done.status_code, made.size, made.registered_by is not None) == (302, 2, True)


def test_without_the_consent_nobody_is_registered(staff: Client) -> None:
    event = make_event()
    refused = call(staff, event)
    assert (refused.status_code, "Мила Милић" in refused.content.decode(), Registration.objects.count()) == (
        200,
        True,
        0,
    )


def test_reading_a_registration_is_written_down(staff: Client, coordinator: User) -> None:
    registration = enter(make_event(), 1)
    staff.get(f"/admin/events/registration/{registration.pk}/change/")
    record = AccessRecord.objects.latest("pk")
    assert (record.user, record.model, record.object_id) == (
        coordinator,
        "events.registration",
        registration.pk,
    )


def test_a_call_is_closed_on_the_desk(staff: Client) -> None:
    event = make_event(1)
    first = enter(event, 1, phone="064 1234567")
    enter(event, 2, phone="064 1234568")
    registrations.cancel_registration(registration=first)
    call = EventCall.objects.get()
    assert f"/admin/events/eventcall/{call.pk}/do/reached/" in staff.get("/admin/").content.decode()
    staff.post(f"/admin/events/eventcall/{call.pk}/do/reached/")
    call.refresh_from_db()
    assert (call.outcome, call.closed_by is not None) == ("reached", True)


def test_a_workshop_is_held_again_as_drafts_and_pressing_twice_makes_no_more(staff: Client) -> None:
    event = make_event()
    for _press in range(2):
        staff.post(f"/admin/events/event/{event.pk}/do/repeat/", {"times": 3, "every": 1})
    event.refresh_from_db()
    assert event.series is not None
    starts = list(event.series.editions.order_by("starts_at").values_list("starts_at", flat=True))
    assert starts == [event.starts_at + timedelta(weeks=number) for number in range(4)]
    assert set(event.series.editions.exclude(pk=event.pk).values_list("state", flat=True)) == {"draft"}


def test_a_series_keeps_its_hour_when_the_clocks_change() -> None:
    event = make_event(starts_at=local(SATURDAY + timedelta(days=28), 17))
    moments = events.weekly(event.starts_at, 2)
    assert [timezone.localtime(moment).hour for moment in moments] == [17, 17]
    assert moments[1] - moments[0] == timedelta(days=7)


@pytest.mark.parametrize(
    "address", ["event", "registration", "eventcall", "venue", "eventseries", "feedback"]
)
def test_a_list_asks_the_database_as_often_for_one_row_as_for_three(staff: Client, address: str) -> None:
    def fill(number: int) -> None:
        event = make_event(1)
        first = enter(event, number, phone=f"064 123456{number}")
        enter(event, number + 3, phone=f"064 123457{number}")
        registrations.cancel_registration(registration=first)

    fill(1)
    path = f"/admin/events/{address}/"
    staff.get(path)
    with CaptureQueriesContext(connection) as once:
        staff.get(path)
    for number in (2, 3):
        fill(number)
    with CaptureQueriesContext(connection) as again:
        staff.get(path)
    assert len(again) == len(once)
