"""Staff are told of records that may be the same one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from center.base.folded_search import SrFold
from center.models import User
from entrepreneurs.models import Enterprise, Entrepreneur
from entrepreneurs.services import merge_enterprises
from entrepreneurs.services.duplicates import Candidate, like_enterprise, like_person, like_this
from tests.entrepreneurs.factories import make_enterprise, make_person, reach

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def told(candidates: list[Candidate[Any]]) -> list[tuple[Any, tuple[str, ...]]]:
    return [(each.record, each.reasons) for each in candidates]


@pytest.mark.parametrize("name", ["Рука ручи", "RUKA RUČI d.o.o. Kruševac", "ruči ruka", "Ruka ruci szr"])
def test_the_same_name_in_another_script_form_or_order(name: str) -> None:
    one = make_enterprise("Рука ручи", legal_name="Удружење грађана Рука ручи Крушевац")
    make_enterprise("Рука пријатељства")
    assert told(like_enterprise(names=[name])) == [(one, ("the same name",))]


def test_a_similar_name_and_a_legal_name_count() -> None:
    one = make_enterprise("Печурка", legal_name="Производња печурака Јастребац доо")
    assert told(like_enterprise(names=["Pečurke"])) == [(one, ("a similar name",))]
    assert told(like_enterprise(names=["Proizvodnja pecuraka Jastrebac"])) == [(one, ("the same name",))]
    assert told(like_enterprise(names=["Печат"])) == []


def test_equal_numbers_and_contacts_count() -> None:
    one = make_enterprise("Рука", registration_number="07208342", tax_number="100000024")
    two = make_enterprise("Месечина")
    reach(two, public=False, phone="+38137111111")
    reach(two, public=False, email="Info@Mesec.example")
    assert told(like_enterprise(names=["Друго"], registration_number="07208342", tax_number="100000024")) == [
        (one, ("the same registration number", "the same tax number"))
    ]
    assert told(like_enterprise(names=["Месечева"], phones=["+38137111111"])) == [(two, ("the same phone",))]
    assert told(like_enterprise(names=["Месечина"], emails=["info@mesec.example"])) == [
        (two, ("the same email", "the same name"))
    ]
    # One accountant's phone in the records of many.
    assert told(like_enterprise(names=["Сунце"], phones=["+38137111111"])) == []


def test_a_merged_record_is_not_proposed_and_none_is_a_duplicate_of_itself(coordinator: User) -> None:
    one, two = make_enterprise("Рука"), make_enterprise("Рука доо")
    assert [each.record for each in like_this(one)] == [two]
    merge_enterprises(survivor=one, duplicate=two, by=coordinator)
    assert like_this(one) == []


def test_a_renamed_enterprise_is_found_by_its_new_name() -> None:
    one = make_enterprise("Рука")
    one.name_sr = "Ђурђевак"
    one.save(update_fields=["name_sr"])
    assert [each.record for each in like_enterprise(names=["Djurdjevak"])] == [one]


def test_people_are_found_by_name_in_any_order_and_by_contact_with_a_similar_name() -> None:
    one = make_person("Рада Радић", phone="064 111 1111", email="dom@example.org")
    mira = make_person("Мирослава Пантелић", phone="064 111 1111", email="dom@example.org")
    assert told(like_person(name="Radić Rada")) == [(one, ("the same name",))]
    assert told(like_person(name="др Рада Радић", phone="+381641111111")) == [
        (one, ("the same phone", "the same name"))
    ]
    assert told(like_person(name="Мира Пантелић", email="DOM@example.org")) == [(mira, ("the same email",))]
    assert told(like_person(name="Зоран Ђинђић", phone="+381641111111")) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_a_question_takes_the_same_number_of_queries_whatever_is_found(rows: int) -> None:
    for _number in range(rows):
        reach(make_enterprise("Рука"), public=False, phone="+38137111111")
        make_person("Рада Радић")
    assert (
        queries(
            lambda: like_enterprise(
                names=["Рука", "Рука ручи"], registration_number="1", phones=["+38137111111"]
            )
        )
        == 3
    )
    assert queries(lambda: like_person(name="Рада Радић", phone="+38137123456")) == 2


def queries(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert ask()
    return len(captured)


def test_the_indexes_can_answer() -> None:
    """A few rows are read through more quickly; here it counts that the index could do it."""
    questions: list[Any] = [
        Enterprise.objects.filter(comparable_name__trigram_word_similar="ruka"),
        Entrepreneur.objects.alias(_folded=SrFold("name")).filter(_folded__trigram_similar="rada radic"),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plans = [question.order_by().explain() for question in questions]
    assert ["enterprise_by_likeness" in plans[0], "entrepreneur_by_folded_name" in plans[1]] == [True, True]
