"""What apps say about merging: which records can be merged, and what to do where a rule would break."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Protocol

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Model, Q, QuerySet
from django.utils.functional import Promise

from center.base.merging.journal import Journal
from center.base.merging.references import Key, references

Text = str | Promise


@dataclass(frozen=True)
class Choice:
    """Fields that are taken together from one of the two records; named by the first of them."""

    fields: tuple[str, ...]
    label: Text = ""

    @property
    def name(self) -> str:
        return self.fields[0]


@dataclass(frozen=True)
class Mergeable:
    """A model whose records can be merged.

    It has a foreign key `merged_into` to itself. `choices` are offered to people. `set_aside` are the values that
    the merged record gets beside it; `afterwards(journal, survivor, duplicate)` does what only its app knows.
    """

    model: type[Model]
    choices: tuple[Choice, ...]
    set_aside: dict[str, Any] = field(default_factory=dict)
    afterwards: Callable[[Journal, Any, Any], None] | None = None


class Resolver(Protocol):
    """Moves the rows of one foreign key from the duplicate to the survivor."""

    def __call__(self, move: "Move") -> None: ...


@dataclass(frozen=True)
class Move:
    """One foreign key of one merge, with what a resolver may do."""

    journal: Journal
    key: "Key[Any, Any]"
    survivor: Model
    duplicate: Model

    @property
    def rows(self) -> list[Any]:
        """The rows that hang on the duplicate, locked."""
        return list(self._of(self.duplicate))

    @property
    def kept(self) -> list[Any]:
        """The rows that the survivor has, also those that arrived before in this merge, locked."""
        return list(self._of(self.survivor))

    def _of(self, record: Model) -> "QuerySet[Any]":
        model = self.key.model
        return (
            model._base_manager.select_for_update(of=("self",))
            .filter(**{self.key.name: record})
            .order_by("pk")
        )

    def take(self, row: Model, **changes: Any) -> None:
        """Give the row to the survivor, with other changes at the same time."""
        self.journal.update(row, **{self.key.name: self.survivor}, **changes)

    def fold(self, row: Model, into: Model, *, fill: Sequence[str] = (), either: Sequence[str] = ()) -> None:
        """Let a row of the survivor stand for this one: what hangs on it moves there, and the row goes.

        Fields of `fill` are taken over where they are empty, flags of `either` where they are set.
        """
        for key in references(type(row)):
            resolve(Move(self.journal, key, into, row))
        changes = {
            name: value
            for name in fill
            if _is_empty(getattr(into, name)) and not _is_empty(value := getattr(row, name))
        }
        changes |= {name: True for name in either if getattr(row, name) and not getattr(into, name)}
        # First, so that a unique column is free again.
        self.journal.delete(row)
        if changes:
            self.journal.update(into, **changes)

    def drop(self, row: Model) -> None:
        """Leave a row and what hangs on it behind: they stay in the journal, and in the history."""
        for key in references(type(row)):
            for each in key.model._base_manager.filter(**{key.name: row}).order_by("pk"):
                self.drop(each)
        self.journal.delete(row)


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [])


_mergeable: dict[type[Model], Mergeable] = {}
_resolvers: dict[tuple[type[Model], str], Resolver] = {}
_forgotten: set[type[Model]] = set()


def mergeable(entry: Mergeable) -> None:
    """Say that records of a model can be merged; raises ValueError when it was said before."""
    if entry.model in _mergeable:
        msg = f"{entry.model.__name__} is registered twice."
        raise ValueError(msg)
    _mergeable[entry.model] = entry


def known(model: type[Model]) -> Mergeable:
    """Return what the app said about a model; raises LookupError for one whose records cannot be merged."""
    return _mergeable[model]


def register(model: type[Model], key: str, resolver: Resolver) -> None:
    """Say how the rows of one foreign key move; raises ValueError when it was said before."""
    if (model, key) in _resolvers:
        msg = f"{model.__name__}.{key} is resolved twice."
        raise ValueError(msg)
    _resolvers[model, key] = resolver


def forgotten(model: type[Model]) -> None:
    """Say that rows of a model are deleted after a time: one that is gone does not keep a merge from being undone."""
    _forgotten.add(model)


def may_be_gone(model: type[Model]) -> bool:
    return model in _forgotten


def stays(key: "Key[Any, Any]") -> bool:
    """Whether the rows of a foreign key are left behind on purpose."""
    return _resolvers.get((key.model, key.name)) is stay


def resolve(move: Move) -> None:
    """Move the rows of one foreign key as its app said, or simply give them to the survivor."""
    model = move.key.model
    resolver = _resolvers.get((model, move.key.name))
    if resolver is None and model._meta.auto_created:
        # A many-to-many table: what both have is kept once.
        others = [each.name for each in model._meta.concrete_fields if each not in (move.key, model._meta.pk)]
        resolver = keep_once(*others)
    (resolver or repoint)(move)


def repoint(move: Move) -> None:
    """Give every row to the survivor."""
    for row in move.rows:
        move.take(row)


def stay(move: Move) -> None:
    """Leave the rows where they are: what an app derives from its records is made anew by its own services."""


def keep_once(
    *same: str,
    among: Callable[[Any], bool] = lambda _row: True,
    fill: Sequence[str] = (),
    either: Sequence[str] = (),
) -> Resolver:
    """Return a resolver for a unique rule: of two rows with the same values in `same` the survivor's is kept.

    `among` says to which rows the rule applies; `fill` and `either` are those of `Move.fold`.
    """

    def resolver(move: Move) -> None:
        def values(row: Any) -> tuple[Any, ...]:
            return tuple(getattr(row, move.key.model._meta.get_field(name).attname) for name in same)  # type: ignore[union-attr]  # concrete

        kept = {values(row): row for row in move.kept if among(row)}
        for row in move.rows:
            twin = kept.get(values(row)) if among(row) else None
            if twin is None:
                move.take(row)
            else:
                move.fold(row, twin, fill=fill, either=either)

    return resolver


def without_overlap(ranges: str, *, parts: Sequence[str] = ()) -> Resolver:
    """Return a resolver for ranges that must not overlap: where both say something, the survivor's word stays.

    Where only the duplicate says something, its row moves, shortened to that. A row that is cut in two becomes two
    rows; `parts` are the names of related sets that belong to a row and are copied with it.
    """

    def resolver(move: Move) -> None:
        taken = [getattr(row, ranges) for row in move.kept]
        for row in move.rows:
            free = list(_free(getattr(row, ranges), taken))
            if not free:
                move.drop(row)
                continue
            for span in free[1:]:
                _copy(move, row, ranges, span, parts)
            move.take(row, **{ranges: free[0]})

    return resolver


def _copy(move: Move, row: Any, ranges: str, span: Any, parts: Sequence[str]) -> None:
    model = type(row)
    copy = model._base_manager.get(pk=row.pk)
    copy.pk = None
    setattr(copy, ranges, span)
    setattr(copy, move.key.name, move.survivor)
    move.journal.create(copy)
    for part in parts:
        relation: Any = model._meta.get_field(part)
        for each in getattr(row, part).all():
            each.pk = None
            setattr(each, relation.field.name, copy)
            move.journal.create(each)


def _overlap(one: Any, other: Any) -> bool:
    starts_before = one.lower is None or other.upper is None or one.lower < other.upper
    ends_after = other.lower is None or one.upper is None or other.lower < one.upper
    return starts_before and ends_after


def _free(span: Any, taken: list[Any]) -> Iterator[Any]:
    """Yield the stretches [from, until) of a range that none of the others covers; None is an open end."""
    kind = type(span)
    others = sorted(
        (each for each in taken if _overlap(each, span)),
        key=lambda each: (each.lower is not None, each.lower),
    )
    edges: list[Any] = [span.lower]
    for each in others:
        edges += [each.lower, each.upper]
    edges.append(span.upper)
    for number, (start, end) in enumerate(pairwise(edges)):
        if number % 2:
            continue  # between the edges of a taken one
        opens_free = number == 0 or start is not None  # an open end of a taken one leaves nothing behind it
        closes_free = number == len(edges) - 2 or end is not None
        if opens_free and closes_free and (start is None or end is None or start < end):
            yield kind(start, end, "[)")


def concerned() -> set[type[Model]]:
    """Return the models whose rows may give way to another row in a merge: the mergeable and the resolved ones."""
    return {*_mergeable, *(model for model, _key in _resolvers)}


def undecided(model: type[Model]) -> list[str]:
    """Return the foreign keys to a model that stand in a unique or exclusion rule and have no resolver.

    A merge may break such a rule. Their apps must say in `merging.py` what is to happen; a test asks for it.
    """
    return [
        f"{key.model._meta.label}.{key.name}"
        for key in references(model)
        if (key.model, key.name) not in _resolvers
        and not key.model._meta.auto_created
        and key.name != "merged_into"
        and any(key.name in names for names in _rules(key.model))
    ]


def _rules(model: type[Model]) -> Iterator[set[str]]:
    """Yield the field names in each unique and exclusion rule of a model."""
    yield from ({each.name} for each in model._meta.concrete_fields if each.unique)
    yield from (set(names) for names in model._meta.unique_together)
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            yield {*rule.fields, *(name for each in rule.expressions for name in _names(each))}
        elif isinstance(rule, ExclusionConstraint):
            yield {name for each, _operator in rule.expressions for name in _names(each)}


def _names(expression: Any) -> Iterator[str]:
    if isinstance(expression, str):
        yield expression
    elif isinstance(expression, F):
        yield str(expression.deconstruct()[1][0])
    elif not isinstance(expression, Q):
        for each in expression.get_source_expressions():
            yield from _names(each)
