"""Group sessions as staff plan them: each verb locks the session, then its advisor's calendar, and may come twice."""

from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from center.base.scripts import typed_to_cyrillic
from center.models import User
from consultations import rules
from consultations.choices import Ending, PlaceState, SessionState
from consultations.errors import ChangeRefused
from consultations.models import Allocation, GroupSession
from consultations.services import group_letters as letters
from consultations.services.guard import guarded
from consultations.services.locks import lock_resources
from consultations.services.waiting_list import end, end_queue, free_seats, locked_session, settle

# What staff choose; everything else follows from the verbs.
PLANNED: Final = (
    "topic",
    "advisor",
    "starts_at",
    "ends_at",
    "places",
    "mode",
    "online_link",
    "spoken_sr",
    "spoken_en",
    "note_sr",
    "note_en",
    "signup_opens_at",
    "signup_closes_at",
    "offer_hours",
)
_TIME: Final = ("starts_at", "ends_at")


def plan_session(*, by: User, **values: Any) -> GroupSession:
    """Save a draft with the given values (`PLANNED`) and hold its advisor's time; times are aware.

    Staff may plan outside opening hours and on a day off, never in the past or over something else.
    Raises ValidationError, and ChangeRefused or TimeTaken when the advisor is not free.
    """
    known = _known(values)
    return guarded(lambda: _plan(GroupSession(created_by=by, **known)))


def change_session(*, session: GroupSession, by: User, **values: Any) -> GroupSession:
    """Change what was planned; participants hear of another time, place or address of the call.

    Never fewer places than are taken; more of them are offered to those who wait. Once the session has begun its
    time stays. Raises ValidationError, and ChangeRefused or TimeTaken.
    """
    return guarded(lambda: _change(session, _known(values)))


@transaction.atomic
def publish_session(*, session: GroupSession, by: User) -> GroupSession:
    """Put a draft on the public pages, where people sign up; a published one stays so. Raises ChangeRefused."""
    current, now = locked_session(session), timezone.now()
    if current.state == SessionState.PUBLISHED:
        return current
    _must_be(current, SessionState.DRAFT)
    if current.starts_at <= now:
        raise ChangeRefused(_("This time has already passed. Choose another one first."))
    current.state, current.published_at, current.published_by = SessionState.PUBLISHED, now, by
    current.save(update_fields=["state", "published_at", "published_by"])
    return current


@transaction.atomic
def cancel_session(*, session: GroupSession, by: User, reason: str = "") -> GroupSession:
    """Cancel a session that is not over: its time is free again and everybody on the list is told, with the reason.

    A cancelled one stays so. Raises ChangeRefused.
    """
    current, now = locked_session(session), timezone.now()
    if current.state == SessionState.CANCELLED:
        return current
    _must_be(current, SessionState.DRAFT, SessionState.PUBLISHED)
    if current.ends_at <= now:
        raise ChangeRefused(_("This session is over. Enter who came."))
    current.state, current.cancelled_at, current.cancelled_by = SessionState.CANCELLED, now, by
    current.cancel_reason = typed_to_cyrillic(reason.strip())[: GroupSession.REASON_LENGTH]
    current.save(update_fields=["state", "cancelled_at", "cancelled_by", "cancel_reason"])
    for place in current.participations.open().order_by("pk"):
        place.session = current
        end(place, Ending.SESSION, now, by=by)
        letters.about_cancelled_session(place)
    return current


@transaction.atomic
def close_session(*, session: GroupSession, by: User) -> GroupSession:
    """Note that the session took place; who still waits is taken off the list. Raises ChangeRefused."""
    current, now = locked_session(session), timezone.now()
    if current.state == SessionState.DONE:
        return current
    _must_be(current, SessionState.PUBLISHED)
    if current.starts_at > now:
        raise ChangeRefused(_("This session has not begun yet."))
    end_queue(current, now, by=by)
    current.state, current.closed_at, current.closed_by = SessionState.DONE, now, by
    current.save(update_fields=["state", "closed_at", "closed_by"])
    return current


def _known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = values.keys() - set(PLANNED)
    if unknown:
        msg = f"Nobody plans the {', '.join(sorted(unknown))} of a session."
        raise TypeError(msg)
    return values


