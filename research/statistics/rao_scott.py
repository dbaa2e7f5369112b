"""The chi-square test of a weighted table.

Weights make the usual chi-square reject far too often. Rao and Scott divide it by what the weights make of its
variance: the generalised design effects, eigenvalues of Δ (J. N. K. Rao, A. J. Scott, The Annals of Statistics 12,
1984). The correction of second order, referred to F, is that of D. R. Thomas, J. N. K. Rao (J. Am. Stat. Assoc. 82,
1987).
"""

from typing import TYPE_CHECKING

from research.statistics.tests_of_tables import Association, expected_counts, filled, strength

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def rao_scott(
    rows: "NDArray[np.int64]",
    columns: "NDArray[np.int64]",
    weights: "NDArray[np.float64]",
    *,
    rows_are_strata: bool = False,
) -> Association | None:
    """Return V of the weighted table and the Rao–Scott test; None when fewer than two rows or columns have weight.

    One entry for each respondent: positions from 0, none of them open, and a weight. Respondents are treated as drawn
    one by one with replacement, each with its own probability; with `rows_are_strata` within each row of its own, as
    in two surveys that are compared.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed
    from scipy.special import fdtrc  # noqa: PLC0415 -- loaded only where results are computed

    height, width = int(rows.max(initial=0)) + 1, int(columns.max(initial=0)) + 1
    place = rows * width + columns
    size = height * width
    sums: NDArray[np.float64] = np.bincount(place, weights, size).astype(float)
    table = sums.reshape(height, width)
    found = strength(table)
    if found is None:
        return None
    n, whole = len(place), float(weights.sum())
    squares = np.bincount(place, np.square(weights), size)
    kept = ((table.sum(axis=1) > 0)[:, None] & (table.sum(axis=0) > 0)[None, :]).ravel()
    shares = (sums / whole)[kept]
    if rows_are_strata:
        counts = np.bincount(rows, minlength=height)
        row_of = np.repeat(np.arange(height), width)[kept]
        variance = sum(
            (
                _variance(
                    np.where(row_of == row, sums[kept], 0.0),
                    np.where(row_of == row, squares[kept], 0.0),
                    shares,
                    int(counts[row]),
                )
                for row in range(height)
                if counts[row] > 1
            ),
            np.zeros((len(shares), len(shares))),
        )
        denominators = n - int((counts > 0).sum())
    else:
        variance = _variance(sums[kept], squares[kept], shares, n)
        denominators = n - 1
    cells = filled(table) / whole
    expected = expected_counts(cells)
    square = n * float((np.square(cells - expected) / expected).sum())
    effects = _effects(shares, variance / whole**2, cells.shape, n)
    trace, second = float(np.trace(effects)), float(np.trace(effects @ effects))
    # Without any variance, as when each group gave one and the same answer, there is no distribution to refer to.
    if trace <= 0 or second <= 0 or denominators <= 0:
        return found
    df = trace**2 / second
    statistic = square / trace
    return Association(
        cramers_v=found.cramers_v,
        statistic=statistic,
        df=df,
        df2=df * denominators,
        p=float(fdtrc(df, df * denominators, statistic)),
        small_expected=float((expected * n < 5).mean()),  # noqa: PLR2004 -- Cochran's rule, on the scale of answers
        least_expected=float((expected * n).min()),
    )


def _variance(
    sums: "NDArray[np.float64]", squares: "NDArray[np.float64]", shares: "NDArray[np.float64]", n: int
) -> "NDArray[np.float64]":
    """Return n / (n − 1) Σ (z − z̄)(z − z̄)' of z = w (e − p), e being 1 in the cell of a respondent.

    `sums` and `squares` are the weights and their squares by cell.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    products = (
        np.diag(squares)
        - np.outer(squares, shares)
        - np.outer(shares, squares)
        + squares.sum() * np.outer(shares, shares)
    )
    total = sums - sums.sum() * shares
    variance: NDArray[np.float64] = (products - np.outer(total, total) / n) * (n / (n - 1))
    return variance


def _effects(
    shares: "NDArray[np.float64]", variance: "NDArray[np.float64]", shape: tuple[int, int], n: int
) -> "NDArray[np.float64]":
    """Return Δ = (C' D⁻¹ C / n)⁻¹ (C' D⁻¹ V D⁻¹ C), with C the interaction contrasts free of main effects."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    height, width = shape
    ones = [np.ones((size, 1)) for size in shape]
    units = [np.eye(size)[:, 1:] for size in shape]
    main = np.hstack([np.kron(ones[0], ones[1]), np.kron(units[0], ones[1]), np.kron(ones[0], units[1])])
    both = np.kron(units[0], units[1])
    contrasts = both - main @ np.linalg.lstsq(main, both)[0]
    assert contrasts.shape == (height * width, (height - 1) * (width - 1))
    inverse = np.divide(1.0, shares, out=np.zeros_like(shares), where=shares > 0)
    weighted = inverse[:, None] * contrasts
    # A table with many empty cells may leave contrasts without information; the pseudo-inverse passes over them.
    plain = np.linalg.pinv(contrasts.T @ weighted / n, hermitian=True)
    effects: NDArray[np.float64] = plain @ (weighted.T @ variance @ weighted)
    return effects
