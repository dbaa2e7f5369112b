"""In which order the conditions and calculations of a questionnaire are worked out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from research.definition import Definition, Group, Kind, Question
from research.expressions import Expression, ExpressionError, compile_expression


@dataclass(frozen=True)
class Step:
    """One question with what decides about it: all of `conditions` must hold, else it is not asked."""

    question: Question
    conditions: tuple[str, ...]


@lru_cache(maxsize=64)
def _plan(holder: "_Holder") -> tuple[Step, ...]:
    return _ordered(holder.definition)


class _Holder:
    """A definition as a key of the cache: the same object, however large, is found at once."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and self.definition is other.definition

    def __hash__(self) -> int:
        return id(self.definition)


def plan_of(definition: Definition) -> tuple[Step, ...]:
    """Return every question once, each after those that its conditions and its calculation read."""
    return _plan(_Holder(definition))


def expression(text: str) -> Expression | None:
    """Return the expression, or None where there is none or it cannot be read: the import has refused that."""
    if not text:
        return None
    try:
        return compile_expression(text)
    except ExpressionError:
        return None


def _ordered(definition: Definition) -> tuple[Step, ...]:
    steps = {
        question.name: Step(question, tuple(_conditions(groups, question)))
        for groups, question in definition.walk()
    }
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name, step in steps.items():
        sorter.add(name, *(other for other in _read_by(step) if other in steps and other != name))
    try:
        return tuple(steps[name] for name in sorter.static_order())
    except CycleError:
        # The import refuses circles; what slipped through is worked out in the order of the workbook.
        return tuple(steps.values())


def _conditions(groups: tuple[Group, ...], question: Question) -> Iterator[str]:
    yield from (group.relevant for group in groups if group.relevant)
    if question.relevant:
        yield question.relevant


def _read_by(step: Step) -> Iterator[str]:
    texts = [*step.conditions]
    if step.question.kind == Kind.CALCULATE:
        texts.append(step.question.calculation)
    for text in texts:
        if found := expression(text):
            yield from sorted(found.names)
