"""Fixed lists of the consultations, and the one table of what may follow what."""

from itertools import pairwise
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Words that are addresses below /consultations/ and so cannot be the short name of a topic.
RESERVED_SLUGS: Final = ("book", "find", "groups", "place")


class Mode(models.TextChoices):
    """Where the visit takes place."""

    OFFICE = "office", _("At the office")
    PHONE = "phone", _("By phone")
    ONLINE = "online", _("Online")


class State(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    CONFIRMED = "confirmed", _("Confirmed")
    DONE = "done", _("Took place")
    MISSED = "missed", _("Visitor did not come")
    CANCELLED = "cancelled", _("Cancelled")


# A visit in one of these states holds its time.
LIVE_STATES: Final = (State.REQUESTED, State.CONFIRMED)

# The database refuses every other change of state (trigger on Consultation), and so do the services.
TRANSITIONS: Final = (
    (State.REQUESTED, State.CONFIRMED),
    (State.REQUESTED, State.CANCELLED),
    (State.CONFIRMED, State.DONE),
    (State.CONFIRMED, State.MISSED),
    (State.CONFIRMED, State.CANCELLED),
    # An outcome entered by mistake is corrected; neither state holds a time, and the history keeps both.
    (State.DONE, State.MISSED),
    (State.MISSED, State.DONE),
    # Taken back by staff, when the time is still free.
    (State.CANCELLED, State.CONFIRMED),
    # Moved by the visitor, where staff confirm every time.
    (State.CONFIRMED, State.REQUESTED),
)


class SessionState(models.TextChoices):
    """What becomes of a group session; a draft is seen by staff only."""

    DRAFT = "draft", _("In preparation")
    PUBLISHED = "published", _("Published")
    DONE = "done", _("Took place")
    CANCELLED = "cancelled", _("Cancelled")


# A session in one of these states holds its advisor's time: who plans one relies on it before it is public.
LIVE_SESSION_STATES: Final = (SessionState.DRAFT, SessionState.PUBLISHED)
SESSION_TRANSITIONS: Final = (
    (SessionState.DRAFT, SessionState.PUBLISHED),
    (SessionState.DRAFT, SessionState.CANCELLED),
    (SessionState.PUBLISHED, SessionState.DONE),
    (SessionState.PUBLISHED, SessionState.CANCELLED),
)
# Nobody talks to a whole group by phone.
SESSION_MODES: Final = (Mode.OFFICE, Mode.ONLINE)


class PlaceState(models.TextChoices):
    """Where a person stands with a group session."""

    SIGNED_UP = "signed_up", _("Signed up")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("Place offered")
    ATTENDED = "attended", _("Came")
    MISSED = "missed", _("Did not come")
    CANCELLED = "cancelled", _("Cancelled")


# A person in one of these states has a seat; an offered place is nobody else's until the offer is over.
SEATED_STATES: Final = (PlaceState.SIGNED_UP, PlaceState.OFFERED, PlaceState.ATTENDED)
# Still to come, or still hoping to.
OPEN_PLACE_STATES: Final = (PlaceState.SIGNED_UP, PlaceState.WAITING, PlaceState.OFFERED)
PLACE_TRANSITIONS: Final = (
    (PlaceState.WAITING, PlaceState.OFFERED),
    # Given by staff, when there is no time left for an offer.
    (PlaceState.WAITING, PlaceState.SIGNED_UP),
    (PlaceState.WAITING, PlaceState.CANCELLED),
    (PlaceState.OFFERED, PlaceState.SIGNED_UP),
    (PlaceState.OFFERED, PlaceState.CANCELLED),
    (PlaceState.SIGNED_UP, PlaceState.CANCELLED),
    (PlaceState.SIGNED_UP, PlaceState.ATTENDED),
    (PlaceState.SIGNED_UP, PlaceState.MISSED),
    # A click on the wrong row is corrected; the history keeps both.
    (PlaceState.ATTENDED, PlaceState.MISSED),
    (PlaceState.MISSED, PlaceState.ATTENDED),
)


class Ending(models.TextChoices):
    """Why somebody is on the list no more."""

    PERSON = "person", _("The person cancelled")
    STAFF = "staff", _("Staff cancelled")
    DECLINED = "declined", _("Did not want the offered place")
    EXPIRED = "expired", _("Did not answer the offer in time")
    NO_PLACE = "no_place", _("No place became free")
    SESSION = "session", _("The session was cancelled")


class BusyState(models.TextChoices):
    """How it stands with the reading of an advisor's own calendar."""

    WAITING = "waiting", _("Not read yet")
    READ = "read", _("Read")
    FAILING = "failing", _("Cannot be read")
    ENDED = "ended", _("Ended")


class BusyProblem(models.TextChoices):
    """Why a calendar could not be read; the first ones are those of `center.base.fetching.Trouble`."""

    ADDRESS = "address", _("This is no address of a calendar.")
    SCHEME = "scheme", _("The address does not begin with https:// or webcal://.")
    PRIVATE = "private", _("The address leads into a private network, where we do not look.")
    NO_HOST = "no_host", _("There is no server with this name.")
    UNREACHABLE = "unreachable", _("The server cannot be reached.")
    CERTIFICATE = "certificate", _("The server could not prove who it is: its certificate is not valid.")
    TOO_SLOW = "too_slow", _("The server did not answer in time.")
    TOO_LARGE = "too_large", _("The calendar is larger than 5 MB.")
    REDIRECTS = "redirects", _("The address leads on to another one too often.")
    FORBIDDEN = "forbidden", _("The server does not let us read the calendar.")
    MISSING = "missing", _("There is no calendar at this address any more.")
    STATUS = "status", _("The server answered with an error.")
    GARBLED = "garbled", _("The answer of the server came in pieces or garbled.")
    NOT_A_CALENDAR = "not_a_calendar", _("What lies at this address is no calendar in the iCalendar format.")
    TOO_MANY = "too_many", _("The calendar has more busy times than we can take in.")
    TOO_COMPLEX = "too_complex", _("The calendar takes too long to be read.")


# Kind and icon of the badge wherever staff see a state; the word is the state's own.
STATE_BADGES: Final = {
    State.REQUESTED: ("warning", "clock"),
    State.CONFIRMED: ("info", "calendar"),
    State.DONE: ("success", "check"),
    State.MISSED: ("neutral", "person"),
    State.CANCELLED: ("neutral", "error"),
}


class Confirmation(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    BY_STAFF = "by_staff", _("By staff")


class NoticeUnit(models.TextChoices):
    HOURS = "hours", _("Hours")
    WORKING_DAYS = "working_days", _("Working days")


class ResourceKind(models.TextChoices):
    """What can be held by one visit at a time."""

    ADVISOR = "advisor", _("Advisor")
    INTERPRETER = "interpreter", _("Interpreter")
    ROOM = "room", _("Room")


class CaseStage(models.TextChoices):
    """How far somebody has come with us, from the first talk to a running enterprise."""

    INTAKE = "intake", _("First talks")
    IDEA = "idea", _("Idea")
    PLAN = "plan", _("Plan")
    REGISTRATION = "registration", _("Registration")
    OPERATING = "operating", _("Operating")
    CLOSED = "closed", _("Closed")


OPEN_STAGES: Final = (
    CaseStage.INTAKE,
    CaseStage.IDEA,
    CaseStage.PLAN,
    CaseStage.REGISTRATION,
    CaseStage.OPERATING,
)

# The one table of what may follow what; the database has it as a trigger on Case. Forward to any later stage (some
# come with a finished plan), back by one, to the end from everywhere, and from the end back to where it was.
STAGE_TRANSITIONS: Final = (
    *((one, other) for number, one in enumerate(OPEN_STAGES) for other in OPEN_STAGES[number + 1 :]),
    *((other, one) for one, other in pairwise(OPEN_STAGES)),
    *((one, CaseStage.CLOSED) for one in OPEN_STAGES),
    *((CaseStage.CLOSED, one) for one in OPEN_STAGES),
)


class CaseOutcome(models.TextChoices):
    """What became of a closed case; figures are counted from it."""

    STARTED = "started", _("Started an enterprise")
    JOINED = "joined", _("Joined an enterprise")
    WORK = "work", _("Found work")
    REFERRED = "referred", _("Referred elsewhere")
    GAVE_UP = "gave_up", _("Gave up the idea")
    LOST = "lost", _("Contact was lost")
    OTHER = "other", pgettext_lazy("outcome of a case", "Other")
    # Written by the merge of two records of one person, never chosen: such a case counts nowhere.
    CONTINUED = "continued", _("Continued in another case of the same person")


class CaseRole(models.TextChoices):
    """What an advisor is in a case."""

    LEAD = "lead", _("Leads the case")
    COLLEAGUE = "colleague", _("Works along")


class CallReason(models.TextChoices):
    """Why somebody is to be called."""

    BOOKED = "booked", _("Tell that the visit is booked")
    REMINDER = "reminder", _("Remind of the visit")
    MOVED = "moved", _("Tell that the visit was moved")
    CANCELLED = "cancelled", _("Tell that the visit was cancelled")
    OFFERED = "offered", _("Offer a freed place")
    OTHER = "other", pgettext_lazy("reason of a call", "Something else")


class ReminderKind(models.TextChoices):
    """Which reminder of an appointment; each goes once for each beginning."""

    FIRST = "first", _("First email")
    SECOND = "second", _("Second email")
    SMS = "sms", _("SMS")
    CALL = "call", _("Call")


class AttemptResult(models.TextChoices):
    """What came of dialling once."""

    REACHED = "reached", _("Reached")
    HELPER = "helper", _("Told a helper")
    NO_ANSWER = "no_answer", pgettext_lazy("of a call", "No answer")
    BUSY = "busy", _("Busy")
    AGAIN = "again", _("Call again later")
    WRONG_NUMBER = "wrong_number", _("Wrong number")


class CallOutcome(models.TextChoices):
    """How a call ended; the last two are the portal's own, when nobody has to be called any more."""

    REACHED = "reached", _("Reached")
    HELPER = "helper", _("Told a helper")
    WRONG_NUMBER = "wrong_number", _("Wrong number")
    GAVE_UP = "gave_up", _("Gave up")
    NOT_NEEDED = "not_needed", _("No longer needed")
    TOO_LATE = "too_late", _("Nobody called in time")


# What of a try ends the call.
CLOSING_RESULTS: Final = {
    AttemptResult.REACHED: CallOutcome.REACHED,
    AttemptResult.HELPER: CallOutcome.HELPER,
    AttemptResult.WRONG_NUMBER: CallOutcome.WRONG_NUMBER,
}


class AccessState(models.TextChoices):
    """What became of a colleague's wish to read a case that is not theirs."""

    WAITING = "waiting", _("Waits for an answer")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    REVOKED = "revoked", _("Taken back")


# The database refuses every other change (trigger on AccessRequest), and so do the services.
ACCESS_TRANSITIONS: Final = (
    (AccessState.WAITING, AccessState.GRANTED),
    (AccessState.WAITING, AccessState.REFUSED),
    (AccessState.GRANTED, AccessState.REVOKED),
)


class CanvasPart(models.TextChoices):
    """The blocks of the canvas of a social business, in the order in which people best think about them."""

    PROBLEM = "problem", _("The problem")
    CHANGE = "change", _("The change you want")
    BENEFICIARIES = "beneficiaries", _("Whom it helps")
    BENEFIT = "benefit", _("What they gain")
    CUSTOMERS = "customers", _("Who pays")
    OFFER = "offer", _("What you offer them")
    CHANNELS = "channels", _("How they hear of you and get it")
    ACTIVITIES = "activities", _("What has to be done")
    RESOURCES = "resources", _("What you need for it")
    PARTNERS = "partners", _("Who works with you")
    COSTS = "costs", _("What it costs, in words")
    INCOME = "income", _("Where the money comes from, in words")
    SURPLUS = "surplus", _("What happens with the surplus")
    MEASURE = "measure", _("How you will know that it works")


class BudgetKind(models.TextChoices):
    """What a row of a first budget is about; the order is that of the page."""

    SALE = "sale", _("What you sell")
    MONTHLY = "monthly", _("Costs of every month")
    START = "start", _("Costs of the start")
    MONEY = "money", _("Money for the start")


class MoneySource(models.TextChoices):
    """Where money for the start comes from."""

    OWN = "own", _("Own money")
    GRANT = "grant", _("Grant, to be kept")
    LOAN = "loan", _("Loan, to be paid back")
