"""Events, their programmes, and the people who come."""

from events.models.application import ApplicationProduct, ExhibitorApplication
from events.models.call import EventCall
from events.models.door import CheckIn, DoorPass, HeadCount
from events.models.event import Event
from events.models.exhibitor import ExhibitorNeeds, ExhibitorReport
from events.models.fair import FairPlan, PlanThing, Stand
from events.models.feedback import Feedback
from events.models.former_slug import FormerEventSlug
from events.models.grants import EventGrant
from events.models.material import EventDownload, EventPicture
from events.models.news import EventNews
from events.models.programme import ItemSpeaker, ProgrammeItem, ProgrammeRelease, Room, Speaker
from events.models.question import Question, QuestionAnswer
from events.models.registration import Place, Registration
from events.models.review import DecisionLetter, Review
from events.models.series import EventSeries
from events.models.stand_assignment import StandAssignment
from events.models.venue import Venue

__all__ = [
    "ApplicationProduct",
    "CheckIn",
    "DecisionLetter",
    "DoorPass",
    "Event",
    "EventCall",
    "EventDownload",
    "EventGrant",
    "EventNews",
    "EventPicture",
    "EventSeries",
    "ExhibitorApplication",
    "ExhibitorNeeds",
    "ExhibitorReport",
    "FairPlan",
    "Feedback",
    "FormerEventSlug",
    "HeadCount",
    "ItemSpeaker",
    "Place",
    "PlanThing",
    "ProgrammeItem",
    "ProgrammeRelease",
    "Question",
    "QuestionAnswer",
    "Registration",
    "Review",
    "Room",
    "Speaker",
    "Stand",
    "StandAssignment",
    "Venue",
]
