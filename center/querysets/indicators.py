"""Questions asked of indicators, their periods and values, and reports."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef

from center.choices.indicators import PUBLIC_EVIDENCE, ReportState, ValueState

if TYPE_CHECKING:
    from center.models import (  # noqa: F401 -- named in quotes below
        Evidence,
        GrantReport,
        Indicator,
        IndicatorPeriod,
        Measurement,
        User,
    )


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def public(self) -> "IndicatorQuerySet":
        """Keep those that everybody may see."""
        return self.filter(is_public=True, grant__is_public=True)

    def followed(self) -> "IndicatorQuerySet":
        return self.filter(is_dropped=False)


class IndicatorPeriodQuerySet(models.QuerySet["IndicatorPeriod"]):
    def without_value(self, today: date) -> "IndicatorPeriodQuerySet":
        """Keep those that are over and have neither an approved value nor one that waits."""
        values = self.model.measurements.rel.related_model.objects.filter(  # type: ignore[attr-defined]
            period=OuterRef("pk"), state__in=[ValueState.APPROVED, ValueState.PROPOSED]
        )
        return self.filter(~Exists(values), last__lt=today, indicator__is_dropped=False)


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def approved(self) -> "MeasurementQuerySet":
        """Keep the values that count now."""
        return self.filter(state=ValueState.APPROVED)

    def waiting(self) -> "MeasurementQuerySet":
        return self.filter(state=ValueState.PROPOSED)

    def waiting_for(self, user: "User") -> "MeasurementQuerySet":
        """Keep those that wait and that somebody else proposed."""
        return self.waiting().exclude(proposed_by=user)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def kept(self) -> "EvidenceQuerySet":
        """Keep those whose file or link is still there."""
        return self.filter(erased_at__isnull=True)

    def shown(self) -> "EvidenceQuerySet":
        """Keep what everybody may see: of approved values of public indicators, marked so, and not a list of people."""
        return self.kept().filter(
            is_public=True,
            kind__in=PUBLIC_EVIDENCE,
            measurement__state=ValueState.APPROVED,
            measurement__period__indicator__is_public=True,
            measurement__period__indicator__grant__is_public=True,
        )


class GrantReportQuerySet(models.QuerySet["GrantReport"]):
    def issued(self) -> "GrantReportQuerySet":
        return self.filter(state=ReportState.ISSUED)

    def public(self) -> "GrantReportQuerySet":
        """Keep those that everybody may read, replaced and withdrawn ones among them, to say so."""
        return self.exclude(state=ReportState.DRAFT).filter(is_public=True, grant__is_public=True)
