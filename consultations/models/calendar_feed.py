import hashlib

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from consultations.models.advisor import Advisor
from consultations.querysets import CalendarFeedQuerySet


# The secret opens the feed, so no copy of it or of its hash stays behind; when it was read is told by the day only.
@pghistory.track(exclude=["secret", "digest", "read_on", "content_tag", "content_changed_at"])
class CalendarFeed(CheckedModel):
    """The secret address at which an advisor's calendar program reads the visits; one for each advisor.

    The secret rests encrypted, so that the advisor can see the address again; a request is looked up by the SHA-256
    of what it brings. Once ended, there is neither, and the address leads nowhere.
    """

    advisor = models.OneToOneField(
        Advisor, on_delete=models.PROTECT, related_name="calendar_feed", verbose_name=_("advisor")
    )
    secret = EncryptedTextField(_("secret part of the address"), blank=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    made_at = models.DateTimeField(_("address made"), editable=False)
    read_on = models.DateField(_("last read on"), null=True, blank=True, editable=False)
    # What was last served, and since when it has been so: the answer to If-Modified-Since.
    content_tag = models.CharField(max_length=64, blank=True, editable=False)
    content_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("ended by"),
    )

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__isnull=True) | Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="calendar_feed_digest_form",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, digest__isnull=False)
                | Q(ended_at__isnull=False, ended_by__isnull=False, digest__isnull=True),
                name="calendar_feed_ended_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.advisor)

    @property
    def is_open(self) -> bool:
        """Whether its address can be read."""
        return self.ended_at is None


def digest_of(secret: str) -> str:
    """Return what a secret is looked up by; it has 256 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
