"""The call list at the desk and in the admin: who is on it, what a click does, what is written down."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from center.models import AccessRecord, Office, User
from center.services import accounts
from consultations.models import Call, CallAttempt, Consultation
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.marks import seldom

AsUser = Callable[[User], Client]
INDEX, LIST, TRIED = "/admin/", "/admin/consultations/call/", "/admin/consultations/call/tried/"


@pytest.fixture
def desk(
    office: Office, coordinator: User, as_user: AsUser, monday_morning: time_machine.Traveller
) -> Client:
    accounts.choose_language(user=coordinator, language="en")
    return as_user(coordinator)


def visits(number: int) -> list[Consultation]:
    topic = make_topic()
    make_advisor(topic)
    return [
        make_visit(topic, local(MONDAY + timedelta(days=n), 9), name=f"Рада {'АБВГ'[n]}")
        for n in range(number)
    ]


def text_of(client: Client, address: str) -> str:
    html = client.get(address).content.decode().replace("\u00a0", " ")
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def record(call: Call) -> str:
    return reverse("admin:consultations_call_change", args=[call.pk])


def names(client: Client, **query: str) -> list[str]:
    return [call.name for call in client.get(LIST, query).context["cl"].result_list]


def test_one_click_at_the_desk_keeps_a_try_and_moves_the_person_down(
    desk: Client, monday_morning: time_machine.Traveller
) -> None:
    topic = make_topic()
    make_advisor(topic)
    for hour, name in ((9, "Рада"), (11, "Мира")):
        make_visit(topic, local(MONDAY, hour), name=name, phone=f"064 12345{hour:02}")
    call = Call.objects.earliest("pk")
    answer = desk.post(TRIED, {"call": call.pk, "result": "no_answer", "next": INDEX}, follow=True)
    page = answer.content.decode().replace("\u00a0", " ")
    assert [str(message) for message in answer.context["messages"]] == ["No answer: Rada"]
    calls = page[page.index('id="desk-calls"') :]
    assert re.findall(r"(064 [\d ]+)</a> (\w+)", calls) == [
        ("064 1234511", "Mira"),
        ("064 1234509", "Rada"),
    ]
    assert "No answer: 08:00" in text_of(desk, INDEX)


def test_a_person_is_one_row_whose_click_counts_for_every_visit(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    for hour in (9, 11):
        make_visit(topic, local(MONDAY, hour), name="Рада")
    page = desk.get(INDEX).content.decode()
    form = page[page.index(f'action="{TRIED}"') :].partition("</form>")[0]
    chosen = re.findall(r'name="call" value="(\d+)"', form)
    desk.post(TRIED, {"call": chosen, "result": "reached", "next": INDEX})
    assert list(Call.objects.values_list("outcome", flat=True)) == ["reached", "reached"]


@pytest.mark.long
def test_later_is_asked_for_with_a_time_of_the_office_and_a_note(desk: Client) -> None:
    visits(1)
    call = Call.objects.get()
    asked = desk.get(f"{TRIED}?{urlencode({'call': call.pk, 'next': INDEX})}")
    wrong = [
        desk.post(TRIED, {"call": call.pk, "result": "again", "day": "2026-09-07", "clock": clock})
        for clock in ("", "07:59")
    ]
    fields = {"result": "again", "day": "2026-09-07", "clock": "16:30", "note": "Сестра се јавила."}
    kept = desk.post(TRIED, {"call": call.pk, "next": INDEX, **fields})
    attempt = CallAttempt.objects.get()
    assert [answer.status_code for answer in (asked, *wrong, kept)] == [200, 200, 200, 302]
    assert [answer.context["form"].errors["clock"] for answer in wrong] == [
        ["Write the time at which to call again."],
        ["This time has already passed."],
    ]
    assert (attempt.again_at, attempt.note) == (local(MONDAY, 16, 30), "Сестра се јавила.")
    assert "Asked to be called again: 16:30" in text_of(desk, INDEX)


def test_the_list_begins_with_what_is_to_do_and_finds_the_rest(desk: Client) -> None:
    visits(3)
    first, second, _third = Call.objects.order_by("pk")
    desk.post(TRIED, {"call": first.pk, "result": "reached"})
    desk.post(TRIED, {"call": second.pk, "result": "busy"})
    assert names(desk) == ["Рада Б", "Рада В"] or names(desk) == ["Рада В", "Рада Б"]
    assert names(desk, to_do="closed") == ["Рада А"]
    assert sorted(names(desk, to_do="all")) == ["Рада А", "Рада Б", "Рада В"]
    assert names(desk, q="rada v") == ["Рада В"]
    assert names(desk, to_do="all", outcome__exact="reached") == ["Рада А"]


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_list_takes_the_same_number_of_queries(
    rows: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    visits(rows)
    for call in Call.objects.all():
        desk.post(TRIED, {"call": call.pk, "result": "no_answer"})
    with django_assert_num_queries(15):
        assert len(names(desk)) == rows


def test_a_call_shows_its_tries_to_who_opens_it_and_that_is_written_down(
    desk: Client, coordinator: User
) -> None:
    visits(1)
    call = Call.objects.get()
    desk.post(TRIED, {"call": call.pk, "result": "busy", "note": "Мајка се јавила."})
    page = text_of(desk, record(call))
    looks = AccessRecord.objects.filter(user=coordinator, model="consultations.call", object_id=call.pk)
    assert ["Busy" in page, "Мајка се јавила." in page, looks.count()] == [True, True, 1]


def test_the_record_of_a_visit_tells_its_calls(desk: Client) -> None:
    (visit,) = visits(1)
    desk.post(TRIED, {"call": Call.objects.get().pk, "result": "reached"})
    page = text_of(desk, reverse("admin:consultations_consultation_change", args=[visit.pk]))
    assert "Tell that the visit is booked : Reached" in page


def test_a_colleague_asks_for_a_call_from_the_record_of_a_visit(desk: Client, coordinator: User) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9), phone="064 1234567", email="rada@example.org")
    address = reverse("admin:consultations_consultation_do", args=[visit.pk, "ask-for-call"])
    desk.post(address, {"about": "Понети оснивачки акт."})
    call = Call.objects.get()
    assert (call.reason, call.about, call.asked_by) == ("other", "Понети оснивачки акт.", coordinator)
    assert "Понети оснивачки акт." in text_of(desk, INDEX)


@pytest.mark.parametrize("role", ["stranger", "editor", "researcher"])
def test_nobody_else_keeps_a_try(
    role: str, desk: Client, request: pytest.FixtureRequest, as_user: AsUser
) -> None:
    visits(1)
    call = Call.objects.get()
    answer = as_user(request.getfixturevalue(role)).post(TRIED, {"call": call.pk, "result": "reached"})
    assert (answer.status_code, CallAttempt.objects.count()) == (302 if role == "stranger" else 403, 0)


def test_calls_that_do_not_exist_are_not_found(desk: Client) -> None:
    answers = [desk.post(TRIED, {"call": number, "result": "reached"}) for number in ("999", "x", "²")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_second_of_two_colleagues_who_click_is_told(
    desk: Client, advisor_user: User, as_user: AsUser
) -> None:
    visits(1)
    call = Call.objects.get()
    desk.post(TRIED, {"call": call.pk, "result": "reached"})
    accounts.choose_language(user=advisor_user, language="en")
    answer = as_user(advisor_user).post(
        TRIED, {"call": call.pk, "result": "wrong_number", "next": INDEX}, follow=True
    )
    assert [str(message) for message in answer.context["messages"]] == [
        "This call is off the list already. Its outcome: Reached."
    ]


def test_verbs_of_the_list_count_for_several_people_and_giving_up_asks_first(desk: Client) -> None:
    visits(2)
    chosen = list(Call.objects.values_list("pk", flat=True))
    desk.post(LIST, {"action": "busy", "_selected_action": chosen})
    asked = desk.post(LIST, {"action": "give_up", "_selected_action": chosen})
    assert (asked.status_code, Call.objects.waiting().count()) == (200, 2)
    desk.post(LIST, {"action": "give_up", "_selected_action": chosen, "_really": "1"})
    assert (CallAttempt.objects.count(), Call.objects.waiting().count()) == (2, 0)
