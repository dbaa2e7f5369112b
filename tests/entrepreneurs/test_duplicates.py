"""Staff are told of records that may be the same one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from center.base.folded_search import SrFold
from center.models import User
from entrepreneurs.models import DifferentRecords, Enterprise, Entrepreneur
from entrepreneurs.services import merge_enterprises
from entrepreneurs.services.duplicates import Candidate, like_enterprise, like_person, like_this
from entrepreneurs.services.pairs import possible_pairs, propose_again, tell_apart
from tests.entrepreneurs.factories import make_enterprise, make_person, reach
from tests.marks import seldom

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


@pytest.mark.parametrize("make", [make_enterprise, make_person])
def test_a_pair_that_was_told_apart_is_not_proposed_until_that_is_taken_back(
    make: Callable[[str], Any], coordinator: User
) -> None:
    one, two, three = (make("Рада Радић") for _number in range(3))
    # Whichever comes first: it is one pair, noted once.
    noted = {tell_apart(one=three, other=one, by=coordinator).pk for _time in range(2)}
    assert (pairs(type(one)), len(noted)) == ({(one, two), (two, three)}, 1)
    assert [each.record for each in like_this(one)] == [two]
    tell_apart(one=one, other=two, by=coordinator)
    tell_apart(one=two, other=three, by=coordinator)
    assert (pairs(type(one)), like_this(two)) == (set(), [])
    propose_again(one=one, other=three)
    assert (pairs(type(one)), [each.record for each in like_this(three)]) == ({(one, three)}, [one])


def pairs(model: Any) -> set[tuple[Any, Any]]:
    return {(pair.one, pair.other) for pair in possible_pairs(model)}


def test_the_database_keeps_one_row_of_a_pair_in_order(coordinator: User) -> None:
    one, two = make_person(), make_person()
    tell_apart(one=one, other=two, by=coordinator)
    for lower, higher in ((one.pk, two.pk), (two.pk, one.pk)):
        with pytest.raises(IntegrityError), transaction.atomic():
            DifferentRecords.objects.create(
                model="entrepreneurs.entrepreneur", lower_id=lower, higher_id=higher, told_by=coordinator
            )
    with pytest.raises(ValueError, match="itself"):
        tell_apart(one=one, other=one, by=coordinator)


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


@pytest.mark.parametrize("rows", [*seldom([1]), 3])
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
