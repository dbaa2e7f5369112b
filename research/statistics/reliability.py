"""Whether several items measure one thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from research.statistics.columns import numbers_of, weights_of
from research.statistics.designs import Column
from research.statistics.errors import StatisticsRefused
from research.statistics.methods import Method, Step, said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TWO = 2
# Of a sum that is zero in theory this part may be left by floats.
_NOTHING = 1e-12


@dataclass(frozen=True)
class ScaleItem:
    """One item: alpha of the others, and its correlation with their sum; None where it cannot be computed.

    `runs_against` marks a negative correlation: the item is likely to be worded the other way and must be recoded.
    """

    name: str
    alpha_without: float | None
    item_total: float | None

    @property
    def runs_against(self) -> bool:
        return self.item_total is not None and self.item_total < 0


@dataclass(frozen=True)
class Reliability:
    """Cronbach's alpha of `n` respondents who answered every item; `left_out` answered some and left others open.

    `alpha` is None when the sum of the items does not vary, or fewer than two answered.
    """

    alpha: float | None
    items: tuple[ScaleItem, ...]
    n: int
    left_out: int
    method: Method


def cronbach(items: Mapping[str, Column], *, weights: Column | None = None) -> Reliability:
    """Return alpha, alpha without each item, and corrected item-total correlations.

    L. J. Cronbach, Psychometrika 16 (1951), 297–334. `items` are columns of numbers of the same respondents;
    None: left open. Only those who answered all are used.
    Raises StatisticsRefused for fewer than two items.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    if len(items) < _TWO:
        raise StatisticsRefused(_("Reliability needs at least two items."))
    columns = [numbers_of(values) for values in items.values()]
    if len({len(column) for column in columns}) > 1:
        raise StatisticsRefused(_("Every item must have one answer for each respondent."))
    table = np.column_stack(columns)
    heavy = weights_of(weights, len(table))
    answered = ~np.isnan(table)
    valid = answered.all(axis=1)
    n = int(valid.sum())
    left_out = int((answered.any(axis=1) & ~valid).sum())
    words = said(Step.ALPHA if heavy is None else Step.ALPHA_WEIGHTED)
    if n < _TWO or (heavy is not None and np.count_nonzero(heavy[valid]) < _TWO):
        nothing = tuple(ScaleItem(name, None, None) for name in items)
        return Reliability(None, nothing, n, left_out, words + said(Step.TOO_FEW))
    covariance = np.cov(table[valid], rowvar=False, aweights=None if heavy is None else heavy[valid])
    every = np.ones(len(items), dtype=bool)
    found = []
    for number, name in enumerate(items):
        others = every.copy()
        others[number] = False
        found.append(ScaleItem(name, _alpha(covariance, others), _item_total(covariance, number, others)))
    return Reliability(_alpha(covariance, every), tuple(found), n, left_out, words)


def _alpha(covariance: "NDArray[np.float64]", chosen: "NDArray[np.bool_]") -> float | None:
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    part = covariance[np.ix_(chosen, chosen)]
    k, total = len(part), float(part.sum())
    if k < _TWO or total <= _NOTHING * float(np.abs(part).sum()):
        return None
    return k / (k - 1) * (1 - float(np.trace(part)) / total)


def _item_total(covariance: "NDArray[np.float64]", number: int, others: "NDArray[np.bool_]") -> float | None:
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    rest = covariance[np.ix_(others, others)]
    own, spread = float(covariance[number, number]), float(rest.sum())
    if own <= 0 or spread <= _NOTHING * float(np.abs(rest).sum()):
        return None
    return float(covariance[number, others].sum()) / sqrt(own * spread)
