"""Rules that hold on the public pages, at the door and on every button of the staff."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from events.choices import EVENT_TRANSITIONS, Admission, EventState, RegistrationState
from events.models import Event, Registration

# An offered place must be answered by then, so that the next person hears in time; less than an hour is no offer.
_LAST_ANSWER = timedelta(hours=2)
_SHORTEST_OFFER = timedelta(hours=1)
# People are at the door before an event begins.
_DOORS_OPEN = timedelta(hours=2)
_FEEDBACK_FOR = timedelta(days=30)


def may_become(current: str, wanted: EventState) -> bool:
    """Say whether the transition table allows the change; the database has the same table as a trigger."""
    return (current, wanted) in EVENT_TRANSITIONS


def is_over(event: Event, now: datetime) -> bool:
    """Say whether the event has ended; a postponed one is still to come, whatever its old time says."""
    return event.ends_at <= now and event.state != EventState.POSTPONED


def has_begun(event: Event, now: datetime) -> bool:
    """Say whether the event has begun; a postponed one has not."""
    return event.starts_at <= now and event.state != EventState.POSTPONED


def registration_is_open(event: Event, now: datetime, *, by_staff: bool = False) -> bool:
    """Say whether people may register, each limit included but the end; staff may while the event is not over."""
    if event.admission != Admission.REGISTRATION or event.state != EventState.PUBLISHED:
        return False
    if by_staff:
        return now < event.ends_at
    opens, closes = event.registration_opens_at, event.registration_closes_at or event.starts_at
    return (opens is None or opens <= now) and now < closes


def last_answer(event: Event) -> datetime:
    """Return the moment by which an offer must be answered at the latest."""
    return event.starts_at - _LAST_ANSWER


def offer_deadline(event: Event, now: datetime) -> datetime | None:
    """Return until when a place offered now is kept, or None when there is no time left for an offer."""
    until = min(now + timedelta(hours=event.offer_hours), last_answer(event))
    return until if until - now >= _SHORTEST_OFFER else None


def doors_are_open(event: Event, now: datetime) -> bool:
    """Say whether people can be noted as there: from two hours before the beginning to a day after the end."""
    return event.starts_at - _DOORS_OPEN <= now <= event.ends_at + timedelta(days=1)


def feedback_is_open(event: Event, now: datetime) -> bool:
    """Say whether people can say how it was: from the beginning to a month after the end."""
    return (
        event.state in {EventState.PUBLISHED, EventState.ARCHIVED}
        and event.starts_at <= now <= event.ends_at + _FEEDBACK_FOR
    )


def event_days(event: Event) -> tuple[date, date]:
    """Return the first and the last day of an event in the office's time zone; midnight ends the day before it."""
    last = timezone.localdate(event.ends_at - timedelta(microseconds=1))
    return timezone.localdate(event.starts_at), last


def door_days(event: Event) -> tuple[datetime, datetime]:
    """Return from when until when volunteers keep the door: the days of the event, from midnight to midnight."""
    first, last = event_days(event)
    zone = timezone.get_default_timezone()
    return (
        datetime.combine(first, time(), tzinfo=zone),
        datetime.combine(last + timedelta(days=1), time(), tzinfo=zone),
    )


def has_pass(registration: Registration, now: datetime) -> bool:
    """Say whether a square code lets somebody in: with a place, at an event that takes place and is not over."""
    event = registration.event
    is_on = event.state == EventState.PUBLISHED and now < event.ends_at
    return is_on and registration.state == RegistrationState.SIGNED_UP
