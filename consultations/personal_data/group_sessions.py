"""Personal fields of group sessions."""

from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from center.base.personal_data import emptied, of_person, register
from consultations.models import GroupSession, Participation
from consultations.personal_data.spans import OF_SESSION
from entrepreneurs.personal_data.reasons import FIGURES

register(
    Participation,
    personal={
        "session": _("chosen group session"),
        "entrepreneur": _("who takes part"),
        "reference": _("reference of the place"),
        "state": _("whether you have a place, wait for one or took part"),
        "contact_name": _("name"),
        "contact_phone": _("phone number"),
        "contact_email": _("email address"),
        "language": _("chosen language"),
        "walked_in": _("whether you came without signing up"),
        "created_at": _("time of signing up"),
        "offered_at": _("when a place was offered to you"),
        "offered_until": _("until when a place was offered to you"),
        "placed_at": _("since when you have a place"),
        "ending": _("why you are not on the list any more"),
        "cancelled_at": _("time of the cancellation"),
    },
    other=[
        "id",
        "seat",
        "submission",
        "erased_at",
        "ics_sequence",
        "signed_by",
        "placed_by",
        "closed_by",
        "closed_at",
        "cancelled_by",
    ],
    purpose=_("Keeping a place in a group session for you, or offering you one, and reaching you about it."),
    retention=OF_SESSION,
    owner=of_person("entrepreneur"),
    erasure=emptied(
        FIGURES, contact_name="", contact_phone="", contact_email="", erased_at=Coalesce("erased_at", Now())
    ),
)
register(
    GroupSession,
    other=[
        "id",
        "typed_latin",
        "topic",
        "advisor",
        "starts_at",
        "ends_at",
        "places",
        "mode",
        "online_link",
        "spoken_sr",
        "spoken_en",
        "note_sr",
        "note_en",
        "signup_opens_at",
        "signup_closes_at",
        "offer_hours",
        "state",
        "created_by",
        "created_at",
        "published_by",
        "published_at",
        "closed_by",
        "closed_at",
        "cancelled_by",
        "cancelled_at",
        "cancel_reason",
    ],
)
