"""All scenes; each file registers its own."""

from tests.handbook import (
    scenes_desk,
    scenes_enterprises,
    scenes_events,
    scenes_figures,
    scenes_portal,
    scenes_public,
)
from tests.handbook.stage import SCENES

__all__ = [
    "SCENES",
    "scenes_desk",
    "scenes_enterprises",
    "scenes_events",
    "scenes_figures",
    "scenes_portal",
    "scenes_public",
]
