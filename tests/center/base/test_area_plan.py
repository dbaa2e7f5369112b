"""A plan of many points: all of them inside, none covering another, the scale true."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.base.area_plan import HEIGHT, MARK, WIDTH, draw
from center.base.plan import Point, offset

TOWN = (43.58, 21.334)
near_town = st.tuples(st.floats(43.4, 43.8), st.floats(21.1, 21.6))


@given(st.lists(near_town, min_size=1, max_size=30))
def test_marks_stay_inside_and_cover_none(points: list[Point]) -> None:
    plan = draw(points)
    assert plan
    assert len(plan.marks) == len(points)
    assert [m for m in plan.marks if not (MARK <= m.x <= WIDTH - MARK and MARK <= m.y <= HEIGHT - MARK)] == []
    assert [hypot(a.x - b.x, a.y - b.y) < 2 * MARK for a, b in combinations(plan.marks, 2)].count(True) == 0


def test_thirty_enterprises_in_one_house_are_thirty_marks() -> None:
    plan = draw([TOWN] * 30)
    assert plan
    assert (len({(m.x, m.y) for m in plan.marks}), [m.is_moved for m in plan.marks].count(False)) == (30, 1)


@given(near_town, near_town)
def test_the_bar_measures_the_drawing(one: Point, other: Point) -> None:
    plan = draw([one, other])
    assert plan
    a, b = plan.marks
    drawn = hypot(a.point_x - b.point_x, a.point_y - b.point_y) / plan.bar_length * plan.bar_metres
    assert drawn == pytest.approx(hypot(*offset(one, other)), rel=0.03, abs=plan.bar_metres * 0.05)


def test_north_is_up_and_east_is_right() -> None:
    plan = draw([TOWN, (43.60, 21.334), (43.58, 21.40)], [(43.59, 21.35), (44.8, 20.4)])
    assert plan
    town, north, east = plan.marks
    assert (north.point_y < town.point_y, east.point_x > town.point_x) == (True, True)
    assert [number for number, _x, _y in plan.others] == [0]


def test_without_points_there_is_nothing_to_draw() -> None:
    assert draw([]) is None
