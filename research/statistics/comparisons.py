"""Two waves of a survey, or two groups that answered apart from one another.

Codes must mean the same in both; mapping those of one version to another is done before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, sqrt
from typing import TYPE_CHECKING

from research.statistics.columns import coded, numbers_of, weights_of
from research.statistics.crosstabs import crosstab
from research.statistics.designs import Column, Design
from research.statistics.frequencies import Share, frequencies
from research.statistics.methods import Method, Step, said
from research.statistics.numbers import Moments, moments_of
from research.statistics.proportions import LEVEL, Interval, wilson
from research.statistics.tests_of_tables import Association, fisher

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TWO = 2


@dataclass(frozen=True)
class Wave:
    """Answers of those who were asked (None: left open), with weights if there are any."""

    values: Column
    design: Design
    weights: Column | None = None


@dataclass(frozen=True)
class CountedShare:
    """A share (0 to 1) of `n` respondents; `effective` is Kish's n where they are weighted."""

    share: float
    n: int
    design: Design
    effective: float | None = None

    def inverse_n(self) -> float:
        """Return 1 / n* = (N − n) / (n (N − 1)): zero when all of the population answered."""
        size = float(self.n) if self.effective is None else self.effective
        if self.design.population is None:
            return 1 / size
        if self.design.without_error(self.n):
            return 0.0
        return (self.design.population - self.n) / (size * (self.design.population - 1))


@dataclass(frozen=True)
class Difference:
    """Second minus first, in the unit of both (shares 0 to 1), and whether it may be by chance.

    `statistic` is chi-square of two shares and t of two means. `fisher_p` is there for unweighted shares of
    populations without end. All but the difference itself are None where chance drew nobody, or too few answered.
    """

    first: float
    second: float
    first_n: int
    second_n: int
    interval: Interval | None
    statistic: float | None
    df: float | None
    p: float | None
    fisher_p: float | None
    method: Method

    @property
    def difference(self) -> float:
        return self.second - self.first


@dataclass(frozen=True)
class ComparedAnswer:
    """One answer in both waves, and the difference of its shares, None where nobody answered in one."""

    code: str
    first: Share
    second: Share
    difference: Difference | None


@dataclass(frozen=True)
class ComparedAnswers:
    """All answers of a question in both waves, and one test of the whole distribution."""

    answers: tuple[ComparedAnswer, ...]
    first_base: int | None
    second_base: int | None
    association: Association | None
    method: Method


def compare_shares(first: CountedShare, second: CountedShare, *, level: float = LEVEL) -> Difference:
    """Return the difference of two shares with Newcombe's interval and the chi-square test.

    Interval: R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10. With a known population on both
    sides n* stands for n in both, with weights the effective n. Raises StatisticsRefused when n > N.
    """
    from scipy.special import chdtrc  # noqa: PLC0415 -- loaded only where results are computed

    both = first, second
    censuses = [each.design.without_error(each.n) for each in both]
    refused = _untested(first.design, second.design, all(censuses))
    if refused is not None or not first.n or not second.n:
        return _bare(first, second, refused or said(Step.NOBODY))
    corrected = all(each.design.population is not None for each in both)
    inverse = [each.inverse_n() if corrected else _without_population(each).inverse_n() for each in both]
    (low1, high1), (low2, high2) = (
        wilson(each.share, 1 / part if part else inf, level) for each, part in zip(both, inverse, strict=True)
    )
    p1, p2 = first.share, second.share
    words = said(Step.NEWCOMBE, level=round(level * 100, 6))
    interval = Interval(
        max(-1.0, p2 - p1 - sqrt((p2 - low2) ** 2 + (high1 - p1) ** 2)),
        min(1.0, p2 - p1 + sqrt((high2 - p2) ** 2 + (p1 - low1) ** 2)),
        level,
        words,
    )
    sizes = [float(each.n) if each.effective is None else each.effective for each in both]
    pooled = (p1 * sizes[0] + p2 * sizes[1]) / sum(sizes)
    variance = pooled * (1 - pooled) * sum(inverse)
    # All or nobody in both: no difference, and nothing that could have been otherwise.
    square = (p2 - p1) ** 2 / variance if variance > 0 else 0.0
    weighted = first.effective is not None or second.effective is not None
    plain = not corrected and not weighted
    step = Step.TWO_SHARES_EFFECTIVE if weighted else Step.TWO_SHARES_POPULATION
    return Difference(
        first=p1,
        second=p2,
        first_n=first.n,
        second_n=second.n,
        interval=interval,
        statistic=square,
        df=1,
        p=float(chdtrc(1, square)),
        fisher_p=_fisher(first, second) if plain else None,
        method=words
        + said(Step.TWO_SHARES if plain else step)
        + (_populations(first.design, second.design) if corrected else Method()),
    )


