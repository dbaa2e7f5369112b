"""Merge two records in one transaction, count beforehand what will follow, and undo."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Field, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from center.base.merging.errors import MergeRefused
from center.base.merging.journal import Entry, Journal, take_back
from center.base.merging.references import references
from center.base.merging.rules import Choice, Move, known, may_be_gone, resolve, stays

AnyModel = TypeVar("AnyModel", bound=Model)


@dataclass(frozen=True)
class Follower:
    """Rows of one kind that hang on a record by one foreign key."""

    kind: str
    """Name of the kind in the plural, as the admin shows it."""
    by: str
    """Name of the foreign key, which tells apart two keys of one kind."""
    count: int


@dataclass(frozen=True)
class Outcome:
    """What a merge did: the entries for the undoing, and how many rows of each model (by label) it touched."""

    entries: list[Entry]
    touched: Mapping[str, int]


def empty(record: Model, choice: Choice) -> bool:
    """Whether a record says nothing in any field of a choice."""
    values = [getattr(record, _field(type(record), name).attname) for name in choice.fields]
    return all(value is None or value in ("", []) for value in values)


def followers(duplicate: Model) -> list[Follower]:
    """Count what hangs on a record, kind by kind, one query for each; kinds without rows are left out."""
    found = []
    for key in references(type(duplicate)):
        if stays(key):
            continue
        count = key.model._base_manager.filter(**{key.name: duplicate}).count()
        if count:
            kind = capfirst(str(key.model._meta.verbose_name_plural))
            found.append(Follower(kind, str(key.verbose_name), count))
    return found


def merge(survivor: AnyModel, duplicate: AnyModel, *, take: Collection[str] = ()) -> Outcome:
    """Let the duplicate become part of the survivor, all or nothing.

    `take` names the choices (by their first field) whose value is taken from the duplicate; empty ones of the survivor
    are filled from it anyway. The duplicate's row stays, with `merged_into`. Raises MergeRefused when one of them was
    merged already, a rule of the database forbids it, or somebody else is at work on the same rows.
    """
    if survivor.pk == duplicate.pk:
        raise MergeRefused(_("Choose two different records."))
    try:
        with transaction.atomic():
            outcome = _merge(survivor, duplicate, take)
            # Foreign keys are checked at the end of a transaction; here, so that the refusal is ours.
            connection.check_constraints()
    except IntegrityError as error:
        raise MergeRefused(_refusal(error)) from error
    except OperationalError as error:
        raise MergeRefused(
            _("Somebody else is changing the same records just now. Try again in a moment.")
        ) from error
    return outcome


def _merge(survivor: Model, duplicate: Model, take: Collection[str]) -> Outcome:
    entry = known(type(survivor))
    rows = _lock(type(survivor), [survivor.pk, duplicate.pk])
    kept, merged = rows[survivor.pk], rows[duplicate.pk]
    if any(row.merged_into_id is not None for row in rows.values()):
        raise MergeRefused(_("One of the two records was merged already. Look at them again."))
    unknown = set(take) - {choice.name for choice in entry.choices}
    if unknown:
        msg = f"There is no choice {', '.join(sorted(unknown))}."
        raise ValueError(msg)
    journal = Journal()
    # First, since a number that is unique among the unmerged becomes free by it.
    journal.update(merged, merged_into=kept, **entry.set_aside)
    for key in references(entry.model):
        resolve(Move(journal, key, kept, merged))
    fields = [
        _field(entry.model, name)
        for choice in entry.choices
        if choice.name in take or (empty(kept, choice) and not empty(merged, choice))
        for name in choice.fields
    ]
    if fields:
        journal.copy(merged, kept, fields)
    if entry.afterwards is not None:
        entry.afterwards(journal, kept, merged)
    touched = Counter(each["model"] for each in journal.entries)
    return Outcome(journal.entries, touched)


def undo(model: type[Model], *, survivor_pk: int, duplicate_pk: int, entries: list[Entry]) -> None:
    """Put everything back as it was before a merge; raises MergeRefused when that is impossible by now.

    What was added to the survivor since stays with the survivor.
    """
    try:
        with transaction.atomic():
            rows = _lock(model, [survivor_pk, duplicate_pk])
            if rows[survivor_pk].merged_into_id is not None:
                raise MergeRefused(
                    _("The record that was kept has itself been merged since. First undo that merge.")
                )
            take_back(entries, may_be_gone=may_be_gone)
            connection.check_constraints()
    except IntegrityError as error:
        raise MergeRefused(_refusal(error)) from error
    except OperationalError as error:
        raise MergeRefused(
            _("Somebody else is changing the same records just now. Try again in a moment.")
        ) from error


def _lock(model: type[Model], pks: Collection[int]) -> dict[Any, Any]:
    """Lock both rows, the lower number first, so that two people never wait for each other."""
    rows = model._base_manager.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) != len(set(pks)):
        raise MergeRefused(_("One of the two records is gone."))
    return found


def _refusal(error: IntegrityError) -> str:
    """Return the sentence of the rule that was broken."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    for model in apps.get_models():
        for rule in model._meta.constraints:
            if rule.name == name and rule.violation_error_message != rule.default_violation_error_message:
                return _("The records do not fit together: %(sentence)s") % {
                    "sentence": rule.violation_error_message
                }
    return _("The records do not fit together: a rule forbids it (%(name)s).") % {"name": name}


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    field: Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]  # choices name columns
    return field
