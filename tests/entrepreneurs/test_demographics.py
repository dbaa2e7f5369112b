"""What people tell to be counted by: kept with its own consent, shown only when asked for, gone when withdrawn."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from center.choices import Role
from center.models import AccessRecord, Office, User
from entrepreneurs.choices import ConsentWay, Purpose
from entrepreneurs.demographics import AgeBand, age_band
from entrepreneurs.models import Consent, Demographics, Entrepreneur
from entrepreneurs.services import give_consent, merge_entrepreneurs, record_demographics, undo_merge
from tests.conftest import MakeUser
from tests.consultations.test_admin_desk import AsUser
from tests.entrepreneurs.factories import make_person

pytestmark = pytest.mark.django_db


def told(person: Entrepreneur, by: User, **answers: object) -> Demographics:
    defaults = {"sex": "woman", "birth_year": 1990, "employment": "registered", "how": ConsentWay.PAPER}
    return record_demographics(person=person, by=by, **{**defaults, **answers})  # type: ignore[arg-type]


def answers(row: Demographics) -> tuple[str, int | None, str]:
    return row.sex, row.birth_year, row.employment


def place(person: Entrepreneur, verb: str = "demographics") -> str:
    return reverse("admin:entrepreneurs_entrepreneur_do", args=[person.pk, verb])


@pytest.fixture
def desk(office: Office, coordinator: User, as_user: AsUser) -> Client:
    coordinator.language = "en"
    coordinator.save()
    return as_user(coordinator)


def test_answers_are_kept_with_their_own_consent_and_newer_ones_take_their_place(coordinator: User) -> None:
    person = make_person()
    told(person, coordinator)
    row = told(person, coordinator, employment="employed", birth_year=None)

    assert answers(Demographics.objects.get()) == ("woman", None, "employed")
    assert (Consent.objects.get(), row.consent.purpose) == (row.consent, Purpose.STATISTICS)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"birth_year": 1899}, "birth_year"),
        ({"birth_year": 2999}, "birth_year"),
        ({"sex": "women"}, "sex"),
        ({"employment": "x"}, "employment"),
        ({"sex": "", "birth_year": None, "employment": ""}, "__all__"),
    ],
)
def test_what_nobody_can_answer_is_refused(coordinator: User, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        told(make_person(), coordinator, **wrong)
    assert list(refused.value.message_dict) == [field]
    assert Consent.objects.count() == 0


def test_the_database_refuses_answers_that_say_nothing(coordinator: User) -> None:
    row = told(make_person(), coordinator)
    with pytest.raises(IntegrityError, match="demographics_says_something"), transaction.atomic():
        Demographics.objects.filter(pk=row.pk).update(sex="", birth_year=None, employment="")


def test_the_form_keeps_them_shows_them_again_and_each_look_is_written_down(
    desk: Client, english: None
) -> None:
    person = make_person()
    desk.post(place(person), {"sex": "man", "birth_year": "1961", "employment": "retired", "how": "phone"})
    assert answers(Demographics.objects.get()) == ("man", 1961, "retired")
    looks = AccessRecord.objects.filter(model="entrepreneurs.demographics")
    assert looks.count() == 0
    page = desk.get(place(person)).content.decode()
    assert (re.findall(r'value="(\w+)" selected', page), 'value="1961"' in page) == (
        ["man", "retired", "phone"],
        True,
    )
    assert looks.count() == 1


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"birth_year": "19"}, "Write the year of birth with four digits."),
        ({"birth_year": "2999"}, "Nobody was born in a year to come."),
        ({}, "Fill in at least one answer, or go back."),
    ],
)
def test_the_form_says_what_is_wrong(desk: Client, english: None, data: dict[str, str], error: str) -> None:
    page = desk.post(place(make_person()), {"how": "paper", **data}).content.decode()
    assert (error in page, Demographics.objects.count()) == (True, 0)


def test_who_withdraws_is_counted_as_not_known(desk: Client, coordinator: User) -> None:
    person = make_person()
    told(person, coordinator)
    desk.post(place(person, "demographics-erase"))
    assert (Demographics.objects.count(), Consent.objects.in_force().count()) == (0, 0)


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.EDITOR, 403), (Role.RESEARCHER, 403), (Role.ADVISOR, 200), (Role.COORDINATOR, 200)],
)
def test_they_open_to_those_who_advise(role: Role, status: int, make_user: MakeUser, as_user: AsUser) -> None:
    assert as_user(make_user(role)).get(place(make_person())).status_code == status


def test_the_history_never_holds_them(coordinator: User) -> None:
    told(make_person(), coordinator)
    event = Demographics.pgh_event_model.objects.get()  # type: ignore[attr-defined]
    assert {"sex", "birth_year", "employment"} & {field.name for field in event._meta.fields} == set()


def test_two_records_of_one_person_keep_the_survivors_answers_and_fill_the_gaps(coordinator: User) -> None:
    one, two = make_person("Ана Анић"), make_person("Ана Анић")
    told(one, coordinator, employment="", birth_year=None)
    told(two, coordinator, sex="man", birth_year=1980)
    merge = merge_entrepreneurs(survivor=one, duplicate=two, by=coordinator)
    assert [answers(row) for row in Demographics.objects.all()] == [("woman", 1980, "registered")]
    assert Consent.objects.in_force().get().person == one
    undo_merge(merge=merge, by=coordinator)
    assert {row.person_id: answers(row) for row in Demographics.objects.all()} == {
        one.pk: ("woman", None, ""),
        two.pk: ("man", 1980, "registered"),
    }


def test_a_merge_takes_the_answers_of_the_only_record_that_has_some(coordinator: User) -> None:
    one, two = make_person("Ана Анић"), make_person("Ана Анић")
    give_consent(person=one, purpose=Purpose.STATISTICS, how=ConsentWay.PAPER, by=coordinator)
    told(two, coordinator)
    merge_entrepreneurs(survivor=one, duplicate=two, by=coordinator)
    row = Demographics.objects.get()
    assert (row.person, row.consent.person) == (one, one)


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (1996, AgeBand.YOUNG),
        (1995, AgeBand.MIDDLE),
        (1981, AgeBand.MIDDLE),
        (1980, AgeBand.OLDER),
        (1966, AgeBand.OLDER),
        (1965, AgeBand.OLD),
    ],
)
def test_the_band_is_that_of_the_age_reached_in_the_year(born: int, band: AgeBand) -> None:
    assert age_band(born, 2026) == band
