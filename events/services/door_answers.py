"""What the door answers: facts of one action, from which the page makes a sentence."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from events.models import Event, Registration


class Outcome(StrEnum):
    """What came of an action at the door."""

    NOTED = "noted"
    # Fewer than were said: the registration is for no more people.
    PARTLY = "partly"
    # A group: how many of them come now has to be said.
    ASK = "ask"
    HERE = "here"
    UNKNOWN = "unknown"
    FORGED = "forged"
    CANCELLED = "cancelled"
    WAITING = "waiting"
    OTHER_EVENT = "other_event"
    OTHER_DAY = "other_day"
    OFF = "off"
    FULL = "full"
    NOT_OPEN = "not_open"
    TAKEN_BACK = "taken_back"
    NOTHING = "nothing"
    COUNTED = "counted"
    WRONG = "wrong"


# Nothing was refused: a phone need not keep these in its list.
DONE = frozenset({Outcome.NOTED, Outcome.HERE, Outcome.TAKEN_BACK, Outcome.COUNTED})


@dataclass(frozen=True)
class Answer:
    """What came of an action, and where the people of a registration stand.

    `here` of `size` people are here, since `since` (the first of them); `noted` are those of this action. `free` is
    how many places are left, None without a limit.
    """

    outcome: Outcome
    event: Event
    day: date
    registration: Registration | None = None
    is_signed: bool = True
    noted: int = 0
    here: int = 0
    since: datetime | None = None
    free: int | None = None

    @property
    def is_done(self) -> bool:
        return self.outcome in DONE

    @property
    def rest(self) -> int:
        """How many of the people are not here yet."""
        return self.registration.size - self.here if self.registration else 0
