"""What of the events goes by itself, and when; how long stands in `personal_data`."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from center.base.personal_data.retention import Rule, Sweep, register
from entrepreneurs.personal_data.reasons import CAME
from events.models import (
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


def _of_strangers(now: datetime) -> "QuerySet[Registration]":
    return Registration.objects.filter(
        erased_at=None, entrepreneur=None, event__ends_at__lt=REGISTRATION.before(now)
    )


def _of_clients(now: datetime) -> "QuerySet[Registration]":
    return Registration.objects.filter(
        erased_at=None, entrepreneur__isnull=False, event__ends_at__lt=OF_CLIENT.before(now)
    )


def _exhibitors(now: datetime) -> "QuerySet[ExhibitorApplication]":
    return ExhibitorApplication.objects.filter(erased_at=None, event__ends_at__lt=CAME.before(now))


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
