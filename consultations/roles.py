"""What each role may do with consultations."""

from center.choices import Role


def _every(*models: str, verbs: tuple[str, ...] = ("view", "add", "change")) -> list[str]:
    return [f"consultations.{verb}_{model}" for model in models for verb in verbs]


# Rows of a week's plan may go without a trace in the statistics; visits, topics and advisors never do.
_WITH_DELETE = ("view", "add", "change", "delete")

ROLES: dict[Role, list[str]] = {
    Role.COORDINATOR: [
        *_every("topic", "advisor", "consultation", "resource", "case"),
        *_every("openinghours", "extrahours", "absence", "closure", verbs=_WITH_DELETE),
    ],
    # An advisor books and manages visits of the whole office, and plans the own absences and extra hours
    # (`editable_by`); hours, topics and closures are read only.
    Role.ADVISOR: [
        # Of a case that is not theirs they learn that it exists (`Case.objects.readable_by`).
        *_every("consultation", "case"),
        *_every("absence", "extrahours", verbs=_WITH_DELETE),
        *_every("topic", "advisor", "openinghours", "closure", "resource", verbs=("view",)),
    ],
    Role.EDITOR: [],
    Role.RESEARCHER: [],
}
