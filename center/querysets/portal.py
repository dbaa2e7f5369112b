"""Questions that views and the admin ask of the Center's own records."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from center.choices import TAKEN_BACK, MailState, QuestionState, TextState

if TYPE_CHECKING:
    from center.models import Office, Question, StoredMail, StoredText  # noqa: F401 -- named in quotes below


class OfficeQuerySet(models.QuerySet["Office"]):
    def with_details(self) -> "OfficeQuerySet":
        return self.prefetch_related("hours", "links")


class QuestionQuerySet(models.QuerySet["Question"]):
    def waiting(self) -> "QuestionQuerySet":
        return self.filter(state=QuestionState.NEW)


class StoredMailQuerySet(models.QuerySet["StoredMail"]):
    def queued(self) -> "StoredMailQuerySet":
        return self.filter(state=MailState.QUEUED)

    def failed(self) -> "StoredMailQuerySet":
        """Leave out what we took back ourselves, or that went to somebody who was erased: nobody can do anything."""
        ours = models.Q(last_error=TAKEN_BACK) | models.Q(recipient="")
        return self.filter(~ours, state=MailState.FAILED)

    def with_body_older_than(self, moment: datetime) -> "StoredMailQuerySet":
        """Mails created before the moment (an aware datetime) whose text is still kept."""
        return self.filter(created_at__lt=moment, erased_at__isnull=True)


class StoredTextQuerySet(models.QuerySet["StoredText"]):
    def queued(self) -> "StoredTextQuerySet":
        return self.filter(state=TextState.QUEUED)

    def failed(self) -> "StoredTextQuerySet":
        return self.filter(state=TextState.FAILED)

    def with_body_older_than(self, moment: datetime) -> "StoredTextQuerySet":
        """Texts created before the moment (an aware datetime) whose words are still kept."""
        return self.filter(created_at__lt=moment, erased_at__isnull=True)
