"""Where a point lies on a web map: the Web Mercator projection (EPSG:3857) cut into square tiles.

The scheme is the one that all tile servers share: at zoom z the world is 2^z by 2^z tiles, counted from the
north-west corner; https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames.
"""

from dataclasses import dataclass
from math import asinh, atan, degrees, pi, radians, sinh, tan

TILE = 256
# The square world ends here; nothing that people live in lies beyond.
MAX_LATITUDE = degrees(atan(sinh(pi)))


@dataclass(frozen=True)
class Tile:
    """One square picture of the map, as its server counts it."""

    zoom: int
    x: int
    y: int


@dataclass(frozen=True)
class Window:
    """Tiles in rows around a point, and how far the point lies from their north-west corner, in pixels."""

    tiles: list[list[Tile]]
    point_x: float
    point_y: float
    width: int
    height: int


def position(latitude: float, longitude: float, zoom: int) -> tuple[float, float]:
    """Return the point in tiles, east and south of the north-west corner of the world.

    Latitudes beyond the projection's end count as its end; longitudes go once around the world.
    """
    latitude = min(max(latitude, -MAX_LATITUDE), MAX_LATITUDE)
    size = 1 << zoom
    x = (longitude + 180) / 360 * size % size
    y = (1 - asinh(tan(radians(latitude))) / pi) / 2 * size
    # Rounding may carry the last point of the world over its edge.
    return x, min(max(y, 0.0), size * (1 - 1e-12))


def window(latitude: float, longitude: float, *, zoom: int, radius: int = 1) -> Window:
    """Return the tile that holds the point, and `radius` more on each side; beyond the poles there is none.

    East and west go on around the world.
    """
    x, y = position(latitude, longitude, zoom)
    size = 1 << zoom
    middle_x, middle_y = int(x), int(y)
    rows = [
        [Tile(zoom, column % size, row) for column in range(middle_x - radius, middle_x + radius + 1)]
        for row in range(middle_y - radius, middle_y + radius + 1)
        if 0 <= row < size
    ]
    first_row = max(middle_y - radius, 0)
    return Window(
        tiles=rows,
        point_x=(x - middle_x + radius) * TILE,
        point_y=(y - first_row) * TILE,
        width=(2 * radius + 1) * TILE,
        height=len(rows) * TILE,
    )
