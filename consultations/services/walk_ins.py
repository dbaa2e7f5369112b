"""Who comes without a booking: the visit begins now, in whatever time the advisor has."""

import uuid
from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations.choices import Mode, State
from consultations.errors import AlreadyUsed, ChangeRefused
from consultations.models import Advisor, Allocation, Consultation, Topic
from consultations.services.contacts import new_person_of
from consultations.services.guard import guarded
from consultations.services.holding import as_range, hold
from consultations.services.locks import lock_resources, lock_submission
from consultations.services.references import new_reference
from consultations.spans import Span
from entrepreneurs.choices import ConsentWay
from entrepreneurs.models import ConsentText, Entrepreneur
from entrepreneurs.services import as_kept, keep_agreed
from entrepreneurs.services.contacts import stored_contact


def receive_walk_in(
    *,
    topic: Topic,
    advisor: Advisor,
    minutes: int,
    name: str,
    phone: str = "",
    email: str = "",
    language: str,
    submission: uuid.UUID,
    entrepreneur: Entrepreneur | None = None,
    agreed: Collection[ConsentText] = (),
    by: User,
) -> Consultation:
    """Write down somebody who stands in the office: a confirmed visit from this minute on, `minutes` long.

    Opening hours and notice do not matter, since both people are there; other visits do. A name is enough. `agreed`
    are the words to which the person agrees. The same form again returns the same visit. Raises ValidationError by
    field; ChangeRefused with the time until which the advisor is free; TimeTaken when somebody was quicker; AlreadyUsed
    for a form that wrote down somebody else.
    """
    contact = stored_contact(
        name=name, phone=phone, email=email, language=language, known=entrepreneur, must_be_reached=False
    )
    visit = Consultation(
        topic=topic,
        advisor=advisor,
        mode=Mode.OFFICE,
        state=State.CONFIRMED,
        contact_name=contact.name,
        contact_phone=contact.phone,
        contact_email=contact.email,
        language=language,
        submission=submission,
        walked_in=True,
        booked_by=by,
        confirmed_by=by,
    )
    if not 1 <= minutes <= topic.length * 2:
        raise ValidationError({"minutes": _("This is shorter or longer than a visit on this topic can be.")})
    return guarded(lambda: _receive(visit, timedelta(minutes=minutes), entrepreneur, agreed))


@transaction.atomic
def _receive(
    visit: Consultation, length: timedelta, known: Entrepreneur | None, agreed: Collection[ConsentText]
) -> Consultation:
    lock_submission(visit.submission)
    first = Consultation.objects.with_details().filter(submission=visit.submission).first()
    if first is not None:
        if (
            first.walked_in
            and first.booked_by == visit.booked_by
            and first.contact_name == visit.contact_name
        ):
            return first
        raise AlreadyUsed(first)
    # Before the calendar, as everywhere.
    person = as_kept(known) if known else None
    resource = visit.advisor.resource_id
    lock_resources([resource])
    now = timezone.now()
    start = now.replace(second=0, microsecond=0)
    busy = Span(start, start + length)
    _refuse_if_busy(visit.advisor, busy)
    visit.starts_at, visit.ends_at = busy.start, busy.end
    visit.created_at = visit.confirmed_at = now
    visit.reference = new_reference()
    visit.entrepreneur = person or new_person_of(visit)
    keep_agreed(person=visit.entrepreneur, texts=agreed, by=visit.booked_by, how=ConsentWay.SPOKEN)
    visit.save()
    hold(visit, resource, busy)
    return visit


def _refuse_if_busy(advisor: Advisor, busy: Span) -> None:
    """Raise ChangeRefused when the advisor holds another visit in this time, and say from when."""
    taken = (
        Allocation.objects.filter(resource=advisor.resource_id, live=True, busy__overlap=as_range(busy))
        .order_by("busy")
        .first()
    )
    if taken is None:
        return
    clock = timezone.localtime(max(taken.busy.lower, busy.start))
    if taken.busy.lower <= busy.start:
        raise ChangeRefused(_("This advisor is receiving somebody now. Choose another one."))
    raise ChangeRefused(
        _("This advisor is free only until %(time)s. Choose a shorter time or another advisor.")
        % {"time": f"{clock:%H:%M}"}
    )
