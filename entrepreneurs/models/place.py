import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center import offices
from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from entrepreneurs.models.columns import latitude, longitude, whole_point
from entrepreneurs.querysets import SettlementQuerySet


def _town_of_the_office() -> str:
    return offices.sender().town_sr


@pghistory.track()
class Settlement(BilingualContent):
    """A town or village in or around the office's municipality; staff add what is missing.

    `PLACES_FILE` says with which the list begins; the number of the cadastral unit stands where it is known.
    """

    name_sr = SerbianCharField(_("name"), max_length=80)
    name_en = EnglishCharField(_("name (English)"), max_length=80)
    municipality_sr = SerbianCharField(_("municipality"), max_length=80, default=_town_of_the_office)
    municipality_en = EnglishCharField(_("municipality (English)"), max_length=80)
    cadastral_unit = models.CharField(
        _("number of the cadastral unit"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{6}$", _("A cadastral unit has six digits."))],
    )
    is_checked = models.BooleanField(
        _("checked"), default=False, help_text=_("Name and municipality were compared with a register.")
    )
    latitude = latitude(help_text=_("Of the middle of the place, for the map; empty if nobody measured it."))
    longitude = longitude()

    name = Bilingual("name", _("name"))
    municipality = Bilingual("municipality", _("municipality"))

    objects = SettlementQuerySet.as_manager()

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        ordering = ["name_sr", "municipality_sr"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_sr", "municipality_sr"],
                name="settlement_unique",
                violation_error_message=_("This settlement is already in the list."),
            ),
            models.UniqueConstraint(
                fields=["cadastral_unit"],
                condition=~Q(cadastral_unit=""),
                name="settlement_cadastral_unit_unique",
                violation_error_message=_("Another settlement has this cadastral unit."),
            ),
            models.CheckConstraint(
                condition=Q(cadastral_unit="") | Q(cadastral_unit__regex=r"^\d{6}$"),
                name="settlement_cadastral_unit_form",
                violation_error_message=_("A cadastral unit has six digits."),
            ),
            models.CheckConstraint(
                condition=~Q(name_sr="") & ~Q(municipality_sr=""), name="settlement_has_name"
            ),
            whole_point("settlement_point_has_both_numbers"),
        ]

    def __str__(self) -> str:
        name, municipality = self.name.plain, self.municipality.plain
        return name if name == municipality else f"{name} ({municipality})"
