"""Personal fields of the consultations."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data import register
from consultations.models import (
    Absence,
    AccessRequest,
    Advisor,
    Allocation,
    BookingSettings,
    BusyCalendar,
    BusyTime,
    CalendarFeed,
    Call,
    CallAttempt,
    Case,
    CaseAdvisor,
    CaseDocument,
    CaseNote,
    CaseTask,
    Closure,
    Consultation,
    ExtraHours,
    GroupSession,
    OpeningHours,
    Participation,
    Reminder,
    Resource,
    StageChange,
    TaskTemplate,
    Topic,
    VisitMove,
)

_OF_THE_VISIT = _(
    "Two years after the visit; six months if you did not come (office decision, not law). "
    "After that only the count remains."
)

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
        "ics_sequence",
        "booked_by",
        "confirmed_by",
        "confirmed_at",
        "closed_by",
        "closed_at",
        "cancelled_by",
    ],
    purpose=_("Booking a consultation, preparing it and reaching you about it."),
    retention=_OF_THE_VISIT,
)
register(
    Reminder,
    personal={
        "kind": _("how we reminded you"),
        "consultation": _("of which visit"),
        "participation": _("of which group session"),
        "starts_at": _("time of the visit"),
        "made_at": _("when we reminded you"),
    },
    other=["id"],
    purpose=_("Reminding you once, and not again and again."),
    retention=_OF_THE_VISIT,
)
register(BookingSettings, other=[field.name for field in BookingSettings._meta.concrete_fields])
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
    retention=_OF_THE_VISIT,
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
    retention=_OF_THE_VISIT,
)
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
        "ics_sequence",
        "signed_by",
        "placed_by",
        "closed_by",
        "closed_at",
        "cancelled_by",
    ],
    purpose=_("Keeping a place in a group session for you, or offering you one, and reaching you about it."),
    retention=_(
        "Two years after the session; six months if you did not come (office decision, not law). "
        "After that only the count remains."
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
register(
    Advisor,
    personal={"name_sr": _("name"), "name_en": _("name"), "typed_latin": _("name as typed")},
    other=["id", "user", "resource", "topics", "is_bookable"],
    purpose=_("Showing visitors who receives them."),
    retention=_("While the person works here, and as long as visits name their advisor."),
)
register(
    Absence,
    personal={
        "advisor": _("advisor"),
        "starts_at": _("beginning"),
        "ends_at": _("end"),
        "note": _("note, encrypted"),
    },
    other=["id"],
    purpose=_("Offering no times when an advisor is away."),
    retention=_("One year after the absence (office decision, not law)."),
)
register(
    ExtraHours,
    other=["id", "advisor", "day", "opens", "closes"],
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
)
register(Resource, other=["id", "kind", "name", "is_active"])
register(
    BusyCalendar,
    personal={
        "advisor": _("advisor"),
        "address": _("address of the own calendar, encrypted"),
        "host": _("server of the own calendar"),
    },
    other=[
        "id",
        "address_mark",
        "counts_all_day",
        "state",
        "problem",
        "unread_entries",
        "added_at",
        "tried_at",
        "read_at",
        "expanded_on",
        "failures",
        "etag",
        "modified",
        "ended_at",
        "ended_by",
    ],
    purpose=_("Offering no times when an advisor's own calendar says busy."),
    retention=_(
        "Until the advisor ends the reading; the address and all busy times are then erased at once."
    ),
)
register(
    BusyTime,
    personal={"calendar": _("whose time it is"), "starts_at": _("beginning"), "ends_at": _("end")},
    other=["id"],
    purpose=_(
        "Offering no times when an advisor's own calendar says busy. What the time is for is never stored."
    ),
    retention=_("Until the next reading of the calendar, which replaces them."),
)
register(
    CalendarFeed,
    personal={
        "advisor": _("advisor"),
        "secret": _("secret part of the address, encrypted"),
        "made_at": _("when the address was made"),
        "read_on": _("the day on which a calendar program last read it"),
        "ended_at": _("when the address was ended"),
    },
    other=["id", "digest", "content_tag", "content_changed_at", "ended_by"],
    purpose=_("Showing an advisor the own visits in a calendar program: times and places only."),
    retention=_("Until the address is ended; its secret is erased at once, the rest stays with the advisor."),
)
register(OpeningHours, other=["id", "advisor", "weekday", "opens", "closes", "valid_from", "valid_until"])
register(Closure, other=["id", "starts_at", "ends_at", "name_sr", "name_en", "typed_latin"])
register(Allocation, other=["id", "resource", "consultation", "group_session", "busy", "live"])
register(
    Topic,
    other=[
        "id",
        "typed_latin",
        "name_sr",
        "name_en",
        "slug",
        "summary_sr",
        "summary_en",
        "what_to_bring_sr",
        "what_to_bring_en",
        "length",
        "buffer_before",
        "buffer_after",
        "step",
        "notice_amount",
        "notice_unit",
        "horizon_days",
        "change_notice_hours",
        "modes",
        "confirmation",
        "is_published",
        "position",
    ],
)

# How long a case is kept; its parts go with it.
_CASE_KEPT = _(
    "Three years after the case was closed (office decision, not law). After that only the figures remain."
)

register(
    Case,
    personal={
        "number": _("number of your case"),
        "person": _("whose case it is"),
        "subject": _("what it is about, in a few words"),
        "stage": _("how far you have come"),
        "opened_on": _("day on which it was opened"),
        "closed_on": _("day on which it was closed"),
        "outcome": _("what became of it"),
        "enterprise": _("the enterprise that you started or joined"),
        "jobs_created": _("how many jobs came of it"),
        "jobs_counted_on": _("day on which the jobs were counted"),
    },
    other=["id"],
    purpose=_("Advising you from the idea to an enterprise, over several visits."),
    retention=_CASE_KEPT,
)
register(
    StageChange,
    personal={
        "stage": _("how far you have come"),
        "day": _("from which day on"),
        "outcome": _("what became of it"),
        "reason": _("the reason in words, encrypted"),
    },
    other=["id", "case", "place", "recorded_at", "recorded_by"],
    purpose=_("Seeing the way of a case, and counting what the Center achieved."),
    retention=_CASE_KEPT,
)
register(CaseAdvisor, other=["id", "case", "advisor", "role", "since", "until"])
register(
    CaseNote,
    personal={
        "visit": _("the visit that a note is about"),
        "text": _("what your advisor wrote down, encrypted"),
        "written_at": _("when it was written"),
        "corrected_at": _("when it was corrected"),
    },
    other=["id", "case", "version", "written_by", "corrected_by", "submission"],
    purpose=_("Knowing at the next talk what was said at the last one; only your advisors read it."),
    retention=_CASE_KEPT,
)
register(
    CaseDocument,
    personal={
        "title": _("what a document is"),
        "file_name": _("name of its file"),
        "stored_as": _("the file itself, which nobody is served without a check"),
        "kind": _("kind of the file"),
        "size": _("size of the file"),
        "uploaded_at": _("when it was uploaded"),
        "removed_at": _("when it was removed"),
        "removal_reason": _("why it was removed"),
    },
    other=["id", "case", "uploaded_by", "removed_by", "submission"],
    purpose=_("Having at hand what belongs to your plan: drafts, contracts, decisions."),
    retention=_CASE_KEPT,
)
register(
    CaseTask,
    personal={
        "title_sr": _("what is to be done"),
        "title_en": _("what is to be done"),
        "typed_latin": _("what is to be done, as typed"),
        "due_on": _("until when"),
        "for_person": _("whether it is your own task"),
        "done_at": _("when it was done"),
        "done_by": _("who did it"),
        "dropped_at": _("when it was no longer needed"),
        "drop_reason": _("why it was no longer needed"),
    },
    other=["id", "case", "template", "advisor", "created_at", "added_by", "dropped_by", "submission"],
    purpose=_("Not forgetting what we and you have agreed to do."),
    retention=_CASE_KEPT,
)
register(
    AccessRequest,
    personal={
        "reason": _("why a colleague asked to read your case, encrypted"),
        "asked_by": _("which colleague"),
        "until": _("until when they may read it"),
        "answer": _("what was answered, encrypted"),
    },
    other=[
        "id",
        "case",
        "state",
        "asked_at",
        "decided_at",
        "decided_by",
        "revoked_at",
        "revoked_by",
    ],
    purpose=_("Letting another advisor help you for a time, and knowing who could read your case."),
    retention=_CASE_KEPT,
)
register(
    TaskTemplate,
    other=[
        "id",
        "typed_latin",
        "stage",
        "title_sr",
        "title_en",
        "days",
        "for_person",
        "position",
        "is_active",
    ],
)
