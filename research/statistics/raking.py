"""Weights that make the respondents as the population is, in each of several variables.

Iterative proportional fitting: W. E. Deming, F. F. Stephan, The Annals of Mathematical Statistics 11, 1940. The loss of
precision is Kish's: design effect 1 + cv² of the weights, effective n = (Σw)² / Σw².
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from research.statistics.columns import coded, effective_n, weights_of
from research.statistics.designs import Column
from research.statistics.errors import StatisticsRefused
from research.statistics.margins import checked_margins
from research.statistics.methods import Method, Step, said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TRIM: Final = (0.3, 3.0)
ROUNDS: Final = 1000
# A difference of a share from its margin that counts as none, and the largest that trimming may leave.
EXACT_GAP: Final = 1e-8
LARGEST_GAP: Final = 0.02


@dataclass(frozen=True)
class Raked:
    """One weight for each respondent, with mean 1, and what came of it.

    `reached` are the weighted shares (0 to 1) by variable and category; `largest_gap` their largest difference from the
    margins; `trimmed` the number of weights at a bound. `is_exact`: the margins are reached.
    """

    weights: tuple[float, ...]
    rounds: int
    reached: Mapping[str, Mapping[str, float]]
    largest_gap: float
    trimmed: int
    design_effect: float
    effective: float
    method: Method

    @property
    def is_exact(self) -> bool:
        return self.largest_gap <= EXACT_GAP * 10


def rake(
    columns: Mapping[str, Column],
    margins: Mapping[str, Mapping[str, float]],
    *,
    base_weights: Column | None = None,
    trim: tuple[float, float] | None = TRIM,
    rounds: int = ROUNDS,
) -> Raked:
    """Return weights with which each variable has the shares of its margin.

    `columns` are the respondents' codes by variable, `margins` what staff typed in: for every category a share (sum 1),
    a percentage (sum 100) or a count (the same sum in all variables). `base_weights` are where the fitting starts, such
    as weights of strata. Weights are held between `trim` times their mean in every round; None: they are free.
    Raises StatisticsRefused with a sentence for the person: margins that do not add up, categories without margin or
    without respondents, answers left open, no convergence, or more than two percentage points lost by trimming.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    if trim and not 0 <= trim[0] <= 1 <= trim[1]:
        raise StatisticsRefused(_("The bounds of the weights must lie on both sides of 1."))
    variables = {name: coded(columns[name], tuple(margins[name])) for name in margins if name in columns}
    goals = checked_margins(variables, margins)
    n = len(next(iter(variables.values())).positions)
    heavy = weights_of(base_weights, n)
    weights = np.ones(n) if heavy is None else heavy / heavy.mean()
    places = [(variables[name].positions, np.array(goals[name])) for name in variables]
    for positions, goal in places:
        if (np.bincount(positions, weights, len(goal))[goal > 0] <= 0).any():
            raise StatisticsRefused(
                _("A category with a margin above zero has only respondents of weight zero.")
            )
    weights, used, gap = _fitted(weights, places, trim, rounds)
    if gap > (LARGEST_GAP if trim else EXACT_GAP):
        raise StatisticsRefused(
            _("No weights within these bounds reach the margins; merge categories or widen the bounds.")
            if trim
            else _(
                "The weights do not settle; some combination of categories has no respondents. Merge categories."
            )
        )
    effective = effective_n(weights)
    words = said(Step.RAKING, rounds=used, gap=round(gap * 100, 6))
    if trim:
        words += said(Step.TRIMMED, low=trim[0], high=trim[1])
        if gap > EXACT_GAP:
            words += said(Step.TRIMMED_GAP)
    at_bound = np.isclose(weights, trim[0]) | np.isclose(weights, trim[1]) if trim else np.zeros(n, bool)
    return Raked(
        weights=tuple(weights.tolist()),
        rounds=used,
        reached={
            name: dict(
                zip(
                    each.codes,
                    (np.bincount(each.positions, weights, len(each.codes)) / n).tolist(),
                    strict=True,
                )
            )
            for name, each in variables.items()
        },
        largest_gap=gap,
        trimmed=int(at_bound.sum()),
        design_effect=n / effective,
        effective=effective,
        method=words + said(Step.WEIGHTED, effective=effective),
    )


def _fitted(
    weights: "NDArray[np.float64]",
    places: "list[tuple[NDArray[np.int64], NDArray[np.float64]]]",
    trim: tuple[float, float] | None,
    rounds: int,
) -> tuple["NDArray[np.float64]", int, float]:
    """Return the weights, the rounds used and the largest difference from a margin, in shares."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    n = len(weights)
    gap = _gap(weights, places)
    for used in range(rounds):
        if gap <= EXACT_GAP and (trim is None or _is_within(weights, trim)):
            return weights, used, gap
        before = weights
        for positions, goal in places:
            reached = np.bincount(positions, weights, len(goal)) / n
            factor = np.divide(goal, reached, out=np.zeros_like(goal), where=reached > 0)
            weights = weights * factor[positions]
        if trim is not None:
            weights = _trimmed(weights, trim)
        gap = _gap(weights, places)
        # Trimming may come to rest away from the margins.
        if trim is not None and float(np.abs(weights - before).max()) <= EXACT_GAP / 100:
            return weights, used + 1, gap
    return weights, rounds, gap


def _trimmed(weights: "NDArray[np.float64]", trim: tuple[float, float]) -> "NDArray[np.float64]":
    """Return weights within the bounds and with mean 1: what is cut off goes to those that have room."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    # The mean of clipped multiples grows with the multiple, so the right one is found by halving.
    low, high = 0.0, 1.0
    while np.clip(weights * high, *trim).mean() < 1 and high < 2**60:
        high *= 2
    for _round in range(100):
        middle = (low + high) / 2
        if np.clip(weights * middle, *trim).mean() < 1:
            low = middle
        else:
            high = middle
    return np.clip(weights * high, *trim)


def _is_within(weights: "NDArray[np.float64]", trim: tuple[float, float]) -> bool:
    return bool(weights.min() >= trim[0] - EXACT_GAP and weights.max() <= trim[1] + EXACT_GAP)


def _gap(
    weights: "NDArray[np.float64]", places: "list[tuple[NDArray[np.int64], NDArray[np.float64]]]"
) -> float:
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    return max(
        float(np.abs(np.bincount(positions, weights, len(goal)) / len(weights) - goal).max())
        for positions, goal in places
    )
