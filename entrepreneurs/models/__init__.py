"""The registry: people, enterprises, and what is true of them when."""

from entrepreneurs.models.activity import ActivityCode
from entrepreneurs.models.board import Joining, JointAction
from entrepreneurs.models.check import CheckLetter
from entrepreneurs.models.claim import ClaimRequest
from entrepreneurs.models.consent import Consent, ConsentText
from entrepreneurs.models.contact import Channel, OpeningTime, WebLink
from entrepreneurs.models.contact_preference import ContactPreference, preference_of
from entrepreneurs.models.data_request import DataRequest
from entrepreneurs.models.demographics import Demographics
from entrepreneurs.models.different import DifferentRecords
from entrepreneurs.models.directory import DirectoryEntry, DirectoryTotal, DirectoryWord
from entrepreneurs.models.enterprise import Enterprise, FormerSlug
from entrepreneurs.models.facts import (
    FACTS,
    DatedFact,
    Existence,
    LegalStatus,
    RegisteredActivity,
    RegisteredForm,
    Seat,
    ServedGroup,
)
from entrepreneurs.models.figures import AnnualFigures, Engagement, ReportDuty
from entrepreneurs.models.group import VulnerableGroup
from entrepreneurs.models.importing import Import
from entrepreneurs.models.inbox import EnterpriseMessage, ErrorReport
from entrepreneurs.models.membership import Membership, PersonLogin
from entrepreneurs.models.merge import Merge
from entrepreneurs.models.news import EnterpriseNews
from entrepreneurs.models.person import Entrepreneur
from entrepreneurs.models.person_mail import PersonMail, PersonText
from entrepreneurs.models.picture import Picture
from entrepreneurs.models.place import Settlement
from entrepreneurs.models.product import Product, ProductCategory
from entrepreneurs.models.proposal import ChangeProposal
from entrepreneurs.models.rules import DirectoryRules
from entrepreneurs.models.signature import InitiativeSignature
from entrepreneurs.models.vulnerability import Vulnerability

__all__ = [
    "FACTS",
    "ActivityCode",
    "AnnualFigures",
    "ChangeProposal",
    "Channel",
    "CheckLetter",
    "ClaimRequest",
    "Consent",
    "ConsentText",
    "ContactPreference",
    "DataRequest",
    "DatedFact",
    "Demographics",
    "DifferentRecords",
    "DirectoryEntry",
    "DirectoryRules",
    "DirectoryTotal",
    "DirectoryWord",
    "Engagement",
    "Enterprise",
    "EnterpriseMessage",
    "EnterpriseNews",
    "Entrepreneur",
    "ErrorReport",
    "Existence",
    "FormerSlug",
    "Import",
    "InitiativeSignature",
    "Joining",
    "JointAction",
    "LegalStatus",
    "Membership",
    "Merge",
    "OpeningTime",
    "PersonLogin",
    "PersonMail",
    "PersonText",
    "Picture",
    "Product",
    "ProductCategory",
    "RegisteredActivity",
    "RegisteredForm",
    "ReportDuty",
    "Seat",
    "ServedGroup",
    "Settlement",
    "Vulnerability",
    "VulnerableGroup",
    "WebLink",
    "preference_of",
]
