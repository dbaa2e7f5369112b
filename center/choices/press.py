"""Fixed lists of the work with media."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Words that are addresses below /press/.
RESERVED_PRESS_SLUGS: Final = ("collaborate", "coverage", "kit", "leave", "sent")


class OutletKind(models.TextChoices):
    """What sort of medium it is."""

    TV = "tv", _("television")
    RADIO = "radio", _("radio")
    NEWSPAPER = "newspaper", _("newspaper or magazine")
    PORTAL = "portal", pgettext_lazy("kind of medium", "portal")
    AGENCY = "agency", _("news agency")


class OutletReach(models.TextChoices):
    """How far it is read, heard or seen."""

    LOCAL = "local", pgettext_lazy("reach of a medium", "local")
    REGIONAL = "regional", pgettext_lazy("reach of a medium", "regional")
    NATIONAL = "national", pgettext_lazy("reach of a medium", "national")


class ContactSource(models.TextChoices):
    """Where the office has a journalist's contact from; without one nobody is kept."""

    FORM = "form", _("wrote to us from the page for media")
    MET = "met", _("gave it to us in person")
    PUBLIC = "public", _("published by the medium itself")


class MediaRequestState(models.TextChoices):
    NEW = "new", _("New")
    ANSWERED = "answered", _("Answered")
    KEPT = "kept", _("Among the contacts")
    SPAM = "spam", _("Unwanted")


class PressState(models.TextChoices):
    """Where a press release stands; an approved one is public once its embargo is over."""

    DRAFT = "draft", pgettext_lazy("of a press release", "Draft")
    APPROVED = "approved", pgettext_lazy("of a press release", "Approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a press release", "Withdrawn")


PRESS_TRANSITIONS: Final = (
    (PressState.DRAFT, PressState.APPROVED),
    (PressState.APPROVED, PressState.WITHDRAWN),
    (PressState.WITHDRAWN, PressState.DRAFT),
)


class CoverageKind(models.TextChoices):
    """In what form a medium reported."""

    ARTICLE = "article", _("printed article")
    TV = "tv", _("television report")
    RADIO = "radio", _("radio report")
    ONLINE = "online", _("article on the web")


class CoverageLanguage(models.TextChoices):
    """In which language it was reported."""

    SERBIAN = "sr", _("Serbian")
    ENGLISH = "en", _("English")
    OTHER = "other", _("another language")


# Where a report names a medium that is not in the list yet, this is what it probably is.
KIND_OF_OUTLET: Final = {
    CoverageKind.ARTICLE: OutletKind.NEWSPAPER,
    CoverageKind.TV: OutletKind.TV,
    CoverageKind.RADIO: OutletKind.RADIO,
    CoverageKind.ONLINE: OutletKind.PORTAL,
}
