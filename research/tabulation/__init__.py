"""From a questionnaire and its answers to the protected tables and data of a release.

    published(definition)      the questions that may be published, each with the table fitted to it
    answers_of(questions, rows)  the answers as columns
    weights_of(...)            the weight of each respondent
    tabulate(...)              tables, variables, data, and a report of what was withheld

Nothing here asks the database. numpy, pandas and scipy are loaded inside the functions.
"""

from research.tabulation.answers import Answers, answers_of
from research.tabulation.plans import Plan, Scale, plan_of
from research.tabulation.questions import Asked, Form, grids, published
from research.tabulation.releasing import Result, counted_in_data, is_crossable, tabulate
from research.tabulation.together import Shown, shown_of, together
from research.tabulation.waves import EarlierWave
from research.tabulation.weights import Margins, Weights, strata_sizes, weights_of
from research.tabulation.words import both

__all__ = [
    "Answers",
    "Asked",
    "EarlierWave",
    "Form",
    "Margins",
    "Plan",
    "Result",
    "Scale",
    "Shown",
    "Weights",
    "answers_of",
    "both",
    "counted_in_data",
    "grids",
    "is_crossable",
    "plan_of",
    "published",
    "shown_of",
    "strata_sizes",
    "tabulate",
    "together",
    "weights_of",
]
