"""Of one to four people no number stands in public that somebody typed, and none from which one follows."""

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from lxml import etree  # type: ignore[import-untyped]  # has no types
from openpyxl import load_workbook

from center.choices import Role
from center.choices.indicators import PartedBy
from center.models import User
from center.services.achievements import standings
from center.services.measurements import Entry, TypedPart
from tests.center.frameworks import APRIL, counting, make_approved, make_indicator, make_period, make_result

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(APRIL), pytest.mark.usefixtures("office")]


@pytest.fixture
def second(make_user: Callable[..., User]) -> User:
    return make_user(Role.COORDINATOR, "second@example.org")


def entered(total: int, *parts: int) -> Entry:
    typed = [TypedPart(PartedBy.SETTLEMENT, f"место {each}", Decimal(each)) for each in parts]
    return Entry(value=Decimal(total), parts=typed)


@pytest.mark.parametrize(
    ("total", "counts_people", "told"),
    [(3, True, None), (3, False, 3), (4, True, None), (5, True, 5), (0, True, 0)],
)
@pytest.mark.each
def test_a_total_of_one_to_four_people_is_withheld(
    total: int, counts_people: bool, told: int | None, coordinator: User, second: User
) -> None:
    period = make_period(make_indicator(counts_people=counts_people))
    make_approved(period, coordinator, second, total)
    for public, number in ((True, told), (False, total)):
        (grant,) = standings([period.indicator.grant], public=public)
        assert (grant.indicators[0].value, grant.indicators[0].is_withheld) == (number, number is None)


@pytest.mark.parametrize(
    ("total", "parts", "told"),
    [
        # The total is withheld, so its parts would tell it.
        (4, (4, 0), [None, None]),
        # Two people were left out: they follow from the total, until another part goes as well.
        (17, (8, 7), [8, None]),
        (7, (5,), [None]),
        (20, (9, 6, 5), [9, 6, 5]),
        (9, (4, 5), [None, None]),
    ],
)
@pytest.mark.each
def test_a_part_of_few_people_does_not_follow_from_the_rest(
    total: int, parts: tuple[int, ...], told: list[int | None], coordinator: User, second: User
) -> None:
    period = make_period()
    make_approved(period, coordinator, second, entry=entered(total, *parts))
    (grant,) = standings([period.indicator.grant], public=True)
    value = grant.indicators[0].periods[0].value
    assert value is not None
    assert [part.value for part in value.parts.all()] == told


@pytest.mark.parametrize(("part", "whole", "told"), [(3, 20, None), (17, 20, None), (0, 20, 0), (6, 20, 30)])
@pytest.mark.each
def test_a_percentage_of_few_people_is_withheld(
    part: int, whole: int, told: int | None, coordinator: User, second: User
) -> None:
    period = make_period(make_indicator(kind="percentage"))
    entry = Entry(numerator=Decimal(part), denominator=Decimal(whole))
    make_approved(period, coordinator, second, entry=entry)
    (grant,) = standings([period.indicator.grant], public=True)
    assert grant.indicators[0].value == told


def test_few_people_are_on_no_page_and_in_no_file_for_everybody(coordinator: User, second: User) -> None:
    result = make_result()
    period = make_period(make_indicator(result, title_sr="Покренули посао", target=None), target=None)
    make_approved(period, coordinator, second, entry=entered(3, 2, 1))
    make_approved(
        make_period(make_indicator(result, "1.2", counts_people=False), target=None), coordinator, second, 3
    )
    client = Client()
    page = client.get(f"/en/indicators/reload2/values/{period.pk}/").content.decode()
    assert "withheld: too few people" in page
    assert "<td>2</td>" not in page
    root = etree.fromstring(client.get("/en/indicators/reload2.xml").content)
    assert [each.get("value") for each in root.iter("actual")] == ["3"]
    book = load_workbook(io.BytesIO(client.get("/en/indicators/values.xlsx").content))
    assert [row[7] for row in book["Values"].iter_rows(min_row=2, values_only=True)] == ["withheld", 3]
    assert [row[7] for row in book["Breakdown"].iter_rows(min_row=2, values_only=True)] == [
        "withheld",
        "withheld",
    ]


def test_a_measure_knows_by_itself_whether_it_counts_people() -> None:
    with counting(lambda _scope: pytest.fail("is not counted"), is_of_people=False):
        indicator = make_indicator(measure="tests.people")
        indicator.full_clean()
        assert indicator.counts_people is False
