"""Questions that views and the admin ask of the Center's own records."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from center.choices import MailState, QuestionState

if TYPE_CHECKING:

    _OfficeBase = models.QuerySet["Office"]
    _QuestionBase = models.QuerySet["Question"]
    _StoredMailBase = models.QuerySet["StoredMail"]
else:
    _OfficeBase = _QuestionBase = _StoredMailBase = models.QuerySet


class OfficeQuerySet(_OfficeBase):
    def with_details(self) -> "OfficeQuerySet":
        return self.prefetch_related("hours", "links")


class QuestionQuerySet(_QuestionBase):
    def waiting(self) -> "QuestionQuerySet":
        return self.filter(state=QuestionState.NEW)


class StoredMailQuerySet(_StoredMailBase):
    def queued(self) -> "StoredMailQuerySet":
        return self.filter(state=MailState.QUEUED)

    def failed(self) -> "StoredMailQuerySet":
        return self.filter(state=MailState.FAILED)

    def with_body_older_than(self, moment: datetime) -> "StoredMailQuerySet":
        """Mails created before the moment (an aware datetime) whose text is still kept."""
        return self.filter(created_at__lt=moment, erased_at__isnull=True)
