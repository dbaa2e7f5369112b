"""What one published release says: a value, frozen in the database as one document, from which every file is made.

    Study                identity, design (how it was made), key sentences, groups, variables, tables, data
      Variable           what was asked, with its categories
      Table              a result: heads (columns), lines (rows), cells, statistics, method in words
        Shown, WITHHELD  a cell with its figures, or the mark that holds none
      Microdata          one row a respondent, already protected by the caller

A figure that may not be published has no place in it: a withheld cell is a mark and nothing else, and a table from
which it could be computed by subtraction is refused.
"""

from research.study.documents import NotAStudy, from_document, to_document
from research.study.giving_away import GivenAway, given_away
from research.study.microdata import Column, Microdata, exploded
from research.study.studies import Design, Funding, Identity, Study
from research.study.tables import (
    WITHHELD,
    Cell,
    Figure,
    Head,
    Line,
    Shown,
    Statistic,
    Table,
    TableKind,
    Withheld,
)
from research.study.texts import LANGUAGES, TAGS, Texts, said, tag_of
from research.study.variables import Category, Measure, Variable, VariableKind

__all__ = [
    "LANGUAGES",
    "TAGS",
    "WITHHELD",
    "Category",
    "Cell",
    "Column",
    "Design",
    "Figure",
    "Funding",
    "GivenAway",
    "Head",
    "Identity",
    "Line",
    "Measure",
    "Microdata",
    "NotAStudy",
    "Shown",
    "Statistic",
    "Study",
    "Table",
    "TableKind",
    "Texts",
    "Variable",
    "VariableKind",
    "Withheld",
    "exploded",
    "from_document",
    "given_away",
    "said",
    "tag_of",
    "to_document",
]
