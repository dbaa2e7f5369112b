"""Visits that took place before they were written down: from a paper calendar or a table."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations.choices import Mode, SessionState, State
from consultations.errors import AlreadyUsed, ChangeRefused
from consultations.models import Advisor, Allocation, Consultation, Topic
from consultations.services.cases import open_case_of
from consultations.services.contacts import new_person_of
from consultations.services.guard import guarded
from consultations.services.holding import as_range, hold
from consultations.services.locks import lock_resources, lock_submission
from consultations.services.references import new_reference
from consultations.spans import Span
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import as_kept
from entrepreneurs.services.contacts import stored_contact

OUTCOMES: Final = (State.DONE, State.MISSED)
# In the time of such a visit the advisor was free for somebody else.
_LEFT_FREE: Final = (State.MISSED, State.CANCELLED)


@dataclass(frozen=True)
class PastVisit:
    """What somebody wrote down about a visit: `start` is aware, `minutes` its length, `outcome` done or missed."""

    topic: Topic
    advisor: Advisor
    start: datetime
    minutes: int
    mode: Mode
    outcome: State
    name: str
    phone: str
    email: str
    language: str
    submission: uuid.UUID


def record_past_visit(*, visit: PastVisit, person: Entrepreneur | None = None, by: User) -> Consultation:
    """Keep a visit with its outcome; the same `submission` again returns the first one. No letter is sent.

    A name is enough for who came to the office. Without `person` a new one is made. Raises ValidationError by field;
    ChangeRefused for a time to come, and where the advisor had another visit then; AlreadyUsed for a submission that
    recorded somebody else.
    """
    was_there = visit.mode == Mode.OFFICE and visit.outcome == State.DONE
    contact = stored_contact(
        name=visit.name,
        phone=visit.phone,
        email=visit.email,
        language=visit.language,
        known=person,
        must_be_reached=not was_there,
    )
    if visit.outcome not in OUTCOMES or visit.start + timedelta(minutes=visit.minutes) > timezone.now():
        raise ChangeRefused(_("A visit that is still to come has no outcome yet."))
    if not 1 <= visit.minutes <= visit.topic.length * 2:
        raise ValidationError({"minutes": _("This is shorter or longer than a visit on this topic can be.")})
    start = visit.start
    now = timezone.now()
    row = Consultation(
        topic=visit.topic,
        advisor=visit.advisor,
        starts_at=start,
        ends_at=start + timedelta(minutes=visit.minutes),
        mode=visit.mode,
        state=visit.outcome,
        contact_name=contact.name,
        contact_phone=contact.phone,
        contact_email=contact.email,
        language=visit.language,
        submission=visit.submission,
        # Who cannot be reached stood in the room, or nobody would know of them.
        walked_in=not contact.phone and not contact.email,
        booked_by=by,
        created_at=now,
        confirmed_by=by,
        confirmed_at=now,
        closed_by=by,
        closed_at=now,
    )
    if row.mode == Mode.PHONE and not row.contact_phone:
        raise ValidationError({"contact_phone": _("A visit by phone needs a phone number.")})
    return guarded(lambda: _record(row, person))


@transaction.atomic
def _record(visit: Consultation, known: Entrepreneur | None) -> Consultation:
    lock_submission(visit.submission)
    first = Consultation.objects.with_details().filter(submission=visit.submission).first()
    if first is not None:
        if first.contact_name == visit.contact_name and first.state in OUTCOMES:
            return first
        raise AlreadyUsed(first)
    person = as_kept(known) if known else None
    resource = visit.advisor.resource_id
    lock_resources([resource])
    busy = Span(visit.starts_at, visit.ends_at)
    if visit.state == State.DONE:
        _refuse_second(resource, busy)
    visit.reference = new_reference()
    visit.entrepreneur = person or new_person_of(visit)
    case = open_case_of(visit.entrepreneur)
    if case is not None and case.opened_on <= timezone.localdate(visit.starts_at):
        visit.case = case
    visit.save()
    hold(visit, resource, busy)
    return visit


def _refuse_second(resource: int, busy: Span) -> None:
    """Raise ChangeRefused when the advisor had another visit or group session then: both cannot be true."""
    other = (
        Allocation.objects.filter(resource=resource, busy__overlap=as_range(busy))
        .exclude(consultation__isnull=False, consultation__state__in=_LEFT_FREE)
        .exclude(group_session__isnull=False, group_session__state=SessionState.CANCELLED)
        .order_by("busy")
        .first()
    )
    if other is not None:
        raise ChangeRefused(
            _("The advisor had another visit at this time: %(time)s.")
            % {"time": f"{timezone.localtime(other.busy.lower):%H:%M}"}
        )
