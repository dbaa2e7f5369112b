"""Personal fields of cases."""

from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from center.base.personal_data import emptied, of_person, register
from center.personal_data import LOG
from consultations.models import (
    AccessRequest,
    Case,
    CaseAdvisor,
    CaseDocument,
    CaseNote,
    CaseTask,
    StageChange,
    TaskTemplate,
)
from consultations.personal_data.spans import OF_CASE
from entrepreneurs.personal_data.reasons import DASH, FIGURES

# How long a case is kept; its parts go with it.
CASE_KEPT = OF_CASE

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
    other=["id", "erased_at"],
    purpose=_("Advising you from the idea to an enterprise, over several visits."),
    retention=CASE_KEPT,
    owner=of_person("person"),
    erasure=emptied(FIGURES, subject="", erased_at=Coalesce("erased_at", Now())),
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
    retention=CASE_KEPT,
    owner=of_person("case__person"),
    erasure=emptied(FIGURES, reason=""),
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
    retention=CASE_KEPT,
    owner=of_person("case__person"),
    erasure=emptied(FIGURES, text=""),
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
    retention=CASE_KEPT,
    owner=of_person("case__person"),
    told={"stored_as": lambda document: _("in this copy") if document.stored_as else ""},
    file=("stored_as", "file_name"),
    erasure=emptied(FIGURES, title="", file_name="", removal_reason=""),
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
    retention=CASE_KEPT,
    owner=of_person("case__person"),
    erasure=emptied(FIGURES, title_sr=DASH, title_en="", typed_latin={}, drop_reason=""),
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
    retention=CASE_KEPT,
    owner=of_person("case__person"),
    erasure=emptied(LOG, reason="", answer=""),
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
