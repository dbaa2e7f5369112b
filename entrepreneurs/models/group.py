import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from entrepreneurs.querysets import VulnerableGroupQuerySet


@pghistory.track()
class VulnerableGroup(BilingualContent):
    """A group of people whom enterprises serve or engage.

    The Law (Art. 6) closes no list but refers to other laws, so the office keeps its own, each entry with its
    source and the days on which it was in use; an entry is ended and replaced, not rewritten.
    """

    code = models.SlugField(_("short name"), max_length=40)
    name_sr = SerbianCharField(_("name (Serbian)"), max_length=160)
    name_en = EnglishCharField(_("name (English)"), max_length=160)
    source_sr = SerbianCharField(
        _("source (Serbian)"), max_length=250, help_text=_("The law, or the decision of the office.")
    )
    source_en = EnglishCharField(_("source (English)"), max_length=250)
    valid_from = models.DateField(_("in use from"))
    valid_until = models.DateField(_("in use until"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)

    name = Bilingual("name", _("name"))
    source = Bilingual("source", _("source"))

    objects = VulnerableGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("vulnerable group")
        verbose_name_plural = _("vulnerable groups")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="vulnerable_group_version_unique"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="vulnerable_group_ends_after_it_begins",
                violation_error_message=_("The last day must not be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name.plain
