"""The drawn plan: honest lengths, and the other point on its right side."""

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.base import plan

TOWN = (43.58, 21.334)


def test_a_minute_of_latitude_is_a_nautical_mile_and_longitudes_are_shorter_here() -> None:
    east, north = plan.offset(TOWN, (43.58 + 1 / 60, 21.334))
    assert (round(east), round(north)) == (0, 1853)
    east, north = plan.offset(TOWN, (43.58, 21.334 + 1 / 60))
    assert (round(east), round(north)) == (1343, 0)


def test_the_rings_are_three_and_six_minutes_on_foot() -> None:
    rings = plan.draw(TOWN).rings
    assert [(ring.metres, ring.minutes) for ring in rings] == [(250, 3), (500, 6)]


def test_rings_and_scale_bar_are_drawn_to_the_same_scale() -> None:
    drawn = plan.draw(TOWN)
    scales = {round(ring.radius / ring.metres, 9) for ring in drawn.rings}
    assert scales == {round(drawn.bar_length / drawn.bar_metres, 9)}


@pytest.mark.parametrize(
    ("latitude", "longitude", "bearing"),
    [(0.004, 0, 0), (0, 0.005, 90), (-0.004, 0, 180), (0, -0.005, 270)],
)
def test_north_is_up_and_east_is_right(latitude: float, longitude: float, bearing: int) -> None:
    drawn = plan.draw(TOWN, (TOWN[0] + latitude, TOWN[1] + longitude))
    assert drawn.other is not None
    assert drawn.other.bearing == bearing
    right, down = drawn.other.x - drawn.x, drawn.other.y - drawn.y
    assert {0: down < 0 == right, 90: right > 0, 180: down > 0, 270: right < 0}[bearing]


def test_a_near_point_stands_at_its_distance() -> None:
    other = plan.draw(TOWN, (43.582, 21.334)).other
    assert other is not None
    assert (other.metres, other.minutes, other.is_inside, other.is_walk) == (222, 3, True, True)
    assert round((150 - other.y) / plan.UNITS_PER_METRE) == 222


def test_an_arrow_points_to_a_far_point() -> None:
    other = plan.draw(TOWN, (44.8, 20.46)).other
    assert other is not None
    assert (other.is_inside, other.is_walk, other.bearing) == (False, False, 333)


def test_the_same_point_is_not_drawn_twice() -> None:
    assert plan.draw(TOWN, TOWN).other is None
    assert plan.draw(TOWN).other is None


@given(st.floats(-89, 89), st.floats(-180, 180))
def test_the_other_mark_stays_inside_the_drawing(latitude: float, longitude: float) -> None:
    other = plan.draw(TOWN, (latitude, longitude)).other
    assert other is None or (0 < other.x < plan.WIDTH and 0 < other.y < plan.HEIGHT)
    assert other is None or other.is_inside or round(hypot(other.x - 160, other.y - 150)) == 134
