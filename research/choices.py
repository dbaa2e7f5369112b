"""Fixed lists of the research, and the tables of what may follow what."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SLUG_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class SurveyState(models.TextChoices):
    """What becomes of a survey; a draft is seen by staff only."""

    DRAFT = "draft", pgettext_lazy("survey", "In preparation")
    OPEN = "open", pgettext_lazy("survey", "Running")
    CLOSED = "closed", pgettext_lazy("survey", "Closed")


SURVEY_TRANSITIONS: Final = (
    (SurveyState.DRAFT, SurveyState.OPEN),
    (SurveyState.OPEN, SurveyState.CLOSED),
    # For a few more days; not once results are out.
    (SurveyState.CLOSED, SurveyState.OPEN),
)


class Population(models.TextChoices):
    """About whom a survey wants to know something."""

    CITIZENS = "citizens", _("Citizens")
    ENTERPRISES = "enterprises", _("Social enterprises")
    COMPANIES = "companies", _("Companies")
    INSTITUTIONS = "institutions", _("Institutions")
    MEDIA = "media", _("Media")
    ASSOCIATIONS = "associations", _("Associations")
    MIXED = "mixed", _("Several of these")


class Mode(models.TextChoices):
    """How an answer reached us; a survey allows one or more."""

    LINK = "link", _("Open link")
    MAIL = "mail", _("Invitation by email")
    CODE = "code", _("Printed code")
    PAPER = "paper", _("On paper, entered by staff")
    PHONE = "phone", _("On the phone, entered by staff")


# Whoever answers so holds an invitation, which answers once.
INVITED: Final = (Mode.MAIL, Mode.CODE)
# Typed in by the office.
ENTERED: Final = (Mode.PAPER, Mode.PHONE)


class DurationBand(models.TextChoices):
    """How long somebody took, in bands: exact times would tell who it was."""

    UNDER_1 = "0-1", _("under a minute")
    UNDER_3 = "1-3", _("1 to 3 minutes")
    UNDER_5 = "3-5", _("3 to 5 minutes")
    UNDER_10 = "5-10", _("5 to 10 minutes")
    UNDER_20 = "10-20", _("10 to 20 minutes")
    UNDER_60 = "20-60", _("20 to 60 minutes")
    LONGER = "60-", _("over an hour")
    # Of what was typed in from paper, and of answers that went on another day.
    UNKNOWN = "", _("not known")


class SampleMethod(models.TextChoices):
    """How the sample is taken from the frame."""

    ALL = "all", _("Everybody in the frame")
    RANDOM = "random", _("Simple random sample")
    STRATIFIED = "stratified", _("Random sample in each stratum")


class Stratum(models.TextChoices):
    """By which fact of the registry enterprises are divided before drawing."""

    NONE = "", _("Not divided")
    LEGAL_FORM = "form", _("Legal form")
    STATUS = "status", _("Status under the Law")
    SECTION = "section", _("Section of activity")
    SETTLEMENT = "settlement", _("Settlement")


class ReleaseState(models.TextChoices):
    """What becomes of published results: frozen while public, and gone for good once withdrawn."""

    DRAFT = "draft", pgettext_lazy("release", "In preparation")
    PUBLISHED = "published", pgettext_lazy("release", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("release", "Withdrawn")


RELEASE_TRANSITIONS: Final = (
    (ReleaseState.DRAFT, ReleaseState.PUBLISHED),
    (ReleaseState.PUBLISHED, ReleaseState.WITHDRAWN),
)
