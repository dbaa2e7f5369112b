"""Questions that are answered by several codes: chosen ones, and ranked ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from research.statistics.columns import Coded, coded, effective_n, weights_of
from research.statistics.designs import Column, Design
from research.statistics.errors import StatisticsRefused
from research.statistics.frequencies import Share, shares_of, words_of_shares
from research.statistics.methods import Method, Step, said
from research.statistics.proportions import LEVEL, Interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Chosen:
    """One answer of several: its share of the respondents with the interval, and its share of all answers given."""

    code: str
    count: int | None
    weighted: float | None
    of_respondents: float | None
    of_answers: float | None
    interval: Interval | None


@dataclass(frozen=True)
class MultipleResponse:
    """`base` respondents chose at least one answer, `answers` in all; `missing` were asked and chose none."""

    shares: tuple[Chosen, ...]
    base: int | None
    missing: int | None
    answers: int | None
    weighted_base: float | None
    effective: float | None
    method: Method


@dataclass(frozen=True)
class Ranked:
    """One item: how many ranked it, its mean rank among them, and how many of the base put it first."""

    code: str
    ranked: int | None
    mean_rank: float | None
    first: Share


@dataclass(frozen=True)
class Ranking:
    """`base` respondents ranked at least one item, `missing` were asked and ranked none."""

    items: tuple[Ranked, ...]
    base: int | None
    missing: int | None
    weighted_base: float | None
    effective: float | None
    method: Method


@dataclass(frozen=True)
class _Flat:
    """All codes in one row, with the respondent and the place of each."""

    codes: Coded
    who: "NDArray[np.int64]"
    place: "NDArray[np.int64]"
    answered: "NDArray[np.bool_]"


def multiple_response(
    values: Column,
    *,
    design: Design,
    codes: Sequence[str] | None = None,
    weights: Column | None = None,
    level: float = LEVEL,
) -> MultipleResponse:
    """Return how often each answer was chosen. `values` are lists of codes, of those who were asked; None: left open.

    An empty list is left open too. A pandas DataFrame with a column of 0 and 1 (or False and True) for each code does
    as well: a row without a 1 was left open. A code twice in a list counts once. Raises StatisticsRefused.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    flat = _flat(values, codes)
    heavy = weights_of(weights, len(flat.answered))
    names = flat.codes.codes
    counts = np.bincount(flat.codes.positions, minlength=len(names))
    base = int(flat.answered.sum())
    sums, whole, effective = counts.astype(float), float(base), None
    if heavy is not None:
        valid = heavy[flat.answered]
        sums = np.bincount(flat.codes.positions, heavy[flat.who], len(names))
        whole, effective = float(valid.sum()), effective_n(valid)
    shares = shares_of(
        codes=names,
        counts=counts.tolist(),
        sums=sums.tolist(),
        base=base,
        whole=whole,
        design=design,
        effective=effective,
        level=level,
    )
    everything = float(sums.sum())
    return MultipleResponse(
        shares=tuple(
            Chosen(
                code=each.code,
                count=each.count,
                weighted=each.weighted,
                of_respondents=each.share,
                of_answers=weighted / everything if everything else None,
                interval=each.interval,
            )
            for each, weighted in zip(shares, sums.tolist(), strict=True)
        ),
        base=base,
        missing=len(flat.answered) - base,
        answers=int(counts.sum()),
        weighted_base=whole,
        effective=effective,
        method=said(Step.MULTIPLE) + words_of_shares(shares, base, design, effective),
    )


def ranking(
    values: Column,
    *,
    design: Design,
    codes: Sequence[str] | None = None,
    weights: Column | None = None,
    level: float = LEVEL,
) -> Ranking:
    """Return mean rank and share of first places. `values` are lists of codes, the first place first; None: left open.

    Whoever ranks only some items says nothing of the others. Raises StatisticsRefused.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    flat = _flat(values, codes)
    heavy = weights_of(weights, len(flat.answered))
    names, positions = flat.codes.codes, flat.codes.positions
    base = int(flat.answered.sum())
    of_each = np.ones(len(flat.answered)) if heavy is None else heavy
    weight = of_each[flat.who]
    ranked = np.bincount(positions, minlength=len(names))
    heaviness = np.bincount(positions, weight, len(names))
    ranks = np.bincount(positions, weight * (flat.place + 1), len(names))
    is_first = flat.place == 0
    whole = float(of_each[flat.answered].sum())
    effective = None if heavy is None else effective_n(heavy[flat.answered])
    firsts = shares_of(
        codes=names,
        counts=np.bincount(positions[is_first], minlength=len(names)).tolist(),
        sums=np.bincount(positions[is_first], weight[is_first], len(names)).tolist(),
        base=base,
        whole=whole,
        design=design,
        effective=effective,
        level=level,
    )
    return Ranking(
        items=tuple(
            Ranked(
                code=code,
                ranked=int(ranked[number]),
                mean_rank=float(ranks[number] / heaviness[number]) if heaviness[number] else None,
                first=firsts[number],
            )
            for number, code in enumerate(names)
        ),
        base=base,
        missing=len(flat.answered) - base,
        weighted_base=whole,
        effective=effective,
        method=said(Step.RANK) + words_of_shares(firsts, base, design, effective),
    )


def _flat(values: Column, codes: Sequence[str] | None) -> _Flat:
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    if hasattr(values, "columns"):
        chosen = values.fillna(0).to_numpy() != 0
        who, number = np.nonzero(chosen)
        names = np.array([str(name) for name in values.columns], dtype=object)
        known = list(names) if codes is None else codes
        return _Flat(coded(names[number], known), who, np.zeros_like(who), chosen.any(axis=1))
    lists = [_codes(value) for value in values]
    lengths = np.fromiter((len(each) for each in lists), dtype=np.int64, count=len(lists))
    who = np.repeat(np.arange(len(lists)), lengths)
    place = np.arange(len(who)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return _Flat(coded(list(chain.from_iterable(lists)), codes), who, place, lengths > 0)


def _codes(value: object) -> Sequence[object]:
    """Return the codes of one answer, each once; of a question left open none."""
    if value is None or value != value:  # noqa: PLR0124 -- NaN is the one value that differs from itself
        return ()
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise StatisticsRefused(_("An answer is not a list of codes."))
    return tuple(dict.fromkeys(value))
