"""Pictures for the demo and for load samples, drawn by our own code: the same seed gives the same picture.

    draw("jars", seed="Zlatna tegla", size=(1200, 900)).save("jars.jpg")

No photo of anybody, nothing to download. `SUBJECTS` names what can be drawn.
"""

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Final

from entrepreneurs.demo_pictures import (
    bakery,
    baskets,
    crafts,
    market,
    motif,
    outdoors,
    people,
    preserves,
    textiles,
    wood,
)
from entrepreneurs.demo_pictures.canvas import HEIGHT, WIDTH, Canvas
from entrepreneurs.demo_pictures.logos import draw_logo
from entrepreneurs.demo_pictures.palette import SAND

if TYPE_CHECKING:
    from PIL import Image

_SCENES: Final[dict[str, Callable[[Canvas, Random], None]]] = {
    "jars": preserves.jars,
    "honey": preserves.honey,
    "bread": bakery.bread,
    "cafe": bakery.cafe,
    "vegetables": market.vegetables,
    "weaving": textiles.weaving,
    "cloth": textiles.cloth,
    "baskets": baskets.baskets,
    "pottery": crafts.pottery,
    "soap": crafts.soap,
    "toys": wood.toys,
    "workshop": wood.workshop,
    "people": people.people,
    "care": people.care,
    "seedling": people.seedling,
    "bicycle": outdoors.bicycle,
    "recycling": outdoors.recycling,
    "garden": outdoors.garden,
    "tiles": motif.tiles,
    "rosette": motif.rosette,
}
SUBJECTS: Final = tuple(_SCENES)

__all__ = ["SUBJECTS", "draw", "draw_logo"]


def draw(subject: str, seed: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> "Image.Image":
    """Draw a subject (one of SUBJECTS) at this size in pixels; composed for 4:3, other shapes are cut from it."""
    sheet = Canvas.of(size, SAND)
    _SCENES[subject](sheet, Random(f"{subject}:{seed}"))  # the same each time
    return sheet.finished(size)
