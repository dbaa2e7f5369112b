"""The expressions of XLSForm: relevance, constraints, calculations, and filters of choices.

    evaluate(expression, values)        the value: a text, a number, a condition or a date
    compile_expression(expression)      an `Expression`, to ask many times: `.truth()`, `.text()`, `.names`
    problems(expression, known)         what a person should mend before anybody answers
    straighten(expression)              straight quotation marks for curled ones
    cycles(edges)                       circles of names that depend on each other

They mean what JavaRosa, the engine of ODK Collect, makes of them (asked in ODK Validate 1.20.0): XPath 1.0 with the
functions of XLSForm, where a blank is no number, a text that holds anything is true, and dates count days. Nothing is
ever run as Python. An expression has at most 4,000 characters and 40 brackets within each other, and patterns of
regex() match in a time that grows with the text (see `patterns`), so that no expression holds up the server.
"""

from research.expressions.dependencies import cycles
from research.expressions.errors import ExpressionError
from research.expressions.lint import Holds, NameFacts, Problem, ProblemKind, problems, references
from research.expressions.patterns import compile_pattern
from research.expressions.program import Expression, compile_expression, evaluate
from research.expressions.quotes import straighten
from research.expressions.values import Given, Value, Values

__all__ = [
    "Expression",
    "ExpressionError",
    "Given",
    "Holds",
    "NameFacts",
    "Problem",
    "ProblemKind",
    "Value",
    "Values",
    "compile_expression",
    "compile_pattern",
    "cycles",
    "evaluate",
    "problems",
    "references",
    "straighten",
]
