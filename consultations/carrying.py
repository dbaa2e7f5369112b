"""Visits, group sessions and cases carry grants."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.carrying import Carrier, at_moment, on_day, register
from consultations.choices import CaseOutcome, SessionState, State
from consultations.models import (
    Case,
    CaseGrant,
    Consultation,
    ConsultationGrant,
    GroupSession,
    GroupSessionGrant,
)

# Each is one person's: how many there are is a count of people.
VISITS = register(
    Carrier(
        Consultation,
        ConsultationGrant,
        _("Visits"),
        at_moment("starts_at"),
        Q(state=State.DONE),
        is_of_people=True,
    )
)
SESSIONS = register(
    Carrier(
        GroupSession,
        GroupSessionGrant,
        _("Group sessions"),
        at_moment("starts_at"),
        Q(state=SessionState.DONE),
    )
)
CASES = register(
    Carrier(
        Case, CaseGrant, _("Cases"), on_day("opened_on"), ~Q(outcome=CaseOutcome.CONTINUED), is_of_people=True
    )
)
