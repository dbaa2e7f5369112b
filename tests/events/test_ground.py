"""The geometry of a plan: in Python and in PostgreSQL the same."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from events import ground
from events.ground import Rectangle

L_SHAPE = [(0, 0), (1000, 0), (1000, 500), (500, 500), (500, 1000), (0, 1000)]
sides = st.integers(0, 20).map(lambda number: number * 50)
rectangles = st.builds(
    Rectangle,
    sides,
    sides,
    st.integers(1, 10).map(lambda n: n * 50),
    st.integers(1, 10).map(lambda n: n * 50),
)
corners = st.lists(st.tuples(sides, sides), min_size=3, max_size=7, unique=True).filter(ground.is_simple)


def test_rectangles_that_touch_do_not_overlap() -> None:
    assert not ground.overlap(Rectangle(0, 0, 300, 300), Rectangle(300, 0, 300, 300))
    assert ground.overlap(Rectangle(0, 0, 300, 300), Rectangle(299, 299, 300, 300))


@given(rectangles, rectangles)
def test_overlap_is_what_whole_centimetres_in_common_are(one: Rectangle, other: Rectangle) -> None:
    def cells(spot: Rectangle) -> set[tuple[int, int]]:
        return {
            (x, y)
            for x in range(spot.x, spot.x + spot.width, 50)
            for y in range(spot.y, spot.y + spot.height, 50)
        }

    assert ground.overlap(one, other) == bool(cells(one) & cells(other))
    assert ground.overlap(one, other) == ground.overlap(other, one)


@pytest.mark.parametrize(
    ("spot", "inside"),
    [
        (Rectangle(0, 0, 500, 500), True),
        (Rectangle(0, 500, 500, 500), True),
        (Rectangle(400, 400, 200, 200), False),
        (Rectangle(500, 500, 500, 500), False),
        (Rectangle(0, 0, 1000, 1000), False),
        (Rectangle(900, 0, 200, 100), False),
    ],
)
def test_a_stand_in_a_hall_with_a_corner_missing(spot: Rectangle, *, inside: bool) -> None:
    assert ground.is_inside(spot, width=1000, height=1000, outline=L_SHAPE) == inside


@pytest.mark.parametrize(
    ("outline", "simple"),
    [
        ([(0, 0), (100, 0), (100, 100)], True),
        (L_SHAPE, True),
        ([(0, 0), (100, 0)], False),
        ([(0, 0), (100, 100), (100, 0), (0, 100)], False),
        ([(0, 0), (100, 0), (0, 0)], False),
        ([(0, 0), (200, 0), (100, 0)], False),
        ([(0, 0), (50, 0), (100, 0), (100, 100)], True),
        ([(0, 0), (200, 0), (200, 200), (100, 0), (0, 200)], False),
    ],
)
def test_an_outline_whose_sides_cross_is_none(outline: list[tuple[int, int]], *, simple: bool) -> None:
    assert ground.is_simple(outline) == simple


@pytest.mark.django_db
@given(corners, rectangles)
def test_the_database_sees_the_inside_of_an_outline_as_we_do(
    outline: list[tuple[int, int]], spot: Rectangle
) -> None:
    polygon = "(" + ",".join(f"({x},{y})" for x, y in outline) + ")"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT %s::polygon @> polygon(box(point(%s, %s), point(%s, %s)))",
            [polygon, spot.x, spot.y, spot.x + spot.width, spot.y + spot.height],
        )
        row = cursor.fetchone()
    assert ground.is_inside(spot, width=5000, height=5000, outline=outline) == row[0]


def test_a_row_of_stands_goes_on_counting_with_its_letter() -> None:
    row = ground.row_of(count=3, width=300, height=200, x=100, y=50, gap=20, first="A9")
    assert row == [
        ("A9", Rectangle(100, 50, 300, 200)),
        ("A10", Rectangle(420, 50, 300, 200)),
        ("A11", Rectangle(740, 50, 300, 200)),
    ]


def test_a_row_of_stands_can_go_down() -> None:
    row = ground.row_of(count=2, width=300, height=200, x=0, y=0, gap=0, first="7", down=True)
    assert [spot.y for _number, spot in row] == [0, 200]


@pytest.mark.parametrize("first", ["", "0", "AB1", "7a", "999"])
def test_a_row_cannot_be_numbered_from_anything(first: str) -> None:
    with pytest.raises(ValueError, match="cannot be numbered"):
        ground.row_of(count=2, width=300, height=200, x=0, y=0, gap=0, first=first)


@pytest.mark.parametrize(
    ("typed", "length"), [("3", 300), ("2,5", 250), ("2.5", 250), (" 0,75 m ", 75), ("12.04", 1204)]
)
def test_metres_are_typed_with_comma_or_point(typed: str, length: int) -> None:
    assert ground.centimetres(typed) == length


@pytest.mark.parametrize("typed", ["", "три", "-1", "1,234", "1e3", "2,5,1"])
def test_what_is_no_length_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no length"):
        ground.centimetres(typed)


@given(st.integers(0, 99_999))
def test_a_length_is_shown_as_it_is_typed(length: int) -> None:
    assert ground.centimetres(ground.metres(length)) == length


def test_numbers_of_stands_are_sorted_as_numbers() -> None:
    assert sorted(["10", "A2", "9", "A10", "1"], key=ground.number_key) == ["1", "9", "10", "A2", "A10"]
