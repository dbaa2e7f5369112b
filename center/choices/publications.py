"""Fixed lists of what the office publishes: news and standing pages."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Words that are, or may become, addresses below /news/ and /about/; a slug of digits alone is a year.
RESERVED_SLUGS: Final = ("archive", "category", "feed", "preview", "search", "year")
SLUG_PATTERN: Final = r"^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$"


class PublicationState(models.TextChoices):
    """What becomes of a text; a published one is public from its moment on, so that it can be scheduled."""

    DRAFT = "draft", pgettext_lazy("text", "In preparation")
    PUBLISHED = "published", pgettext_lazy("text", "Published")
    ARCHIVED = "archived", pgettext_lazy("text", "Archived")


# The database refuses every other change of state (a trigger), and so do the services.
PUBLICATION_TRANSITIONS: Final = (
    (PublicationState.DRAFT, PublicationState.PUBLISHED),
    (PublicationState.DRAFT, PublicationState.ARCHIVED),
    (PublicationState.PUBLISHED, PublicationState.DRAFT),
    (PublicationState.PUBLISHED, PublicationState.ARCHIVED),
    (PublicationState.ARCHIVED, PublicationState.DRAFT),
)


class PagePlace(models.TextChoices):
    """Where a standing page is found."""

    LISTED = "listed", _("in the list on the page about the Center")
    LINKED = "linked", _("by links in other texts only")
    ABOUT = "about", _("in place of the text about the Center")
