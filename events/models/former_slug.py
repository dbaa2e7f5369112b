import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from events.models.event import Event


@pghistory.track()
class FormerEventSlug(CheckedModel):
    """A short name that an event had: its address leads on."""

    slug = models.SlugField(_("earlier short name"), max_length=80, unique=True)
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="former_slugs", verbose_name=_("event")
    )

    class Meta:
        verbose_name = _("earlier short name of an event")
        verbose_name_plural = _("earlier short names of events")

    def __str__(self) -> str:
        return self.slug
