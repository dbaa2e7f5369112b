"""A search for free times takes the same queries for 1 or 8 advisors, 1 or 60 days."""

from datetime import timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from consultations.models import Absence, Closure
from consultations.slots import free_days, free_times, nearest, next_free
from tests.consultations.factories import MONDAY, NOW, local, make_advisor, make_topic, make_visit

pytestmark = [pytest.mark.django_db]


@pytest.mark.parametrize("advisors", [1, 8])
@pytest.mark.parametrize("days", [1, 60])
@time_machine.travel(NOW, tick=False)
def test_a_search_takes_six_queries(
    advisors: int, days: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic, other = make_topic(), make_topic()
    for _number in range(advisors):
        advisor = make_advisor(topic, other)
        Absence.objects.create(
            advisor=advisor, starts_at=local(MONDAY, 9), ends_at=local(MONDAY, 10), note="Лекар"
        )
        make_visit(topic, local(MONDAY, 11), advisor=advisor)
    Closure.objects.create(starts_at=local(MONDAY, 12), ends_at=local(MONDAY, 13), name_sr="Састанак")
    last = MONDAY + timedelta(days=days - 1)
    with django_assert_num_queries(6):
        found = free_times(topic, first=MONDAY, last=last)
    with django_assert_num_queries(6):
        by_day = free_days(topic, first=MONDAY, last=last)
    with django_assert_num_queries(6):
        best = next_free([topic, other])
    with django_assert_num_queries(6):
        nearest(topic, local(MONDAY, 11), now=local(MONDAY, 8))
    assert found[0].start == local(MONDAY, 10)
    assert len(found[0].advisors) == advisors
    assert by_day[MONDAY] == 1
    assert best == (topic, local(MONDAY, 10))
