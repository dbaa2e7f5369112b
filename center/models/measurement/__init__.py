"""Values of indicators: proposed by one person, approved by another, corrected in the open; and what proves them."""

from center.models.measurement.evidence import Evidence
from center.models.measurement.part import MeasurementPart
from center.models.measurement.value import Measurement

__all__ = ["Evidence", "Measurement", "MeasurementPart"]
