"""What of the events goes by itself, and when; how long stands in `personal_data`."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.carrying import counts_for_any
from center.base.personal_data.retention import Rule, Sweep, register
from center.models import Grant
from entrepreneurs.personal_data.reasons import CAME
from events.models import (
    Event,
    EventCall,
    ExhibitorApplication,
    ExhibitorNeeds,
    ExhibitorReport,
    QuestionAnswer,
    Registration,
)
from events.personal_data.spans import OF_CLIENT, REGISTRATION
from events.services.exhibitor_erasure import forget_vehicles

if TYPE_CHECKING:
    from django.db.models import QuerySet

_OF_REGISTRATION = ((QuestionAnswer, "registration"), (EventCall, "registration"))


def _needed(now: datetime) -> "QuerySet[Event]":
    """Return the events of which a grant still needs the lists: its contract says until when they can be asked for."""
    grants = Grant.objects.needing_evidence(timezone.localdate(now))
    return Event.objects.filter(counts_for_any(Event, grants)).order_by()


def _of_strangers(now: datetime) -> "QuerySet[Registration]":
    return Registration.objects.filter(
        erased_at=None, entrepreneur=None, event__ends_at__lt=REGISTRATION.before(now)
    ).exclude(event__in=_needed(now))


def _of_clients(now: datetime) -> "QuerySet[Registration]":
    return Registration.objects.filter(
        erased_at=None, entrepreneur__isnull=False, event__ends_at__lt=OF_CLIENT.before(now)
    ).exclude(event__in=_needed(now))


def _exhibitors(now: datetime) -> "QuerySet[ExhibitorApplication]":
    found = ExhibitorApplication.objects.filter(erased_at=None, event__ends_at__lt=CAME.before(now))
    return found.exclude(event__in=_needed(now))


register(Rule("registrations", _("Registrations for events long ago"), _of_strangers, _OF_REGISTRATION))
register(
    Rule(
        "registrations_clients",
        _("Registrations for events, of people who came for advice"),
        _of_clients,
        _OF_REGISTRATION,
    )
)
register(
    Rule(
        "exhibitors",
        _("Who answered for stands at fairs long ago"),
        _exhibitors,
        ((ExhibitorNeeds, "application"), (ExhibitorReport, "application")),
    )
)
register(Sweep("vehicles", _("Vehicles of exhibitors, after the fair"), forget_vehicles))
