"""The registry counted on a day: who is there, what they are like, and what is not known or not told."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from entrepreneurs.choices import LegalForm, StatusKind
from entrepreneurs.models import Enterprise
from entrepreneurs.services import archive, end_membership
from research.census import CensusRefused, Dimension, count, count_all, extent, flow_between
from tests.entrepreneurs.factories import place, published, serve
from tests.research.census_facts import (
    day,
    employing,
    existing,
    founder,
    seated,
    with_activity,
    with_form,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "english")]


@pytest.fixture(autouse=True)
def _a_day_of_2026() -> object:
    with time_machine.travel("2026-09-07T06:00Z", tick=False):
        yield


def parts(on: str, dimension: Dimension) -> dict[str, int | None]:
    told = count(day(on)).breakdowns[dimension]
    return {**told.parts, "?": told.unknown}


def test_an_enterprise_counts_from_its_first_day_until_the_day_before_it_is_gone() -> None:
    existing("2020-01-01/")
    existing("2021-03-01/2022-06-30")
    days = ["2021-02-28", "2021-03-01", "2022-06-29", "2022-06-30"]
    assert [count(day(on)).enterprises for on in days] == [1, 2, 2, 1]


def test_who_came_back_counts_again_and_the_pause_does_not() -> None:
    existing("2019-01-01/")
    existing("2020-01-01/2021-01-01", "2023-01-01/")
    assert [count(day(f"{year}-12-31")).enterprises for year in (2020, 2021, 2023)] == [2, 1, 2]
    back = flow_between(day("2022-12-31"), day("2023-12-31"))
    assert (back.entries, back.returns, back.exits) == (1, 1, 0)


def test_a_record_cut_in_two_is_neither_an_exit_nor_an_entry() -> None:
    existing("2020-01-01/2021-05-05", "2021-05-05/")
    told = flow_between(day("2020-12-31"), day("2021-12-31"))
    assert (told.entries, told.returns, told.exits) == (0, 0, 0)


def test_the_legal_form_is_the_one_of_the_day() -> None:
    firm = existing("2020-01-01/")
    with_form(firm, LegalForm.ASSOCIATION, "2020-01-01/2022-03-15")
    with_form(firm, LegalForm.COOPERATIVE, "2022-03-15/")
    assert [parts(on, Dimension.FORM) for on in ("2022-03-14", "2022-03-15")] == [
        {"association": 1, "?": 0},
        {"cooperative": 1, "?": 0},
    ]


def test_what_nobody_recorded_is_not_known_and_never_left_out() -> None:
    existing("2020-01-01/")
    firm = existing("2020-01-01/")
    with_form(firm, LegalForm.LIMITED, "/")
    serve(firm, "roma", "over-50", status=StatusKind.PREPARING)
    with_activity(firm, "1039")
    seated(firm, "Бела Вода")
    number = place("Бела Вода").cadastral_unit or f"id-{place('Бела Вода').pk}"
    on = "2025-12-31"
    told = count(day(on))
    assert {name: (each.parts, each.unknown) for name, each in told.breakdowns.items() if name in NAMES} == {
        "status": ({"preparing": 1}, 1),
        "legal_form": ({"limited": 1}, 1),
        "activity_section": ({"C": 1}, 1),
        "activity_division": ({"10": 1}, 1),
        "settlement": ({number: 1}, 1),
        "group": ({"roma": 1, "over-50": 1}, 1),
    }


NAMES = {"status", "legal_form", "activity_section", "activity_division", "settlement", "group"}


def test_a_fact_of_somebody_who_is_gone_is_not_counted() -> None:
    firm = existing("2020-01-01/2021-01-01")
    with_form(firm, LegalForm.LIMITED, "/")
    assert parts("2021-01-01", Dimension.FORM) == {"?": 0}


def test_the_directory_plays_no_part_and_a_merged_record_counts_once() -> None:
    archive(enterprise=existing("2020-01-01/"))
    twice = existing("2020-01-01/")
    Enterprise.objects.filter(pk=twice.pk).update(merged_into=existing("2020-01-01/"), state="archived")
    assert count(day("2024-01-01")).enterprises == 2


def test_made_up_enterprises_count_only_in_the_demonstration(settings: object) -> None:
    existing("2020-01-01/", is_demo=True)
    existing("2020-01-01/")
    assert count(day("2024-01-01")).enterprises == 2
    settings.DEMO = False  # type: ignore[attr-defined]  # the fixture's type is not exported
    assert count(day("2024-01-01")).enterprises == 1


def test_a_published_enterprise_without_days_is_named_as_missing() -> None:
    published()
    assert (extent().undated, extent().is_empty) == (1, True)


def test_tomorrow_is_refused_and_today_is_not() -> None:
    existing("2020-01-01/")
    today = timezone.localdate()
    assert count(today).enterprises == 1
    with pytest.raises(CensusRefused, match="has not come yet"):
        count(today + timedelta(days=1))


def test_a_day_before_the_first_fact_says_which_day_is_the_first() -> None:
    existing("2020-05-01/")
    with pytest.raises(CensusRefused, match="1 May 2020"):
        count(day("2020-04-30"))
    assert count(day("2020-05-01")).enterprises == 1
    # Of an enterprise that exists since nobody knows when every day can be asked.
    existing("/2024-01-01")
    assert count(day("1999-01-01")).enterprises == 1


def test_the_size_is_that_of_the_year_by_the_firmest_source_and_stands_only_at_its_end() -> None:
    for people in (0, 0, 0, 4, 4, 4, 5, 9, 9):
        employing(existing("2020-01-01/"), people, 2024)
    told = existing("2020-01-01/")
    employing(told, 300, 2024, "estimate")
    employing(told, 3, 2024, "report")
    existing("2020-01-01/")
    assert parts("2024-12-31", Dimension.SIZE) == {
        "0": 3, "1_4": 4, "5_9": 3, "10_49": 0, "50_249": 0, "250_plus": 0, "?": 1,
    }  # fmt: skip
    assert Dimension.SIZE not in count(day("2024-12-30")).breakdowns


def test_a_size_of_two_enterprises_is_withheld_with_another_class() -> None:
    for people in (0, 0, 7, 7, 7, 20, 20, 20, 20):
        employing(existing("2020-01-01/"), people, 2024)
    assert parts("2024-12-31", Dimension.SIZE) == {
        "0": None, "1_4": 0, "5_9": None, "10_49": 4, "50_249": 0, "250_plus": 0, "?": 0,
    }  # fmt: skip


def test_of_two_answers_no_size_is_shown() -> None:
    for _ in range(2):
        employing(existing("2020-01-01/"), 3, 2024)
    assert set(parts("2024-12-31", Dimension.SIZE).values()) == {None}


def test_an_entrepreneur_of_two_enterprises_is_one_person() -> None:
    first = existing("2020-01-01/2025-01-01")
    person = founder(first)
    founder(existing("2020-01-01/"), person=person)
    for _ in range(4):
        founder(existing("2020-01-01/"))
    assert count(day("2024-12-31")).entrepreneurs == 5
    founder(existing("2020-01-01/"), person=person)
    assert count(day("2025-06-01")).entrepreneurs == 5


def test_four_entrepreneurs_are_not_told() -> None:
    for _ in range(4):
        founder(existing("2020-01-01/"))
    told = count(day("2024-12-31"))
    assert (told.entrepreneurs, set(told.breakdowns[Dimension.SEX].parts.values())) == (None, {None})


def test_who_left_counts_until_the_last_day() -> None:
    people = [founder(existing("2020-01-01/")) for _ in range(6)]
    today = timezone.localdate()
    end_membership(membership=people[0].memberships.get())
    with time_machine.travel(today + timedelta(days=1)):
        assert [count(on).entrepreneurs for on in (today, today + timedelta(days=1))] == [6, 5]


def test_people_are_counted_by_what_they_told_with_few_withheld() -> None:
    for number in range(12):
        founder(
            existing("2020-01-01/"), sex="woman" if number < 6 else "man", born=1994 if number < 6 else 1960
        )
    for _ in range(5):
        founder(existing("2020-01-01/"))
    assert parts("2024-12-31", Dimension.SEX) == {"woman": 6, "man": 6, "other": 0, "?": 5}
    assert parts("2024-12-31", Dimension.AGE) == {"young": 6, "middle": 0, "older": 0, "old": 6, "?": 5}
    assert parts("2025-12-31", Dimension.AGE)["young"] == 0
    founder(existing("2020-01-01/"), sex="other")
    assert parts("2024-12-31", Dimension.SEX) == {"woman": 6, "man": 6, "other": None, "?": None}


def test_cohorts_tell_who_of_a_year_is_still_there() -> None:
    existing("2020-01-01/")
    existing("2020-07-01/2022-01-01")
    existing("2021-07-01/")
    told = count_all([day("2023-12-31")]).cohorts
    assert [(each.year, each.began, each.existing) for each in told] == [(2020, 2, 1), (2021, 1, 1)]


@pytest.mark.parametrize("rows", [1, 3, 12])
def test_a_census_takes_the_same_number_of_queries(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        firm = existing("2020-01-01/")
        with_form(firm, LegalForm.LIMITED, "/")
        with_activity(firm, "1039" if number % 2 else "0113")
        seated(firm, "Бела Вода")
        founder(firm)
        employing(firm, number, 2024)
        serve(firm, "roma")
    with django_assert_num_queries(10):
        count_all([date(2023, 12, 31), date(2024, 12, 31), date(2026, 1, 1)][:rows])
