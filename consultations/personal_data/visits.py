"""Personal fields of visits, their calls, moves and reminders."""

from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from center.base.personal_data import emptied, kept, of_person, register
from consultations.models import Call, CallAttempt, Consultation, Reminder, VisitMove
from consultations.personal_data.spans import OF_VISIT
from entrepreneurs.personal_data.reasons import DASH, FIGURES

register(
    Consultation,
    personal={
        "reference": _("reference of the booking"),
        "entrepreneur": _("whose visit it is"),
        "case": _("the case to which the visit belongs"),
        "topic": _("chosen topic"),
        "starts_at": _("time of the visit"),
        "ends_at": _("end of the visit"),
        "mode": _("at the office, by phone or online"),
        "series": _("which visits were booked together"),
        "walked_in": _("whether you came without a booking"),
        "came_late": _("whether you came late"),
        "state": _("whether the visit took place"),
        "contact_name": _("name"),
        "contact_phone": _("phone number"),
        "contact_email": _("email address"),
        "note": _("what you wrote about your idea, encrypted"),
        "self_check": _("the answers of your self-check, if you took them along"),
        "language": _("chosen language"),
        "created_at": _("time of the booking"),
        "cancelled_by_visitor": _("whether you cancelled"),
        "cancelled_at": _("time of the cancellation"),
        "cancel_reason": _("reason of the cancellation"),
    },
    other=[
        "id",
        "advisor",
        "submission",
        "erased_at",
        "ics_sequence",
        "booked_by",
        "confirmed_by",
        "confirmed_at",
        "closed_by",
        "closed_at",
        "cancelled_by",
    ],
    purpose=_("Booking a consultation, preparing it and reaching you about it."),
    retention=OF_VISIT,
    owner=of_person("entrepreneur"),
    erasure=emptied(
        FIGURES,
        contact_name="",
        contact_phone="",
        contact_email="",
        note="",
        self_check=None,
        cancel_reason="",
        erased_at=Coalesce("erased_at", Now()),
    ),
)
register(
    Reminder,
    personal={
        "kind": _("how we reminded you"),
        "consultation": _("of which visit"),
        "participation": _("of which group session"),
        "starts_at": _("time of the visit"),
        "made_at": _("when we reminded you"),
        "text": _("by which text message"),
    },
    other=["id"],
    purpose=_("Reminding you once, and not again and again."),
    retention=OF_VISIT,
    owner=of_person("consultation__entrepreneur", "participation__entrepreneur"),
    erasure=kept(FIGURES),
)
register(
    Call,
    personal={
        "consultation": _("which visit we call about"),
        "participation": _("which group session we call about"),
        "reason": _("why we call"),
        "about": _("what we have to tell you, encrypted"),
        "outcome": _("whether we reached you"),
        "closed_at": _("when we reached you"),
    },
    other=["id", "asked_at", "asked_by", "due_at", "closed_by"],
    purpose=_("Telling people without email by phone what happens to their visit."),
    retention=OF_VISIT,
    owner=of_person("consultation__entrepreneur", "participation__entrepreneur"),
    erasure=emptied(FIGURES, about=""),
)
register(
    CallAttempt,
    personal={
        "call": _("which call it was"),
        "tried_at": _("time of our call"),
        "result": _("whether you answered"),
        "again_at": _("when you asked us to call again"),
        "note": _("what our colleague noted, encrypted"),
    },
    other=["id", "tried_by"],
    purpose=_("Knowing when we tried to reach you, so that nobody calls in vain or twice."),
    retention=OF_VISIT,
    owner=of_person("call__consultation__entrepreneur", "call__participation__entrepreneur"),
    erasure=emptied(FIGURES, note=""),
)
register(
    VisitMove,
    personal={
        "consultation": _("which visit was moved"),
        "moved_at": _("time of the move"),
        "from_start": _("time before"),
        "to_start": _("time after"),
        "reason": _("reason of the move"),
    },
    other=["id", "moved_by", "from_advisor", "to_advisor", "after_limit"],
    purpose=_("Telling you and the advisor when and why a visit was moved."),
    retention=_("As long as the visit it belongs to."),
    owner=of_person("consultation__entrepreneur"),
    erasure=emptied(FIGURES, reason=Case(When(after_limit=True, then=Value(DASH)), default=Value(""))),
)
