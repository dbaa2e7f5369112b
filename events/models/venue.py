import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import (
    Bilingual,
    BilingualContent,
    EnglishCharField,
    EnglishTextField,
    SerbianCharField,
    SerbianTextField,
)
from entrepreneurs.models import Settlement
from entrepreneurs.models.columns import latitude, longitude, whole_point
from events.choices import Answer


def _answer(label: object, help_text: object = "") -> "models.CharField[str, str]":
    return models.CharField(
        label,  # type: ignore[arg-type]  # lazy text
        max_length=7,
        choices=Answer,
        default=Answer.UNKNOWN,
        help_text=help_text,  # type: ignore[arg-type]
    )


@pghistory.track()
class Venue(BilingualContent):
    """A place where events take place: where it is and who can get in. Used again and again, so it is never deleted."""

    name_sr = SerbianCharField(_("name (Serbian)"), max_length=120)
    name_en = EnglishCharField(_("name (English)"), max_length=120)
    street_sr = SerbianCharField(_("street and number"), max_length=120, blank=True)
    street_en = EnglishCharField(_("street and number (English)"), max_length=120)
    settlement = models.ForeignKey(
        Settlement, on_delete=models.PROTECT, related_name="venues", verbose_name=_("settlement")
    )
    latitude = latitude(help_text=_("Of the entrance. In any map on the internet press on the place."))
    longitude = longitude()
    directions_sr = SerbianTextField(
        _("how to get there (Serbian)"),
        max_length=1000,
        blank=True,
        help_text=_("The nearest bus stop, where to park, which entrance."),
    )
    directions_en = EnglishTextField(_("how to get there (English)"), max_length=1000)
    step_free = _answer(
        _("entrance without steps"), _("Also with a ramp or a lift that people can use without help.")
    )
    accessible_toilet = _answer(_("toilet for wheelchair users"))
    accessible_parking = _answer(_("parking place for persons with disabilities"))
    hearing_loop = _answer(_("hearing loop"))
    quiet_room = _answer(_("quiet room"))
    access_sr = SerbianTextField(
        _("more about access (Serbian)"),
        max_length=1000,
        blank=True,
        help_text=_("How wide the doors are, where the lift is, who helps and how to reach them."),
    )
    access_en = EnglishTextField(_("more about access (English)"), max_length=1000)
    is_active = models.BooleanField(
        _("offered for new events"), default=True, help_text=_("Events of before keep their place.")
    )

    name = Bilingual("name", _("name"))
    street = Bilingual("street")
    directions = Bilingual("directions")
    access = Bilingual("access")

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name_sr", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_sr", "settlement"],
                name="venue_unique",
                violation_error_message=_("This venue is already in the list."),
            ),
            models.CheckConstraint(
                condition=~Q(name_sr=""),
                name="venue_has_name",
                violation_error_message=_("Write the name of the venue."),
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{field}__in": Answer.values}), name=f"venue_{field}_is_known"
                )
                for field in (
                    "step_free",
                    "accessible_toilet",
                    "accessible_parking",
                    "hearing_loop",
                    "quiet_room",
                )
            ),
            whole_point("venue_point_has_both_numbers"),
        ]

    def __str__(self) -> str:
        return self.name.plain