@transaction.atomic
def _plan(session: GroupSession) -> GroupSession:
    session.full_clean()
    _refuse_past(session)
    lock_resources([session.advisor.resource_id])
    _refuse_taken(session)
    session.save()
    Allocation.objects.create(
        resource_id=session.advisor.resource_id, group_session=session, busy=_busy(session)
    )
    return session


@transaction.atomic
def _change(session: GroupSession, values: dict[str, Any]) -> GroupSession:
    current, now = locked_session(session), timezone.now()
    _must_be(current, SessionState.DRAFT, SessionState.PUBLISHED)
    before = {name: getattr(current, name) for name in PLANNED}
    for name, value in values.items():
        setattr(current, name, value)
    current.full_clean()
    changed = {name for name in PLANNED if getattr(current, name) != before[name]}
    if changed & set(_TIME):
        if before["starts_at"] <= now:
            raise ChangeRefused(_("This session has already begun, so its time stays."))
        _refuse_past(current)
    if changed & {*_TIME, "advisor", "topic"}:
        lock_resources({before["advisor"].resource_id, current.advisor.resource_id})
        _refuse_taken(current)
        current.allocations.update(resource=current.advisor.resource_id, busy=_busy(current))
    if "places" in changed:
        _make_room(current)
    current.save()
    if current.state == SessionState.PUBLISHED:
        _tell(current, changed)
        settle(current, now)
    return current


def _must_be(session: GroupSession, *states: SessionState) -> None:
    if session.state not in states:
        raise ChangeRefused(
            _("This is not possible. State of the session: %(state)s.")
            % {"state": session.get_state_display()}
        )


def _refuse_past(session: GroupSession) -> None:
    if session.starts_at <= timezone.now():
        raise ChangeRefused(_("This time has already passed. Choose another one."))


def _busy(session: GroupSession) -> DateTimeTZRange:
    """Return the time that the session takes from its advisor, with the pauses of its topic."""
    before, after = (
        timedelta(minutes=pause) for pause in (session.topic.buffer_before, session.topic.buffer_after)
    )
    return DateTimeTZRange(session.starts_at - before, session.ends_at + after, "[)")


def _refuse_taken(session: GroupSession) -> None:
    """Name what the advisor has at that time; the calendar is locked."""
    others = Allocation.objects.filter(
        resource=session.advisor.resource_id, live=True, busy__overlap=_busy(session)
    )
    if session.pk:
        others = others.exclude(group_session=session)
    starts = [
        date_format(timezone.localtime(held.starts_at), "SHORT_DATETIME_FORMAT")
        for other in others.select_related("consultation", "group_session").order_by("busy")
        if (held := other.consultation or other.group_session)
    ]
    if starts:
        raise ChangeRefused(
            _("The advisor has something else at this time: %(starts)s.") % {"starts": ", ".join(starts)}
        )


def _make_room(session: GroupSession) -> None:
    """Move seats beyond the new number of places below it; refuse when more people have one."""
    taken = session.participations.seated().count()
    if session.places < taken:
        raise ChangeRefused(
            ngettext(
                "%(count)d place is taken, so there cannot be fewer.",
                "%(count)d places are taken, so there cannot be fewer.",
                taken,
            )
            % {"count": taken}
        )
    beyond = session.participations.filter(seat__gt=session.places).order_by("seat")
    for seat, place in zip(free_seats(session), beyond, strict=False):
        place.seat = seat
        place.save(update_fields=["seat"])


def _tell(session: GroupSession, changed: set[str]) -> None:
    """Write to everybody on the list about another time or place, and to who has one about another link."""
    is_moved = bool(changed & {*_TIME, "mode"})
    if not is_moved and "online_link" not in changed:
        return
    for place in session.participations.open().order_by("pk"):
        place.session = session
        if place.state == PlaceState.OFFERED and place.offered_until is not None:
            place.offered_until = min(place.offered_until, rules.last_answer(session))
            if place.offered_until < timezone.now():
                # `settle` ends it and says so.
                place.save(update_fields=["offered_until"])
                continue
        elif place.state == PlaceState.SIGNED_UP:
            place.ics_sequence += 1
        elif not is_moved:
            continue
        place.save(update_fields=["offered_until", "ics_sequence"])
        letters.about_change(place, is_moved=is_moved)
