"""What is done with data of people who answer surveys."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data.activities import Basis, activity
from research.models import Draft, Invitation, Response

activity(
    _("Surveys"),
    people=_("people and organisations who answer"),
    basis=Basis.CONSENT,
    of=[Invitation, Draft, Response],
    told=_("the public, as figures and as microdata in which nobody can be recognised"),
)
