"""What exhibitors said that is not kept: vehicles after the fair, and the contact of somebody who is erased."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from center.base.personal_data import declared
from center.base.personal_data.erasing import erase_some
from center.base.personal_data.retention import PURPOSE
from center.models import User
from events.choices import ApplicationState
from events.models import ExhibitorApplication, ExhibitorNeeds
from events.querysets import not_over
from events.services.applications import withdraw

_VEHICLES_KEPT: Final = timedelta(days=7)


@transaction.atomic
def forget_vehicles() -> int:
    """Erase vehicles and notes of exhibitors a week after the fair, in the history too; return of how many."""
    over = ExhibitorNeeds.objects.filter(application__event__ends_at__lt=timezone.now() - _VEHICLES_KEPT)
    pks = list(over.exclude(vehicle="", note="").order_by("pk").values_list("pk", flat=True))
    return erase_some(declared()[ExhibitorNeeds], pks, purpose=PURPOSE) if pks else 0


def withdraw_of(persons: Collection[int], by: User) -> None:
    """Withdraw what somebody who is to be erased sent and nobody else of the enterprise can answer for.

    Where the enterprise has another editor, the stand stays theirs; only the contact goes.
    """
    rows = ExhibitorApplication.objects.filter(
        not_over(timezone.now(), "event__"), applicant__in=persons
    ).exclude(state=ApplicationState.WITHDRAWN)
    for application in rows.select_related("event", "enterprise").order_by("event_id", "pk"):
        others = application.enterprise.memberships.current().filter(may_edit=True)
        if not others.exclude(person__in=persons).exists():
            withdraw(application=application, by=by, by_staff=True)
