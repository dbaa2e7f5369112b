"""Fixed lists of grants."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Currency(models.TextChoices):
    """Currencies of grants by ISO 4217."""

    RSD = "RSD", _("dinars (RSD)")
    EUR = "EUR", _("euros (EUR)")
    USD = "USD", _("US dollars (USD)")


class LogoKind(models.TextChoices):
    """Whose mark it is; pages and papers show them in this order."""

    EU = "eu", _("emblem of the European Union")
    DONOR = "donor", pgettext_lazy("kind of logo", "donor")
    PROGRAMME = "programme", pgettext_lazy("kind of logo", "programme")
    CITY = "city", pgettext_lazy("kind of logo", "city")
    PARTNER = "partner", pgettext_lazy("kind of logo", "partner")
