"""What people ask for about their data: kept with its day, seen by those who owe the answer, answered once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from center.choices import Role
from center.models import User
from entrepreneurs.choices import RequestKind, RequestState, RequestWay
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import DataRequest, Entrepreneur
from entrepreneurs.services import answer_request, ask_about_data, connect_login, merge_entrepreneurs
from tests.conftest import MakeUser
from tests.crawl.html_text import read
from tests.entrepreneurs.factories import make_person
from tests.threads import at_the_same_time

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
AsUser = Callable[[User], Client]


@pytest.fixture
def rada() -> Entrepreneur:
    return make_person("Рада Радић")


@pytest.fixture
def login(rada: Entrepreneur, make_user: MakeUser, coordinator: User, as_user: AsUser) -> Client:
    user = make_user(None, "rada@example.org")
    connect_login(user=user, person=rada, by=coordinator)
    return as_user(user)


def test_the_answer_is_owed_thirty_days_after_the_day_on_which_it_came(
    rada: Entrepreneur, coordinator: User
) -> None:
    with time_machine.travel("2026-09-07T06:00:00Z", tick=False):
        asked = ask_about_data(
            person=rada,
            kind=RequestKind.COPY,
            way=RequestWay.LETTER,
            received_on=date(2026, 9, 4),
            by=coordinator,
        )
    assert (asked.due_on, asked.is_open) == (date(2026, 10, 4), True)


@pytest.mark.parametrize(("day", "overdue"), [("2026-10-07", False), ("2026-10-08", True)])
def test_the_thirtieth_day_is_in_time(day: str, overdue: bool, rada: Entrepreneur) -> None:
    with time_machine.travel("2026-09-07T06:00:00Z", tick=False):
        asked = ask_about_data(person=rada, kind=RequestKind.ERASURE)
    with time_machine.travel(f"{day}T10:00:00Z", tick=False):
        assert asked.is_overdue is overdue
        assert DataRequest.objects.overdue().exists() is overdue


def test_the_person_asks_and_reads_what_became_of_it(
    rada: Entrepreneur, login: Client, coordinator: User
) -> None:
    address = f"/en/account/data/{rada.pk}/ask/"
    assert login.get(address).status_code == 200
    assert login.post(address, {"kind": "correction", "words": ""}).status_code == 422
    login.post(address, {"kind": "correction", "words": "Презивам се Радовић."})
    asked = DataRequest.objects.get()
    assert (asked.person, asked.words, asked.way) == (rada, "Презивам се Радовић.", RequestWay.WEB)
    assert "we answer by" in login.get("/en/account/data/").content.decode()
    answer_request(request=asked, done=True, answer="Исправљено је.", by=coordinator)
    assert "Исправљено је." in login.get("/en/account/data/").content.decode()


def test_for_a_stranger_there_is_nobody_to_ask_for(
    rada: Entrepreneur, stranger: User, as_user: AsUser
) -> None:
    address = f"/en/account/data/{rada.pk}/ask/"
    assert as_user(stranger).post(address, {"kind": "erasure"}).status_code == 404
    assert not DataRequest.objects.exists()


def test_the_same_asked_twice_is_one_request(rada: Entrepreneur) -> None:
    first = ask_about_data(person=rada, kind=RequestKind.ERASURE)
    assert ask_about_data(person=rada, kind=RequestKind.ERASURE) == first


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_request(rada: Entrepreneur) -> None:
    outcomes = at_the_same_time([lambda: ask_about_data(person=rada, kind=RequestKind.ERASURE)] * 3)
    assert {each.pk for each in outcomes} == {DataRequest.objects.get().pk}


def test_it_is_answered_once_and_refused_with_a_reason_only(rada: Entrepreneur, coordinator: User) -> None:
    asked = ask_about_data(person=rada, kind=RequestKind.OBJECTION)
    with pytest.raises(ValidationError):
        answer_request(request=asked, done=False, answer=" ", by=coordinator)
    done = answer_request(request=asked, done=True, answer="", by=coordinator)
    assert (done.state, done.decided_by) == (RequestState.DONE, coordinator)
    assert answer_request(request=asked, done=True, answer="", by=coordinator) == done
    with pytest.raises(ChangeRefused):
        answer_request(request=asked, done=True, answer="Друге речи.", by=coordinator)
    with pytest.raises(ChangeRefused):
        answer_request(request=asked, done=False, answer="Не.", by=coordinator)


def test_the_desk_tells_what_is_owed_and_what_is_late(
    rada: Entrepreneur, coordinator: User, as_user: AsUser
) -> None:
    coordinator.language = "en"
    coordinator.save()
    asked = ask_about_data(person=rada, kind=RequestKind.ERASURE)
    client = as_user(coordinator)
    client.cookies["django_language"] = "en"
    assert "1 request about data waits" in client.get("/admin/").content.decode()
    DataRequest.objects.update(
        received_on=asked.received_on - timedelta(days=40), due_on=asked.due_on - timedelta(days=40)
    )
    assert "1 request about data is overdue." in client.get("/admin/").content.decode()


@pytest.mark.parametrize(("role", "status"), [(Role.COORDINATOR, 302), (Role.EDITOR, 403), (None, 302)])
def test_only_who_meets_people_answers(
    role: Role | None, status: int, rada: Entrepreneur, make_user: MakeUser, as_user: AsUser
) -> None:
    asked = ask_about_data(person=rada, kind=RequestKind.ERASURE)
    client = as_user(make_user(role, "other@example.org"))
    answer = client.post(f"/admin/entrepreneurs/datarequest/{asked.pk}/do/done/", {"answer": ""})
    asked.refresh_from_db()
    assert (answer.status_code, asked.is_open) == (status, role != Role.COORDINATOR)


def test_requests_of_two_records_of_one_person_become_one(rada: Entrepreneur, coordinator: User) -> None:
    other = make_person("Рада Радић")
    for person in (rada, other):
        ask_about_data(person=person, kind=RequestKind.ERASURE)
    merge_entrepreneurs(survivor=rada, duplicate=other, by=coordinator)
    assert list(DataRequest.objects.open().values_list("person", flat=True)) == [rada.pk]


def test_a_row_of_the_list_leads_to_the_request(
    rada: Entrepreneur, coordinator: User, as_user: AsUser
) -> None:
    asked = ask_about_data(person=rada, kind=RequestKind.COPY, way=RequestWay.PHONE, by=coordinator)
    page = as_user(coordinator).get("/admin/entrepreneurs/datarequest/").content.decode()
    assert f'<a href="/admin/entrepreneurs/datarequest/{asked.pk}/change/">Рада Радић</a>' in page
    assert read(page).problems == []


def test_the_list_asks_as_often_for_one_as_for_three(coordinator: User, as_user: AsUser) -> None:
    client, asked = as_user(coordinator), []
    client.get("/admin/entrepreneurs/datarequest/")
    for number in range(3):
        person = make_person(f"Особа {number}", phone=f"+3816410000{number}")
        ask_about_data(person=person, kind=RequestKind.COPY, way=RequestWay.PHONE, by=coordinator)
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/entrepreneurs/datarequest/")
        asked.append(len(queries))
    assert asked == [asked[0]] * 3


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADVISOR])
def test_the_colleague_who_wrote_it_down_is_a_link_for_those_only_who_may_open_it(
    role: Role, rada: Entrepreneur, coordinator: User, make_user: MakeUser, as_user: AsUser
) -> None:
    asked = ask_about_data(person=rada, kind=RequestKind.COPY, way=RequestWay.PHONE, by=coordinator)
    page = as_user(make_user(role)).get(f"/admin/entrepreneurs/datarequest/{asked.pk}/change/")
    address = f"/admin/center/user/{coordinator.pk}/change/"
    assert (f'href="{address}"' in page.content.decode(), coordinator.name in page.content.decode()) == (
        role == Role.COORDINATOR,
        True,
    )
