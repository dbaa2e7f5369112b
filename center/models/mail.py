import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.base.letter_kinds import kind_label
from center.choices import Language, MailState
from center.querysets import StoredMailQuerySet


@pghistory.track(fields=["state", "attempts"])
class StoredMail(CheckedModel):
    """A mail from the moment of its cause until after it was sent; the worker sends it once."""

    kind = models.CharField(_("kind"), max_length=60)
    recipient = models.EmailField(_("recipient"))
    # Whoever answers a relayed message writes to its sender; empty: to the office.
    reply_to = models.EmailField(_("answers go to"), blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    language = models.CharField(_("language"), max_length=8, choices=Language)
    body_text = EncryptedTextField(_("text"), blank=True)
    body_html = EncryptedTextField(_("text as HTML"), blank=True)
    calendar = EncryptedTextField(_("calendar file"), blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    # Of a letter to many: where its reader leaves by one POST (RFC 8058). Whoever holds it can do that.
    unsubscribe_url = EncryptedTextField(_("address to leave by"), blank=True, default="")
    # Sent under the neutral name of the office.
    is_neutral = models.BooleanField(_("without the name of the Center"), default=False)
    # A body with a code or a signed link: staff never see it, and it is wiped once sent or expired.
    is_secret = models.BooleanField(_("contains a code or a personal link"), default=False)
    expires_at = models.DateTimeField(
        _("useless after"), null=True, blank=True, help_text=_("A code that is too old is not sent any more.")
    )
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("stored"), auto_now_add=True)
    # A retry by hand starts the clock of giving up anew.
    queued_at = models.DateTimeField(_("waiting since"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    erased_at = models.DateTimeField(_("text erased"), null=True, blank=True, editable=False)

    objects = StoredMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("email message")
        verbose_name_plural = _("email messages")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["-created_at"], name="mail_by_age")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=MailState.SENT, sent_at__isnull=False)
                | (~models.Q(state=MailState.SENT) & models.Q(sent_at__isnull=True)),
                name="mail_sent_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=MailState.values), name="mail_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(calendar_method__in=["", "PUBLISH", "REQUEST", "CANCEL"]),
                name="mail_calendar_method_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{kind_label(self.kind)}, {date_format(timezone.localtime(self.created_at), 'SHORT_DATETIME_FORMAT')}"

    @property
    def body_may_be_shown(self) -> bool:
        """Whether staff may read the text: never a code or a personal link, except in the demo."""
        return settings.DEMO or not self.is_secret

    @property
    def can_be_retried(self) -> bool:
        return self.state == MailState.FAILED and self.erased_at is None

    def erase_body(self) -> None:
        """Empty the text and the calendar file (not saved yet); who, when and what kind stay."""
        self.body_text = self.body_html = self.calendar = self.calendar_method = self.reply_to = ""
        self.unsubscribe_url = ""
        self.erased_at = timezone.now()
