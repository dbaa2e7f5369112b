from center.models.access import AccessRecord
from center.models.advocacy import (
    AdvocacyInitiative,
    FormerInitiativeSlug,
    InitiativeDocument,
    InitiativeStep,
    Institution,
)
from center.models.audit import AccountEvent, AuditAmendment, AuditKey, AuditSeal, AuditSpan
from center.models.backup import BackupRun
from center.models.council import (
    CouncilAttendance,
    CouncilDecision,
    CouncilDocument,
    CouncilMeeting,
    CouncilMember,
)
from center.models.erasure import ErasureRecord
from center.models.framework import (
    Activity,
    Indicator,
    IndicatorPeriod,
    IndicatorRevision,
    Objective,
    Result,
)
from center.models.funding_call import CallReminder, CallSignUp, FormerCallSlug, FundingCall
from center.models.grant import Grant, GrantBudget, GrantChoice, GrantLogo
from center.models.grant_choices import CoverageGrant, NewsItemGrant, PressReleaseGrant
from center.models.inbox import Question
from center.models.initiative_wording import AskedInstitution, InitiativeWording
from center.models.limits import RateWindow
from center.models.mail import StoredMail
from center.models.measurement import Evidence, Measurement, MeasurementPart
from center.models.news import FormerNewsSlug, NewsCategory, NewsItem, NewsPicture
from center.models.newsletter import NewsletterDelivery, NewsletterIssue, NewsletterItem
from center.models.office import Office, OfficeHours, OfficeLink
from center.models.page import FormerPageSlug, Page, PagePicture
from center.models.picture import Picture
from center.models.press import (
    Coverage,
    EmbargoMove,
    FormerPressSlug,
    Journalist,
    MediaOutlet,
    MediaRequest,
    PressAttachment,
    PressDelivery,
    PressKitPicture,
    PressNotice,
    PressPicture,
    PressRelease,
)
from center.models.redaction import HistoryRedaction
from center.models.report import GrantReport, ReportFile, ReportPicture, ReportPictureFile, ReportSection
from center.models.resource import FormerResourceSlug, Resource, ResourceFile, ResourceStep, Term
from center.models.retention import RetentionRun
from center.models.staff import StaffAction
from center.models.subscriber import Subscriber
from center.models.text import StoredText
from center.models.user import User

__all__ = [
    "AccessRecord",
    "AccountEvent",
    "Activity",
    "AdvocacyInitiative",
    "AskedInstitution",
    "AuditAmendment",
    "AuditKey",
    "AuditSeal",
    "AuditSpan",
    "BackupRun",
    "CallReminder",
    "CallSignUp",
    "CouncilAttendance",
    "CouncilDecision",
    "CouncilDocument",
    "CouncilMeeting",
    "CouncilMember",
    "Coverage",
    "CoverageGrant",
    "EmbargoMove",
    "ErasureRecord",
    "Evidence",
    "FormerCallSlug",
    "FormerInitiativeSlug",
    "FormerNewsSlug",
    "FormerPageSlug",
    "FormerPressSlug",
    "FormerResourceSlug",
    "FundingCall",
    "Grant",
    "GrantBudget",
    "GrantChoice",
    "GrantLogo",
    "GrantReport",
    "HistoryRedaction",
    "Indicator",
    "IndicatorPeriod",
    "IndicatorRevision",
    "InitiativeDocument",
    "InitiativeStep",
    "InitiativeWording",
    "Institution",
    "Journalist",
    "Measurement",
    "MeasurementPart",
    "MediaOutlet",
    "MediaRequest",
    "NewsCategory",
    "NewsItem",
    "NewsItemGrant",
    "NewsPicture",
    "NewsletterDelivery",
    "NewsletterIssue",
    "NewsletterItem",
    "Objective",
    "Office",
    "OfficeHours",
    "OfficeLink",
    "Page",
    "PagePicture",
    "Picture",
    "PressAttachment",
    "PressDelivery",
    "PressKitPicture",
    "PressNotice",
    "PressPicture",
    "PressRelease",
    "PressReleaseGrant",
    "Question",
    "RateWindow",
    "ReportFile",
    "ReportPicture",
    "ReportPictureFile",
    "ReportSection",
    "Resource",
    "ResourceFile",
    "ResourceStep",
    "Result",
    "RetentionRun",
    "StaffAction",
    "StoredMail",
    "StoredText",
    "Subscriber",
    "Term",
    "User",
]
