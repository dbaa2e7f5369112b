"""Group sessions and their people for tests, in the fewest words."""

import uuid
from datetime import timedelta
from typing import Any

from consultations.choices import Mode, PlaceState
from consultations.models import GroupSession, Participation
from consultations.services import participations, sessions
from tests.consultations.factories import MONDAY, local, make_advisor, make_topic

NAMES = ("Ана", "Бане", "Вера", "Гоца", "Дара", "Ђура", "Ена", "Жика", "Зоја", "Илија")
NEXT_MONDAY = MONDAY + timedelta(days=7)


def make_session(places: Any = 5, start: Any = None, published: Any = True, **fields: Any) -> GroupSession:
    """Plan a session of two hours, next Monday at 17 h (the office is closed then), and publish it."""
    advisor = fields.pop("advisor", None) or make_advisor()
    starts_at = start or local(NEXT_MONDAY, 17)
    values: dict[str, Any] = {
        "topic": fields.pop("topic", None) or make_topic(),
        "advisor": advisor,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "places": places,
        "mode": Mode.OFFICE,
    }
    session = sessions.plan_session(by=advisor.user, **{**values, **fields})
    return sessions.publish_session(session=session, by=advisor.user) if published else session


def enter(session: GroupSession, number: Any = 1, **wish: Any) -> Participation:
    """Sign somebody up on the public pages, with the waiting list if need be; the number makes the person."""
    contact = {} if {"phone", "email"} & wish.keys() else {"email": f"person{number}@example.org"}
    defaults = {
        "name": f"{NAMES[number % len(NAMES)]} {number}",
        "language": "en",
        "submission": uuid.uuid4(),
        "may_wait": True,
    }
    return participations.sign_up(session=session, **{**defaults, **contact, **wish})


def states(session: GroupSession) -> list[PlaceState]:
    """Return the state of everybody, in the order in which they came."""
    return [
        PlaceState(state) for state in session.participations.order_by("pk").values_list("state", flat=True)
    ]


def seats(session: GroupSession) -> list[int | None]:
    return list(session.participations.seated().order_by("seat").values_list("seat", flat=True))
