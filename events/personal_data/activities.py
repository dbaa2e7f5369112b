"""What is done with data of people who come to events and exhibit at fairs."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data.activities import Basis, activity
from events.models import (
    CheckIn,
    EventCall,
    ExhibitorApplication,
    ExhibitorNeeds,
    ExhibitorReport,
    QuestionAnswer,
    Registration,
    Review,
    Speaker,
)

activity(
    _("Events"),
    people=_("people who register, and speakers"),
    basis=Basis.CONSENT,
    of=[Registration, QuestionAnswer, EventCall, CheckIn, Speaker],
    told=_("the public, of the names of speakers"),
)
activity(
    _("Stands at fairs"),
    people=_("people who apply for a stand, and those who judge"),
    basis=Basis.CONTRACT,
    of=[ExhibitorApplication, Review, ExhibitorNeeds, ExhibitorReport],
)
