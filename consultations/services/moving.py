"""Moving a visit: to another time, another advisor, or both, under the same guard as a new booking."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations import rules, slots
from consultations.choices import Confirmation, State
from consultations.errors import BookingRefusedError, ChangeRefused
from consultations.models import Advisor, Allocation, Consultation, VisitMove
from consultations.services import calling, letters, texting
from consultations.services.fair_load import fairest
from consultations.services.finding import free_advisors, refuse_impossible, resources_of
from consultations.services.guard import guarded
from consultations.services.holding import as_range, companions_of, refuse_busy
from consultations.services.locks import lock_resources
from consultations.services.rows import locked, reason_as_stored, refusal


def move(
    *,
    consultation: Consultation,
    start: datetime,
    advisor: Advisor | None = None,
    whoever: bool = False,
    by: User | None = None,
    reason: str = "",
) -> Consultation:
    """Put a live visit to another start (aware), with its own advisor unless told otherwise, and return it.

    `advisor` is another one; with `whoever` the present advisor keeps the visit if free, else the one with the least
    to do. `by` None means the visitor, who can move until the topic's limit and within its notice and horizon; where
    staff confirm every time, the visit is a request again. Staff are bound by opening hours and other visits only;
    later than the visitor may they say why. The visit keeps its reference, link, calendar entry, room and interpreter.

    The same move again changes nothing. Raises ChangeRefused when the visit or what joins it does not allow it,
    TimeTaken(.alternatives) or NotBookable(.reason, .alternatives) for the time. Letters are queued in the same
    transaction.
    """
    try:
        return guarded(
            lambda: _move(consultation, start, advisor=advisor, whoever=whoever, by=by, reason=reason.strip())
        )
    except BookingRefusedError as refused:
        if not connection.needs_rollback:
            refused.alternatives = tuple(
                slots.nearest(
                    consultation.topic,
                    start,
                    now=timezone.now(),
                    advisor=None if whoever else advisor or consultation.advisor,
                    by_staff=by is not None,
                    ignoring=consultation,
                )
            )
        raise


@transaction.atomic
def _move(
    consultation: Consultation,
    start: datetime,
    *,
    advisor: Advisor | None,
    whoever: bool,
    by: User | None,
    reason: str,
) -> Consultation:
    visit = locked(consultation)
    wanted = None if whoever else advisor or visit.advisor
    if visit.starts_at == start and wanted in {None, visit.advisor}:
        return visit
    after_limit = _refuse_by_rule(visit, by=by, reason=reason)
    refuse_impossible(start)
    companions = companions_of(visit)
    joining = {each.resource_id for each in companions}
    lock_resources([*resources_of(visit.topic, wanted), visit.advisor.resource_id, *joining])
    able = free_advisors(visit.topic, start, advisor=wanted, by_staff=by is not None, ignoring=visit)
    chosen = visit.advisor if visit.advisor_id in able else fairest(able, start)
    if chosen.resource_id in joining:
        raise ChangeRefused(_("Takes part in the visit already: %(name)s.") % {"name": chosen})
    busy = slots.Shape.of(visit.topic).busy(start)
    refuse_busy(joining, busy, besides=visit)
    made = VisitMove.objects.create(
        consultation=visit,
        moved_by=by,
        from_start=visit.starts_at,
        to_start=start,
        from_advisor=visit.advisor,
        to_advisor=chosen,
        after_limit=after_limit,
        reason=reason_as_stored(reason, visit.language)[: VisitMove.REASON_LENGTH],
    )
    had_entry = visit.confirmed_at is not None
    _rewrite(visit, start, chosen, is_request=by is None and _asks_again(visit))
    # The advisor's own row first: the database would refuse a room's row that another visit holds all the same.
    Allocation.objects.filter(consultation=visit, resource=made.from_advisor.resource_id).update(
        resource=chosen.resource_id, busy=as_range(busy)
    )
    Allocation.objects.filter(consultation=visit, resource__in=joining).update(busy=as_range(busy))
    letters.about_move(visit, made, had_entry=had_entry)
    calling.about_move(visit, from_start=made.from_start, by=by)
    texting.about_move(visit, by=by)
    return visit


def _refuse_by_rule(visit: Consultation, *, by: User | None, reason: str) -> bool:
    """Raise ChangeRefused, or say whether a colleague does what the visitor may not do any more."""
    if not visit.is_live:
        raise refusal(visit)
    if rules.visitor_may_change(visit, timezone.now()):
        return False
    if by is None:
        raise ChangeRefused(_("It is too late to move this visit here. Please call us."))
    if not reason:
        raise ChangeRefused(_("So late a change needs a reason."))
    return True


def _asks_again(visit: Consultation) -> bool:
    """Say whether a colleague has to confirm the new time; who gave a phone alone could not be told of it."""
    return visit.topic.confirmation == Confirmation.BY_STAFF and bool(visit.contact_email)


def _rewrite(visit: Consultation, start: datetime, advisor: Advisor, *, is_request: bool) -> None:
    visit.starts_at, visit.ends_at = start, start + timedelta(minutes=visit.topic.length)
    visit.advisor = advisor
    visit.ics_sequence += 1
    if is_request:
        visit.state, visit.confirmed_at, visit.confirmed_by = State.REQUESTED, None, None
    visit.save(
        update_fields=[
            "starts_at",
            "ends_at",
            "advisor",
            "ics_sequence",
            "state",
            "confirmed_at",
            "confirmed_by",
        ]
    )
