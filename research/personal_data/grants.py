"""Which grants count surveys says nothing of anybody."""

from center.base.personal_data import register
from research.models import SurveyGrant

register(SurveyGrant, other=["id", "record", "grant", "counts"])
