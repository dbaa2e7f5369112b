"""Fixed lists of the registry; what an office may change (groups, categories, settlements) are tables."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Words that are addresses below /enterprises/ and so cannot be the short name of an enterprise.
RESERVED_SLUGS: Final = (
    "add", "board", "claim", "compare", "data", "edit", "embed", "map", "print", "products", "qr", "report",
    "search", "statistics",
)  # fmt: skip


class Stage(models.TextChoices):
    """Where a person stands."""

    ASPIRING = "aspiring", _("Wants to start")
    EXISTING = "existing", _("Runs an enterprise")


class MemberRole(models.TextChoices):
    """What a person is in an enterprise."""

    FOUNDER = "founder", _("Founder")
    REPRESENTATIVE = "representative", _("Legal representative")
    CONTACT = "contact", _("Contact person")
    EMPLOYEE = "employee", _("Employee")
    VOLUNTEER = "volunteer", _("Volunteer")
    OTHER = "other", pgettext_lazy("role in an enterprise", "Other")


class Purpose(models.TextChoices):
    """What a person may agree to, each apart (GDPR art. 7; Law on Personal Data Protection, art. 15)."""

    BOOKING = "booking", _("Booking a consultation")
    CASE_FILE = "case_file", _("Keeping a case file")
    STATISTICS = "statistics", _("Statistics")
    PUBLICATION = "publication", _("Publication in the directory")
    SMS = "sms", _("Messages by SMS")
    VULNERABILITY = "vulnerability", _("Keeping what makes life harder")
    HELPER = "helper", _("Telling a helper when and where a visit is")
    EVENT = "event", _("Registering for an event")


class HelperRelation(models.TextChoices):
    """Who somebody is whom a person lets us tell when and where the visit is."""

    FAMILY = "family", _("Family")
    FRIEND = "friend", _("Friend or neighbour")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    ORGANISATION = "organisation", _("Organisation that helps me")
    OTHER = "other", pgettext_lazy("relation of a helper", "Somebody else")


class ConsentWay(models.TextChoices):
    """How a consent was given."""

    WEB = "web", _("On the portal")
    PAPER = "paper", _("Signed on paper")
    EMAIL = "email", _("By email")
    PHONE = "phone", _("By phone")
    SPOKEN = "spoken", _("In person")


class EnterpriseState(models.TextChoices):
    """Whether the public sees an enterprise; the yearly confirmation may hide a published one."""

    DRAFT = "draft", _("In preparation")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class ConfirmedBy(models.TextChoices):
    """Who last said that a profile is still right."""

    ENTERPRISE = "enterprise", _("The enterprise")
    STAFF = "staff", _("The Center")


class LegalForm(models.TextChoices):
    """Legal forms in which a business or a civic body is registered in Serbia."""

    ENTREPRENEUR = "entrepreneur", pgettext_lazy("legal form", "Entrepreneur (sole trader)")
    LIMITED = "limited", _("Limited liability company (d.o.o.)")
    JOINT_STOCK = "joint_stock", _("Joint-stock company (a.d.)")
    PARTNERSHIP = "partnership", _("Partnership")
    COOPERATIVE = "cooperative", _("Cooperative")
    ASSOCIATION = "association", _("Association")
    FOUNDATION = "foundation", _("Foundation")
    SPORTS = "sports", _("Sports association")
    INFORMAL = "informal", _("Not registered yet")
    OTHER = "other", pgettext_lazy("legal form", "Other form")


class StatusKind(models.TextChoices):
    """Standing under the Law on Social Entrepreneurship (Official Gazette 14/2022)."""

    NONE = "none", _("Without the status")
    SELF_DECLARED = "self_declared", _("Self-declared")
    PREPARING = "preparing", _("Preparing for the status")
    REGISTERED = "registered", _("Registered social enterprise")
    ENDED = "ended", _("Status ended")


class Way(models.TextChoices):
    """The four ways of Art. 5 of the Law."""

    GOODS_AND_SERVICES = "goods_and_services", _("Goods and services for vulnerable groups")
    WORK_INTEGRATION = "work_integration", _("Work integration")
    DEVASTATED_AREAS = "devastated_areas", _("Developing devastated areas")
    GENERAL_INTEREST = "general_interest", _("Solving other problems of general interest")


class Area(models.TextChoices):
    """The areas of Art. 7 of the Law."""

    SOCIAL = "social", _("Social inclusion")
    CULTURAL = "cultural", _("Cultural inclusion")
    ECONOMIC = "economic", _("Economic inclusion")
    WORK = "work", _("Work inclusion")
    OTHER = "other", _("Other general interest")


class ChannelKind(models.TextChoices):
    """How an enterprise is reached."""

    PHONE = "phone", _("Phone")
    EMAIL = "email", _("Email")


class WebKind(models.TextChoices):
    """Where an enterprise is on the web."""

    WEB = "web", _("Website")
    SHOP = "shop", _("Web shop")
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    LINKEDIN = "linkedin", "LinkedIn"
    YOUTUBE = "youtube", "YouTube"
    TIKTOK = "tiktok", "TikTok"


class SpokenLanguage(models.TextChoices):
    """Languages in which customers are served (ISO 639)."""

    SERBIAN = "sr", _("Serbian")
    ENGLISH = "en", _("English")
    ROMANI = "rom", _("Romani")
    SIGN = "rsl", _("Serbian sign language")
    ALBANIAN = "sq", _("Albanian")
    HUNGARIAN = "hu", _("Hungarian")
    ROMANIAN = "ro", _("Romanian")
    BULGARIAN = "bg", _("Bulgarian")
    RUSSIAN = "ru", _("Russian")
    GERMAN = "de", _("German")
    FRENCH = "fr", _("French")


class PictureKind(models.TextChoices):
    LOGO = "logo", _("Logo")
    PHOTO = "photo", _("Photo")
    PRODUCT = "product", _("Picture of a product")


class FigureSource(models.TextChoices):
    """Where a figure of a year comes from."""

    REPORT = "report", _("Two-year report under the Law")
    STATEMENT = "statement", _("Annual financial statement")
    INTERVIEW = "interview", _("Interview with the enterprise")
    ESTIMATE = "estimate", _("Estimate by the enterprise")


class Confidence(models.TextChoices):
    """How far staff trust a figure."""

    HIGH = "high", _("Seen in a document")
    MEDIUM = "medium", _("Said with certainty")
    LOW = "low", _("Rough")


class IncomeBand(models.TextChoices):
    """Income of a year in dinars; the bands are a decision of the office."""

    NONE = "none", _("No income")
    UNDER_1 = "under_1", _("under 1 million dinars")
    FROM_1 = "from_1", _("1 to 3 million dinars")
    FROM_3 = "from_3", _("3 to 6 million dinars")
    FROM_6 = "from_6", _("6 to 10 million dinars")
    FROM_10 = "from_10", _("10 to 50 million dinars")
    OVER_50 = "over_50", _("over 50 million dinars")


class Sex(models.TextChoices):
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    UNKNOWN = "unknown", _("Not known")


class Contract(models.TextChoices):
    """How people are engaged (Labour Law: employment and work outside it)."""

    EMPLOYED = "employed", _("Employed")
    OTHER_CONTRACT = "other_contract", _("Engaged by another contract")
    VOLUNTEER = "volunteer", pgettext_lazy("contract", "Volunteers")


class ActivityLevel(models.TextChoices):
    """Levels of the classification of activities (KD 2010, as NACE Rev. 2)."""

    SECTION = "section", _("Section")
    DIVISION = "division", _("Division")
    GROUP = "group", _("Group")
    CLASS = "class", _("Class")


class ActionKind(models.TextChoices):
    """What members put on their board."""

    NEED = "need", _("We need")
    OFFER = "offer", _("We offer")
    ORDER = "order", _("Joint order")
    ACTION = "action", _("Joint action")


class ActionState(models.TextChoices):
    WAITING = "waiting", _("Waiting for a look by the Center")
    OPEN = "open", _("On the board")
    RETURNED = "returned", _("Returned with a message")
    CLOSED = "closed", _("Taken off the board")


# The database refuses every other change of state (trigger on JointAction), and so do the services.
ACTION_TRANSITIONS: Final = (
    (ActionState.WAITING, ActionState.OPEN),
    (ActionState.WAITING, ActionState.RETURNED),
    (ActionState.WAITING, ActionState.CLOSED),
    (ActionState.RETURNED, ActionState.WAITING),
    (ActionState.RETURNED, ActionState.CLOSED),
    # Members change what they wrote, so staff look again.
    (ActionState.OPEN, ActionState.WAITING),
    (ActionState.OPEN, ActionState.CLOSED),
)


class ClaimKind(models.TextChoices):
    """What somebody asks for on the public pages."""

    ADD = "add", _("A new enterprise")
    CLAIM = "claim", _("Editing an enterprise of the directory")


class ClaimState(models.TextChoices):
    UNVERIFIED = "unverified", _("Email not confirmed")
    WAITING = "waiting", pgettext_lazy("request", "Waiting")
    APPROVED = "approved", pgettext_lazy("request", "Approved")
    REFUSED = "refused", pgettext_lazy("request", "Refused")
    EXPIRED = "expired", pgettext_lazy("request", "Expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")


# The database refuses every other change of state (trigger on ClaimRequest), and so do the services.
CLAIM_TRANSITIONS: Final = (
    (ClaimState.UNVERIFIED, ClaimState.WAITING),
    (ClaimState.UNVERIFIED, ClaimState.EXPIRED),
    (ClaimState.WAITING, ClaimState.APPROVED),
    (ClaimState.WAITING, ClaimState.REFUSED),
    (ClaimState.WAITING, ClaimState.WITHDRAWN),
)


class MessageState(models.TextChoices):
    """What became of a message to an enterprise."""

    WAITING = "waiting", _("To pass on by phone")
    RELAYED = "relayed", _("Sent to the enterprise by email")
    PASSED_ON = "passed_on", _("Passed on")


class ErrorKind(models.TextChoices):
    """What a visitor finds wrong on a profile."""

    CLOSED = "closed", _("They work no more, or have moved")
    CONTACT = "contact", _("Phone, web address or opening hours")
    PRODUCTS = "products", _("Products, services or prices")
    STATUS = "status", _("Status or another fact about the enterprise")
    WORDS = "words", _("A text or a picture")
    OTHER = "other", pgettext_lazy("error on a page", "Something else")


class ReportState(models.TextChoices):
    """What staff did about a report."""

    NEW = "new", _("To look at")
    DONE = "done", _("Put right")
    DISMISSED = "dismissed", _("Nothing to put right")


class ProfileSection(models.TextChoices):
    """Parts of a profile, each a page for its editors."""

    ABOUT = "about", _("About the enterprise")
    CONTACT = "contact", _("Contact and languages")
    HOURS = "hours", _("Opening times")
    PLACE = "place", pgettext_lazy("where an enterprise is", "Place")
    PRODUCTS = "products", _("Products and services")
    PICTURES = "pictures", _("Pictures")


class ProposalState(models.TextChoices):
    WAITING = "waiting", _("Waiting for a look by the Center")
    RETURNED = "returned", _("Returned with a message")
    APPROVED = "approved", pgettext_lazy("change", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("change", "Withdrawn")
    OUTDATED = "outdated", pgettext_lazy("change", "Outdated")


OPEN_PROPOSALS: Final = (ProposalState.WAITING, ProposalState.RETURNED)

# The database refuses every other change of state (trigger on ChangeProposal), and so do the services.
PROPOSAL_TRANSITIONS: Final = (
    (ProposalState.WAITING, ProposalState.RETURNED),
    (ProposalState.WAITING, ProposalState.APPROVED),
    (ProposalState.WAITING, ProposalState.WITHDRAWN),
    (ProposalState.WAITING, ProposalState.OUTDATED),
    (ProposalState.RETURNED, ProposalState.WAITING),
    (ProposalState.RETURNED, ProposalState.WITHDRAWN),
    (ProposalState.RETURNED, ProposalState.OUTDATED),
)


class CheckLetterKind(models.TextChoices):
    """Letters of the yearly "still right?", in their order."""

    ASK = "ask", _("Asked whether the profile is still right")
    REMIND = "remind", _("Reminded before it is marked")
    WARN = "warn", _("Warned before it is hidden")


class ImportKind(models.TextChoices):
    """What the rows of an imported table are."""

    ENTERPRISE = "enterprise", _("Enterprises")
    PERSON = "person", _("People")


class ImportState(models.TextChoices):
    DRAFT = "draft", _("Not confirmed yet")
    RUNNING = "running", _("Being imported")
    DONE = "done", _("Imported")


class RequestKind(models.TextChoices):
    """What people may ask for about their data (Law on Personal Data Protection, art. 26, 29, 30, 31, 36 and 37)."""

    CORRECTION = "correction", _("Correct something")
    ERASURE = "erasure", _("Erase my data")
    COPY = "copy", _("Get a copy of my data")
    RESTRICTION = "restriction", _("Keep my data but do nothing with them")
    OBJECTION = "objection", _("Object to a use of my data")


class RequestWay(models.TextChoices):
    """How such a request came."""

    WEB = "web", _("On the portal")
    OFFICE = "office", _("At the office")
    PHONE = "phone", _("By phone")
    EMAIL = "email", _("By email")
    LETTER = "letter", _("By letter")


class RequestState(models.TextChoices):
    OPEN = "open", _("Not answered yet")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused, with the reason")


class SignatureWay(models.TextChoices):
    """How an enterprise signed an initiative."""

    ACCOUNT = "account", pgettext_lazy("signature", "From the account")
    PAPER = "paper", pgettext_lazy("signature", "On paper")
