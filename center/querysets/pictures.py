"""Questions asked of the library of pictures."""

from typing import TYPE_CHECKING

from django.db import models

from center.base.pictures.making import PictureState

if TYPE_CHECKING:
    from center.models import Picture  # noqa: F401 -- named in quotes below


class PictureQuerySet(models.QuerySet["Picture"]):
    def ready(self) -> "PictureQuerySet":
        """Keep those whose files are made."""
        return self.filter(state=PictureState.READY)
