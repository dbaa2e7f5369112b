"""What events have for an issue of the newsletter: those to come, the next one first."""

from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from center.base.newsletter_material import Material, Piece, register
from events.choices import EventState
from events.models import Event
from events.wording import day_words

_MOST: Final = 10
_AHEAD: Final = timedelta(days=92)


def _coming(now: datetime) -> list[Piece]:
    """Return the published events of the next three months; one query. Cancelled ones are no invitation."""
    events = Event.objects.coming(now).filter(state=EventState.PUBLISHED, starts_at__lte=now + _AHEAD)
    return [
        Piece(
            event.title.plain,
            ", ".join(filter(None, (day_words(event), event.venue.name.plain if event.venue else ""))),
            reverse("events:event", args=[event.slug]),
        )
        for event in events.select_related("venue")[:_MOST]
    ]


register(Material("events", _("Take in the coming events"), _("Coming events"), _coming))
