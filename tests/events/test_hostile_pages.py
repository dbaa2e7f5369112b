"""What nobody can do to the public pages: forge keys, bring hidden characters along, lose what was typed."""

import pytest
import time_machine
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from center.models import StoredMail
from events import exhibitor_links, links
from events.choices import QuestionKind, RegistrationState
from events.models import Question, QuestionAnswer, Registration
from events.services.consents import withdraw_and_erase
from events.views.kept_pages import kept
from tests.events.factories import enter, make_event, make_item, make_venue, states
from tests.events.fairs import accepted, make_fair
from tests.events.released import release
from tests.events.test_pages import form_of, old_token, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
Clock = time_machine.Traveller
PAGES = (
    "registration",
    *(f"registration_{name}" for name in ("cancel", "people", "programme", "erase", "pass")),
)
FILES = ("registration_calendar", "registration_pass_png", "registration_pass_pdf")
DEEDS = ("registration_accept", "registration_decline", "registration_cancel", "registration_erase")


@pytest.fixture(autouse=True)
def clock(monday_morning: Clock) -> Clock:
    return monday_morning


def with_key(registration: Registration, name: str, key: str) -> str:
    with translation.override("en"):
        return f"{reverse(f'events:{name}', args=[registration.reference])}?key={key}"


@pytest.mark.parametrize(
    "forged", ["one letter", "of another", "of an exhibitor", "of the erased", "\x7f", "é" * 500]
)
def test_a_forged_key_opens_and_does_nothing(forged: str) -> None:
    event = make_event()
    mine, other, erased = (enter(event, number) for number in range(3))
    key = links.make_key(mine)
    keys = {
        "one letter": key[:-1] + ("A" if key[-1] != "A" else "B"),
        "of another": links.make_key(other),
        "of an exhibitor": exhibitor_links.make_key(accepted(make_fair())),
    }
    asked = mine
    if forged == "of the erased":
        keys[forged], asked = links.make_key(erased), erased
        withdraw_and_erase(registration=erased)
    key = keys.get(forged, forged)
    client = Client()
    told = {client.get(with_key(asked, name, key)).status_code for name in PAGES}
    files = {client.get(with_key(asked, name, key)).status_code for name in FILES}
    # Erasing again what is erased changes nothing; see below.
    deeds = DEEDS if forged != "of the erased" else DEEDS[:-1]
    done = {client.post(with_key(asked, name, key)).status_code for name in deeds}
    assert (told, files, done) == ({403}, {404}, {403})
    assert states(event)[:2] == [RegistrationState.SIGNED_UP] * 2


def test_hidden_characters_in_the_name_of_an_organisation_are_left_out() -> None:
    made = enter(make_event(), organisation="Школа\u202e\r\n \x07„Мир”\u200b")
    assert made.organisation == "Школа „Мир”"


@pytest.mark.parametrize("changed", ["organisation", "answer", "item"])
def test_what_is_typed_after_going_back_is_never_passed_over(clock: Clock, changed: str) -> None:
    """The browser's Back leads to the form that was sent; its key is the same, so what else is said must count."""
    event = make_event()
    question = Question.objects.create(event=event, kind=QuestionKind.TEXT, text_sr="Храна?")
    item = make_item(event, capacity=3)
    release(event)
    browser, token = form_of(event), old_token(clock)
    said = {"token": token, f"question_{question.pk}": "све", "organisation": "Школа"}
    assert send(browser, clock, **said).heading == "You are registered"
    other = {"organisation": "Удружење", "answer": "без меса", "item": str(item.pk)}[changed]
    field = {"organisation": changed, "answer": f"question_{question.pk}", "item": "items"}[changed]
    again = send(form_of(event), clock, **{**said, field: other})
    assert (again.status, Registration.objects.count()) == (409, 1)
    assert "with other details" in str(again.problem)
    assert send(form_of(event), clock, **said).heading == "You are registered"
    assert QuestionAnswer.objects.get().text == "све"


def test_a_double_click_on_the_waiting_list_is_one_registration_whatever_was_ticked() -> None:
    event = make_event(1)
    item = make_item(event, capacity=3)
    release(event)
    enter(event, 1)
    first = enter(event, 2, items=[item])
    again = enter(event, 2, items=[item], submission=first.submission)
    assert (again.pk, again.state) == (first.pk, RegistrationState.WAITING)


def test_who_is_on_the_list_already_is_not_sent_to_the_waiting_list(clock: Clock) -> None:
    event = make_event()
    send(form_of(event), clock)
    again = send(form_of(event), clock)
    assert (again.status, again.heading) == (409, "Register")
    assert "not enough free places" not in again.html


