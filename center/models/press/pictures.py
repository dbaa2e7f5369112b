"""Pictures for media: beside a press release, and in the press kit."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.picture import placed_picture
from center.models.press.release import PressRelease


@pghistory.track()
class PressPicture(CheckedModel):
    """A picture of the library beside a press release, for media to take in full size."""

    release = models.ForeignKey(
        PressRelease, on_delete=models.PROTECT, related_name="pictures", verbose_name=_("press release")
    )
    picture = placed_picture()
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    class Meta:
        verbose_name = _("picture of a press release")
        verbose_name_plural = _("pictures of press releases")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "picture"],
                name="press_picture_once",
                violation_error_message=_("This picture is in the list already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.picture)


@pghistory.track()
class PressKitPicture(CheckedModel):
    """A picture or a logo of the library that every medium may take at any time."""

    picture = models.OneToOneField(
        "center.Picture", on_delete=models.PROTECT, related_name="+", verbose_name=_("picture")
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    class Meta:
        verbose_name = _("picture of the press kit")
        verbose_name_plural = _("press kit")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.picture)
