"""What a person should mend in an expression before anybody answers the questionnaire."""

from collections.abc import Iterator, Mapping
from typing import Final

from research.expressions.errors import ExpressionError
from research.expressions.grammar import parse
from research.expressions.lint.calls import wrong_calls
from research.expressions.lint.comparisons import wrong_comparisons
from research.expressions.lint.facts import Holds, NameFacts
from research.expressions.lint.names import wrong_names
from research.expressions.lint.problem import Problem, ProblemKind
from research.expressions.program import names_in

_NONE: Final[frozenset[str]] = frozenset()


def references(expression: str) -> frozenset[str]:
    """Return the names of the questions that the expression reads, "." among them; none of what cannot be read."""
    try:
        return names_in(parse(expression))
    except ExpressionError:
        return _NONE


def problems(
    expression: str,
    known: Mapping[str, NameFacts],
    *,
    allows_dot: bool = False,
    columns: frozenset[str] = _NONE,
) -> list[Problem]:
    """Return what is wrong with the expression, in the order of its text.

    `known` says of every question what its answers are; of the question itself under "." where `allows_dot`, which is
    so in constraints. `columns` are those of the choices that a choice_filter may ask about.
    """
    try:
        tree = parse(expression)
    except ExpressionError as error:
        return [Problem(ProblemKind.SYNTAX, error.template, error.position or 0, dict(error.parts))]

    def found() -> Iterator[Problem]:
        yield from wrong_names(tree, known, allows_dot=allows_dot, columns=columns)
        yield from wrong_calls(tree, known)
        yield from wrong_comparisons(tree, known)

    return sorted(found(), key=lambda problem: problem.position)


__all__ = ["Holds", "NameFacts", "Problem", "ProblemKind", "problems", "references"]
