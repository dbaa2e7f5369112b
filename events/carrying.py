"""Events carry grants."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.carrying import Carrier, from_until, register
from events.choices import EventState
from events.models import Event, EventGrant

EVENTS = register(
    Carrier(
        Event,
        EventGrant,
        _("Events"),
        from_until("starts_at", "ends_at"),
        Q(state__in=[EventState.PUBLISHED, EventState.ARCHIVED]),
    )
)
