"""Calls: whom a colleague has to ring about what, and every try."""

from datetime import datetime

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.models.columns import colleague
from consultations.choices import AttemptResult, CallOutcome, CallReason
from consultations.models.consultation import Consultation
from consultations.models.participation import Participation
from consultations.querysets import CallQuerySet
from entrepreneurs.models import Entrepreneur

_BY_PORTAL = [CallOutcome.NOT_NEEDED, CallOutcome.TOO_LATE]
_BY_STAFF = [each for each in CallOutcome if each not in _BY_PORTAL]


# Written only by the services. What a colleague wrote stays encrypted and out of the history.
@pghistory.track(exclude=["about"])
class Call(CheckedModel):
    """Something to tell a person by phone. Open until somebody was reached, gave up, or it made no more sense.

    It is about a visit or about a place in a group session: `appointment`, whichever it is.
    """

    ABOUT_LENGTH = 500

    consultation = models.ForeignKey(
        Consultation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name=_("visit"),
    )
    participation = models.ForeignKey(
        Participation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name=_("place in a group session"),
    )
    reason = models.CharField(_("reason"), max_length=9, choices=CallReason)
    about = EncryptedTextField(_("what to say"), blank=True)
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now, editable=False)
    # Empty: the portal itself or the visitor caused it.
    asked_by = colleague(_("asked for by"))
    due_at = models.DateTimeField(_("due by"))
    # Empty while the call is open.
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=CallOutcome, blank=True, default="", editable=False
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    closed_by = colleague(_("closed by"))

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["due_at"], condition=Q(outcome=""), name="call_open_by_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "reason"],
                condition=Q(outcome=""),
                name="call_open_once_per_reason",
                violation_error_message=_("This call is on the list already."),
            ),
            models.UniqueConstraint(
                fields=["participation", "reason"],
                condition=Q(outcome=""),
                name="call_open_once_per_reason_of_place",
                violation_error_message=_("This call is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(consultation__isnull=False, participation__isnull=True)
                | Q(consultation__isnull=True, participation__isnull=False),
                name="call_is_about_one_appointment",
            ),
            models.CheckConstraint(condition=Q(reason__in=CallReason.values), name="call_reason_is_known"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True, closed_by__isnull=True)
                | Q(outcome__in=_BY_STAFF, closed_at__isnull=False, closed_by__isnull=False)
                | Q(outcome__in=_BY_PORTAL, closed_at__isnull=False),
                name="call_closed_has_outcome_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}, {self.appointment.reference}"

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def appointment(self) -> Consultation | Participation:
        """The visit, or the place in a group session, that the call is about."""
        found = self.consultation or self.participation
        assert found is not None  # a constraint
        return found

    @property
    def name(self) -> str:
        """Who is to be called, as given at booking."""
        return self.appointment.contact_name

    @property
    def person(self) -> Entrepreneur:
        """Whose wishes about being called are to be heeded."""
        return self.appointment.entrepreneur

    @property
    def phone(self) -> str:
        return self.appointment.contact_phone

    @property
    def starts_at(self) -> datetime:
        return self.consultation.starts_at if self.consultation else self.participation.session.starts_at  # type: ignore[union-attr]  # a constraint


# Only added to.
@pghistory.track(exclude=["note"])
class CallAttempt(CheckedModel):
    """One try: somebody dialled, and this came of it."""

    NOTE_LENGTH = 500

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("call"))
    tried_at = models.DateTimeField(_("tried"), default=timezone.now, editable=False)
    tried_by = colleague(_("tried by"))
    result = models.CharField(_("what came of it"), max_length=12, choices=AttemptResult)
    again_at = models.DateTimeField(_("call again at"), null=True, blank=True)
    note = EncryptedTextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("try to call")
        verbose_name_plural = _("tries to call")
        ordering = ["tried_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=AttemptResult.values), name="call_attempt_result_is_known"
            ),
            models.CheckConstraint(
                condition=Q(tried_at__isnull=False, tried_by__isnull=False),
                name="call_attempt_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(result=AttemptResult.AGAIN, again_at__isnull=False, again_at__gt=F("tried_at"))
                | (~Q(result=AttemptResult.AGAIN) & Q(again_at__isnull=True)),
                name="call_attempt_again_has_time",
                violation_error_message=_("Say when to call again: a time that is still to come."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_result_display())
