"""What of the events goes by itself, and when; how long stands in `personal_data`."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from center.base.personal_data.retention import Rule, register
from events.models import EventCall, QuestionAnswer, Registration
from events.personal_data.spans import OF_CLIENT, REGISTRATION

if TYPE_CHECKING:
    from django.db.models import QuerySet

_OF_REGISTRATION = ((QuestionAnswer, "registration"), (EventCall, "registration"))


def _of_strangers(now: datetime) -> "QuerySet[Registration]":
    return Registration.objects.filter(
        erased_at=None, entrepreneur=None, event__ends_at__lt=REGISTRATION.before(now)
    )


def _of_clients(now: datetime) -> "QuerySet[Registration]":
    return Registration.objects.filter(
        erased_at=None, entrepreneur__isnull=False, event__ends_at__lt=OF_CLIENT.before(now)
    )


register(Rule("registrations", _("Registrations for events long ago"), _of_strangers, _OF_REGISTRATION))
register(
    Rule(
        "registrations_clients",
        _("Registrations for events, of people who came for advice"),
        _of_clients,
        _OF_REGISTRATION,
    )
)
