"""Fixed lists of indicators, their values, and reports; the codes of IATI 2.03 stand beside those that have one."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ResultKind(models.TextChoices):
    """What a result is in the logic of a grant (IATI code list ResultType)."""

    OUTPUT = "output", pgettext_lazy("kind of result", "output: what was done or made")
    OUTCOME = "outcome", pgettext_lazy("kind of result", "outcome: what changed for people")
    IMPACT = "impact", pgettext_lazy("kind of result", "impact: what it changes in the long run")
    OTHER = "other", pgettext_lazy("kind of result", "other")


IATI_RESULT_TYPES: Final = {
    ResultKind.OUTPUT: "1",
    ResultKind.OUTCOME: "2",
    ResultKind.IMPACT: "3",
    ResultKind.OTHER: "9",
}


class OrganisationType(models.TextChoices):
    """What an organisation is (IATI code list OrganisationType)."""

    GOVERNMENT = "10", pgettext_lazy("kind of organisation", "government")
    LOCAL_GOVERNMENT = "11", pgettext_lazy("kind of organisation", "local government")
    OTHER_PUBLIC = "15", pgettext_lazy("kind of organisation", "other public body")
    INTERNATIONAL_NGO = (
        "21",
        pgettext_lazy("kind of organisation", "international non-governmental organisation"),
    )
    NATIONAL_NGO = "22", pgettext_lazy("kind of organisation", "national non-governmental organisation")
    REGIONAL_NGO = "23", pgettext_lazy("kind of organisation", "regional non-governmental organisation")
    LOCAL_NGO = (
        "24",
        pgettext_lazy("kind of organisation", "non-governmental organisation of the partner country"),
    )
    MULTILATERAL = "40", pgettext_lazy("kind of organisation", "multilateral")
    FOUNDATION = "60", pgettext_lazy("kind of organisation", "foundation")
    PRIVATE = "70", pgettext_lazy("kind of organisation", "private sector")
    ACADEMIC = "80", pgettext_lazy("kind of organisation", "academic, training and research")
    OTHER = "90", pgettext_lazy("kind of organisation", "other")


class IndicatorKind(models.TextChoices):
    """What a value of the indicator is (IATI code list IndicatorMeasure)."""

    NUMBER = "number", _("number")
    PERCENTAGE = "percentage", _("percentage")
    QUALITATIVE = "qualitative", _("description in words")


IATI_INDICATOR_MEASURES: Final = {
    IndicatorKind.NUMBER: "1",
    IndicatorKind.PERCENTAGE: "2",
    IndicatorKind.QUALITATIVE: "5",
}


class AcrossPeriods(models.TextChoices):
    """What the value of the whole grant is made of."""

    SUM = "sum", _("the periods add up")
    LATEST = "latest", _("the last period stands for all")


class PartedBy(models.TextChoices):
    """By what a value is to be parted (disaggregation)."""

    SEX = "sex", _("sex")
    AGE = "age", _("age")
    SETTLEMENT = "settlement", _("settlement")
    DISABILITY = "disability", _("disability")
    GROUP = "group", pgettext_lazy("a value is parted by", "group of people")
    KIND = "kind", pgettext_lazy("a value is parted by", "kind")


class ValueSource(models.TextChoices):
    MEASURED = "measured", _("counted from the records")
    MANUAL = "manual", _("entered by hand, with evidence")


class ValueState(models.TextChoices):
    """Where a value stands; an approved one that another took the place of stays to be read."""

    PROPOSED = "proposed", pgettext_lazy("state of a value", "waits for a second person")
    APPROVED = "approved", pgettext_lazy("state of a value", "approved")
    RETURNED = "returned", pgettext_lazy("state of a value", "returned")
    SUPERSEDED = "superseded", pgettext_lazy("state of a value", "replaced by a later one")


VALUE_TRANSITIONS: Final = (
    (ValueState.PROPOSED, ValueState.APPROVED),
    (ValueState.PROPOSED, ValueState.RETURNED),
    (ValueState.APPROVED, ValueState.SUPERSEDED),
)


class EvidenceKind(models.TextChoices):
    PHOTO = "photo", pgettext_lazy("kind of evidence", "photo")
    LIST = "list", pgettext_lazy("kind of evidence", "list of people")
    ARTICLE = "article", pgettext_lazy("kind of evidence", "article or link")
    DOCUMENT = "document", pgettext_lazy("kind of evidence", "other document")


# What may be shown to everybody; the other kinds name people.
PUBLIC_EVIDENCE: Final = (EvidenceKind.PHOTO, EvidenceKind.ARTICLE)


class ReportState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a report", "draft")
    ISSUED = "issued", pgettext_lazy("state of a report", "issued")
    REPLACED = "replaced", pgettext_lazy("state of a report", "replaced by a new version")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a report", "withdrawn")


REPORT_TRANSITIONS: Final = (
    (ReportState.DRAFT, ReportState.ISSUED),
    (ReportState.ISSUED, ReportState.REPLACED),
    (ReportState.ISSUED, ReportState.WITHDRAWN),
)
