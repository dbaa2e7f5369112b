"""Media and journalists, press releases, to whom they went, and what media reported."""

from center.models.press.contacts import Journalist, MediaOutlet
from center.models.press.coverage import Coverage
from center.models.press.delivery import PressDelivery
from center.models.press.embargo import EmbargoMove, PressNotice
from center.models.press.pictures import PressKitPicture, PressPicture
from center.models.press.release import FormerPressSlug, PressAttachment, PressRelease
from center.models.press.request import MediaRequest

__all__ = [
    "Coverage",
    "EmbargoMove",
    "FormerPressSlug",
    "Journalist",
    "MediaOutlet",
    "MediaRequest",
    "PressAttachment",
    "PressDelivery",
    "PressKitPicture",
    "PressNotice",
    "PressPicture",
    "PressRelease",
]
