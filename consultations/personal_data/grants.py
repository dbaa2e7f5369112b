"""Which grants count visits, group sessions and cases says nothing of anybody."""

from center.base.personal_data import register
from consultations.models import CaseGrant, ConsultationGrant, GroupSessionGrant

for _model in (ConsultationGrant, GroupSessionGrant, CaseGrant):
    register(_model, other=["id", "record", "grant", "counts"])
