"""Personal fields of the plans of fairs: there are none, a stand is ground, and who has it is an enterprise."""

from center.base.personal_data import register
from events.models import FairPlan, PlanThing, Stand, StandAssignment

register(
    FairPlan,
    other=[
        "id",
        "typed_latin",
        "event",
        "width",
        "height",
        "outline",
        "note_sr",
        "note_en",
        "is_public",
        "version",
    ],
)
register(
    Stand,
    other=["id", "plan", "number", "x", "y", "width", "height", "watts", "is_accessible", "is_corner"],
)
register(
    PlanThing,
    other=[
        "id",
        "typed_latin",
        "plan",
        "kind",
        "label_sr",
        "label_en",
        "x",
        "y",
        "width",
        "height",
        "is_accessible",
    ],
)
register(StandAssignment, other=["id", "stand", "application", "assigned_by", "assigned_at"])
