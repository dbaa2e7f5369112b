"""Two questions against one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from research.statistics.columns import coded, effective_n, weights_of
from research.statistics.designs import Column, Design
from research.statistics.errors import StatisticsRefused
from research.statistics.methods import Method, Step, said
from research.statistics.rao_scott import rao_scott
from research.statistics.tests_of_tables import Association, adjusted_residuals, chi_square, strength

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Crosstab:
    """Answers of those who answered both questions, row by row; `missing` were asked both and left one open.

    `row_shares` (0 to 1, weighted) are None in a row of nobody; `row_bases` and `column_bases` are respondents.
    `residuals` are Haberman's, None where nothing can stand out or chance drew nobody.
    """

    row_codes: tuple[str, ...]
    column_codes: tuple[str, ...]
    counts: tuple[tuple[int | None, ...], ...]
    weighted: tuple[tuple[float | None, ...], ...]
    row_shares: tuple[tuple[float | None, ...], ...]
    row_bases: tuple[int | None, ...]
    column_bases: tuple[int | None, ...]
    base: int | None
    missing: int | None
    residuals: tuple[tuple[float | None, ...], ...]
    association: Association | None
    effective: float | None
    method: Method


def crosstab(
    rows: Column,
    columns: Column,
    *,
    design: Design,
    row_codes: Sequence[str] | None = None,
    column_codes: Sequence[str] | None = None,
    weights: Column | None = None,
    rows_are_strata: bool = False,
) -> Crosstab:
    """Return the table of two one-choice questions with its test.

    `rows` and `columns` are the answers of the same respondents, in the same order: sequences, numpy arrays or pandas
    Series; None: left open. With `weights` the test is that of Rao and Scott, else Pearson's chi-square. Tests ask
    about what made the population as it is, so they go without finite population correction (Cochran 1977, 2.14).
    Raises StatisticsRefused.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    down, across = coded(rows, row_codes), coded(columns, column_codes)
    if len(down.positions) != len(across.positions):
        raise StatisticsRefused(_("Both questions must have one answer for each respondent."))
    heavy = weights_of(weights, len(down.positions))
    valid = down.answered & across.answered
    i, j = down.positions[valid], across.positions[valid]
    shape = len(down.codes), len(across.codes)
    place = i * shape[1] + j
    counts = np.bincount(place, minlength=shape[0] * shape[1]).reshape(shape)
    if heavy is None:
        table, effective = counts.astype(float), None
    else:
        heavy = heavy[valid]
        table = np.bincount(place, heavy, shape[0] * shape[1]).reshape(shape)
        effective = effective_n(heavy)
    association, residuals, words = _tested(
        i=i,
        j=j,
        counts=counts,
        table=table,
        weights=heavy,
        design=design,
        effective=effective,
        rows_are_strata=rows_are_strata,
    )
    sums = table.sum(axis=1, keepdims=True)
    shares = np.divide(table, sums, out=np.full(shape, np.nan), where=sums > 0)
    return Crosstab(
        row_codes=down.codes,
        column_codes=across.codes,
        counts=_tuples(counts),
        weighted=_tuples(table),
        row_shares=_or_none(shares),
        row_bases=tuple(counts.sum(axis=1).tolist()),
        column_bases=tuple(counts.sum(axis=0).tolist()),
        base=int(counts.sum()),
        missing=int((~valid).sum()),
        residuals=_or_none(residuals),
        association=association,
        effective=effective,
        method=words,
    )


def _tested(
    *,
    i: "NDArray[np.int64]",
    j: "NDArray[np.int64]",
    counts: "NDArray[np.int64]",
    table: "NDArray[np.float64]",
    weights: "NDArray[np.float64] | None",
    design: Design,
    effective: float | None,
    rows_are_strata: bool,
) -> tuple[Association | None, "NDArray[np.float64]", Method]:
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    none = np.full(counts.shape, np.nan)
    weighted = said(Step.WEIGHTED, effective=effective) if effective is not None else Method()
    base = int(counts.sum())
    if not base:
        return None, none, said(Step.NOBODY)
    design.without_error(base)
    found = strength(table)
    if found is None:
        return None, none, said(Step.NO_TEST) + weighted
    words = said(Step.CRAMER)
    if not design.is_probability_sample:
        return found, none, words + said(Step.CRAMER_ONLY) + said(Step.OPEN) + weighted
    if weights is None:
        found = chi_square(counts)
        words += said(Step.CHI_SQUARE)
        if found is not None and found.fisher_p is not None:
            words += said(Step.FISHER)
        residuals, step = adjusted_residuals(table), Step.RESIDUALS
    else:
        found = rao_scott(i, j, weights, rows_are_strata=rows_are_strata)
        words += said(Step.RAO_SCOTT_STRATA if rows_are_strata else Step.RAO_SCOTT)
        residuals, step = adjusted_residuals(table, effective), Step.RESIDUALS_WEIGHTED
    if found is None or found.p is None:
        return found, none, said(Step.CRAMER) + said(Step.TOO_FEW) + weighted
    words += said(step)
    if design.population is not None:
        words += said(Step.TEST_WITHOUT_POPULATION)
    if found.is_sparse:
        words += said(Step.SPARSE)
    return found, residuals, words + weighted


def _tuples(table: "NDArray[Any]") -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(row) for row in table.tolist())


def _or_none(table: "NDArray[np.float64]") -> tuple[tuple[float | None, ...], ...]:
    return tuple(tuple(None if value != value else value for value in row) for row in table.tolist())  # noqa: PLR0124 -- NaN is the one value that differs from itself
