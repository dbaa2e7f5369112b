"""The interval in which a share of the population lies."""

from dataclasses import dataclass
from math import exp, inf, lgamma, sqrt
from statistics import NormalDist
from typing import Final

from research.statistics.designs import Design
from research.statistics.methods import Method, Step, said

# Below this many answers, or with fewer than this many of either kind, intervals are exact. Wilson's is close to its
# level from about 40 answers on (L. D. Brown, T. T. Cai, A. DasGupta, Statistical Science 16, 2001).
SMALL_N: Final = 40
SMALL_COUNT: Final = 5
LEVEL: Final = 0.95


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both included; of shares between 0 and 1."""

    low: float
    high: float
    level: float
    method: Method


def share_interval(
    share: float, n: int, *, design: Design, effective: float | None = None, level: float = LEVEL
) -> Interval | None:
    """Return the confidence interval of a share of `n` answers; None of an open link or of nobody.

    Exact when n < 40 or when fewer than 5 gave or did not give the answer, else Wilson's. With a known population N:
    exact by the hypergeometric distribution; Wilson's with n* = n (N − 1) / (N − n) for n, whose variance p q / n* is
    that of a share drawn without replacement (Cochran 1977, 3.2); and no width at all when n = N. With weights
    `effective` stands for n in all of this, and the exact one is Clopper and Pearson's with it (E. L. Korn, B. I.
    Graubard, Survey Methodology 24, 1998). Raises StatisticsRefused when n > N.
    """
    if design.without_error(n):
        return Interval(share, share, level, design.words(n))
    if not design.is_probability_sample or not n:
        return None
    size = float(n) if effective is None else effective
    # Five of 43 are five, whatever the last digit of a float says: a share and its complement get the same method.
    exact = size < SMALL_N or min(share, 1 - share) * size < SMALL_COUNT - 1e-9
    if exact and design.population is not None and effective is None:
        low, high = hypergeometric(round(share * n), n, design.population, level)
        step = Step.HYPERGEOMETRIC
    else:
        if design.population is not None:
            size *= (design.population - 1) / (design.population - n)
        low, high = clopper_pearson(share * size, size, level) if exact else wilson(share, size, level)
        step = Step.EXACT if exact else Step.WILSON
    method = said(step, level=_percent(level)) + design.words(n)
    if effective is not None:
        method += said(Step.WEIGHTED, effective=effective)
    return Interval(low, high, level, method)


def wilson(share: float, n: float, level: float = LEVEL) -> tuple[float, float]:
    """Return Wilson's interval (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927); `n` may be broken or endless."""
    if n == inf:
        return share, share
    z2 = NormalDist().inv_cdf((1 + level) / 2) ** 2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    # At the ends the limit is the share itself, but for the last digit of a float.
    return min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half))


def clopper_pearson(count: float, n: float, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact interval (C. Clopper, E. S. Pearson, Biometrika 26, 1934); both numbers may be broken."""
    from scipy.special import betaincinv  # noqa: PLC0415 -- loaded only where results are computed

    tail = (1 - level) / 2
    low = float(betaincinv(count, n - count + 1, tail)) if count > 0 else 0.0
    high = float(betaincinv(count + 1, n - count, 1 - tail)) if count < n else 1.0
    return low, high


def hypergeometric(count: int, n: int, population: int, level: float = LEVEL) -> tuple[float, float]:
    """Return the exact interval of a share of a finite population: those numbers K of N that neither tail refuses.

    A number is refused when what was found, or more of it, would come about with at most (1 − level) / 2, or less of
    it (H. S. Konijn, Statistical Theory of Sample Survey Design and Analysis, 1973; T. Wright, Exact Confidence
    Bounds when Sampling from Small Finite Universes, 1991).
    """
    # A tail that equals the limit is refused, whatever the last digits of a float say.
    tail = (1 - level) / 2 * (1 + 1e-9)
    least, most = count, population - (n - count)
    # Both tails grow or shrink with K, so the ends are found by halving.
    low, high = least, most
    while low < high:
        middle = (low + high) // 2
        if 1 - _at_most(count - 1, n, middle, population) > tail:
            high = middle
        else:
            low = middle + 1
    first = low
    low, high = least, most
    while low < high:
        middle = (low + high + 1) // 2
        if _at_most(count, n, middle, population) > tail:
            low = middle
        else:
            high = middle - 1
    return first / population, low / population


def _at_most(count: int, n: int, marked: int, population: int) -> float:
    """Return the probability of at most `count` marked ones among `n`, of `marked` in the population."""
    if n - count - 1 < count:
        # The shorter tail: the others are then at least n - count.
        return 1 - _at_most(n - count - 1, n, population - marked, population)
    every = _log_choose(population, n)
    lowest = max(0, n - (population - marked))
    return sum(
        exp(_log_choose(marked, each) + _log_choose(population - marked, n - each) - every)
        for each in range(lowest, min(count, marked, n) + 1)
    )


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _percent(level: float) -> float:
    return round(level * 100, 6)
