"""Pins how pyxform's sentences are taken apart, since they may change without notice."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from research.xlsform import read
from research.xlsform.messages import Findings
from research.xlsform.second_judge import ask_pyxform
from tests.research.workbooks import YES_NO, asked, workbook


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def asked_about(data: bytes) -> list[tuple[str, int, str, str]]:
    findings = Findings()
    ask_pyxform(data, findings)
    return [(each.sheet, each.row, each.column, str(each.message)) for each in findings.errors]


def test_a_good_workbook_passes() -> None:
    assert asked_about(workbook([asked("select_one yes_no", "a")], YES_NO)) == []


@pytest.mark.parametrize(
    ("data", "sheet", "row", "column"),
    [
        (workbook([asked("text", "a"), asked("text", "a")]), "survey", 3, "name"),
        (workbook([asked("text", "a"), asked("text", "a b")]), "survey", 3, "name"),
        (workbook([asked("select_one yes_no", "a")], [*YES_NO, *YES_NO]), "choices", 4, "name"),
        (workbook([asked("text", "a"), asked("select_one none", "b")], YES_NO), "survey", 3, ""),
        (workbook([asked("text", "a", relevant="${b} = 1")]), "survey", 2, "relevant"),
        (workbook([asked("text", "a"), asked("hovercraft", "b")]), "", 0, ""),
        (workbook([], [*YES_NO]), "", 0, ""),
        (b"no workbook", "", 0, ""),
    ],
)
def test_its_first_error_is_passed_on_with_its_place(data: bytes, sheet: str, row: int, column: str) -> None:
    first = asked_about(data)[0]

    assert first[:3] == (sheet, row, column)
    assert first[3].startswith("KoboToolbox and ODK would refuse the file: ")
    assert "[row" not in first[3]


def test_what_only_pyxform_refuses_is_an_error_too() -> None:
    reading = read(workbook([asked("text", "a", parameters="colour=red")]))

    assert reading.definition is None
    assert [each.row for each in reading.errors] == [2]
    assert reading.errors[0].sentence().startswith("KoboToolbox and ODK would refuse the file: ")
