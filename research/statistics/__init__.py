"""Figures of surveys, each with its method in words. Plain arithmetic: no models, no questions to the database.

Answers come as columns of those who were asked: a sequence, a numpy array or a pandas Series, in which None (NaN, NA)
is a question that was left open; who was not asked is left out before. Weights are a column of the same length. A
`Design` says whether chance drew the respondents, and from how many: an open link gets no interval and no test.

Shares are numbers from 0 to 1. Every result is frozen, and has a `method`, whose `str()` is the text in the active
language, and whose `to_document()` a release keeps. What cannot be computed is None; what must not be computed raises
StatisticsRefused.
numpy, pandas and scipy are imported inside the functions, so that pages without figures do not carry them.
"""

from research.statistics.columns import effective_n
from research.statistics.comparisons import (
    ComparedAnswer,
    ComparedAnswers,
    CountedShare,
    Difference,
    Wave,
    compare_answers,
    compare_means,
    compare_shares,
)
from research.statistics.crosstabs import Crosstab, crosstab
from research.statistics.designs import OPEN_LINK, Design
from research.statistics.errors import StatisticsRefused
from research.statistics.frequencies import Frequencies, Share, frequencies
from research.statistics.methods import Method, Step, said
from research.statistics.numbers import Numbers, numbers
from research.statistics.proportions import LEVEL, Interval, share_interval
from research.statistics.raking import LARGEST_GAP, TRIM, Raked, rake
from research.statistics.reliability import Reliability, ScaleItem, cronbach
from research.statistics.response_rates import (
    ResponseRate,
    ResponseRates,
    StratumWeights,
    response_rates,
    stratum_weights,
)
from research.statistics.several_answers import (
    Chosen,
    MultipleResponse,
    Ranked,
    Ranking,
    multiple_response,
    ranking,
)
from research.statistics.tests_of_tables import Association

__all__ = [
    "LARGEST_GAP",
    "LEVEL",
    "OPEN_LINK",
    "TRIM",
    "Association",
    "Chosen",
    "ComparedAnswer",
    "ComparedAnswers",
    "CountedShare",
    "Crosstab",
    "Design",
    "Difference",
    "Frequencies",
    "Interval",
    "Method",
    "MultipleResponse",
    "Numbers",
    "Raked",
    "Ranked",
    "Ranking",
    "Reliability",
    "ResponseRate",
    "ResponseRates",
    "ScaleItem",
    "Share",
    "StatisticsRefused",
    "Step",
    "StratumWeights",
    "Wave",
    "compare_answers",
    "compare_means",
    "compare_shares",
    "cronbach",
    "crosstab",
    "effective_n",
    "frequencies",
    "multiple_response",
    "numbers",
    "rake",
    "ranking",
    "response_rates",
    "said",
    "share_interval",
    "stratum_weights",
]
