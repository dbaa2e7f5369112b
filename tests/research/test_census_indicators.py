"""What the census tells the grant report."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from center.base.indicators import Period
from entrepreneurs.choices import StatusKind
from research.indicators import enterprises_there
from tests.entrepreneurs.factories import serve
from tests.research.census_facts import existing, founder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office", "english")]


@pytest.fixture(autouse=True)
def _a_day_of_2026() -> Iterator[None]:
    with time_machine.travel("2026-09-07T06:00Z", tick=False):
        yield


def figures(first: str, last: str) -> list[object]:
    section = enterprises_there(Period(date.fromisoformat(first), date.fromisoformat(last)))
    return [figure.value for figure in section.figures]


def test_a_period_tells_who_is_there_at_its_end_who_began_and_who_ended() -> None:
    firm = existing("2024-05-01/")
    existing("2023-01-01/2025-03-01", "2025-09-01/")
    existing("2024-01-01/2025-12-31")
    founder(firm)
    assert figures("2025-01-01", "2025-12-31") == [2, 1, 1, 2, None]
    # The first and the last day belong to it; the years before the registry had nothing.
    assert figures("2024-05-01", "2024-05-01") == [3, 1, 0, 0, None]
    assert figures("2000-01-01", "2023-01-01") == [1, 1, 0, 0, 0]


def test_a_period_that_is_not_over_is_told_until_today() -> None:
    existing("2026-09-07/")
    existing("2026-01-01/2026-12-01")
    assert figures("2026-01-01", "2026-12-31") == [2, 2, 0, 0, 0]


def test_before_the_first_fact_nothing_is_told() -> None:
    existing("2024-05-01/")
    assert figures("2023-01-01", "2023-12-31") == []


def test_the_status_is_that_of_the_last_day_and_may_be_unknown() -> None:
    serve(existing("2022-01-01/"), status=StatusKind.PREPARING)
    existing("2022-01-01/")
    section = enterprises_there(Period(date(2023, 1, 1), date(2023, 12, 31)))
    assert [(str(label), numbers) for label, numbers in section.breakdowns[0].rows] == [
        ("Preparing for the status", (1,)),
        ("Not known", (1,)),
    ]
