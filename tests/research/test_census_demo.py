"""The demonstration has a past: two years of census that differ."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from entrepreneurs.demo_data import history
from entrepreneurs.demo_data.table import TABLE
from research.census import Dimension, count_all, extent, year_end

pytestmark = pytest.mark.django_db


@pytest.mark.long
def test_enterprises_of_the_demo_came_changed_and_went() -> None:
    call_command("load_demo")
    today = timezone.localdate()
    ends = [year_end(today.year - years) for years in (3, 2, 1)]
    told = count_all([*ends, today])
    # Tests load five of the thirty; two that ended hang on none of them.
    assert [census.enterprises for census in told.censuses] == [7, 7, 6, 5]
    assert [(flow.entries, flow.exits) for flow in told.flows] == [(0, 0), (0, 1), (0, 1)]
    registered = [census.breakdowns[Dimension.STATUS].parts["registered"] for census in told.censuses]
    assert registered == [2, 3, 3, 3]
    kept = extent().kept_since
    assert kept is not None
    assert kept < ends[1]


def test_some_of_the_demo_began_lately_on_no_day_to_come() -> None:
    years = {demo.name_sr: history.dated(demo).founded for demo in TABLE}
    assert years["Колачи баба Наде"] == timezone.localdate().year - 1
    assert history.began_on(history.dated(TABLE[8]), 8) <= timezone.localdate()
    assert history.years_ago(0, (12, 31)) <= timezone.localdate()
