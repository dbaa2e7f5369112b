"""Verbs about two records of one person or enterprise."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final, TypeVar

import pghistory
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from center.base import merging
from center.models import User
from entrepreneurs.models import Enterprise, Entrepreneur, Merge
from entrepreneurs.services import directory
from entrepreneurs.services.changes import touched

Record = TypeVar("Record", Enterprise, Entrepreneur)

# What it takes to undo a merge is a second copy of what people told us: kept half a year, as the privacy page says.
_UNDO_WITHIN: Final = timedelta(days=182)


def merge_enterprises(
    *, survivor: Enterprise, duplicate: Enterprise, take: Collection[str] = (), by: User
) -> Merge:
    """Let one record of an enterprise become part of another; see `_merge`.

    The duplicate is archived and its address leads to the survivor.
    """
    return _merge(survivor=survivor, duplicate=duplicate, take=take, by=by)


def merge_entrepreneurs(
    *, survivor: Entrepreneur, duplicate: Entrepreneur, take: Collection[str] = (), by: User
) -> Merge:
    """Let one record of a person become part of another; see `_merge`. Visits and memberships follow."""
    return _merge(survivor=survivor, duplicate=duplicate, take=take, by=by)


@transaction.atomic
def _merge(*, survivor: Record, duplicate: Record, take: Collection[str], by: User) -> Merge:
    """Merge and keep what is needed for the undoing; raises merging.MergeRefused with a sentence.

    `take` names the fields whose value comes from the duplicate; empty fields of the survivor are filled anyway.
    """
    with pghistory.context(verb="merge"):
        _refuse_erased(survivor, duplicate)
        outcome = merging.merge(survivor, duplicate, take=take)
        record = Merge.objects.create(
            model=survivor._meta.label_lower,
            kept_id=survivor.pk,
            merged_id=duplicate.pk,
            moves=outcome.entries,
            done_by=by,
        )
        if isinstance(survivor, Enterprise):
            touched(survivor)
            directory.refresh([survivor.pk, duplicate.pk])
    return record


def _refuse_erased(*records: Enterprise | Entrepreneur) -> None:
    pks = [each.pk for each in records if isinstance(each, Entrepreneur)]
    # In the order in which a merge locks them, so that nobody waits in a circle.
    rows = Entrepreneur.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    if any(row.erased_at is not None for row in rows):
        raise merging.MergeRefused(
            _("One of the two people was erased. Such a record is merged with no other.")
        )


def as_kept(person: Entrepreneur) -> Entrepreneur:
    """Return the person, or the one into whom they were merged, locked against a merge until the transaction ends.

    For whoever hangs something on a person that was chosen some time ago. Needs a transaction. Raises ValidationError
    for somebody who was erased meanwhile.
    """
    rows = Entrepreneur.objects.select_for_update(of=("self",), no_key=True)
    found = rows.get(pk=person.pk)
    while found.merged_into_id is not None:
        found = rows.get(pk=found.merged_into_id)
    if found.erased_at is not None:
        raise ValidationError(_("This person was erased. Add the person anew, if they come again."))
    return found


@transaction.atomic
def undo_merge(*, merge: Merge, by: User) -> Merge:
    """Put both records back as they were; raises merging.MergeRefused when that is impossible by now, or too late.

    What was added to the survivor since the merge stays with it.
    """
    locked = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if locked.undone_at is not None:
        raise merging.MergeRefused(_("This merge was undone already."))
    if not locked.moves:
        raise merging.MergeRefused(
            _(
                "This merge cannot be undone any more: what the two records held before is erased after half a year."
            )
        )
    model = apps.get_model(locked.model)
    with pghistory.context(verb="undo-merge"):
        merging.undo(model, survivor_pk=locked.kept_id, duplicate_pk=locked.merged_id, entries=locked.moves)
        locked.undone_at, locked.undone_by = timezone.now(), by
        locked.save(update_fields=["undone_at", "undone_by"])
        for enterprise in Enterprise.objects.filter(pk__in=[locked.kept_id, locked.merged_id]):
            if model is Enterprise:
                touched(enterprise)
    return locked


def forget_old_moves() -> int:
    """Erase what old merges, and those that were undone, hold of the two records; return how many that were."""
    over = Q(done_at__lt=timezone.now() - _UNDO_WITHIN) | Q(undone_at__isnull=False)
    return Merge.objects.filter(over).exclude(moves=[]).update(moves=[])
