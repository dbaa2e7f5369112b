"""Whom staff have to call about an event, because no letter reaches them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.checked_model import CheckedModel
from center.models.columns import colleague
from events.choices import CallOutcome, CallReason
from events.models.registration import Registration
from events.querysets import EventCallQuerySet


# Written only by the services.
class EventCall(CheckedModel):
    """Somebody with a phone number alone is to hear something; one open call for each registration and reason."""

    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="calls", verbose_name=_("registration")
    )
    reason = models.CharField(_("what to say"), max_length=9, choices=CallReason, editable=False)
    due_at = models.DateTimeField(_("to call before"), editable=False)
    made_at = models.DateTimeField(_("asked for"), default=timezone.now, editable=False)
    # Empty while somebody still has to call.
    outcome = models.CharField(
        _("result"), max_length=11, choices=CallOutcome, blank=True, default="", editable=False
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    closed_by = colleague(_("closed by"))

    objects = EventCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call about an event")
        verbose_name_plural = _("calls about events")
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "reason"], condition=Q(outcome=""), name="event_call_open_once"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=CallReason.values), name="event_call_reason_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True, closed_by__isnull=True)
                | Q(outcome__in=CallOutcome.values, closed_at__isnull=False),
                name="event_call_closed_has_result",
            ),
            # What is no longer needed closes by itself; a person who was called was called by somebody.
            models.CheckConstraint(
                condition=~Q(outcome__in=[CallOutcome.REACHED, CallOutcome.NOT_REACHED])
                | Q(closed_by__isnull=False),
                name="event_call_result_has_who",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_reason_display())
