"""Fixed lists of the newsletter, and the text to which its readers agree."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Who changes what the text says gives it another version; the rows of readers keep the version they agreed to.
CONSENT_VERSION: Final = "2026-11"
CONSENT_TEXT: Final = _(
    "I want to receive the newsletter of the Center by email, about once a month. My address is used for nothing else,"
    " and I can leave at any time by the link in every letter."
)


class SubscriberState(models.TextChoices):
    """Where a reader of the newsletter stands."""

    WAITING = "waiting", pgettext_lazy("of a subscriber", "Has not confirmed yet")
    CONFIRMED = "confirmed", pgettext_lazy("of a subscriber", "Receives it")
    LEFT = "left", pgettext_lazy("of a subscriber", "Has left")
    REFUSED = "refused", pgettext_lazy("of a subscriber", "Address does not work")


SUBSCRIBER_TRANSITIONS: Final = (
    (SubscriberState.WAITING, SubscriberState.CONFIRMED),
    (SubscriberState.WAITING, SubscriberState.LEFT),
    (SubscriberState.CONFIRMED, SubscriberState.LEFT),
    (SubscriberState.CONFIRMED, SubscriberState.REFUSED),
    (SubscriberState.REFUSED, SubscriberState.CONFIRMED),
    (SubscriberState.REFUSED, SubscriberState.LEFT),
)


class ConsentWay(models.TextChoices):
    """How a reader agreed."""

    WEB = "web", _("On the website, confirmed by the link in an email")
    PAPER = "paper", _("On paper")


class LeavingWay(models.TextChoices):
    """How a reader left."""

    PAGE = "page", _("By the link in a letter")
    ONE_CLICK = "one_click", _("By the button of an email program")
    STAFF = "staff", _("On request, by the office")


class IssueState(models.TextChoices):
    """Where an issue of the newsletter stands."""

    DRAFT = "draft", pgettext_lazy("of an issue", "Draft")
    SCHEDULED = "scheduled", pgettext_lazy("of an issue", "Scheduled")
    SENDING = "sending", pgettext_lazy("of an issue", "Being sent")
    STOPPED = "stopped", pgettext_lazy("of an issue", "Stopped")
    SENT = "sent", pgettext_lazy("of an issue", "Sent")


ISSUE_TRANSITIONS: Final = (
    (IssueState.DRAFT, IssueState.SCHEDULED),
    (IssueState.SCHEDULED, IssueState.DRAFT),
    (IssueState.DRAFT, IssueState.SENDING),
    (IssueState.SCHEDULED, IssueState.SENDING),
    (IssueState.SENDING, IssueState.STOPPED),
    (IssueState.STOPPED, IssueState.SENDING),
    (IssueState.SENDING, IssueState.SENT),
)
