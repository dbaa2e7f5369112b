"""Fixed lists of the advocacy tracker and of the council, and the one table by which an initiative moves on."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Words that are addresses below /advocacy/ and so cannot be the short name of an initiative.
RESERVED_SLUGS: Final = ("council", "feed")
SLUG_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class InstitutionLevel(models.TextChoices):
    """Whom the Center asks."""

    MUNICIPAL = "municipal", pgettext_lazy("institution", "City or municipality")
    REGIONAL = "regional", pgettext_lazy("institution", "Region")
    NATIONAL = "national", pgettext_lazy("institution", "State")
    PUBLIC_ENTERPRISE = "enterprise", _("Public enterprise")
    CHAMBER = "chamber", _("Chamber")
    OTHER = "other", pgettext_lazy("institution", "Other")


class InitiativeState(models.TextChoices):
    """Where an initiative stands: always where its last step left it."""

    PREPARED = "prepared", pgettext_lazy("initiative", "Being prepared")
    SIGNING = "signing", pgettext_lazy("initiative", "Open for signatures")
    SUBMITTED = "submitted", pgettext_lazy("initiative", "Waiting for an answer")
    ANSWERED = "answered", pgettext_lazy("initiative", "Answered")
    CHANGED = "changed", pgettext_lazy("initiative", "Something changed")
    REFUSED = "refused", pgettext_lazy("initiative", "Refused")
    GIVEN_UP = "given_up", pgettext_lazy("initiative", "Given up")


class StepKind(models.TextChoices):
    """What happened on a day."""

    SIGNING = "signing", pgettext_lazy("step", "Opened for signatures")
    SUBMITTED = "submitted", pgettext_lazy("step", "Submitted")
    REMINDER = "reminder", pgettext_lazy("step", "Reminder")
    MEETING = "meeting", pgettext_lazy("step", "Meeting")
    ANSWER = "answer", pgettext_lazy("step", "Answer")
    DECISION = "decision", pgettext_lazy("step", "Decision of the institution")
    PRESS = "press", pgettext_lazy("step", "In the media")
    CHANGE = "change", pgettext_lazy("step", "What changed")
    REFUSAL = "refusal", pgettext_lazy("step", "Refused")
    GIVEN_UP = "given_up", pgettext_lazy("step", "Given up")
    OTHER = "other", pgettext_lazy("step", "Other")


# Steps that move an initiative, and whereto; all others are told and leave it where it is.
LEADS_TO: Final[dict[StepKind, InitiativeState]] = {
    StepKind.SIGNING: InitiativeState.SIGNING,
    StepKind.SUBMITTED: InitiativeState.SUBMITTED,
    StepKind.ANSWER: InitiativeState.ANSWERED,
    StepKind.CHANGE: InitiativeState.CHANGED,
    StepKind.REFUSAL: InitiativeState.REFUSED,
    StepKind.GIVEN_UP: InitiativeState.GIVEN_UP,
}
_AFTER_SUBMISSION: Final = (
    InitiativeState.SUBMITTED,
    InitiativeState.ANSWERED,
    InitiativeState.CHANGED,
    InitiativeState.REFUSED,
    InitiativeState.GIVEN_UP,
)
# A step may be followed by another of its own kind (the second institution answers), but not the signing: signatures
# are given to one text, which is submitted. What was refused, answered or given up may be submitted again; from what
# has changed nothing leads back.
TRANSITIONS: Final[dict[InitiativeState, tuple[InitiativeState, ...]]] = {
    InitiativeState.PREPARED: (
        InitiativeState.SIGNING,
        InitiativeState.SUBMITTED,
        InitiativeState.GIVEN_UP,
    ),
    InitiativeState.SIGNING: (InitiativeState.SUBMITTED, InitiativeState.GIVEN_UP),
    InitiativeState.SUBMITTED: _AFTER_SUBMISSION,
    InitiativeState.ANSWERED: _AFTER_SUBMISSION,
    InitiativeState.REFUSED: _AFTER_SUBMISSION,
    InitiativeState.CHANGED: (InitiativeState.CHANGED,),
    InitiativeState.GIVEN_UP: (InitiativeState.SUBMITTED,),
}
# Nothing is awaited from anybody any more.
ENDED: Final = (InitiativeState.CHANGED, InitiativeState.REFUSED, InitiativeState.GIVEN_UP)


class CouncilRole(models.TextChoices):
    CHAIR = "chair", pgettext_lazy("council", "Chair")
    DEPUTY = "deputy", pgettext_lazy("council", "Deputy chair")
    SECRETARY = "secretary", pgettext_lazy("council", "Secretary")
    MEMBER = "member", pgettext_lazy("council", "Member")


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("council meeting", "Planned")
    HELD = "held", pgettext_lazy("council meeting", "Held")
    CANCELLED = "cancelled", pgettext_lazy("council meeting", "Cancelled")


class DecisionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("decision of the council", "To be done")
    DONE = "done", pgettext_lazy("decision of the council", "Done")
    DROPPED = "dropped", pgettext_lazy("decision of the council", "Dropped")
