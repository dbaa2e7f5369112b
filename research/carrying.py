"""Surveys carry grants."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from center.base.carrying import Carrier, from_until, register
from research.choices import SurveyState
from research.models import Survey, SurveyGrant

SURVEYS = register(
    Carrier(
        Survey,
        SurveyGrant,
        _("Surveys"),
        from_until("opens_at", "closes_at"),
        ~Q(state=SurveyState.DRAFT),
    )
)
