"""Tables and their tests, against published tables, scipy, and the jackknife."""

from collections.abc import Iterator

import numpy as np
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.stats.contingency import association

from research.statistics import OPEN_LINK, Crosstab, Design, StatisticsRefused, crosstab


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


DRAWN = Design(is_probability_sample=True)
Table = list[list[int]]


def answers(table: Table) -> tuple[list[str], list[str]]:
    pairs = [
        (f"r{i}", f"c{j}") for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)
    ]
    return [row for row, _column in pairs], [column for _row, column in pairs]


def of(table: Table) -> Crosstab:
    return crosstab(*answers(table), design=DRAWN)


tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 30), min_size=width, max_size=width).filter(any), min_size=2, max_size=4
    ).filter(lambda table: all(any(row[column] for row in table) for column in range(width)))
)


def test_gender_and_party_are_as_agresti_printed_them() -> None:
    # A. Agresti, An Introduction to Categorical Data Analysis, 2nd ed. 2007, tables 2.5 and 2.6: X² = 30.1.
    table = of([[762, 327, 468], [484, 239, 477]])
    assert table.association is not None
    assert (round(table.association.statistic or 0, 1), table.association.df) == (30.1, 2)
    assert [round(each or 0, 2) for each in table.residuals[0]] == [4.50, 0.70, -5.32]
    assert [round(each or 0, 2) for each in table.residuals[1]] == [-4.50, -0.70, 5.32]
    assert (table.row_bases, table.column_bases, table.base) == ((1557, 1200), (1246, 566, 945), 2757)


def test_the_lady_tasting_tea_may_have_guessed() -> None:
    # R. A. Fisher, The Design of Experiments, 1935; two-sided p of Agresti 2007, 2.6.2.
    association_ = of([[3, 1], [1, 3]]).association
    assert association_ is not None
    assert association_.fisher_p is not None
    assert (round(association_.fisher_p, 3), association_.cramers_v, association_.is_sparse) == (
        0.486,
        0.5,
        True,
    )


@given(tables)
def test_chi_square_v_and_fisher_are_those_of_scipy(table: Table) -> None:
    found = of(table).association
    assert found is not None
    theirs = stats.chi2_contingency(table, correction=False)
    assert (found.statistic, found.df, found.p) == pytest.approx(
        (theirs.statistic, theirs.dof, theirs.pvalue), abs=1e-9
    )
    assert found.cramers_v == pytest.approx(association(table, method="cramer", correction=False), abs=1e-9)
    assert found.small_expected == pytest.approx((theirs.expected_freq < 5).mean())
    is_two_by_two = (len(table), len(table[0])) == (2, 2)
    assert (found.fisher_p is not None) == is_two_by_two
    if is_two_by_two:
        assert found.fisher_p == pytest.approx(stats.fisher_exact(table).pvalue)


@given(tables)
def test_the_order_of_rows_and_columns_changes_nothing(table: Table) -> None:
    turned = of([list(row)[::-1] for row in zip(*table, strict=True)]).association
    straight = of(table).association
    assert straight is not None
    assert turned is not None
    assert (turned.statistic, turned.p, turned.cramers_v) == pytest.approx(
        (straight.statistic, straight.p, straight.cramers_v), abs=1e-9
    )


def test_residuals_of_a_two_by_two_are_the_root_of_chi_square() -> None:
    table = of([[30, 12], [14, 25]])
    assert table.association is not None
    assert [abs(each or 0) for row in table.residuals for each in row] == pytest.approx(
        [(table.association.statistic or 0) ** 0.5] * 4
    )


def test_shares_are_of_rows_and_open_answers_are_left_out() -> None:
    table = crosstab(
        ["m", "m", "w", None, "m"], ["y", "n", "y", "y", None], row_codes=["m", "w", "x"], design=DRAWN
    )
    assert table.row_shares == ((0.5, 0.5), (0.0, 1.0), (None, None))
    assert (table.row_bases, table.base, table.missing) == ((2, 1, 0), 3, 2)


def test_an_open_link_gets_strength_and_no_test() -> None:
    table = crosstab(*answers([[30, 12], [14, 25]]), design=OPEN_LINK)
    assert table.association is not None
    assert (table.association.p, table.association.statistic, table.association.fisher_p) == (
        None,
        None,
        None,
    )
    assert {each for row in table.residuals for each in row} == {None}
    assert str(table.method) == (
        "Strength of the association: Cramér’s V (without correction of bias). Cramér’s V describes those who answered "
        "and says nothing about others. No margin of error and no test: those who answered were not drawn by chance, "
        "so no probability can be given."
    )


def test_a_single_row_has_no_association() -> None:
    table = of([[3, 4]])
    assert (table.association, str(table.method)) == (
        None,
        "No test: the table needs two rows and two columns with answers.",
    )


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(StatisticsRefused):
        crosstab(["a"], ["a", "b"], design=DRAWN)


@given(tables.filter(lambda table: all(count for row in table for count in row)), st.floats(0.2, 5))
def test_equal_weights_give_the_usual_chi_square_as_f(table: Table, weight: float) -> None:
    """With equal weights every design effect is n / (n − 1), and F is chi-square by it and its degrees of freedom."""
    rows, columns = answers(table)
    found = crosstab(rows, columns, weights=[weight] * len(rows), design=DRAWN).association
    theirs = stats.chi2_contingency(table, correction=False)
    n = len(rows)
    assert found is not None
    assert (found.df, found.df2) == pytest.approx((theirs.dof, theirs.dof * (n - 1)))
    assert found.statistic == pytest.approx(theirs.statistic * (n - 1) / n / theirs.dof, abs=1e-9)
    assert found.cramers_v == pytest.approx(association(table, method="cramer", correction=False), abs=1e-7)


