from datetime import timedelta
from typing import Final

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.base.encryption import EncryptedTextField
from center.models.columns import colleague
from entrepreneurs.choices import RequestKind, RequestState, RequestWay
from entrepreneurs.models.person import Entrepreneur
from entrepreneurs.querysets import DataRequestQuerySet

# Law on Personal Data Protection (Sl. glasnik RS 87/2018), art. 21, par. 3.
ANSWERED_WITHIN: Final = timedelta(days=30)


# Written only by the services. What was asked in words, and the answer, stay encrypted and out of the history.
@pghistory.track(exclude=["words", "answer"])
class DataRequest(CheckedModel):
    """What a person asks for about their data, by when the office owes an answer, and what became of it.

    Days are local. Of each kind one request of a person is open at a time.
    """

    WORDS_LENGTH = 2000

    person = models.ForeignKey(
        Entrepreneur, on_delete=models.PROTECT, related_name="data_requests", verbose_name=_("person")
    )
    kind = models.CharField(_("what is asked for"), max_length=11, choices=RequestKind)
    way = models.CharField(_("how it came"), max_length=6, choices=RequestWay)
    words = EncryptedTextField(_("in the person’s words"), blank=True)
    received_on = models.DateField(_("received"))
    due_on = models.DateField(_("to be answered by"))
    # Empty: the person, on the portal.
    recorded_by = colleague(_("entered by"))
    state = models.CharField(
        _("state"), max_length=7, choices=RequestState, default=RequestState.OPEN, editable=False
    )
    answer = EncryptedTextField(_("answer to the person"), blank=True)
    decided_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    decided_by = colleague(_("answered by"))

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about data")
        verbose_name_plural = _("requests about data")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state="open"), name="data_request_open_by_due")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state="open"),
                name="data_request_open_once",
                violation_error_message=_("The same was asked already and waits for an answer."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RequestKind.values)
                & Q(way__in=RequestWay.values)
                & Q(state__in=RequestState.values),
                name="data_request_kinds_are_known",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("received_on")), name="data_request_is_due_after_it_came"
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="data_request_decided_has_who_and_when",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="answered_once", field="state", transitions=[("open", "done"), ("open", "refused")]
            )
        ]

    def __str__(self) -> str:
        return str(_("Request no. %(number)s") % {"number": self.pk})

    @property
    def is_open(self) -> bool:
        return self.state == RequestState.OPEN

    @property
    def is_overdue(self) -> bool:
        """Whether the day until which the law wants an answer has passed."""
        return self.is_open and self.due_on < timezone.localdate()
