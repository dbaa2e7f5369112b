import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from entrepreneurs.choices import ActivityLevel


@pghistory.track()
class ActivityCode(BilingualContent):
    """One entry of a classification of activities; the next version of the classification is added beside it."""

    scheme = models.CharField(_("classification"), max_length=20, default="KD")
    version = models.CharField(_("version"), max_length=20, default="2010")
    level = models.CharField(_("level"), max_length=10, choices=ActivityLevel)
    code = models.CharField(_("code"), max_length=10)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    name_sr = SerbianCharField(_("name (Serbian)"), max_length=250)
    name_en = EnglishCharField(_("name (English)"), max_length=250)

    name = Bilingual("name", _("name"))

    class Meta:
        verbose_name = _("activity code")
        verbose_name_plural = _("activity codes")
        ordering = ["scheme", "version", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "version", "code"],
                name="activity_code_unique",
                violation_error_message=_("This code is already in the list."),
            ),
            models.CheckConstraint(
                condition=Q(level__in=ActivityLevel.values), name="activity_code_level_is_known"
            ),
            models.CheckConstraint(
                condition=Q(level=ActivityLevel.SECTION, parent__isnull=True)
                | (~Q(level=ActivityLevel.SECTION) & Q(parent__isnull=False)),
                name="activity_code_only_sections_stand_alone",
                violation_error_message=_("Every code but a section is part of another."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name.plain}"
