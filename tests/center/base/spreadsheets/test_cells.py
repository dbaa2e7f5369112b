"""Cells mean what the person who typed them meant."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from center.base.spreadsheets import Cell
from center.base.spreadsheets.cells import as_count, as_date, as_decimal, as_digits, as_text, as_yes_or_no

NOON = datetime(2023, 7, 7, 12)  # noqa: DTZ001 -- a cell of Excel knows no zone

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (7208342.0, "7208342"),
        (12, "12"),
        (1.5, "1.5"),
        (" Рука ", "Рука"),
        (date(2023, 7, 7), "7. 7. 2023."),
    ],
)
def test_a_cell_as_text(cell: Cell, text: str) -> None:
    assert as_text(cell) == text


@pytest.mark.parametrize(
    "cell", [7208342, 7208342.0, "7208342.0", "07208342", " 07.208.342 ", "07 208 342", "'07208342"]
)
def test_a_registration_number_keeps_the_nought_that_excel_drops(cell: Cell) -> None:
    assert as_digits(cell, length=8) == "07208342"


def test_an_empty_number_is_empty_and_a_wrong_one_is_told() -> None:
    assert (as_digits(None, length=8), as_digits("-", length=8), as_digits("/", length=8)) == ("", "", "")
    for wrong, sentence in (
        ("123456789", "“123456789” is not a number with 8 digits."),
        ("12a", "“12a” is not a number with 8 digits."),
        (
            "1,23E+08",
            "Excel has shortened this number (1,23E+08). Make the column a text column and type it again.",
        ),
    ):
        with pytest.raises(ValidationError) as refused:
            as_digits(wrong, length=8)
        assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    "cell",
    [
        "7. 7. 2023.", "7.7.2023", "07.07.2023.", "2023-07-07", "2023-07-07 00:00:00", "7. jul 2023.", "7. јула 2023",
        "7 July 2023", "7. 7. 2023. године", NOON, date(2023, 7, 7), 45114, 45114.0,
    ],
)  # fmt: skip
def test_a_day_in_the_ways_that_people_write_it(cell: Cell) -> None:
    assert as_date(cell) == date(2023, 7, 7)


@pytest.mark.parametrize("cell", ["31. 2. 2023.", "7/7/2023", "7.7.23", "јуче", 2023, True, "0.0.2023"])
def test_what_is_no_day_is_told(cell: Cell) -> None:
    with pytest.raises(ValidationError) as refused:
        as_date(cell)
    assert refused.value.messages == [
        f"“{as_text(cell)}” is not a date. Write it as 7. 7. 2023. or 2023-07-07."
    ]


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_comes_back(day: date) -> None:
    assert (
        as_date(f"{day.day}. {day.month}. {day.year}.")
        == as_date(day.isoformat())
        == as_date(as_text(day))
        == day
    )


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1.234", "1234"), ("1,5", "1.5"), ("1 234,5", "1234.5"),
        ("1.234.567", "1234567"), ("1,234,567", "1234567"), ("-3", "-3"), ("1.5", "1.5"), (1.5, "1.5"), (3, "3"),
    ],
)  # fmt: skip
def test_a_number_as_serbian_writes_it(cell: Cell, number: str) -> None:
    assert as_decimal(cell) == Decimal(number)


@pytest.mark.parametrize("cell", ["око 5", "1.2.3", "٣", "1e5", "--1", "1,2,3"])
def test_what_is_no_number_is_told(cell: Cell) -> None:
    with pytest.raises(ValidationError) as refused:
        as_decimal(cell)
    assert refused.value.messages == [f"“{cell}” is not a number."]


def test_counts_are_whole() -> None:
    assert (as_count("1.234"), as_count(7.0), as_count(None)) == (1234, 7, None)
    for wrong in ("1,5", "-1"):
        with pytest.raises(ValidationError):
            as_count(wrong)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Да", True), ("da", True), ("yes", True), (1, True), (True, True),
        ("НЕ", False), ("no", False), ("0", False), ("", None), ("–", None),
    ],
)  # fmt: skip
def test_yes_and_no(cell: Cell, answer: bool | None) -> None:
    assert as_yes_or_no(cell) is answer


def test_maybe_is_told() -> None:
    with pytest.raises(ValidationError) as refused:
        as_yes_or_no("можда")
    assert refused.value.messages == ["“можда” is neither yes nor no."]
