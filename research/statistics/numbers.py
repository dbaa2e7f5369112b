"""Questions that are answered by numbers."""

from dataclasses import dataclass
from math import comb, sqrt
from typing import TYPE_CHECKING

from research.statistics.columns import effective_n, numbers_of, weights_of
from research.statistics.designs import Column, Design
from research.statistics.methods import Method, Step, said
from research.statistics.proportions import LEVEL, Interval, share_interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Two answers are the fewest that say anything of how answers differ.
_TWO = 2


@dataclass(frozen=True)
class Numbers:
    """Summary of `n` answers, in the unit of the question; `missing` were asked and left it open.

    `sd` divides by n − 1 and is None of a single answer.
    """

    n: int | None
    missing: int | None
    mean: float | None
    sd: float | None
    median: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    minimum: float | None
    maximum: float | None
    mean_interval: Interval | None
    median_interval: Interval | None
    effective: float | None
    method: Method


@dataclass(frozen=True)
class Moments:
    """Mean, its variance without finite population correction, and the standard deviation of the answers."""

    n: int
    mean: float
    variance_of_mean: float
    sd: float


def numbers(
    values: Column, *, design: Design, weights: Column | None = None, level: float = LEVEL
) -> Numbers:
    """Return mean, standard deviation, median and quartiles with intervals of mean and median; None: left open.

    Quantiles are the inverse of the (weighted) distribution, averaged at its steps (R. J. Hyndman, Y. Fan, The
    American Statistician 50, 1996, definition 2). The interval of the median is that of the order statistics,
    conservative, by the binomial distribution, for a known population by the hypergeometric one; with weights that of
    R. S. Woodruff (J. Am. Stat. Assoc. 47, 1952). Raises StatisticsRefused.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    column = numbers_of(values)
    heavy = weights_of(weights, len(column))
    valid = ~np.isnan(column)
    found = column[valid]
    if heavy is not None:
        heavy = heavy[valid]
    n = len(found)
    # Without a weight above zero nobody of weight has answered.
    if not n or (heavy is not None and not heavy.any()):
        return _nothing(n, len(column) - n)
    order = np.argsort(found, kind="stable")
    ascending = found[order]
    moments = moments_of(found, heavy)
    effective = None if heavy is None else effective_n(heavy)
    quantile = _Quantiles(ascending, np.ones(n) if heavy is None else heavy[order])
    mean_interval = _mean_interval(moments, design, level, is_weighted=heavy is not None)
    if heavy is None:
        median_interval = _median_interval(ascending, quantile.at(0.5), design, level)
    else:
        median_interval = _woodruff(quantile, n, design, effective, level)
    words = said(Step.QUARTILES)
    if not design.is_probability_sample:
        words += said(Step.OPEN)
    elif mean_interval is None or median_interval is None:
        words += said(Step.TOO_FEW)
    for interval in (mean_interval, median_interval):
        if interval is not None:
            words += interval.method
    if effective is not None:
        words += said(Step.WEIGHTED, effective=effective)
    return Numbers(
        n=n,
        missing=len(column) - n,
        mean=moments.mean,
        sd=moments.sd if n >= _TWO else None,
        median=quantile.at(0.5),
        lower_quartile=quantile.at(0.25),
        upper_quartile=quantile.at(0.75),
        minimum=float(ascending[0]),
        maximum=float(ascending[-1]),
        mean_interval=mean_interval,
        median_interval=median_interval,
        effective=effective,
        method=words,
    )


def _nothing(n: int, missing: int) -> Numbers:
    return Numbers(
        n=n,
        missing=missing,
        mean=None,
        sd=None,
        median=None,
        lower_quartile=None,
        upper_quartile=None,
        minimum=None,
        maximum=None,
        mean_interval=None,
        median_interval=None,
        effective=None,
        method=said(Step.NOBODY),
    )


def moments_of(found: "NDArray[np.float64]", weights: "NDArray[np.float64] | None") -> Moments:
    """Return the moments of at least one answer, all of them numbers.

    The variance of a weighted mean is linearised, n / (n − 1) Σ w² (y − ȳ)² / (Σ w)², as if drawn with replacement
    (C.-E. Särndal, B. Swensson, J. Wretman, Model Assisted Survey Sampling, 1992, 5.7); with equal weights it is
    s² / n.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    n = len(found)
    heavy = np.ones(n) if weights is None else weights
    whole = float(heavy.sum())
    mean = float(heavy @ found) / whole
    away = found - mean
    more = n / (n - 1) if n >= _TWO else 0.0
    return Moments(
        n=n,
        mean=mean,
        variance_of_mean=more * float(np.square(heavy * away).sum()) / whole**2,
        sd=sqrt(more * float(heavy @ np.square(away)) / whole),
    )


