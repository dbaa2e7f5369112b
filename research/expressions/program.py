"""An expression that is read and prepared once, and evaluated many times."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Final

from research.expressions.functions import ABOUT_THE_ANSWER, ChoiceName, Run, quoted_question
from research.expressions.grammar import parse
from research.expressions.preparation import prepare
from research.expressions.tree import Call, Column, Node, Reference, walk
from research.expressions.values import Value, Values, to_boolean, to_text

_NO_COLUMNS: Final[Mapping[str, str]] = MappingProxyType({})


class Expression:
    """An expression that has been read.

    `values` are the answers by name, "." the answer that is being checked; a name that is no key reads as blank.
    `columns` are those of a choice that a choice_filter asks about. `today` and `now` are the moment of the page; left
    out, the clock of Europe/Belgrade is looked at.
    """

    def __init__(self, text: str) -> None:
        self.source = text
        self.tree = parse(text)
        self._run = prepare(self.tree)

    @cached_property
    def names(self) -> frozenset[str]:
        """The questions that are read, "." among them where the answer itself is."""
        return names_in(self.tree)

    @cached_property
    def columns(self) -> frozenset[str]:
        """The names that stand bare."""
        return frozenset(node.name for node in walk(self.tree) if isinstance(node, Column))

    def evaluate(
        self,
        values: Values,
        *,
        columns: Mapping[str, str] = _NO_COLUMNS,
        today: date | None = None,
        now: datetime | None = None,
        version: str = "",
        choice_name: ChoiceName | None = None,
    ) -> Value:
        """Return the value: a text, a number (float), a condition (bool) or a date. Raises ExpressionError."""
        return self._run(Run(values, columns, today, now, version, choice_name))

    def truth(
        self,
        values: Values,
        *,
        columns: Mapping[str, str] = _NO_COLUMNS,
        today: date | None = None,
        now: datetime | None = None,
        version: str = "",
        choice_name: ChoiceName | None = None,
    ) -> bool:
        """Return whether it holds, as boolean() tells. Raises ExpressionError."""
        return to_boolean(self._run(Run(values, columns, today, now, version, choice_name)))

    def text(
        self,
        values: Values,
        *,
        columns: Mapping[str, str] = _NO_COLUMNS,
        today: date | None = None,
        now: datetime | None = None,
        version: str = "",
        choice_name: ChoiceName | None = None,
    ) -> str:
        """Return the value as string() writes it. Raises ExpressionError."""
        return to_text(self._run(Run(values, columns, today, now, version, choice_name)))


@lru_cache(maxsize=4096)
def compile_expression(text: str) -> Expression:
    """Return the expression, read once. Raises ExpressionError where it cannot be read."""
    return Expression(text)


def evaluate(
    expression: str,
    values: Values,
    *,
    columns: Mapping[str, str] = _NO_COLUMNS,
    today: date | None = None,
    now: datetime | None = None,
    version: str = "",
    choice_name: ChoiceName | None = None,
) -> Value:
    """Return the value of the expression over the values, as JavaRosa in ODK Validate 1.20.0 answers.

    Raises ExpressionError.
    """
    return compile_expression(expression).evaluate(
        values, columns=columns, today=today, now=now, version=version, choice_name=choice_name
    )


def names_in(tree: Node) -> frozenset[str]:
    """Return the names of the questions that the tree reads."""
    found = set()
    for node in walk(tree):
        if isinstance(node, Reference):
            found.add(node.name)
        elif isinstance(node, Call):
            if ABOUT_THE_ANSWER.get(node.name) == len(node.arguments):
                found.add(".")
            if node.name == "jr:choice-name" and (
                quoted := quoted_question(node.arguments[-1:] and node.arguments[-1])
            ):
                found.add(quoted)
    return frozenset(found)