def test_a_full_part_of_the_programme_sends_nobody_to_the_waiting_list(clock: Clock) -> None:
    event = make_event()
    item = make_item(event, capacity=1)
    make_item(event, 18, capacity=2)
    release(event)
    browser = form_of(event)
    enter(event, 1, items=[item])
    refused = send(browser, clock, items=str(item.pk))
    assert (refused.status, refused.heading) == (409, "Register")
    assert refused.problem.startswith("No places are left in:")


def test_who_joins_the_waiting_list_hears_that_parts_are_chosen_later(clock: Clock) -> None:
    event = make_event(1)
    make_item(event, capacity=3)
    release(event)
    browser = form_of(event)
    enter(event, 1)
    refused = send(browser, clock)
    assert (refused.status, refused.heading) == (409, "Waiting list")
    assert "can be chosen once you have a place" in refused.html
    assert 'name="items"' not in refused.html


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=-1", 200),
        ("page=99999999999999999999", 200),
        ("page=²", 200),
        ("kind=x&limit=²", 200),
        ("q=%25_%5C%27%22", 200),
        (f"q={'a' * 5000}", 200),
        ("q=.*%2B(%5B", 200),
        ("q=%00", 400),
        ("&".join(f"a{number}=1" for number in range(5000)), 400),
    ],
)
def test_no_question_in_an_address_breaks_a_page(query: str, status: int) -> None:
    fair = make_fair()
    accepted(fair)
    paths = ("", "past/", "embed/", f"{fair.slug}/", f"{fair.slug}/exhibitors/")
    found = {Client().get(f"/sr/events/{path}?{query}").status_code for path in paths}
    found.add(Client().get(f"/events/calendar.ics?{query}").status_code)
    assert found == {status}


def test_numbers_in_addresses_may_be_of_any_length() -> None:
    fair, number = make_fair(), 10**40
    application = accepted(fair)
    key = exhibitor_links.make_key(application)
    paths = (
        f"files/{number}/",
        f"programme/{number}.ics",
        f"exhibitors/{number}/needs/?key={key}",
        f"exhibitors/{number}/report/?key={key}",
    )
    assert {Client().get(f"/en/events/{fair.slug}/{path}").status_code for path in paths} == {404}


def test_a_form_from_another_site_registers_nobody(clock: Clock) -> None:
    event, client = make_event(), Client(enforce_csrf_checks=True)
    data = {"name": "Ана", "phone": "0641234567", "token": old_token(clock)}
    assert client.post(f"/en/events/{event.slug}/register/", data).status_code == 403
    mine = enter(event)
    assert {client.post(with_key(mine, name, links.make_key(mine))).status_code for name in DEEDS} == {403}
    assert states(event) == [RegistrationState.SIGNED_UP]


def test_lines_and_signs_in_a_title_break_no_calendar_and_no_letter() -> None:
    """A title pasted from slides brings line ends along that no text field strips."""
    words = "Мед; млеко, \\ сир\r\nBEGIN:VEVENT\x0bBcc: x@primer.rs"
    event = make_event(title_sr=words, title_en=words, summary_en=words, venue=make_venue(name_en=words))
    make_item(event, title_en=words)
    release(event)
    mine = enter(event, email="ana@primer.rs")
    paths = [
        "/events/calendar.ics?lang=en",
        f"/en/events/{event.slug}/event.ics",
        f"/en/events/{event.slug}/programme/{event.items.get().pk}.ics",
        with_key(mine, "registration_calendar", links.make_key(mine)),
    ]
    line = "Мед; млеко, \\ сир BEGIN:VEVENT Bcc: x@primer.rs"
    for path in paths:
        content = Client().get(path).content
        entries = Calendar.from_ical(content).walk("VEVENT")
        assert [str(entry["summary"]) for entry in entries] == [line]
        assert b"\x0b" not in content
    assert StoredMail.objects.get().subject == f"You are registered: {line}"


def test_two_clicks_on_erasing_say_the_same() -> None:
    mine = enter(make_event())
    path, client = with_key(mine, "registration_erase", links.make_key(mine)), Client()
    first, second = client.post(path), client.post(path)
    assert (first.status_code, second.status_code) == (200, 200)
    assert "link does not open" not in second.content.decode()
    mine.refresh_from_db()
    assert (mine.contact_name, client.get(path).status_code) == ("", 403)


def test_a_page_that_leads_elsewhere_is_not_kept_for_others(rf: RequestFactory) -> None:
    pages = [HttpResponsePermanentRedirect("/en/events/new/"), HttpResponse("here")]
    request = rf.get("/en/events/old/programme/")
    assert [kept(request, "facts", lambda: pages.pop(0)).status_code for _time in range(2)] == [301, 200]
