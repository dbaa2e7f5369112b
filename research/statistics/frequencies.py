"""How often each answer was given."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.statistics.columns import coded, effective_n, weights_of
from research.statistics.designs import Column, Design
from research.statistics.methods import Method, Step, said
from research.statistics.proportions import LEVEL, Interval, share_interval


@dataclass(frozen=True)
class Share:
    """One answer: respondents who gave it, and their (weighted) share of the base, 0 to 1; None where nobody answered.

    `weighted` is the sum of the weights, the count itself without weights. Counts are None only where
    `research.protection` withholds them; so it is in every result.
    """

    code: str
    count: int | None
    weighted: float | None
    share: float | None
    interval: Interval | None


@dataclass(frozen=True)
class Frequencies:
    """Answers of a one-choice question. `base` respondents answered, `missing` ones were asked and left it open."""

    shares: tuple[Share, ...]
    base: int | None
    missing: int | None
    weighted_base: float | None
    effective: float | None
    method: Method


def frequencies(
    values: Column,
    *,
    design: Design,
    codes: Sequence[str] | None = None,
    weights: Column | None = None,
    level: float = LEVEL,
) -> Frequencies:
    """Return counts and shares of the valid answers. `values` are those who were asked: a code, or None: left open.

    A sequence, a numpy array or a pandas Series, with `weights` of the same length. `codes` gives the order, and
    answers that nobody gave. Raises StatisticsRefused.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    answers = coded(values, codes)
    heavy = weights_of(weights, len(answers.positions))
    given = answers.positions[answers.answered]
    counts = np.bincount(given, minlength=len(answers.codes))
    base = len(given)
    if heavy is None:
        sums, effective = counts.astype(float), None
    else:
        valid = heavy[answers.answered]
        sums, effective = np.bincount(given, valid, len(answers.codes)), effective_n(valid)
    shares = shares_of(
        codes=answers.codes,
        counts=counts.tolist(),
        sums=sums.tolist(),
        base=base,
        whole=float(sums.sum()),
        design=design,
        effective=effective,
        level=level,
    )
    return Frequencies(
        shares=shares,
        base=base,
        missing=len(answers.positions) - base,
        weighted_base=float(sums.sum()),
        effective=effective,
        method=words_of_shares(shares, base, design, effective),
    )


def shares_of(
    *,
    codes: Sequence[str],
    counts: Sequence[int],
    sums: Sequence[float],
    base: int,
    whole: float,
    design: Design,
    effective: float | None,
    level: float,
) -> tuple[Share, ...]:
    """Return each code with its share of `whole`, the weighted base, and its interval."""
    found = []
    for code, count, weighted in zip(codes, counts, sums, strict=True):
        share = min(1.0, weighted / whole) if whole else None
        interval = (
            None
            if share is None
            else share_interval(share, base, design=design, effective=effective, level=level)
        )
        found.append(Share(code, int(count), float(weighted), share, interval))
    return tuple(found)


_BOTH = {
    (Step.WILSON, Step.EXACT): Step.WILSON_AND_EXACT,
    (Step.WILSON, Step.HYPERGEOMETRIC): Step.WILSON_AND_HYPERGEOMETRIC,
}


def words_of_shares(shares: Sequence[Share], base: int, design: Design, effective: float | None) -> Method:
    """Say once how the intervals of all the shares of a table were computed."""
    weighted = said(Step.WEIGHTED, effective=effective) if effective is not None else Method()
    if not base:
        return said(Step.NOBODY)
    if not design.is_probability_sample:
        return said(Step.OPEN) + weighted
    if design.without_error(base):
        return design.words(base) + weighted
    intervals = [share.interval for share in shares if share.interval is not None]
    if not intervals:
        return design.words(base) + weighted
    kinds = {interval.method.names[0] for interval in intervals}
    step = next((both for pair, both in _BOTH.items() if kinds == set(pair)), Step(min(kinds)))
    words = said(step, level=round(intervals[0].level * 100, 6)) + design.words(base) + weighted
    return words + said(Step.EACH_ALONE) if len(intervals) > 1 else words
