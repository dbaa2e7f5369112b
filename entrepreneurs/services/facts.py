"""Dated facts: a change in the world ends one row and begins another."""

from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from center.models import User
from entrepreneurs.models import DatedFact, Enterprise
from entrepreneurs.services.changes import lock, touched

Fact = TypeVar("Fact", bound=DatedFact)


@transaction.atomic
def record_fact(
    model: type[Fact],
    *,
    enterprise: Enterprise,
    since: date | None,
    until: date | None = None,
    by: User | None = None,
    **values: Any,
) -> Fact:
    """Say what is true from a day on (None: since ever) and return the row; `until` is the first day after it.

    An open row that began earlier ends that day. Raises ValidationError when another row, also one that begins
    later, would overlap.
    """
    lock(enterprise)
    rows: Any = model._base_manager.select_for_update()
    if since is not None:
        earlier = rows.filter(enterprise=enterprise, valid__contains=since).first()
        if earlier is not None and earlier.valid.upper is None and earlier.valid.lower != since:
            earlier.valid = DateRange(earlier.valid.lower, since)
            earlier.save(update_fields=["valid"])
    fact = model(enterprise=enterprise, valid=DateRange(since, until), recorded_by=by, **values)
    fact.full_clean()
    fact.save()
    touched(enterprise)
    return fact


@transaction.atomic
def end_fact(fact: Fact, *, on: date) -> Fact:
    """End a fact: `on` is the first day on which it is no longer so. Raises ValidationError before its first day."""
    lock(fact.enterprise)
    rows: Any = type(fact)._base_manager.select_for_update()
    locked: Fact = rows.get(pk=fact.pk)
    if locked.valid.lower is not None and on <= locked.valid.lower:
        raise ValidationError(_("The last day must not be before the first."))
    locked.valid = DateRange(locked.valid.lower, on)
    locked.save(update_fields=["valid"])
    touched(locked.enterprise)
    return locked
