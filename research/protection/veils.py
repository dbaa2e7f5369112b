"""Results without what is withheld: of a withheld number nothing is left, neither share nor interval nor weight."""

from dataclasses import replace
from typing import Final, TypeVar

from entrepreneurs.small_cells import FEWEST_PEOPLE
from research.protection.suppression import LineProtection, TableProtection
from research.statistics import Crosstab, Frequencies, Method, MultipleResponse, Numbers, Ranking, Step, said
from research.statistics.columns import numbers_of
from research.statistics.designs import Column

# Spread and median tell, together with the mean, more of each of very few; each quarter must be five people.
FEWEST_FOR_SPREAD: Final = 2 * FEWEST_PEOPLE
FEWEST_FOR_QUARTILES: Final = 4 * FEWEST_PEOPLE
# The p % rule of business statistics: nobody may estimate the largest part of a sum closer than that (A. Hundepool et
# al., Statistical Disclosure Control, 2012, 4.2.2).
P_PERCENT: Final = 0.1
_T = TypeVar("_T")


def veiled_frequencies(table: Frequencies, protection: LineProtection) -> Frequencies:
    """Return the table with None for what is withheld; `base`, `missing` and sums of weights as well where they are."""
    shares = tuple(
        replace(each, count=None, weighted=None, share=None, interval=None)
        if _is_hidden(each.code, protection)
        else each
        for each in table.shares
    )
    return replace(
        table,
        shares=shares,
        base=None if protection.base else table.base,
        missing=None if protection.missing else table.missing,
        weighted_base=None if protection.base else table.weighted_base,
        effective=None if protection.base else table.effective,
        method=_words(table.method, protection),
    )


def veiled_multiple(table: MultipleResponse, protection: LineProtection) -> MultipleResponse:
    """Return the table of several answers as `veiled_frequencies` does."""
    shares = tuple(
        replace(each, count=None, weighted=None, of_respondents=None, of_answers=None, interval=None)
        if _is_hidden(each.code, protection)
        else each
        for each in table.shares
    )
    nothing = protection.base or protection.whole
    return replace(
        table,
        shares=shares,
        base=None if protection.base else table.base,
        missing=None if protection.missing else table.missing,
        answers=None if nothing else table.answers,
        weighted_base=None if protection.base else table.weighted_base,
        effective=None if protection.base else table.effective,
        method=_words(table.method, protection),
    )


def veiled_ranking(table: Ranking, ranked: LineProtection, first: LineProtection) -> Ranking:
    """Return the ranking without what is withheld.

    `ranked` is the protection of the lists as several answers, `first` that of the first places as one answer; both
    must come from one call of `protect`. The mean rank goes with the number of those who ranked the item.
    """
    items = []
    for each in table.items:
        share = each.first
        if _is_hidden(each.code, first) or _is_hidden(each.code, ranked):
            share = replace(share, count=None, weighted=None, share=None, interval=None)
        if _is_hidden(each.code, ranked) or (each.ranked is not None and each.ranked < FEWEST_PEOPLE):
            items.append(replace(each, ranked=None, mean_rank=None, first=share))
        else:
            items.append(replace(each, first=share))
    hidden = ranked.base or first.base
    return replace(
        table,
        items=tuple(items),
        base=None if hidden else table.base,
        missing=None if ranked.missing or first.missing else table.missing,
        weighted_base=None if hidden else table.weighted_base,
        effective=None if hidden else table.effective,
        method=_words(table.method, ranked if ranked.codes else first),
    )


def veiled_crosstab(table: Crosstab, protection: TableProtection) -> Crosstab:
    """Return the table with None for what is withheld.

    As soon as anything is withheld, so are V, the tests and all residuals: each of them is an equation by which a
    reader who knows the margins could find the rest. The number of open answers goes with the base.
    """
    if not protection.hides_anything:
        return table
    cells = [
        [protection.whole or (row, column) in protection.cells for column in table.column_codes]
        for row in table.row_codes
    ]
    return replace(
        table,
        counts=_without(table.counts, cells),
        weighted=_without(table.weighted, cells),
        row_shares=_without(table.row_shares, cells),
        row_bases=tuple(
            None if protection.whole or code in protection.rows else base
            for code, base in zip(table.row_codes, table.row_bases, strict=True)
        ),
        column_bases=tuple(
            None if protection.whole or code in protection.columns else base
            for code, base in zip(table.column_codes, table.column_bases, strict=True)
        ),
        base=None if protection.base else table.base,
        missing=None if protection.base else table.missing,
        residuals=tuple(tuple(None for _cell in row) for row in table.residuals),
        association=None,
        effective=None if protection.base else table.effective,
        method=said(Step.ALL_WITHHELD)
        if protection.whole
        else said(Step.WITHHELD) + said(Step.TEST_WITHHELD),
    )


def veiled_numbers(table: Numbers, values: Column, *, base_is_withheld: bool = False) -> Numbers:
    """Return the summary of `values` without what tells of single respondents.

    Of fewer than 5 nothing is shown; standard deviation, intervals and median from 10 on, quartiles from 20 on; the
    smallest and the largest number only when 5 gave it. Nothing but n is shown when one answer of numbers from zero up
    makes so much of the sum that whoever gave the second largest knows it within a tenth.
    """
    found = numbers_of(values)
    found = found[found == found]  # noqa: PLR0124 -- NaN is the one value that differs from itself
    few = base_is_withheld or table.n is None or table.n < FEWEST_PEOPLE
    if few or _is_dominated(sorted(found.tolist())):
        return replace(
            table,
            n=None if few and table.n else table.n,
            missing=None if few and table.n else table.missing,
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
            method=said(Step.FEW_NUMBERS),
        )
    assert table.n is not None
    spread, quartiles = table.n >= FEWEST_FOR_SPREAD, table.n >= FEWEST_FOR_QUARTILES
    ends = [
        end if end is not None and int((found == end).sum()) >= FEWEST_PEOPLE else None
        for end in (table.minimum, table.maximum)
    ]
    veiled = replace(
        table,
        sd=table.sd if spread else None,
        median=table.median if spread else None,
        lower_quartile=table.lower_quartile if quartiles else None,
        upper_quartile=table.upper_quartile if quartiles else None,
        minimum=ends[0],
        maximum=ends[1],
        mean_interval=table.mean_interval if spread else None,
        # Its ends are answers of single respondents.
        median_interval=table.median_interval if quartiles else None,
    )
    return veiled if veiled == table else replace(veiled, method=table.method + said(Step.FEW_NUMBERS))


def _is_dominated(ascending: list[float]) -> bool:
    if ascending[0] < 0:
        return False
    return sum(ascending[:-2]) < P_PERCENT * ascending[-1]


def _is_hidden(code: str, protection: LineProtection) -> bool:
    return protection.whole or protection.base or code in protection.codes


def _words(method: Method, protection: LineProtection) -> Method:
    if protection.whole or protection.base:
        return said(Step.ALL_WITHHELD)
    return method + said(Step.WITHHELD) if protection.codes or protection.missing else method


def _without(
    table: tuple[tuple[_T, ...], ...], hidden: list[list[bool]]
) -> tuple[tuple[_T | None, ...], ...]:
    return tuple(
        tuple(None if is_hidden else value for value, is_hidden in zip(*pair, strict=True))
        for pair in zip(table, hidden, strict=True)
    )
