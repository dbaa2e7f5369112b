"""What each role may do with consultations."""

from center.choices import Role


def _every(*models: str, verbs: tuple[str, ...] = ("view", "add", "change")) -> list[str]:
    return [f"consultations.{verb}_{model}" for model in models for verb in verbs]


# Rows of a week's plan may go without a trace in the statistics; visits, topics and advisors never do.
_WITH_DELETE = ("view", "add", "change", "delete")
# Addresses of calendars are made and ended by buttons; an advisor reaches the own ones (`visible_to`).
_OWN_VERBS = ("view", "change")

# Calls are asked for by what happens to a visit, and tried by whoever sits at the phone.
_CALLS = [*_every("call", verbs=("view", "change")), *_every("callattempt", verbs=("view",))]

# Group sessions are planned by those who hold them.
_GROUPS = _every("groupsession", "participation")
# Of a case that is not theirs advisors learn only that it exists (`Case.objects.readable_by`); notes, documents and
# tasks are filtered by `visible_to` and `editable_by` besides.
_CASES = [
    *_every("case"),
    *_every("casenote", "casedocument", "casetask", "accessrequest", "caseadvisor", verbs=("view", "change")),
    # A plan is written by the person, and in the cases that one writes in.
    *_every("businessplan", verbs=("view",)),
]

ROLES: dict[Role, list[str]] = {
    Role.COORDINATOR: [
        *_every("topic", "advisor", "consultation", "resource"),
        *_every("openinghours", "extrahours", "absence", "closure", verbs=_WITH_DELETE),
        *_every("calendarfeed", "busycalendar", verbs=_OWN_VERBS),
        *_CALLS,
        *_every("bookingsettings", verbs=_OWN_VERBS),
        *_CASES,
        *_GROUPS,
        *_every("tasktemplate"),
    ],
    # An advisor books and manages visits of the whole office, and plans the own absences and extra hours
    # (`editable_by`); hours, topics and closures are read only.
    Role.ADVISOR: [
        *_every("consultation"),
        *_every("absence", "extrahours", verbs=_WITH_DELETE),
        *_every("topic", "advisor", "openinghours", "closure", "resource", verbs=("view",)),
        *_every("calendarfeed", "busycalendar", verbs=_OWN_VERBS),
        *_CALLS,
        *_CASES,
        *_GROUPS,
        *_every("tasktemplate", verbs=("view",)),
    ],
    Role.EDITOR: [],
    Role.RESEARCHER: [],
}
