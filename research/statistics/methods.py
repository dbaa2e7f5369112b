"""How a figure was computed, in words: kept as keys and numbers, so that a frozen release speaks every language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Number = int | float


class Step(StrEnum):
    """One sentence of a method; the values are kept in releases and never change."""

    OPEN = "open"
    NOBODY = "nobody"
    TOO_FEW = "too_few"
    WILSON = "wilson"
    EXACT = "exact"
    WILSON_AND_EXACT = "wilson_and_exact"
    HYPERGEOMETRIC = "hypergeometric"
    WILSON_AND_HYPERGEOMETRIC = "wilson_and_hypergeometric"
    EACH_ALONE = "each_alone"
    POPULATION = "population"
    CENSUS = "census"
    WEIGHTED = "weighted"
    MULTIPLE = "multiple"
    RANK = "rank"
    MEAN_T = "mean_t"
    MEAN_LINEARISED = "mean_linearised"
    QUARTILES = "quartiles"
    MEDIAN_ORDER = "median_order"
    MEDIAN_WOODRUFF = "median_woodruff"
    CRAMER = "cramer"
    CRAMER_ONLY = "cramer_only"
    CHI_SQUARE = "chi_square"
    FISHER = "fisher"
    RAO_SCOTT = "rao_scott"
    RAO_SCOTT_STRATA = "rao_scott_strata"
    NO_TEST = "no_test"
    TEST_WITHOUT_POPULATION = "test_without_population"
    RESIDUALS = "residuals"
    RESIDUALS_WEIGHTED = "residuals_weighted"
    SPARSE = "sparse"
    ALPHA = "alpha"
    ALPHA_WEIGHTED = "alpha_weighted"
    RAKING = "raking"
    TRIMMED = "trimmed"
    TRIMMED_GAP = "trimmed_gap"
    NEWCOMBE = "newcombe"
    TWO_SHARES = "two_shares"
    TWO_SHARES_EFFECTIVE = "two_shares_effective"
    TWO_SHARES_POPULATION = "two_shares_population"
    TWO_POPULATIONS = "two_populations"
    TWO_CENSUSES = "two_censuses"
    WELCH = "welch"
    WELCH_WEIGHTED = "welch_weighted"
    RESPONSE_RATE = "response_rate"
    STRATUM_WEIGHTS = "stratum_weights"
    WITHHELD = "withheld"
    ALL_WITHHELD = "all_withheld"
    TEST_WITHHELD = "test_withheld"
    FEW_NUMBERS = "few_numbers"
    ANONYMOUS = "anonymous"
    ANONYMOUS_COARSER = "anonymous_coarser"
    ANONYMOUS_WITHHELD = "anonymous_withheld"
    ANONYMOUS_DROPPED = "anonymous_dropped"


SENTENCES: Final[Mapping[str, Promise]] = {
    Step.OPEN: _(
        "No margin of error and no test: those who answered were not drawn by chance, so no probability can be given."
    ),
    Step.NOBODY: _("Nobody answered, so nothing can be computed."),
    Step.TOO_FEW: _("Too few answers for an interval or a test."),
    Step.WILSON: _("Confidence intervals of %(level)s %% by Wilson."),
    Step.EXACT: _("Exact confidence intervals of %(level)s %% (Clopper and Pearson)."),
    Step.WILSON_AND_EXACT: _(
        "Confidence intervals of %(level)s %% by Wilson; exact ones (Clopper and Pearson) where fewer than 5 gave the "
        "answer or fewer than 5 did not."
    ),
    Step.HYPERGEOMETRIC: _(
        "Exact confidence intervals of %(level)s %% for a finite population (hypergeometric distribution)."
    ),
    Step.WILSON_AND_HYPERGEOMETRIC: _(
        "Confidence intervals of %(level)s %% by Wilson; exact ones (hypergeometric distribution) where fewer than 5 "
        "gave the answer or fewer than 5 did not."
    ),
    Step.EACH_ALONE: _("Each interval holds for its own share, not for all of them at once."),
    Step.POPULATION: _("With finite population correction (N = %(population)s)."),
    Step.CENSUS: _("The whole population answered (N = %(population)s), so there is no error of sampling."),
    Step.WEIGHTED: _("Weighted; the effective number of answers is %(effective)s (Kish)."),
    Step.MULTIPLE: _(
        "Several answers were possible: shares of the respondents who answered, and shares of all answers given."
    ),
    Step.RANK: _("The mean rank is that among the respondents who ranked the item; 1 is the first place."),
    Step.MEAN_T: _("Confidence interval of %(level)s %% of the mean by Student’s t distribution."),
    Step.MEAN_LINEARISED: _(
        "Confidence interval of %(level)s %% of the weighted mean: linearised variance, t distribution, weights "
        "treated as drawn with replacement."
    ),
    Step.QUARTILES: _(
        "Median and quartiles are values at which the distribution reaches that share, with the middle of two values "
        "where it does so exactly."
    ),
    Step.MEDIAN_ORDER: _(
        "Exact confidence interval of at least %(level)s %% of the median by order statistics."
    ),
    Step.MEDIAN_WOODRUFF: _("Confidence interval of %(level)s %% of the weighted median by Woodruff."),
    Step.CRAMER: _("Strength of the association: Cramér’s V (without correction of bias)."),
    Step.CRAMER_ONLY: _("Cramér’s V describes those who answered and says nothing about others."),
    Step.CHI_SQUARE: _("Test: Pearson’s chi-square without continuity correction."),
    Step.FISHER: _("For the table of two by two also Fisher’s exact test, two-sided."),
    Step.RAO_SCOTT: _(
        "Test: Rao–Scott chi-square of second order as F, weights treated as drawn with replacement."
    ),
    Step.RAO_SCOTT_STRATA: _(
        "Test: Rao–Scott chi-square of second order as F, weights treated as drawn with replacement within each group."
    ),
    Step.NO_TEST: _("No test: the table needs two rows and two columns with answers."),
    Step.TEST_WITHOUT_POPULATION: _(
        "The test asks what holds beyond the present population, so it is without finite population correction."
    ),
    Step.RESIDUALS: _("Residuals: adjusted by Haberman; beyond ±2 the cell stands out."),
    Step.RESIDUALS_WEIGHTED: _(
        "Residuals: adjusted by Haberman, with the effective number of answers; beyond ±2 the cell stands out."
    ),
    Step.SPARSE: _(
        "Caution: more than 20 %% of the expected counts are below 5, or one is below 1, so chi-square is inexact."
    ),
    Step.ALPHA: _(
        "Cronbach’s alpha from the covariances of the items; only respondents who answered all of them."
    ),
    Step.ALPHA_WEIGHTED: _(
        "Cronbach’s alpha from the weighted covariances of the items; only respondents who answered all of them."
    ),
    Step.RAKING: _(
        "Weights by raking (iterative proportional fitting, Deming and Stephan), %(rounds)s rounds; the largest "
        "difference from a margin is %(gap)s percentage points."
    ),
    Step.TRIMMED: _("Weights trimmed to %(low)s to %(high)s times their mean, within each round."),
    Step.TRIMMED_GAP: _("Because of the trimming the margins are not reached in full."),
    Step.NEWCOMBE: _(
        "Difference of two shares with a confidence interval of %(level)s %% by Newcombe (from Wilson’s limits)."
    ),
    Step.TWO_SHARES: _(
        "Test: chi-square of the two shares without continuity correction, and Fisher’s exact test."
    ),
    Step.TWO_SHARES_EFFECTIVE: _("Test: chi-square of the two shares with the effective numbers of answers."),
    Step.TWO_SHARES_POPULATION: _("Test: chi-square of the two shares without continuity correction."),
    Step.TWO_POPULATIONS: _(
        "With finite population correction in interval and test (N = %(first)s and N = %(second)s)."
    ),
    Step.TWO_CENSUSES: _(
        "Both populations answered as a whole, so the difference is exact and there is no test."
    ),
    Step.WELCH: _("Difference of two means: Welch’s t test and confidence interval of %(level)s %%."),
    Step.WELCH_WEIGHTED: _(
        "Difference of two weighted means: Welch’s t test and confidence interval of %(level)s %%, linearised "
        "variances, weights treated as drawn with replacement."
    ),
    Step.RESPONSE_RATE: _(
        "Response rate: complete answers among all who were invited, also those who could not be reached (as RR1 of "
        "AAPOR)."
    ),
    Step.WITHHELD: _(
        "Numbers of fewer than 5 respondents are withheld, and so are those from which they could be computed."
    ),
    Step.ALL_WITHHELD: _("Nothing of this table is shown, since it would tell of fewer than 5 respondents."),
    Step.TEST_WITHHELD: _(
        "Association, test and residuals are withheld too, since they would tell the numbers."
    ),
    Step.FEW_NUMBERS: _("What would tell of single respondents is withheld."),
    Step.ANONYMOUS: _("Each combination of the characteristics is that of at least %(k)s respondents."),
    Step.ANONYMOUS_COARSER: _("Characteristics that were made coarser: %(number)s."),
    Step.ANONYMOUS_WITHHELD: _("Single values that are withheld: %(number)s."),
    Step.ANONYMOUS_DROPPED: _("Respondents who are left out: %(number)s."),
    Step.STRATUM_WEIGHTS: _(
        "Weights by stratum: members of the population over those who answered; inside a stratum silence is taken to "
        "be by chance."
    ),
}


@dataclass(frozen=True)
class Method:
    """Sentences with their numbers; `str()` is the text in the language that is active then."""

    steps: tuple[tuple[str, tuple[tuple[str, Number], ...]], ...] = ()

    def __str__(self) -> str:
        return " ".join(
            str(SENTENCES[step]) % {name: _shown(number) for name, number in numbers}
            for step, numbers in self.steps
        )

    def __add__(self, other: "Method") -> "Method":
        """Return both, one after the other, no sentence twice."""
        return Method((*self.steps, *(step for step in other.steps if step not in self.steps)))

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of the sentences, for code that asks what was done."""
        return tuple(step for step, _numbers in self.steps)

    def to_document(self) -> list[Any]:
        """Return what JSON can keep, and `from_document` makes the same method of."""
        return [[str(step), dict(numbers)] for step, numbers in self.steps]

    @classmethod
    def from_document(cls, document: Sequence[Any]) -> "Method":
        return cls(tuple((step, tuple(numbers.items())) for step, numbers in document))


def said(step: Step, **numbers: Number) -> Method:
    """Return a method of one sentence."""
    return Method(((step.value, tuple(numbers.items())),))


def _shown(number: Number) -> str:
    if isinstance(number, int):
        return number_format(number, use_l10n=True, force_grouping=True)
    exact = round(number, 3 if abs(number) < 1 else 1)
    digits = next(digits for digits in range(4) if round(exact, digits) == exact)
    return number_format(exact, digits, use_l10n=True, force_grouping=True)
