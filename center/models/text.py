import uuid
from datetime import datetime, time, timedelta

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.base.letter_kinds import kind_label
from center.base.phones import E164_PATTERN, PhoneColumn
from center.choices import Language, TextState
from center.querysets import StoredTextQuerySet

# By the office's clock; the end is already too late. Nobody is woken by us.
DAY_BEGINS, DAY_ENDS = time(8), time(21)


@pghistory.track(fields=["state", "attempts"])
class StoredText(CheckedModel):
    """A text message from the moment of its cause until after it was sent; the worker sends it once.

    Of what happens to one appointment only the last word is worth sending: a newer text of the same `thread` takes the
    place of those that still wait.
    """

    kind = models.CharField(_("kind"), max_length=60)
    recipient = PhoneColumn(_("recipient"))
    language = models.CharField(_("language"), max_length=8, choices=Language)
    body = EncryptedTextField(_("text"), blank=True)
    thread = models.CharField(max_length=60, blank=True)
    send_from = models.TimeField(_("not before"), default=DAY_BEGINS)
    send_until = models.TimeField(_("not after"), default=DAY_ENDS)
    expires_at = models.DateTimeField(_("useless after"))
    # The gateway knows by it a text that it has taken already.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=TextState, default=TextState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("stored"), auto_now_add=True)
    # A retry by hand starts the clock of giving up anew.
    queued_at = models.DateTimeField(_("waiting since"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    erased_at = models.DateTimeField(_("text erased"), null=True, blank=True, editable=False)

    objects = StoredTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text message")
        verbose_name_plural = _("text messages")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["-created_at"], name="text_by_age"),
            models.Index(
                fields=["thread"], condition=~Q(state=TextState.SENT), name="text_not_sent_by_thread"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=TextState.SENT, sent_at__isnull=False)
                | (~Q(state=TextState.SENT) & Q(sent_at__isnull=True)),
                name="text_sent_has_time",
            ),
            models.CheckConstraint(condition=Q(state__in=TextState.values), name="text_state_is_known"),
            models.CheckConstraint(
                condition=Q(recipient__regex=E164_PATTERN) | Q(recipient="", erased_at__isnull=False),
                name="text_recipient_is_a_number",
            ),
            models.CheckConstraint(
                condition=Q(
                    send_from__gte=DAY_BEGINS, send_until__lte=DAY_ENDS, send_from__lt=F("send_until")
                ),
                name="text_goes_by_day",
                violation_error_message=_("Texts are sent between 8 and 21 o’clock."),
            ),
        ]

    def __str__(self) -> str:
        return f"{kind_label(self.kind)}, {date_format(timezone.localtime(self.created_at), 'SHORT_DATETIME_FORMAT')}"

    @property
    def can_be_retried(self) -> bool:
        return self.state == TextState.FAILED and self.erased_at is None

    def next_moment(self, now: datetime) -> datetime:
        """Return when it may go: now, or when its hours (of the office's clock) begin the next time."""
        local = timezone.localtime(now)
        if self.send_from <= local.time() < self.send_until:
            return now
        day = local.date() + timedelta(days=local.time() >= self.send_until)
        return datetime.combine(day, self.send_from, tzinfo=timezone.get_default_timezone())

    def erase_body(self) -> None:
        """Empty the text (not saved yet); to whom, when and what kind stay."""
        self.body = ""
        self.erased_at = timezone.now()
