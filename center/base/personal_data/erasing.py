"""Erasing what is a person's, by what the apps declare; and telling beforehand what would happen."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.db import models, transaction
from django.utils.functional import Promise

from center.base import erasure_notes
from center.base.personal_data import history
from center.base.personal_data.owners import NotFindable, Subject
from center.base.personal_data.registry import PersonalModel, declared
from center.base.private_storage import private_storage

Text = str | Promise


@dataclass(frozen=True)
class Step:
    """What an app has to do before its rows are emptied, and what must be settled by people first."""

    obstacles: Callable[[Subject], list[Text]]
    prepare: Callable[[Subject, Any], None]


@dataclass(frozen=True)
class Line:
    """One kind of record on the page that asks first."""

    name: str
    count: int
    goes: str
    stays: str


@dataclass(frozen=True)
class ByHand:
    """One kind of record that leads to nobody by itself: how many rows there are, and why they are not found."""

    name: str
    count: int
    why: str


@dataclass(frozen=True)
class Preview:
    """What an erasure would do now. `mark` changes with the records, so that nobody erases what they have not seen.

    `by_hand` are the kinds of records in which the person may stand without a row saying so, and what to do about it.
    """

    lines: list[Line]
    obstacles: list[str]
    mark: str
    by_hand: list[ByHand]


_steps: Final[list[Step]] = []


def before_erasure(step: Step) -> None:
    """Let an app settle its own things first; steps run in the order of their registration."""
    _steps.append(step)


def preview(subject: Subject) -> Preview:
    """Return what goes, what stays and why, and what stands in the way; changes nothing."""
    lines, seen = [], []
    for model, entry in _owned():
        pks = list(entry.rows_of(subject).values_list("pk", flat=True))
        if not pks or entry.erasure is None:
            continue
        seen.append((model._meta.label, pks))
        lines.append(
            Line(
                entry.name,
                len(pks),
                _what_goes(entry),
                str(entry.erasure.stays),
            )
        )
    obstacles = [str(each) for step in _steps for each in step.obstacles(subject)]
    mark = hashlib.sha256(repr(seen).encode()).hexdigest()[:32]
    return Preview(lines, obstacles, mark, list(_by_hand()))


def _by_hand() -> Iterator[ByHand]:
    for model, entry in declared().items():
        if not isinstance(entry.owner, NotFindable) or entry.owner.by_hand is None:
            continue
        if count := model._base_manager.filter(entry.owner.by_hand).count():
            yield ByHand(entry.name, count, str(entry.owner.why))


def prepare(subject: Subject, by: Any) -> None:
    """Let every app settle its own things: cancel what is still to come, end what is in force."""
    for step in _steps:
        step.prepare(subject, by)


def erase_rows(subject: Subject, *, purpose: str) -> dict[str, int]:
    """Empty or delete the subject's rows, their history and, after the commit, their files; return rows by label.

    Needs a transaction. A second time finds nothing left to change.
    """
    # All keys first: emptying a link would hide the rows behind it.
    own = {model: list(entry.rows_of(subject).values_list("pk", flat=True)) for model, entry in _owned()}
    done: dict[str, int] = {}
    for model, entry in _owned():
        if own[model] and entry.erasure is not None and (entry.erasure.empties or entry.erasure.deletes):
            done[model._meta.label_lower] = erase_some(entry, own[model], purpose=purpose)
    return done


def erase_some(entry: PersonalModel, pks: list[Any], *, purpose: str) -> int:
    """Empty or delete these rows of one model, and what its history says of them; return how many rows there were."""
    erasure = entry.erasure
    assert erasure is not None
    rows = entry.model._base_manager.filter(pk__in=pks)
    erasure_notes.note(erasure_notes.EMPTIED, entry.model, pks)
    if entry.file is not None:
        _erase_files([name for name in rows.values_list(entry.file[0], flat=True) if name])
    if erasure.deletes:
        rows.delete()
        history.forget(entry.model, pks, _own_words(entry), purpose=purpose)
    else:
        rows.update(**erasure.empties)
        history.forget(entry.model, pks, erasure.empties.keys() & entry.fields.keys(), purpose=purpose)
    return len(pks)


def _owned() -> list[tuple[type[models.Model], PersonalModel]]:
    return [
        (model, entry)
        for model, entry in declared().items()
        if entry.fields and entry.owner is not None and not isinstance(entry.owner, NotFindable)
    ]


def _own_words(entry: PersonalModel) -> set[str]:
    """Name the fields of a deleted row that are no links: the links lead to a record that is empty by now."""
    return {name for name in entry.fields if not entry.model._meta.get_field(name).is_relation}


def _what_goes(entry: PersonalModel) -> str:
    assert entry.erasure is not None
    names = entry.fields if entry.erasure.deletes else entry.erasure.empties
    labels = dict.fromkeys(str(entry.fields[name]) for name in names if name in entry.fields)
    return ", ".join(labels)


def _erase_files(names: list[str]) -> None:
    storage = private_storage()
    for name in names:
        transaction.on_commit(partial(storage.delete, name), robust=True)
