"""What the Center itself has for an issue of the newsletter: calls for funding that close soon."""

from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.newsletter_material import Material, Piece, register
from center.models import FundingCall

_MOST: Final = 8
_AHEAD: Final = timedelta(days=92)


def _calls(now: datetime) -> list[Piece]:
    """Return the calls with the next deadlines; one query."""
    calls = FundingCall.objects.published().filter(
        closed_at=None, deadline_at__gt=now, deadline_at__lte=now + _AHEAD
    )
    return [
        Piece(
            call.title.plain,
            _("deadline %(day)s") % {"day": date_format(call.deadline_day, "DATE_FORMAT")}
            if call.deadline_day
            else "",
            reverse("resources:call", args=[call.slug]),
        )
        for call in calls.order_by("deadline_at", "pk")[:_MOST]
    ]


register(
    Material("calls", gettext_lazy("Take in calls for funding"), gettext_lazy("Calls for funding"), _calls)
)
