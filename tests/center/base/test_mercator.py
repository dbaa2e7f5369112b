"""Arithmetic of web maps, against values that anybody can look up."""

from hypothesis import given
from hypothesis import strategies as st

from center.base.mercator import MAX_LATITUDE, TILE, Tile, position, window

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
ZOOMS = st.integers(0, 19)


def test_the_middle_of_the_world_is_the_corner_of_four_tiles() -> None:
    assert position(0, 0, 1) == (1, 1)
    assert position(0, 0, 0) == (0.5, 0.5)


def test_the_square_world_ends_at_85_degrees() -> None:
    assert round(MAX_LATITUDE, 6) == 85.051129
    assert position(90, -180, 3) == (0, 0)
    assert [int(part) for part in position(-90, 179.9999999, 3)] == [7, 7]


def test_the_numbers_of_known_tiles() -> None:
    # The example of OpenStreetMap's wiki ("Slippy map tilenames"), and Paris by Mapbox's mercantile.
    assert [int(part) for part in position(35.6590699, 139.7006793, 18)] == [232798, 103246]
    assert [int(part) for part in position(48.858222, 2.2945, 16)] == [33185, 22545]


def test_the_window_around_krusevac_has_nine_tiles_in_reading_order() -> None:
    found = window(43.58, 21.334, zoom=16)
    assert [[(tile.x, tile.y) for tile in row] for row in found.tiles] == [
        [(column, row) for column in (36650, 36651, 36652)] for row in (23935, 23936, 23937)
    ]
    assert (found.width, found.height) == (768, 768)


def test_east_and_west_go_on_around_the_world_and_the_poles_do_not() -> None:
    found = window(MAX_LATITUDE, -180, zoom=2)
    assert found.tiles == [
        [Tile(2, 3, 0), Tile(2, 0, 0), Tile(2, 1, 0)],
        [Tile(2, 3, 1), Tile(2, 0, 1), Tile(2, 1, 1)],
    ]
    assert (found.point_x, found.point_y, found.height) == (256, 0, 512)


@given(LATITUDES, LONGITUDES, ZOOMS)
def test_the_point_lies_inside_the_middle_tile(latitude: float, longitude: float, zoom: int) -> None:
    found = window(latitude, longitude, zoom=zoom)
    x, y = position(latitude, longitude, zoom)
    column, row = int(found.point_x // TILE), int(found.point_y // TILE)
    assert found.tiles[row][column] == Tile(zoom, int(x), int(y))
    assert column == 1
    assert TILE <= found.point_x < 2 * TILE


@given(LATITUDES, LONGITUDES, ZOOMS)
def test_every_tile_exists_on_the_server(latitude: float, longitude: float, zoom: int) -> None:
    tiles = [tile for row in window(latitude, longitude, zoom=zoom).tiles for tile in row]
    assert [tile for tile in tiles if not (0 <= tile.x < 2**zoom and 0 <= tile.y < 2**zoom)] == []


@given(st.floats(-85, 85), st.floats(-179.9, 179.9), st.integers(0, 18))
def test_a_step_of_zoom_doubles_the_numbers(latitude: float, longitude: float, zoom: int) -> None:
    near, far = position(latitude, longitude, zoom + 1), position(latitude, longitude, zoom)
    assert [round(part, 6) for part in near] == [round(2 * part, 6) for part in far]