class _Quantiles:
    def __init__(self, ascending: "NDArray[np.float64]", weights: "NDArray[np.float64]") -> None:
        self.ascending = ascending[weights > 0]
        self.below = weights[weights > 0].cumsum()

    def at(self, share: float) -> float:
        import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

        goal = share * self.below[-1]
        # Sums of weights that are equal in theory differ in the last digits of a float.
        slack = 1e-12 * self.below[-1]
        first = min(int(np.searchsorted(self.below, goal - slack)), len(self.below) - 1)
        is_step = abs(self.below[first] - goal) <= slack and first + 1 < len(self.below)
        return float(self.ascending[first] + self.ascending[first + is_step]) / 2


def _mean_interval(moments: Moments, design: Design, level: float, *, is_weighted: bool) -> Interval | None:
    from scipy.special import stdtrit  # noqa: PLC0415 -- loaded only where results are computed

    if design.without_error(moments.n):
        return Interval(moments.mean, moments.mean, level, design.words(moments.n))
    if not design.is_probability_sample or moments.n < _TWO:
        return None
    error = sqrt(moments.variance_of_mean * design.variance_factor(moments.n))
    half = float(stdtrit(moments.n - 1, (1 + level) / 2)) * error
    step = Step.MEAN_LINEARISED if is_weighted else Step.MEAN_T
    words = said(step, level=round(level * 100, 6)) + design.words(moments.n)
    return Interval(moments.mean - half, moments.mean + half, level, words)


def _median_interval(
    ascending: "NDArray[np.float64]", median: float, design: Design, level: float
) -> Interval | None:
    """Return the interval from the j-th smallest to the j-th largest answer, for the largest j that keeps the level."""
    n = len(ascending)
    if design.without_error(n):
        return Interval(median, median, level, design.words(n))
    if not design.is_probability_sample:
        return None
    rank = _rank(n, design.population, (1 - level) / 2)
    if not rank:
        return None
    words = said(Step.MEDIAN_ORDER, level=round(level * 100, 6)) + design.words(n)
    return Interval(float(ascending[rank - 1]), float(ascending[n - rank]), level, words)


def _rank(n: int, population: int | None, tail: float) -> int:
    """Return the largest j for which fewer than j answers lie below the median with at most the probability `tail`.

    Of a population, half of it (rounded up) is what lies at or below the median.
    """
    from scipy.special import bdtr  # noqa: PLC0415 -- loaded only where results are computed

    if population is None:
        low, high = 0, n // 2
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if float(bdtr(middle - 1, n, 0.5)) <= tail else (low, middle - 1)
        return low
    half = (population + 1) // 2
    every, so_far, rank = comb(population, n), 0, 0
    while rank < n // 2:
        so_far += comb(half, rank) * comb(population - half, n - rank)
        if so_far / every > tail:
            break
        rank += 1
    return rank


def _woodruff(
    quantile: _Quantiles, n: int, design: Design, effective: float | None, level: float
) -> Interval | None:
    median = quantile.at(0.5)
    if design.without_error(n):
        return Interval(median, median, level, design.words(n))
    shares = share_interval(0.5, n, design=design, effective=effective, level=level)
    if shares is None:
        return None
    words = said(Step.MEDIAN_WOODRUFF, level=round(level * 100, 6)) + design.words(n)
    return Interval(quantile.at(shares.low), quantile.at(shares.high), level, words)
