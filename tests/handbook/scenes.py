"""All scenes; each file registers its own."""

from tests.handbook import scenes_desk
from tests.handbook.stage import SCENES

__all__ = ["SCENES", "scenes_desk"]
