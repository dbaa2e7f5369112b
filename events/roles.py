"""What each role may do with events."""

from center.choices import Role


def _every(*models: str, verbs: tuple[str, ...] = ("view", "add", "change")) -> list[str]:
    return [f"events.{verb}_{model}" for model in models for verb in verbs]


_LOOK = ("view",)
# Events are planned by whoever holds them; people are registered on the page of an event.
_PLANS = [
    *_every("event", "eventseries", "venue", "question", "room", "speaker", "programmeitem"),
    # In which nothing happens: those were typed by mistake.
    *_every("room", "speaker", verbs=("delete",)),
    *_every("eventpicture", "eventdownload", verbs=("view", "add", "change", "delete")),
]
_PEOPLE = _every("registration", "eventcall", verbs=("view", "change"))
# Who holds an event makes the passes of its door, keeps it also without one, and puts arrivals right.
_DOOR = [*_every("doorpass", "checkin"), *_every("headcount", verbs=("view", "add"))]
# Applications for stands are judged by two colleagues; a coordinator decides and sends the decisions.
_STANDS = [*_every("exhibitorapplication"), *_every("review")]

# Stands are drawn and given by who organises the fair; colleagues see who is where.
_FAIRS = _every("fairplan")

ROLES: dict[Role, list[str]] = {
    Role.COORDINATOR: [
        "events.publish_event",
        "events.decide_application",
        *_PLANS,
        *_FAIRS,
        *_PEOPLE,
        *_DOOR,
        *_STANDS,
        *_every("feedback", verbs=_LOOK),
    ],
    Role.ADVISOR: [
        "events.publish_event",
        *_PLANS,
        *_PEOPLE,
        *_DOOR,
        *_STANDS,
        *_every("fairplan", verbs=_LOOK),
        *_every("feedback", verbs=_LOOK),
    ],
    # What the public reads is the editor's; who comes is not.
    Role.EDITOR: ["events.publish_event", *_PLANS, *_every("feedback", verbs=_LOOK)],
    # Figures without people.
    Role.RESEARCHER: [*_every("event", "eventseries", "venue", "feedback", verbs=_LOOK)],
}
