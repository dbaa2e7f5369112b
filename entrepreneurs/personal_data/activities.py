"""What is done with data of people and enterprises."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data.activities import Basis, activity
from entrepreneurs.models import (
    ChangeProposal,
    Channel,
    ClaimRequest,
    Consent,
    ContactPreference,
    DataRequest,
    Demographics,
    Enterprise,
    EnterpriseMessage,
    Entrepreneur,
    ErrorReport,
    Import,
    InitiativeSignature,
    Joining,
    JointAction,
    Membership,
    Merge,
    PersonLogin,
    PersonMail,
    PersonText,
    Seat,
    Vulnerability,
)

activity(
    _("Registry of people who come to the Center"),
    people=_("people who come for advice or run an enterprise"),
    basis=Basis.CONSENT,
    of=[Entrepreneur, Consent, ContactPreference, PersonLogin, Merge, Import, PersonMail, PersonText],
)
activity(
    _("Support that fits the person's situation, and counts without names"),
    people=_("people who agreed to it apart"),
    basis=Basis.EXPLICIT,
    of=[Vulnerability, Demographics],
    told=_("donors and the public, as sums without names, none below five people"),
)
activity(
    _("Directory of enterprises"),
    people=_("members of enterprises, and people who write to them"),
    basis=Basis.CONSENT,
    of=[
        Enterprise, Seat, Membership, Channel, ClaimRequest, ChangeProposal, EnterpriseMessage, ErrorReport,
        JointAction, Joining,
    ],
    told=_("the public, of what the enterprise agreed to"),
)  # fmt: skip
activity(
    _("Signatures under initiatives"),
    people=_("people who sign for an enterprise"),
    basis=Basis.CONSENT,
    of=[InitiativeSignature],
    told=_("the institution that is asked; the public reads the enterprise only"),
)
activity(
    _("Requests about one's own data"),
    people=_("people who use their rights"),
    basis=Basis.LAW,
    of=[DataRequest],
)
