"""Fixed lists of the library: guides, law, templates, calls for funding, the glossary."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Words that are addresses below /resources/ and /resources/calls/.
RESERVED_SLUGS: Final = ("calls", "glossary", "reminders", "archive")
SLUG_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SLUG_FORM = _("Use small Latin letters, digits and single hyphens.")


class ResourceKind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    LAW = "law", _("Law explained")
    TEMPLATE = "template", _("Document template")
    LINK = "link", pgettext_lazy("kind of resource", "Link")


class ContentState(models.TextChoices):
    """Where a text stands; what was once published keeps its address."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", pgettext_lazy("state of a text", "Published")
    ARCHIVED = "archived", pgettext_lazy("state of a text", "Archived")


CONTENT_TRANSITIONS: Final = (
    (ContentState.DRAFT.value, ContentState.PUBLISHED.value),
    (ContentState.DRAFT.value, ContentState.ARCHIVED.value),
    (ContentState.PUBLISHED.value, ContentState.ARCHIVED.value),
    (ContentState.ARCHIVED.value, ContentState.PUBLISHED.value),
    (ContentState.ARCHIVED.value, ContentState.DRAFT.value),
)


class CallEnds(models.TextChoices):
    """How long one can apply."""

    DEADLINE = "deadline", _("Until the deadline")
    FUNDS = "funds", _("Until the money is spent")
    ROLLING = "rolling", _("Without an end")


class CallStanding(models.TextChoices):
    """Where a call stands at a moment; computed from its dates, never stored."""

    ANNOUNCED = "announced", pgettext_lazy("call for funding", "Announced")
    OPEN = "open", pgettext_lazy("call for funding", "Open")
    LAST_WEEK = "last_week", pgettext_lazy("call for funding", "Last week")
    CLOSED = "closed", pgettext_lazy("call for funding", "Closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("call for funding", "Withdrawn")


class ApplicantKind(models.TextChoices):
    """Who may apply for money."""

    PERSON = "person", _("People with an idea")
    ENTREPRENEUR = "entrepreneur", pgettext_lazy("legal form", "Entrepreneurs")
    COMPANY = "company", _("Companies")
    COOPERATIVE = "cooperative", _("Cooperatives")
    ASSOCIATION = "association", _("Associations and foundations")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Existing social enterprises")
    INSTITUTION = "institution", _("Institutions and municipalities")


class CallReminderKind(models.TextChoices):
    """What somebody was written about a call."""

    WEEK = "week", _("Seven days before the deadline")
    DAY = "day", _("One day before the deadline")
    ENDED = "ended", _("That the call ended early")
