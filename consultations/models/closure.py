import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField


@pghistory.track()
class Closure(BilingualContent):
    """Time in which the whole office receives nobody; public holidays of Serbia are known without it."""

    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(
        _("to"), help_text=_("For a whole day write midnight at its beginning and at its end.")
    )
    name_sr = SerbianCharField(_("reason (Serbian)"), max_length=120, help_text=_("Visitors may see it."))
    name_en = EnglishCharField(_("reason (English)"), max_length=120)

    name = Bilingual("name")

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="closure_ends_after_start",
                violation_error_message=_("The end must be later than the beginning."),
            )
        ]

    def __str__(self) -> str:
        return self.name.plain