def weighted_sample(strength: float, n: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    rows = chance.integers(0, 2, n)
    columns = np.where(chance.random(n) < strength, rows, chance.integers(0, 3, n))
    # Weights that hang on both answers, so that the design effects differ.
    return rows, columns, chance.uniform(0.2, 1, n) * (1 + 2 * (rows == columns) + columns)


def by_jackknife(
    rows: np.ndarray, columns: np.ndarray, weights: np.ndarray, *, strata: bool
) -> tuple[float, float, float]:
    """Rao and Scott's test from the residuals of independence themselves: statistic, df and p.

    The residuals of all cells but the last row and column are taken out one respondent at a time; their covariance,
    against that which a simple random sample would have, gives the design effects.
    """
    height, width, n = rows.max() + 1, columns.max() + 1, len(rows)

    def shares(kept: np.ndarray) -> np.ndarray:
        table = np.zeros((height, width))
        np.add.at(table, (rows[kept], columns[kept]), weights[kept])
        whole: np.ndarray = table / table.sum()
        return whole

    everybody = np.arange(n)
    replicas = []
    for out in everybody:
        kept = np.delete(everybody, out)
        if strata:
            own = rows == rows[out]
            scaled = weights.copy()
            scaled[own] *= own.sum() / (own.sum() - 1)
            table = np.zeros((height, width))
            np.add.at(table, (rows[kept], columns[kept]), scaled[kept])
            replicas.append((table / table.sum()).ravel())
        else:
            replicas.append(shares(kept).ravel())
    away = np.array(replicas)
    if strata:
        covariance = np.zeros((height * width,) * 2)
        for row in range(height):
            own = away[rows == row] - away[rows == row].mean(axis=0)
            covariance += (len(own) - 1) / len(own) * own.T @ own
    else:
        away -= away.mean(axis=0)
        covariance = (n - 1) / n * away.T @ away
    found = shares(everybody)
    p, r, c = found.ravel(), found.sum(axis=1), found.sum(axis=0)

    def log_odds(flat: np.ndarray) -> np.ndarray:
        logs = np.log(flat.reshape(height, width))
        ratios: np.ndarray = logs[1:, 1:] - logs[:1, 1:] - logs[1:, :1] + logs[:1, :1]
        return ratios.ravel()

    # Independence is that all log odds ratios are zero; their slopes by cell are 1 / p with a sign.
    slopes = np.array([(log_odds(p + step) - log_odds(p - step)) / 2e-7 for step in np.eye(len(p)) * 1e-7]).T
    of_chance = slopes @ ((np.diag(p) - np.outer(p, p)) / n) @ slopes.T
    effects = np.linalg.eigvals(np.linalg.solve(of_chance, slopes @ covariance @ slopes.T)).real
    square = n * ((found - np.outer(r, c)) ** 2 / np.outer(r, c)).sum()
    df = effects.sum() ** 2 / (effects**2).sum()
    denominators = n - (height if strata else 1)
    statistic = square / effects.sum()
    return statistic, df, stats.f.sf(statistic, df, df * denominators)


# Where the association is strong, drawing each row apart takes much from the variance.
@pytest.mark.parametrize(("strata", "strength"), [(False, 0.12), (True, 0.12), (True, 0.6)])
@pytest.mark.each
def test_rao_and_scott_agree_with_the_jackknife_of_log_odds_ratios(strata: bool, strength: float) -> None:
    rows, columns, weights = weighted_sample(strength, 600, 8)
    found = crosstab(rows, columns, weights=weights, design=DRAWN, rows_are_strata=strata).association
    assert found is not None
    statistic, df, p = by_jackknife(rows, columns, weights, strata=strata)
    assert (found.statistic, found.df, found.p) == pytest.approx((statistic, df, p), rel=0.02)


def test_without_rao_and_scott_weights_would_reject_far_too_often() -> None:
    chance = np.random.default_rng(11)
    ours = naive = 0
    for _ in range(400):
        rows, columns = chance.integers(0, 2, 300), chance.integers(0, 3, 300)
        weights = chance.lognormal(0, 1, 300)
        found = crosstab(rows, columns, weights=weights, design=DRAWN)
        assert found.association is not None
        ours += (found.association.p or 0) < 0.05
        scaled = np.array(found.weighted) * 300 / weights.sum()
        naive += stats.chi2_contingency(scaled, correction=False).pvalue < 0.05
    # 20 of 400 are promised; the standard deviation is 4.4.
    assert (8 <= ours <= 34, naive > 80) == (True, True)


def test_an_answer_that_only_weight_zero_gave_leaves_the_test_to_the_others() -> None:
    rows, columns = answers([[10, 20, 1], [20, 10, 0]])
    weights = [0.0 if column == "c2" else 1.0 for column in columns]
    found = crosstab(rows, columns, weights=weights, design=DRAWN)
    assert found.association is not None
    assert found.association.df == pytest.approx(1)
    assert found.counts[0][2] == 1
