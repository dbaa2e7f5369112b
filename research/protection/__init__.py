"""What of the answers may be shown to everybody: tables without small numbers, and rows that look like others.

`protect` looks at all tables of a release together and says what to withhold; the `veiled_` functions take it out of
the results of `research.statistics`. `k_anonymous` makes rows that may be published.
"""

from research.protection.counts import NOT_ASKED
from research.protection.microdata import WITHHELD, Anonymised, VariableChange, k_anonymous
from research.protection.recodings import Recoding, banded, generalised, merged
from research.protection.suppression import (
    LineProtection,
    Protection,
    TableProtection,
    ToldBeforeError,
    protect,
)
from research.protection.veils import (
    veiled_crosstab,
    veiled_frequencies,
    veiled_multiple,
    veiled_numbers,
    veiled_ranking,
)

__all__ = [
    "NOT_ASKED",
    "WITHHELD",
    "Anonymised",
    "LineProtection",
    "Protection",
    "Recoding",
    "TableProtection",
    "ToldBeforeError",
    "VariableChange",
    "banded",
    "generalised",
    "k_anonymous",
    "merged",
    "protect",
    "veiled_crosstab",
    "veiled_frequencies",
    "veiled_multiple",
    "veiled_numbers",
    "veiled_ranking",
]
