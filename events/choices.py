"""Fixed lists of the events, and the tables of what may follow what."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Words that are addresses below /events/ and so cannot be the short name of an event.
RESERVED_SLUGS: Final = ("calendar", "embed", "find", "past", "registration", "series")
SLUG_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class EventKind(models.TextChoices):
    FAIR = "fair", _("Mini-fair")
    WORKSHOP = "workshop", _("Workshop")
    INFO_SESSION = "info_session", _("Info session")
    MEETING = "meeting", _("Network meeting")
    OTHER = "other", pgettext_lazy("kind of event", "Other event")


class EventState(models.TextChoices):
    """What becomes of an event; a draft is seen by staff only."""

    DRAFT = "draft", pgettext_lazy("event", "In preparation")
    PUBLISHED = "published", pgettext_lazy("event", "Published")
    POSTPONED = "postponed", pgettext_lazy("event", "Postponed")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")
    ARCHIVED = "archived", pgettext_lazy("event", "Finished")


# The database refuses every other change of state (trigger on Event), and so do the services.
EVENT_TRANSITIONS: Final = (
    (EventState.DRAFT, EventState.PUBLISHED),
    (EventState.PUBLISHED, EventState.POSTPONED),
    (EventState.PUBLISHED, EventState.CANCELLED),
    (EventState.PUBLISHED, EventState.ARCHIVED),
    # With a new date, or when there will be none.
    (EventState.POSTPONED, EventState.PUBLISHED),
    (EventState.POSTPONED, EventState.CANCELLED),
    # Results that have to be put right; the history keeps both.
    (EventState.ARCHIVED, EventState.PUBLISHED),
)
# What the public may read of.
PUBLIC_STATES: Final = (
    EventState.PUBLISHED,
    EventState.POSTPONED,
    EventState.CANCELLED,
    EventState.ARCHIVED,
)


class Admission(models.TextChoices):
    """How people come in."""

    FREE = "free", _("Everybody may simply come")
    REGISTRATION = "registration", _("People register here")


class Answer(models.TextChoices):
    """An answer about a place that may also be missing: what nobody looked at is not a no."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class ItemKind(models.TextChoices):
    """What stands in a programme."""

    TALK = "talk", _("Talk")
    PANEL = "panel", _("Discussion")
    WORKSHOP = "workshop", _("Workshop")
    SHOW = "show", _("Show or music")
    BREAK = "break", _("Break")
    OTHER = "other", pgettext_lazy("programme", "Something else")


class RegistrationState(models.TextChoices):
    """Where somebody stands with an event. Who came is counted at the door, apart from this."""

    SIGNED_UP = "signed_up", _("Registered")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("Place offered")
    CANCELLED = "cancelled", _("Cancelled")


# These hold places; offered ones are nobody else's until the offer is over.
PLACED_STATES: Final = (RegistrationState.SIGNED_UP, RegistrationState.OFFERED)
OPEN_STATES: Final = (RegistrationState.SIGNED_UP, RegistrationState.WAITING, RegistrationState.OFFERED)
REGISTRATION_TRANSITIONS: Final = (
    (RegistrationState.WAITING, RegistrationState.OFFERED),
    # Given by staff, when there is no time left for an offer.
    (RegistrationState.WAITING, RegistrationState.SIGNED_UP),
    (RegistrationState.WAITING, RegistrationState.CANCELLED),
    (RegistrationState.OFFERED, RegistrationState.SIGNED_UP),
    (RegistrationState.OFFERED, RegistrationState.CANCELLED),
    (RegistrationState.SIGNED_UP, RegistrationState.CANCELLED),
)


class Ending(models.TextChoices):
    """Why somebody is on the list no more."""

    PERSON = "person", _("The person cancelled")
    STAFF = "staff", _("Staff cancelled")
    DECLINED = "declined", _("Did not want the offered place")
    EXPIRED = "expired", _("Did not answer the offer in time")
    NO_PLACE = "no_place", _("No place became free")
    EVENT = "event", _("The event was cancelled")


class QuestionKind(models.TextChoices):
    """How a question of an event is answered."""

    TEXT = "text", _("A few words")
    YES_NO = "yes_no", _("Yes or no")
    ONE_OF = "one_of", _("One of several answers")
    SOME_OF = "some_of", _("Any of several answers")


class PictureKind(models.TextChoices):
    """What a picture of an event is for."""

    POSTER = "poster", _("Poster")
    PHOTO = "photo", _("Photo of the gallery")


