"""Whether the rows of a table differ in their distribution, and how strongly."""

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TWO_BY_TWO: Final = (2, 2)
_NO_ERROR: Final = 1e-12
# Cochran's rule: chi-square holds well when at most a fifth of the expected counts are below 5 and none is below 1
# (W. G. Cochran, Biometrics 10, 1954).
_FEW_EXPECTED, _LEAST_EXPECTED, _FIFTH = 5, 1, 0.2


@dataclass(frozen=True)
class Association:
    """Strength first: Cramér's V from 0 to 1; then the test, which is None where chance drew nobody.

    `statistic` is chi-square, or F when the table is weighted: then `df` may be broken and `df2` are the degrees of
    freedom of the denominator. `fisher_p` is there for unweighted tables of two by two. `is_sparse`: Cochran's rule
    is broken, of `small_expected` (a share of the cells) and `least_expected` count.
    """

    cramers_v: float
    statistic: float | None = None
    df: float | None = None
    df2: float | None = None
    p: float | None = None
    fisher_p: float | None = None
    small_expected: float = 0.0
    least_expected: float = 0.0

    @property
    def is_sparse(self) -> bool:
        return self.small_expected > _FIFTH or self.least_expected < _LEAST_EXPECTED


def expected_counts(table: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return row sum times column sum by the sum of all, zero throughout for a table of nothing."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    whole = table.sum()
    expected: NDArray[np.float64] = np.outer(table.sum(axis=1), table.sum(axis=0)) / (whole or 1.0)
    return expected


def filled(table: "NDArray[Any]") -> "NDArray[Any]":
    """Return the table without rows and columns of nobody, which say nothing about association."""
    kept: NDArray[Any] = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    return kept


def strength(table: "NDArray[np.float64]") -> Association | None:
    """Return Cramér's V and how sparse the table is, without a test; None when fewer than two rows or columns count.

    V is the plain one, sqrt(χ² / (n · min(rows − 1, columns − 1))) (H. Cramér, Mathematical Methods of Statistics,
    1946, 21.9): the corrected one is 0 for many weak associations and hard to compare with what others print.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    cells = filled(table)
    if min(cells.shape) < min(_TWO_BY_TWO):
        return None
    expected = expected_counts(cells)
    square = float((np.square(cells - expected) / expected).sum())
    return Association(
        cramers_v=min(1.0, sqrt(square / (float(cells.sum()) * (min(cells.shape) - 1)))),
        small_expected=float((expected < _FEW_EXPECTED).mean()),
        least_expected=float(expected.min()),
    )


def chi_square(counts: "NDArray[np.int64]") -> Association | None:
    """Return V, Pearson's chi-square without continuity correction, and Fisher's exact test of a table of two by two.

    Fisher's p adds up all tables that are at most as probable as the one found.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed
    from scipy.special import chdtrc  # noqa: PLC0415 -- loaded only where results are computed

    found = strength(counts.astype(float))
    if found is None:
        return None
    cells = filled(counts)
    expected = expected_counts(cells.astype(float))
    square = float((np.square(cells - expected) / expected).sum())
    df = (cells.shape[0] - 1) * (cells.shape[1] - 1)
    return Association(
        cramers_v=found.cramers_v,
        statistic=square,
        df=df,
        p=float(chdtrc(df, square)),
        fisher_p=fisher(cells) if cells.shape == _TWO_BY_TWO else None,
        small_expected=found.small_expected,
        least_expected=found.least_expected,
    )


def fisher(cells: "NDArray[np.int64]") -> float:
    """Return the two-sided p of Fisher's exact test of a table of two by two."""
    from scipy.stats import fisher_exact  # noqa: PLC0415 -- loaded only where results are computed

    return float(fisher_exact(cells).pvalue)


def adjusted_residuals(table: "NDArray[np.float64]", n: float | None = None) -> "NDArray[np.float64]":
    """Return Haberman's adjusted residuals (S. J. Haberman, Biometrics 29, 1973), NaN where a row or column is empty.

    They are like draws from the standard normal distribution when rows and columns are independent. `n` stands for
    the sum of the table when that is one of weights.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    shares = table / table.sum()
    expected = expected_counts(shares)
    rows = 1 - shares.sum(axis=1, keepdims=True)
    columns = 1 - shares.sum(axis=0, keepdims=True)
    error = np.sqrt(expected * rows * columns / (table.sum() if n is None else n))
    # Of a row that is everybody, or of nobody, nothing can stand out.
    residuals: NDArray[np.float64] = np.divide(
        shares - expected, error, out=np.full(table.shape, np.nan), where=error > _NO_ERROR
    )
    return residuals
