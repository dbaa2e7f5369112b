import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from events.choices import SLUG_PATTERN

SLUG_FORM = _("Use small Latin letters, digits and single hyphens.")


@pghistory.track()
class EventSeries(BilingualContent):
    """What comes again: the editions of the mini-fair, a workshop that is held every month."""

    slug = models.SlugField(_("short name in addresses"), max_length=80, unique=True, help_text=SLUG_FORM)
    name_sr = SerbianCharField(_("name (Serbian)"), max_length=120)
    name_en = EnglishCharField(_("name (English)"), max_length=120)

    name = Bilingual("name", _("name"))

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series of events")
        ordering = ["name_sr", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG_PATTERN),
                name="event_series_slug_form",
                violation_error_message=SLUG_FORM,
            ),
            models.CheckConstraint(
                condition=~Q(name_sr=""),
                name="event_series_has_name",
                violation_error_message=_("Write the name of the series."),
            ),
        ]

    def __str__(self) -> str:
        return self.name.plain