class ThingKind(models.TextChoices):
    """What else stands on the plan of a fair."""

    STAGE = "stage", pgettext_lazy("thing on a plan", "Stage")
    ENTRANCE = "entrance", _("Entrance")
    EXIT = "exit", _("Emergency exit")
    TOILET = "toilet", _("Toilet")
    INFO = "info", _("Information")
    FIRST_AID = "first_aid", _("First aid")
    FOOD = "food", _("Food and drink")
    SEATS = "seats", _("Seats")
    CHILDREN = "children", _("For children")
    WALL = "wall", _("Wall or pillar")
    TREE = "tree", _("Tree")
    OTHER = "other", pgettext_lazy("thing on a plan", "Something else")


class ApplicationState(models.TextChoices):
    """What becomes of the wish of an enterprise to have a stand."""

    DRAFT = "draft", pgettext_lazy("application", "In preparation")
    SENT = "sent", pgettext_lazy("application", "Sent")
    ACCEPTED = "accepted", pgettext_lazy("application", "Accepted")
    RESERVE = "reserve", pgettext_lazy("application", "On the reserve list")
    DECLINED = "declined", pgettext_lazy("application", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")


# The one table; the database has it as a trigger on ExhibitorApplication. A decision is held back in `decision` and
# becomes the state when its letter goes out.
APPLICATION_TRANSITIONS: Final = (
    (ApplicationState.DRAFT, ApplicationState.SENT),
    (ApplicationState.DRAFT, ApplicationState.WITHDRAWN),
    # Taken back by the exhibitor to change it, until the deadline.
    (ApplicationState.SENT, ApplicationState.DRAFT),
    (ApplicationState.SENT, ApplicationState.WITHDRAWN),
    (ApplicationState.SENT, ApplicationState.ACCEPTED),
    (ApplicationState.SENT, ApplicationState.RESERVE),
    (ApplicationState.SENT, ApplicationState.DECLINED),
    (ApplicationState.RESERVE, ApplicationState.ACCEPTED),
    (ApplicationState.RESERVE, ApplicationState.DECLINED),
    (ApplicationState.RESERVE, ApplicationState.WITHDRAWN),
    (ApplicationState.ACCEPTED, ApplicationState.WITHDRAWN),
    # Room was found after all.
    (ApplicationState.DECLINED, ApplicationState.RESERVE),
    (ApplicationState.DECLINED, ApplicationState.ACCEPTED),
    # Who changed their mind begins again.
    (ApplicationState.WITHDRAWN, ApplicationState.DRAFT),
)
DECISIONS: Final = (ApplicationState.ACCEPTED, ApplicationState.RESERVE, ApplicationState.DECLINED)


class SalesBand(models.TextChoices):
    """How much an exhibitor sold at a fair, in thousands of dinars; asked in bands, so that people answer."""

    NOTHING = "nothing", _("Nothing")
    UP_TO_10 = "to_10", _("Up to 10,000 dinars")
    UP_TO_25 = "to_25", _("10,000 to 25,000 dinars")
    UP_TO_50 = "to_50", _("25,000 to 50,000 dinars")
    MORE = "more", _("More than 50,000 dinars")
    UNSAID = "unsaid", _("I’d rather not say")


class HeadKind(models.TextChoices):
    """Whom a stroke at the door stands for."""

    VISITOR = "visitor", _("Visitor")
    EXHIBITOR = "exhibitor", _("At a stand")
    GUEST = "guest", _("Media or institution")


class CallReason(models.TextChoices):
    """Why somebody who left no e-mail has to be called about an event."""

    OFFERED = "offered", _("A place became free")
    CHANGED = "changed", _("Another time or place")
    POSTPONED = "postponed", _("The event is postponed")
    CANCELLED = "cancelled", _("It does not take place, or the place is gone")


class CallOutcome(models.TextChoices):
    """What came of a call."""

    REACHED = "reached", pgettext_lazy("call", "Reached")
    NOT_REACHED = "not_reached", pgettext_lazy("call", "Not reached, given up")
    NOT_NEEDED = "not_needed", pgettext_lazy("call", "No longer needed")


class ComesAgain(models.TextChoices):
    """Whether somebody would come to such an event again."""

    YES = "yes", _("Yes")
    PERHAPS = "perhaps", _("Perhaps")
    NO = "no", _("No")
