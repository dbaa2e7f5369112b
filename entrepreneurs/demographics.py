"""What people tell to be counted by, and the bands in which their age is counted."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PersonSex(models.TextChoices):
    """What one person says of themselves; `Sex` of the choices names columns of counts."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OTHER = "other", pgettext_lazy("sex of a person", "Neither of these")


class Employment(models.TextChoices):
    """How somebody lived when they first came (Law on Employment, Sl. glasnik RS 36/2009, art. 2: "unemployed")."""

    REGISTERED = "registered", _("Without work, registered with the National Employment Service")
    UNREGISTERED = "unregistered", _("Without work, not registered")
    EMPLOYED = "employed", pgettext_lazy("a person", "Employed")
    OWN_WORK = "own_work", _("Self-employed or farmer")
    LEARNING = "learning", _("At school or university")
    RETIRED = "retired", _("Retired")
    OTHER = "other", pgettext_lazy("employment of a person", "Something else")


class AgeBand(models.TextChoices):
    """Age in the year that is counted; up to 30 are young people (Law on Youth, Sl. glasnik RS 50/2011, art. 3)."""

    YOUNG = "young", _("Up to 30 years")
    MIDDLE = "middle", _("31 to 45 years")
    OLDER = "older", _("46 to 60 years")
    OLD = "old", _("Over 60 years")


# The last year of age of each band.
_BANDS: Final = ((30, AgeBand.YOUNG), (45, AgeBand.MIDDLE), (60, AgeBand.OLDER))


def age_band(birth_year: int, year: int) -> AgeBand:
    """Return the band of the age that somebody reaches in a year."""
    return next((band for last, band in _BANDS if year - birth_year <= last), AgeBand.OLD)
