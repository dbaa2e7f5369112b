"""Personal fields of exhibitors: who answers for a stand, and what was said about it."""

from django.db.models.functions import Coalesce, Now
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from center.base.personal_data import emptied, kept, of_login, of_person, register
from entrepreneurs.personal_data.reasons import CAME, OF_ENTERPRISE, or_as_evidence
from events.models import (
    ApplicationProduct,
    DecisionLetter,
    ExhibitorApplication,
    ExhibitorNeeds,
    ExhibitorReport,
    Review,
)

OF_FAIR = or_as_evidence(
    format_lazy(
        _(
            "After a fair: {kept} (office decision, not law). Which enterprise exhibited and with what stays in its"
            " list."
        ),
        kept=CAME,
    )
)
_OF_COLLEAGUES = _("The office must be able to say how it decided who exhibits.")

register(
    ExhibitorApplication,
    personal={
        "event": _("at which fair"),
        "enterprise": _("for which enterprise"),
        "applicant": _("that you sent it"),
        "state": _("what became of it"),
        "contact_name": _("name"),
        "contact_phone": _("phone number"),
        "contact_email": _("email address"),
        "language": _("chosen language"),
        "offer_sr": _("what you bring"),
        "offer_en": _("what you bring"),
        "wishes": _("wishes for the stand"),
        "helpers": _("how many people come to the stand"),
        "needs_power": _("whether you need electricity"),
        "devices": _("for which devices"),
        "watts": _("how much electricity"),
        "beside": _("beside whom you would like to stand"),
        "needs_step_free": _("whether you need a stand without steps"),
        "begun_at": _("when you began"),
        "sent_at": _("when you sent it"),
        "told_at": _("when you got the decision"),
        "withdrawn_at": _("when you withdrew it"),
    },
    other=[
        "id",
        "typed_latin",
        "entered_by",
        "decision",
        "decided_by",
        "decided_at",
        "to_call",
        "needs_reminded_at",
        "report_asked_at",
        "report_reminded_at",
        "snapshot",
        "found_by",
        "version",
        "erased_at",
    ],
    purpose=_("Deciding who has a stand at a fair, and reaching you about it."),
    retention=OF_FAIR,
    owner=of_person("applicant"),
    erasure=emptied(
        OF_ENTERPRISE,
        contact_name="",
        contact_phone="",
        contact_email="",
        wishes="",
        to_call=False,
        erased_at=Coalesce("erased_at", Now()),
    ),
)
register(ApplicationProduct, other=["id", "application", "product"])
register(
    Review,
    personal={
        "application": _("about which application"),
        "reviewer": _("that you wrote it"),
        "score": _("score"),
        "comment": _("comment"),
        "written_at": _("when"),
    },
    other=["id"],
    purpose=_("Deciding fairly who has a stand at a fair."),
    retention=OF_FAIR,
    owner=of_login("reviewer"),
    erasure=kept(_OF_COLLEAGUES),
)
register(DecisionLetter, other=["id", "typed_latin", "event", "decision", "text_sr", "text_en", "version"])
register(
    ExhibitorNeeds,
    personal={
        "application": _("at which stand"),
        "vehicle": _("vehicle and its plate"),
        "comes_at": _("when you come to set up"),
        "meals": _("how many meals you need"),
        "note": _("what else you wrote"),
    },
    other=["id", "tables", "chairs", "sockets", "watts", "version", "changed_at", "entered_by"],
    purpose=_("Preparing the stands, and letting your vehicle in."),
    retention=_("The vehicle and what else you wrote: seven days after the fair. The numbers stay."),
    owner=of_person("application__applicant"),
    erasure=emptied(OF_ENTERPRISE, vehicle="", note=""),
)
register(
    ExhibitorReport,
    personal={
        "application": _("at which fair"),
        "sales": _("how much you sold"),
        "contacts": _("how many contacts you made"),
        "comes_again": _("whether you would come again"),
        "words": _("what should be better"),
        "reported_at": _("when you told us"),
    },
    other=["id"],
    purpose=_("Knowing what a fair is worth to those who exhibit. Shown in sums only."),
    retention=OF_FAIR,
    owner=of_person("application__applicant"),
    erasure=emptied(OF_ENTERPRISE, words=""),
)