def compare_answers(
    first: Wave, second: Wave, *, codes: Sequence[str] | None = None, level: float = LEVEL
) -> ComparedAnswers:
    """Return the answers to a one-choice question in two waves: each difference, V and a test of the distribution.

    The test is Pearson's chi-square, of weighted waves that of Rao and Scott with each wave drawn apart; it goes
    without finite population correction, which the single differences have. Raises StatisticsRefused.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    columns = [coded(wave.values, codes) for wave in (first, second)]
    known = tuple(
        dict.fromkeys([*(codes or ()), *sorted({*columns[0].codes, *columns[1].codes} - set(codes or ()))])
    )
    tables = [
        frequencies(wave.values, design=wave.design, codes=known, weights=wave.weights, level=level)
        for wave in (first, second)
    ]
    places = [coded(wave.values, known).positions for wave in (first, second)]
    bases = [int((each >= 0).sum()) for each in places]
    answers = [
        ComparedAnswer(
            one.code,
            one,
            other,
            None
            if one.share is None or other.share is None
            else compare_shares(
                CountedShare(one.share, bases[0], first.design, tables[0].effective),
                CountedShare(other.share, bases[1], second.design, tables[1].effective),
                level=level,
            ),
        )
        for one, other in zip(tables[0].shares, tables[1].shares, strict=True)
    ]
    is_drawn = first.design.is_probability_sample and second.design.is_probability_sample
    weighted = first.weights is not None or second.weights is not None
    whole = crosstab(
        np.repeat(["1", "2"], [len(each) for each in places]),
        np.array([*known, None], dtype=object)[np.concatenate(places)],
        design=Design(is_probability_sample=is_drawn),
        row_codes=("1", "2"),
        column_codes=known,
        weights=np.concatenate(
            [_even(wave, where >= 0) for wave, where in zip((first, second), places, strict=True)]
        )
        if weighted
        else None,
        rows_are_strata=True,
    )
    words = whole.method
    for answer in answers[:1]:
        words += answer.difference.method if answer.difference is not None else Method()
    return ComparedAnswers(tuple(answers), bases[0], bases[1], whole.association, words)


def compare_means(first: Wave, second: Wave, *, level: float = LEVEL) -> Difference | None:
    """Return the difference of two means with Welch's interval and t test; None when nobody answered in one wave.

    B. L. Welch, Biometrika 34 (1947), 28–35. With weights the variances are linearised; with a known population on
    both sides each is multiplied by (N − n) / N. Raises StatisticsRefused.
    """
    from scipy.special import stdtr, stdtrit  # noqa: PLC0415 -- loaded only where results are computed

    found = [_moments(wave) for wave in (first, second)]
    if found[0] is None or found[1] is None:
        return None
    one, other = found[0], found[1]
    censuses = [first.design.without_error(one.n), second.design.without_error(other.n)]
    refused = _untested(first.design, second.design, all(censuses))
    sides = (CountedShare(one.mean, one.n, first.design), CountedShare(other.mean, other.n, second.design))
    corrected = first.design.population is not None and second.design.population is not None
    variances = [
        each.variance_of_mean * (wave.design.variance_factor(each.n) if corrected else 1.0)
        for each, wave in zip((one, other), (first, second), strict=True)
    ]
    variance = sum(variances)
    if refused is not None or min(one.n, other.n) < _TWO or variance <= 0:
        return _bare(*sides, refused or said(Step.TOO_FEW))
    df = variance**2 / sum(part**2 / (each.n - 1) for part, each in zip(variances, (one, other), strict=True))
    t = (other.mean - one.mean) / sqrt(variance)
    half = float(stdtrit(df, (1 + level) / 2)) * sqrt(variance)
    weighted = first.weights is not None or second.weights is not None
    words = said(Step.WELCH_WEIGHTED if weighted else Step.WELCH, level=round(level * 100, 6))
    words += _populations(first.design, second.design) if corrected else Method()
    return Difference(
        first=one.mean,
        second=other.mean,
        first_n=one.n,
        second_n=other.n,
        interval=Interval(other.mean - one.mean - half, other.mean - one.mean + half, level, words),
        statistic=t,
        df=df,
        p=2 * float(stdtr(df, -abs(t))),
        fisher_p=None,
        method=words,
    )


def _untested(first: Design, second: Design, are_censuses: bool) -> Method | None:
    if not (first.is_probability_sample and second.is_probability_sample):
        return said(Step.OPEN)
    return said(Step.TWO_CENSUSES) if are_censuses else None


def _bare(first: CountedShare, second: CountedShare, words: Method) -> Difference:
    interval = None
    if words.names == (Step.TWO_CENSUSES,):
        exact = second.share - first.share
        interval = Interval(exact, exact, 1.0, words)
    return Difference(first.share, second.share, first.n, second.n, interval, None, None, None, None, words)


def _without_population(side: CountedShare) -> CountedShare:
    return CountedShare(side.share, side.n, Design(is_probability_sample=True), side.effective)


def _fisher(first: CountedShare, second: CountedShare) -> float:
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    return fisher(np.array([[yes := round(each.share * each.n), each.n - yes] for each in (first, second)]))


def _populations(first: Design, second: Design) -> Method:
    assert first.population is not None
    assert second.population is not None
    return said(Step.TWO_POPULATIONS, first=first.population, second=second.population)


def _moments(wave: Wave) -> Moments | None:
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    column = numbers_of(wave.values)
    heavy = weights_of(wave.weights, len(column))
    valid = ~np.isnan(column)
    if not valid.any() or (heavy is not None and not heavy[valid].any()):
        return None
    return moments_of(column[valid], None if heavy is None else heavy[valid])


def _even(wave: Wave, where: "NDArray[np.bool_]") -> "NDArray[np.float64]":
    """Return weights whose mean among those who answered is 1, so that each wave counts by its number."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    heavy = weights_of(wave.weights, len(where))
    if heavy is None:
        return np.ones(len(where))
    return heavy / heavy[where].mean() if heavy[where].any() else heavy
