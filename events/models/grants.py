"""Where staff decided which grants an event counts for; the rest follows from its days."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from center.models import GrantChoice
from events.models.event import Event


@pghistory.track()
class EventGrant(GrantChoice):
    record = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="grant_choices", verbose_name=_("event")
    )

    class Meta:
        verbose_name = _("grant of an event")
        verbose_name_plural = _("grants of events")
        constraints = [models.UniqueConstraint(fields=["record", "grant"], name="event_grant_once")]
