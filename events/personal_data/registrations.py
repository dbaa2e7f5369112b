"""Personal fields of registrations, the answers in them, and the calls about them."""

from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from center.base.personal_data import emptied, kept, of_person, register
from entrepreneurs.personal_data.reasons import FIGURES
from events.models import EventCall, Feedback, Question, QuestionAnswer, Registration
from events.models import Place as EventPlace
from events.personal_data.spans import OF_EVENT

register(
    Registration,
    personal={
        "event": _("chosen event"),
        "entrepreneur": _("whose registration it is"),
        "reference": _("reference of the registration"),
        "state": _("whether you have a place or wait for one"),
        "size": _("how many people you come with"),
        "contact_name": _("name"),
        "contact_phone": _("phone number"),
        "contact_email": _("email address"),
        "organisation": _("organisation that you come for"),
        "language": _("chosen language"),
        "walked_in": _("whether you came without registering"),
        "imported": _("whether you signed a list on paper"),
        "consent_text": _("what you agreed to"),
        "consent_withdrawn_at": _("when you took it back"),
        "created_at": _("time of registering"),
        "offered_at": _("when a place was offered to you"),
        "offered_until": _("until when a place was offered to you"),
        "placed_at": _("since when you have a place"),
        "ending": _("why you are not on the list any more"),
        "cancelled_at": _("time of the cancellation"),
        "reminded_for": _("of which beginning we reminded you"),
        "thanked_at": _("when we thanked you"),
    },
    other=["id", "submission", "ics_sequence", "erased_at", "registered_by", "placed_by", "cancelled_by"],
    purpose=_("Keeping a place at an event for you, and telling you if something changes."),
    retention=OF_EVENT,
    owner=of_person("entrepreneur"),
    erasure=emptied(
        FIGURES,
        contact_name="",
        contact_phone="",
        contact_email="",
        organisation="",
        erased_at=Coalesce("erased_at", Now()),
    ),
)
register(
    QuestionAnswer,
    personal={
        "registration": _("in which registration you answered"),
        "question": _("which question of the event"),
        "text": _("what you answered, encrypted"),
        "chosen": _("which answers you chose"),
    },
    other=["id"],
    purpose=_("Preparing the event so that you can take part in it."),
    retention=OF_EVENT,
    owner=of_person("registration__entrepreneur"),
    erasure=emptied(FIGURES, text="", chosen=[]),
)
register(
    EventCall,
    personal={
        "registration": _("which registration we call about"),
        "reason": _("why we call"),
        "outcome": _("whether we reached you"),
        "closed_at": _("when we reached you"),
    },
    other=["id", "due_at", "made_at", "closed_by"],
    purpose=_("Telling people without email by phone what happens to an event."),
    retention=OF_EVENT,
    owner=of_person("registration__entrepreneur"),
    erasure=kept(FIGURES),
)
register(EventPlace, other=["id", "event", "item", "number", "registration"])
register(
    Question,
    other=[
        "id",
        "typed_latin",
        "event",
        "kind",
        "text_sr",
        "text_en",
        "help_sr",
        "help_en",
        "options_sr",
        "options_en",
        "is_required",
        "is_dropped",
        "position",
    ],
)
# It names nobody, knows no time and hangs on no registration.
register(Feedback, other=["id", "event", "score", "comes_again", "good", "better", "day", "submission"])
