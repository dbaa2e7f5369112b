"""A colleague asks to read a case that is not theirs."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.models.columns import colleague
from consultations.choices import ACCESS_TRANSITIONS, AccessState
from consultations.models.case import Case
from consultations.querysets import AccessRequestQuerySet


@pghistory.track(exclude=["reason", "answer"])
class AccessRequest(CheckedModel):
    """Reading a case for a time: asked for with a reason, granted until a day (included) or refused with words.

    Who leads the case or coordinates decides, and may take a granted one back.
    """

    WORDS_LENGTH = 1000

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="access_requests", verbose_name=_("case")
    )
    state = models.CharField(
        _("state"), max_length=8, choices=AccessState, default=AccessState.WAITING, editable=False
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    asked_by = colleague(_("asked by"))
    reason = EncryptedTextField(_("reason"))
    until = models.DateField(_("until"), null=True, blank=True)
    answer = EncryptedTextField(_("answer"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = colleague(_("decided by"))
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)
    revoked_by = colleague(_("taken back by"))

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for access")
        verbose_name_plural = _("requests for access")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "asked_by"],
                condition=Q(state=AccessState.WAITING),
                name="access_request_waits_once",
                violation_error_message=_("You have asked already. The answer will come by email."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=AccessState.values), name="access_request_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=False, asked_by__isnull=False),
                name="access_request_asked_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state=AccessState.WAITING, decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state=AccessState.WAITING) & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="access_request_decided_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state=AccessState.REVOKED, revoked_at__isnull=False, revoked_by__isnull=False)
                | ~Q(state=AccessState.REVOKED) & Q(revoked_at__isnull=True, revoked_by__isnull=True),
                name="access_request_revoked_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[AccessState.GRANTED, AccessState.REVOKED], until__isnull=False)
                | Q(state__in=[AccessState.WAITING, AccessState.REFUSED], until__isnull=True),
                name="access_request_granted_has_an_end",
            ),
        ]
        triggers = [pgtrigger.FSM(name="known_answers", field="state", transitions=list(ACCESS_TRANSITIONS))]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_state_display()}"
