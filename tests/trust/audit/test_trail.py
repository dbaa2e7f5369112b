"""The audit: who did what, to which record, when and by which request; the newest first, and nothing counted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from center.audit import record_access
from center.choices import Role
from center.models import AccessRecord, AccountEvent, User
from center.services.audit.trail import PORTAL, Source, Wanted, lines
from entrepreneurs.models import Entrepreneur
from tests.conftest import MakeUser
from tests.consultations.cases import make_case
from tests.consultations.factories import make_advisor, make_topic
from tests.entrepreneurs.factories import make_enterprise, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
AsUser = Callable[[User], Client]


@pytest.fixture
def reader(coordinator: User, as_user: AsUser) -> Client:
    coordinator.language = "en"
    coordinator.save()
    return as_user(coordinator)


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/admin/audit/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_change_is_told_with_what_stood_before_and_stands_now(reader: Client) -> None:
    enterprise = make_enterprise("Златна дуња")
    enterprise.name_sr = "Сребрна дуња"
    enterprise.save()
    shown = page(reader, "?model=entrepreneurs.enterprise")
    assert ("<del>Zlatna dunja</del>" in shown, "<ins>Srebrna dunja</ins>" in shown) == (True, True)
    assert f"/admin/entrepreneurs/enterprise/{enterprise.pk}/history/" in shown


def test_of_protected_records_only_the_names_of_fields_are_told(reader: Client) -> None:
    person = make_person("Рада Радић")
    person.phone = "+381641112223"
    person.save()
    shown = page(reader, "?model=entrepreneurs.entrepreneur")
    assert ("641112223" in shown, "changed" in shown) == (False, True)


def test_every_kind_of_line_is_there(reader: Client, coordinator: User) -> None:
    person = make_person()
    record_access(user=coordinator, obj=person, purpose="opened")
    found = {line.source for line in lines(Wanted(), most=1000)}
    assert {Source.CHANGE, Source.LOOK, Source.ACCOUNT} <= found


def test_lines_are_narrowed_by_person_record_kind_and_time(coordinator: User) -> None:
    person, other = make_person("Рада Радић"), make_person("Друга Особа")
    for each in (person, person, other):
        record_access(user=coordinator, obj=each, purpose="opened")
    looks = Wanted(source=Source.LOOK)
    assert len(lines(looks, most=50)) == 3
    assert len(lines(Wanted(source=Source.LOOK, number=str(person.pk)), most=50)) == 2
    assert len(lines(Wanted(source=Source.LOOK, who=str(coordinator.pk)), most=50)) == 3
    assert lines(Wanted(source=Source.LOOK, who=PORTAL), most=50) == []
    assert lines(Wanted(source=Source.LOOK, since=timezone.now() + timedelta(days=1)), most=50) == []
    whole = lines(Wanted(model="entrepreneurs.entrepreneur", number=str(person.pk)), most=50)
    assert {line.source for line in whole} == {Source.CHANGE, Source.LOOK}


def test_everything_that_one_request_did_is_found_by_its_number(reader: Client) -> None:
    reader.post("/admin/logout/")
    event = AccountEvent.objects.get(kind="signed_out")
    found = lines(Wanted(request=event.request_id), most=50)
    assert [(line.source, line.number) for line in found] == [(Source.ACCOUNT, event.user_id)]


def test_page_after_page_shows_each_line_once(coordinator: User) -> None:
    """Many lines are of one moment, so the moment alone would lose some."""
    for number in range(7):
        make_person(f"Особа {number}", email=f"o{number}@example.org")
    wanted = Wanted(model="entrepreneurs.entrepreneur")
    whole = [line.pk for line in lines(wanted, most=500)]
    walked: list[int] = []
    after = ""
    while part := lines(wanted, most=3, after=after):
        walked += [line.pk for line in part]
        after = part[-1].place
    assert (walked, len(walked)) == (whole, Entrepreneur.objects.count())


def test_more_lines_ask_no_more_of_the_database(reader: Client) -> None:
    def asked(count: int) -> int:
        for _each in range(count):
            person = make_person("Рада Радић", email="")
            person.phone = "+381641112223"
            person.save()
        with CaptureQueriesContext(connection) as queries:
            page(reader)
        return len(queries)

    assert asked(1) == asked(3)


@pytest.mark.each
@pytest.mark.parametrize(
    "query", ["?after=1_2_3", "?who=x", "?number=-1", "?model=x.y", "?since=x", "?request=%27--"]
)
def test_what_cannot_be_understood_is_named_and_finds_nothing(reader: Client, query: str) -> None:
    assert "errorlist" in page(reader, query) or "Nothing found" in page(reader, query)


@pytest.mark.each
@pytest.mark.parametrize("role", [Role.ADVISOR, Role.EDITOR, Role.RESEARCHER])
@pytest.mark.parametrize("address", ["/admin/audit/", "/admin/processing-record/"])
def test_only_coordinators_read_them(role: Role, address: str, make_user: MakeUser, as_user: AsUser) -> None:
    assert as_user(make_user(role, "other@example.org")).get(address).status_code == 403


def test_the_history_of_a_record_leads_to_everything_about_it(reader: Client) -> None:
    person = make_person()
    history = reader.get(f"/admin/entrepreneurs/entrepreneur/{person.pk}/history/").content.decode()
    assert f"/admin/audit/?model=entrepreneurs.entrepreneur&amp;number={person.pk}" in history


# Every way in which staff see a case, and what it writes down.
WAYS = {
    "page": "/admin/consultations/case/{case}/change/",
    "history": "/admin/consultations/case/{case}/history/",
}


@pytest.mark.each
@pytest.mark.parametrize("way", sorted(WAYS))
def test_whoever_sees_a_case_is_written_down(way: str, advisor_user: User, as_user: AsUser) -> None:
    advisor = make_advisor(make_topic(), user=advisor_user)
    case = make_case(advisor, make_person("Рада Радић"), subject="Пекара")
    client = as_user(advisor.user)
    before = AccessRecord.objects.filter(model="consultations.case", object_id=case.pk).count()
    assert client.get(WAYS[way].format(case=case.pk)).status_code == 200
    looks = AccessRecord.objects.filter(model="consultations.case", object_id=case.pk, user=advisor.user)
    assert looks.count() == before + 1
