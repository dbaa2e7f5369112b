"""Where grants stand: sums, pooled percentages, the way to a target, and in how many queries."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from center.base.figures import figure
from center.base.measures import Counted
from center.base.value_bars import ValueBar, value_bar
from center.choices import Role
from center.choices.indicators import PartedBy
from center.models import Grant, Indicator, User
from center.services import measurements
from center.services.achievements import Standing, standings
from center.services.measurements import Correction, Entry, TypedPart
from tests.center.frameworks import (
    APRIL,
    counting,
    make_approved,
    make_grant,
    make_indicator,
    make_period,
    make_result,
    make_value,
    qualitative,
)
from tests.marks import seldom

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL), pytest.mark.usefixtures("english")]
JANUARY = {"first": date(2026, 1, 1), "last": date(2026, 1, 31)}
FEBRUARY = {"first": date(2026, 2, 1), "last": date(2026, 2, 28)}


@pytest.fixture
def second(make_user: Callable[..., User]) -> User:
    return make_user(Role.COORDINATOR, "second@example.org")


def standing_of(indicator: Indicator, **fields: Any) -> Standing:
    (grant,) = standings([indicator.grant], **fields)
    return next(each for each in grant.indicators if each.indicator == indicator)


def test_periods_add_up_or_the_last_one_stands_for_all(coordinator: User, second: User) -> None:
    result = make_result()
    added, last = make_indicator(result, "1"), make_indicator(result, "2", across="latest")
    for indicator in (added, last):
        make_approved(make_period(indicator, **JANUARY), coordinator, second, 12)
        make_approved(make_period(indicator, **FEBRUARY), coordinator, second, 20)
    assert (standing_of(added).value, standing_of(last).value) == (Decimal(32), Decimal(20))


def test_percentages_are_pooled_and_not_averaged(coordinator: User, second: User) -> None:
    indicator = make_indicator(kind="percentage", target=Decimal(60))
    for days, part, whole in ((JANUARY, 1, 1), (FEBRUARY, 1, 3)):
        entry = Entry(numerator=Decimal(part), denominator=Decimal(whole))
        make_approved(make_period(indicator, **days), coordinator, second, entry=entry)
    found = standing_of(indicator)
    assert (found.value, found.numerator, found.denominator) == (Decimal("50.0"), Decimal(2), Decimal(4))


def test_a_sum_with_a_withheld_part_is_withheld(coordinator: User, second: User) -> None:
    indicator = make_indicator(measure="tests.people")
    make_approved(make_period(indicator, **JANUARY), coordinator, second, 12)
    with counting(lambda _scope: Counted(None)):
        few = measurements.propose_counted(period=make_period(indicator, **FEBRUARY), by=coordinator)
    measurements.approve(measurement=few, by=second)
    found = standing_of(indicator)
    assert (found.value, found.is_withheld, found.is_reached) == (None, True, False)


@pytest.mark.parametrize(
    ("fields", "value", "reached"),
    [
        ({"target": 40}, 10, False),
        ({"target": 40}, 50, True),
        ({"target": 40, "baseline": 20, "baseline_year": 2025}, 25, False),
        ({"target": 40, "baseline": 20, "baseline_year": 2025}, 10, False),
        ({"target": 10, "baseline": 30, "baseline_year": 2025, "is_ascending": False}, 15, False),
        ({"target": 10, "is_ascending": False}, 15, False),
        ({"target": 10, "is_ascending": False}, 9, True),
        ({"target": 0}, 0, True),
        ({"target": None}, 7, False),
    ],
)
@pytest.mark.each
def test_a_target_is_reached_when_the_value_meets_or_passes_it(
    fields: dict[str, Any], value: int, *, reached: bool, make_user: Callable[..., User]
) -> None:
    period = make_period(make_indicator(**fields))
    make_approved(period, make_user(Role.COORDINATOR), make_user(Role.COORDINATOR), value)
    assert standing_of(period.indicator).is_reached == reached


def test_values_that_wait_do_not_count_and_the_public_does_not_see_them(coordinator: User) -> None:
    period = make_period()
    make_value(period, coordinator)
    ours, theirs = standing_of(period.indicator), standing_of(period.indicator, public=True)
    assert (ours.value, ours.periods[0].state) == (None, "waiting")
    assert (theirs.value, theirs.periods[0].waiting, theirs.periods[0].state) == (None, None, "missing")


def test_an_indicator_for_staff_is_not_public(coordinator: User) -> None:
    indicator = make_indicator(is_public=False)
    (public,) = standings([indicator.grant], public=True)
    assert public.indicators == []


def test_a_correction_shows_what_stood_there_before(coordinator: User, second: User) -> None:
    period = make_period()
    first = make_approved(period, coordinator, second, 12)
    measurements.lock_period(period=period, by=coordinator)
    for value in (11, 10):
        current = period.measurements.approved().get()
        wrong = Correction(current, f"Није {current.value}.")
        make_approved(period, coordinator, second, value, correction=wrong)
    (found,) = standing_of(period.indicator, public=True).periods
    assert found.value is not None
    assert (found.state, found.value.value, [each.value for each in found.corrected]) == (
        "locked",
        Decimal(10),
        [Decimal(11), Decimal(12)],
    )
    assert found.corrected[-1] == first


def test_where_a_grant_stood_on_a_day_is_what_was_known_then(coordinator: User, second: User) -> None:
    indicator = make_indicator()
    make_approved(make_period(indicator, **JANUARY), coordinator, second, 12)
    make_approved(make_period(indicator, **FEBRUARY), coordinator, second, 20)
    made = {
        day: standing_of(indicator, until=day)
        for day in (date(2026, 1, 31), date(2026, 2, 27), date(2026, 2, 28), date(2026, 12, 31))
    }
    # Of February, which was entered in April, the 27th knew nothing yet.
    assert [(each.value, len(each.periods)) for each in made.values()] == [
        (Decimal(12), 1),
        (Decimal(12), 2),
        (Decimal(32), 2),
        (Decimal(32), 2),
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ((8, 6), [8, 6]),
        ((8, 4), [None, None]),
        ((9, 7, 4), [9, None, None]),
        ((9, 0, 7, 1), [9, 0, None, None]),
        ((3, 3, 9), [None, None, 9]),
        ((1, 1, 9), [None, None, None]),
        ((0, 12), [0, 12]),
    ],
)
@pytest.mark.each
def test_few_people_who_were_typed_are_withheld_from_the_public_alone(
    typed: tuple[int, ...], told: list[int | None], coordinator: User, second: User
) -> None:
    period = make_period()
    parts = [TypedPart(PartedBy.AGE, f"група {each}", Decimal(number)) for each, number in enumerate(typed)]
    make_approved(period, coordinator, second, entry=Entry(value=Decimal(sum(typed)), parts=parts))
    for public, numbers in ((True, told), (False, list(typed))):
        (found,) = standing_of(period.indicator, public=public).periods
        assert found.value is not None
        assert [part.value for part in found.value.parts.all()] == numbers


def test_words_are_the_newest_ones(coordinator: User, second: User) -> None:
    period = make_period(make_indicator(**qualitative()), target=None)
    make_approved(period, coordinator, second, entry=Entry(text_sr="Слушају нас.", text_en="They listen."))
    found = standing_of(period.indicator)
    assert found.newest is not None
    assert (found.value, found.has_value, found.newest.text) == (None, True, "They listen.")


@pytest.mark.parametrize("number", [*seldom([1]), 3])
@pytest.mark.each
def test_the_outline_takes_the_same_number_of_queries_for_any_number_of_grants(
    number: int, coordinator: User, second: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        result = make_result(make_grant(f"grant-{index}"))
        for code in range(number):
            make_approved(make_period(make_indicator(result, str(code))), coordinator, second)
    grants = list(Grant.objects.all())
    with django_assert_num_queries(7):
        found = standings(grants)
    assert [len(each.indicators) for each in found] == [number] * number


@pytest.mark.parametrize(
    ("value", "fields", "text"),
    [
        (Decimal("1234.00"), {}, "1,234"),
        (Decimal("1.50"), {}, "1.5"),
        (Decimal("66.7"), {"is_percentage": True}, "66.7%"),
        (Decimal(50), {"is_percentage": True}, "50.0%"),
        (None, {}, "–"),
        (None, {"is_withheld": True}, "withheld"),
    ],
)
@pytest.mark.each
def test_numbers_are_said_as_people_read_them(
    value: Decimal | None, fields: dict[str, bool], text: str
) -> None:
    assert figure(value, **fields) == text


@pytest.mark.parametrize(
    ("numbers", "bar"),
    [
        ((10, 40), ValueBar("25", "100")),
        ((50, 40), ValueBar("100", "80")),
        ((None, 40), ValueBar("0", "100")),
        ((0, 0), ValueBar("0", "100")),
        ((7, None), ValueBar("100")),
        ((30, 20, 40), ValueBar("75", "50", "100")),
    ],
)
@pytest.mark.each
def test_a_bar_is_as_long_as_its_value(numbers: tuple[int | None, ...], bar: ValueBar) -> None:
    assert value_bar(*(None if each is None else Decimal(each) for each in numbers)) == bar
