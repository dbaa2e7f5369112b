"""Dated facts: a change in the world ends one row and begins another."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from center.models import User
from entrepreneurs.models import DatedFact, Enterprise, LegalStatus, ServedGroup, VulnerableGroup
from entrepreneurs.services.changes import lock, touched
from entrepreneurs.services.report_duties import propose_next_duty

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
    _changed(fact)
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


@transaction.atomic
def correct_fact(fact: Fact, *, since: date | None, until: date | None, **values: Any) -> Fact:
    """Put a row right that was recorded wrongly; what changed in the world is a new fact (`record_fact`).

    Raises ValidationError when the days would overlap with another row.
    """
    lock(fact.enterprise)
    rows: Any = type(fact)._base_manager.select_for_update()
    locked: Fact = rows.get(pk=fact.pk)
    locked.valid = DateRange(since, until)
    for name, value in values.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save()
    _changed(locked)
    return locked


@transaction.atomic
def remove_fact(fact: DatedFact) -> None:
    """Remove a row that was never true; the history of changes keeps it."""
    enterprise = lock(fact.enterprise)
    fact.delete()
    touched(enterprise)


def _changed(fact: DatedFact) -> None:
    """Let the public entry follow, and the duty that comes with the status."""
    touched(fact.enterprise)
    if isinstance(fact, LegalStatus):
        propose_next_duty(enterprise=fact.enterprise)


@transaction.atomic
def serve_groups(status: LegalStatus, groups: Iterable[VulnerableGroup]) -> None:
    """Say which groups (Art. 6) the enterprise serves or engages as part of this standing; all others go."""
    lock(status.enterprise)
    wanted = {group.pk for group in groups}
    status.served_groups.exclude(group__in=wanted).delete()
    kept = set(status.served_groups.values_list("group", flat=True))
    # One by one, so that the history tells each.
    for group in sorted(wanted - kept):
        ServedGroup.objects.create(status=status, group_id=group)
    touched(status.enterprise)
