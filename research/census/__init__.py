"""The census: the registry of enterprises counted on any day from its dated facts."""

from research.census.counting import Count, Extent, count, count_all, extent, flow_between, there
from research.census.figures import (
    NOT_KNOWN,
    TOTAL,
    Breakdown,
    Census,
    CensusRefused,
    Dimension,
    Size,
    is_year_end,
    year_end,
)
from research.census.spells import Cohort, Flow

__all__ = [
    "NOT_KNOWN",
    "TOTAL",
    "Breakdown",
    "Census",
    "CensusRefused",
    "Cohort",
    "Count",
    "Dimension",
    "Extent",
    "Flow",
    "Size",
    "count",
    "count_all",
    "extent",
    "flow_between",
    "is_year_end",
    "there",
    "year_end",
]
