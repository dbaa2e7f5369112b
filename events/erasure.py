"""What the events do before a person is erased: cancel what is to come and call nobody any more."""

from typing import Any

from django.utils import timezone

from center.base.personal_data import Subject
from center.base.personal_data.erasing import Step, Text, before_erasure
from events.choices import OPEN_STATES, CallOutcome
from events.models import CheckIn, EventCall, Registration
from events.querysets import not_over
from events.services.exhibitor_erasure import withdraw_of
from events.services.registrations import cancel_registration


def _obstacles(_subject: Subject) -> list[Text]:
    return []


def _prepare(subject: Subject, by: Any) -> None:
    now = timezone.now()
    rows = Registration.objects.filter(
        not_over(now, "event__"),
        entrepreneur__in=subject.persons,
        state__in=OPEN_STATES,
    )
    # Who was there stays counted, without a name.
    rows = rows.exclude(check_ins__in=CheckIn.objects.filter(undone_at=None))
    for registration in rows.select_related("event").order_by("event_id", "pk"):
        cancel_registration(registration=registration, by=by)
    withdraw_of(subject.persons, by)
    EventCall.objects.filter(registration__entrepreneur__in=subject.persons, outcome="").update(
        outcome=CallOutcome.NOT_NEEDED, closed_at=now
    )


before_erasure(Step(_obstacles, _prepare))
