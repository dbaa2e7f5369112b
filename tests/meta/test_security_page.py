"""The pages about security: each requirement of the standard is decided once, and what they cite exists."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.meta.asvs import LEVELS
from tests.meta.security_page import (
    ROOT,
    WITHOUT_TEST,
    Row,
    functions_of,
    not_applicable,
    numbers,
    quoted_files,
    rows,
)

PAGES = [ROOT / "docs" / "security.md", *sorted((ROOT / "docs" / "security").glob("*.md"))]
_LEAST_REASON = 20


def cited_tests(text: Path) -> list[str]:
    return re.findall(r"`(tests/[^`]+::[^`]+)`", text.read_text())


def test_the_standard_has_as_many_requirements_as_its_authors_say() -> None:
    assert Counter(LEVELS.values()) == {1: 70, 2: 183}


def test_every_requirement_is_decided_exactly_once() -> None:
    assert Counter(numbers()) == Counter(dict.fromkeys(LEVELS, 1))


def test_every_row_names_the_level_of_its_requirement() -> None:
    assert {row.number: row.level for row in rows()} == {
        row.number: str(LEVELS[row.number]) for row in rows()
    }


def test_every_row_says_what_it_means_and_how_it_is_met_and_what_shows_it() -> None:
    thin = [
        row.number
        for row in rows()
        if not row.meaning
        or (row.state == "Test" and not (row.tests and row.how))
        or (row.state in WITHOUT_TEST and len(row.shown.partition(":")[2]) < _LEAST_REASON)
    ]
    assert thin == []


def test_what_does_not_apply_has_a_reason() -> None:
    assert [number for number, reason in not_applicable().items() if len(reason) < _LEAST_REASON] == []


@pytest.mark.parametrize("text", PAGES, ids=lambda text: text.name)
def test_every_test_that_is_cited_exists(text: Path) -> None:
    missing = []
    for cited in cited_tests(text):
        path, _colons, name = cited.partition("::")
        if not (ROOT / path).is_file() or name not in functions_of(ROOT / path):
            missing.append(cited)
    assert missing == []


@pytest.mark.parametrize("text", PAGES, ids=lambda text: text.name)
def test_every_file_that_is_cited_exists(text: Path) -> None:
    assert [path for path in quoted_files(text.read_text()) if not list(ROOT.glob(path.rstrip("/")))] == []


def test_the_summary_counts_what_the_tables_hold() -> None:
    counted = Counter(row.state for row in rows())
    said = re.search(
        r"(\d+) shown by tests, (\d+) by process, (\d+) deviations, (\d+) not met, (\d+) not applicable",
        (ROOT / "docs" / "security.md").read_text(),
    )
    assert said is not None
    assert [int(number) for number in said.groups()] == [
        counted["Test"],
        counted["Process"],
        counted["Deviation"],
        counted["Not met"],
        len(not_applicable()),
    ]


def test_a_cited_test_that_is_gone_would_be_found() -> None:
    row = Row("V1.1.1", "2", "means", "how", "`tests/meta/test_layers.py::test_of_nothing`")
    assert row.tests == ["tests/meta/test_layers.py::test_of_nothing"]
    assert "test_of_nothing" not in functions_of(ROOT / "tests/meta/test_layers.py")
