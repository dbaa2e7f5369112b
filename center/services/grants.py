"""Deciding for which grants a record counts."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pghistory
from django.db import models, transaction

from center.base.carrying import by_default, carrier_of
from center.models import Grant

if TYPE_CHECKING:
    from center.models import User


@transaction.atomic
def set_grants(*, record: models.Model, grants: Iterable[Grant], by: "User") -> list[Grant]:
    """Let a record count for exactly these grants; return those for which that changed.

    Only what differs from the days of the record and the grants is stored. A choice that changes nothing leaves what
    was chosen earlier as it is, so that it outlasts a move of the record to other days. Record and grants are locked:
    neither their days nor another choice can change meanwhile.
    """
    carrier = carrier_of(type(record))
    # The row as it is now, not as a page read it.
    now = type(record)._base_manager.select_for_update(no_key=True).get(pk=record.pk)
    rows: models.QuerySet[Any] = carrier.choices._base_manager.filter(record=record.pk)
    chosen = {choice.grant_id: choice for choice in rows}
    wanted = {grant.pk for grant in grants}
    changed = []
    with pghistory.context(verb="grants", user=by.pk):
        for grant in Grant.objects.select_for_update(no_key=True).order_by("pk"):
            choice, default, want = chosen.get(grant.pk), by_default(now, grant), grant.pk in wanted
            if want == (default if choice is None else choice.counts):
                continue
            changed.append(grant)
            if choice is None:
                carrier.choices._base_manager.create(record=now, grant=grant, counts=want)
            elif want == default:
                choice.delete()
            else:
                choice.counts = want
                choice.save()
    return changed
