"""Histories of visits, advisors and people: lists belong to their record, and who reads is written down."""

import re
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from center.models import AccessRecord, Office, User
from consultations.models import Absence, Advisor
from entrepreneurs.models import Entrepreneur
from tests.center.test_admin_history import told
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic, make_visit
from tests.marks import seldom

VISITS = "/admin/consultations/consultation"
PEOPLE = "/admin/entrepreneurs/entrepreneur"


@pytest.fixture
def desk(
    office: Office, coordinator: User, as_user: object, monday_morning: time_machine.Traveller
) -> Client:
    coordinator.language, coordinator.name = "en", "Марија"
    coordinator.save()
    return as_user(coordinator)  # type: ignore[operator, no-any-return]  # a factory


def test_a_cancelled_visit_tells_who_cancelled_it_and_what_was_said(desk: Client) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9), note="Не показуј ово никоме")
    desk.post(f"{VISITS}/{visit.pk}/do/cancel/", {"reason": "Поплава"})
    newest, *_others = told(desk, f"{VISITS}/{visit.pk}/history/")
    assert newest.startswith("Marija Button “Cancel the visit” State before: Confirmed → now: Cancelled")
    assert "Cancelled by before: – → now: Marija" in newest
    assert "Reason of the cancellation before: – → now: Poplava" in newest
    html = desk.get(f"{VISITS}/{visit.pk}/history/").content.decode()
    assert "Не показуј" not in html
    assert "Ne pokazuj" not in html


def test_reading_the_history_of_a_visit_or_a_person_is_written_down(desk: Client, coordinator: User) -> None:
    topic = make_topic()
    make_advisor(topic)
    visit = make_visit(topic, local(MONDAY, 9))
    person = visit.entrepreneur
    desk.get(f"{VISITS}/{visit.pk}/history/")
    desk.get(f"{PEOPLE}/{person.pk}/history/")
    desk.get(f"{PEOPLE}/{person.pk}/change/")
    rows = AccessRecord.objects.order_by("pk").values_list("user", "model", "object_id", "purpose")
    assert list(rows) == [
        (coordinator.pk, "consultations.consultation", visit.pk, "opened the history"),
        (coordinator.pk, "entrepreneurs.entrepreneur", person.pk, "opened the history"),
        (coordinator.pk, "entrepreneurs.entrepreneur", person.pk, "opened"),
    ]


def test_the_hours_of_an_advisor_belong_to_the_history_of_the_advisor(desk: Client) -> None:
    advisor = make_advisor(make_topic(), days=range(1, 2))
    advisor.hours.update(closes="14:00")
    newest = told(desk, f"/admin/consultations/advisor/{advisor.pk}/history/")[0]
    assert re.sub(r"(Changed – [^:]*: ).*?( Closes)", r"\1…\2", newest).endswith("before: 13:00 → now: 14:00")
    assert "Monday" in newest


def test_hours_that_were_taken_away_are_still_told(desk: Client) -> None:
    advisor = make_advisor(make_topic(), days=range(1, 2))
    advisor.hours.all().delete()
    newest = told(desk, f"/admin/consultations/advisor/{advisor.pk}/history/")[0]
    assert re.search(r"Removed – [^:]*: Monday, 09:00, 13:00$", newest) is not None


def test_absences_stand_in_the_history_for_who_plans_them_all_and_for_no_colleague(
    desk: Client, advisor_user: User, as_user: Callable[[User], Client]
) -> None:
    advisor_user.language = "en"
    advisor_user.save()
    colleague = make_advisor(make_topic())
    Absence.objects.create(advisor=colleague, starts_at=local(MONDAY, 9), ends_at=local(MONDAY, 12))
    gone = Absence.objects.create(advisor=colleague, starts_at=local(MONDAY, 10), ends_at=local(MONDAY, 12))
    gone.delete()
    address = f"/admin/consultations/advisor/{colleague.pk}/history/"
    pages = [client.get(address).content.decode() for client in (desk, as_user(advisor_user))]
    assert [("Absence: " in page, "Opening hours: " in page) for page in pages] == [
        (True, True),
        (False, True),
    ]


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
def test_the_history_of_an_advisor_takes_the_same_number_of_queries(
    rows: int, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    advisor = make_advisor(make_topic(), days=range(1, 1 + rows))
    Advisor.objects.filter(pk=advisor.pk).update(is_bookable=False)
    address = f"/admin/consultations/advisor/{advisor.pk}/history/"
    with django_assert_num_queries(14):
        assert "Record created" in desk.get(address).content.decode()


def test_a_person_who_is_corrected_by_a_form_is_told_with_both_names(desk: Client) -> None:
    person = Entrepreneur.objects.create(name="Рада", phone="+38137123456")
    page = f"{PEOPLE}/{person.pk}/change/"
    version = desk.get(page).context["loaded_version"]
    desk.post(
        page,
        {
            "name": "Рада Ђокић",
            "stage": "aspiring",
            "phone": "037123456",
            "email": "",
            "language": "en",
            # What is only read stands in the form too.
            **{
                f"{part}-{count}_FORMS": "0"
                for part in ("cases", "consultations", "participations")
                for count in ("TOTAL", "INITIAL")
            },
            "loaded_version": version,
        },
    )
    assert told(desk, f"{PEOPLE}/{person.pk}/history/")[0] == (
        "Marija Name before: Rada → now: Rada Đokić Language before: Serbian, Cyrillic → now: English"
    )
