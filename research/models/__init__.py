"""Questionnaires, surveys, the answers to them, and what is published of those."""

from research.models.answer import Draft, PageReach, Response
from research.models.grants import SurveyGrant
from research.models.invitation import Invitation, SpentInvitation
from research.models.questionnaire import Questionnaire, VersionMapping
from research.models.release import Release, ReleaseFile, Weighting
from research.models.survey import Sample, Survey

__all__ = [
    "Draft",
    "Invitation",
    "PageReach",
    "Questionnaire",
    "Release",
    "ReleaseFile",
    "Response",
    "Sample",
    "SpentInvitation",
    "Survey",
    "SurveyGrant",
    "VersionMapping",
    "Weighting",
]
