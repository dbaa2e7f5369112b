"""Jobs of the Center, a file per domain: ids in, one service call. Times of periodic jobs are UTC."""

from center.tasks import (
    indicators,
    newsletter,
    pictures,
    portal,
    press,
    resources,
)

__all__ = [
    "indicators",
    "newsletter",
    "pictures",
    "portal",
    "press",
    "resources",
]
