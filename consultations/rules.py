"""Rules that hold in the list of free times, in the booking itself and on every button of the staff."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

from consultations.choices import (
    OPEN_STAGES,
    PLACE_TRANSITIONS,
    STAGE_TRANSITIONS,
    TRANSITIONS,
    CaseStage,
    Mode,
    NoticeUnit,
    PlaceState,
    SessionState,
    State,
)
from consultations.models import Consultation, GroupSession, Topic
from consultations.spans import Span, local_day, midnight, whole_days

_SATURDAY = 5
# An offered place must be answered by then, so that the next person hears in time; less than an hour is no offer.
_LAST_ANSWER = timedelta(hours=2)
_SHORTEST_OFFER = timedelta(hours=1)
# People are at the door before the session begins.
_DOORS_OPEN = timedelta(hours=1)


def may_become(current: str, wanted: State) -> bool:
    """Say whether the transition table allows the change; the database has the same table as a trigger."""
    return (current, wanted) in TRANSITIONS


def may_follow(current: str, wanted: str) -> bool:
    """Say whether a case may go from one stage to the other; the database has the same table as a trigger."""
    return (current, wanted) in STAGE_TRANSITIONS


def is_step_back(current: str, wanted: str) -> bool:
    """Say whether a case would return to an earlier stage, which needs a reason."""
    if CaseStage.CLOSED in {current, wanted}:
        return current == CaseStage.CLOSED
    order = [str(stage) for stage in OPEN_STAGES]
    return order.index(wanted) < order.index(current)


def can_be_cancelled(visit: Consultation, now: datetime) -> bool:
    """Say whether staff may still cancel: what is over took place or not, but a forgotten request was neither."""
    return visit.state == State.REQUESTED or (visit.state == State.CONFIRMED and visit.ends_at > now)


def lacks_phone(mode: str, phone: str) -> bool:
    """Say whether we could not call at the time of a visit by phone; the database has the same rule."""
    return mode == Mode.PHONE and not phone


@lru_cache(maxsize=16)
def public_holidays(year: int) -> frozenset[date]:
    """Return the public holidays of Serbia in a year, with the days taken instead of a Sunday."""
    return frozenset(holidays.country_holidays("RS", years=year))


def is_holiday(day: date) -> bool:
    return day in public_holidays(day.year)


def is_working_day(day: date, closures: Sequence[Span]) -> bool:
    """Say whether the day is Monday to Friday, no holiday, and not covered by one of the merged closures."""
    if day.weekday() >= _SATURDAY or is_holiday(day):
        return False
    whole = whole_days(day, day)
    return not any(closure.start <= whole.start and whole.end <= closure.end for closure in closures)


def next_working_day(day: date, closures: Sequence[Span] = ()) -> date:
    """Return the first working day after this one; a year without any is a mistake in the closures."""
    days = (day + timedelta(days=n) for n in range(1, 366))
    return next((each for each in days if is_working_day(each, closures)), day + timedelta(days=1))


def previous_working_day(day: date, closures: Sequence[Span] = ()) -> date:
    """Return the last working day before this one; a year without any is a mistake in the closures."""
    days = (day - timedelta(days=n) for n in range(1, 366))
    return next((each for each in days if is_working_day(each, closures)), day - timedelta(days=1))


def earliest_start(topic: Topic, now: datetime, closures: Sequence[Span]) -> datetime:
    """Return the first instant at which a visitor may book; the instant itself is allowed.

    In hours: exactly so many hours after now. In working days: the beginning of the n-th working day after
    today, and for 0 any time from now.
    """
    if topic.notice_unit == NoticeUnit.HOURS or topic.notice_amount == 0:
        return now + timedelta(hours=topic.notice_amount)
    day, left = local_day(now), topic.notice_amount
    # A year without working days is a mistake in the closures, not a reason to search for ever.
    for _ in range(topic.notice_amount * 7 + 366):
        day += timedelta(days=1)
        left -= is_working_day(day, closures)
        if left == 0:
            break
    return midnight(day)


def visitor_may_change(visit: Consultation, now: datetime) -> bool:
    """Say whether the visitor may still move or cancel: exactly the topic's limit ahead is allowed."""
    if not visit.is_live or visit.starts_at <= now:
        return False
    return visit.starts_at - now >= timedelta(hours=visit.topic.change_notice_hours)


def last_day(topic: Topic, now: datetime) -> date:
    """Return the last local day on which a visitor may book a visit."""
    return local_day(now) + timedelta(days=topic.horizon_days)


def place_may_become(current: str, wanted: PlaceState) -> bool:
    """Say whether the transition table of places allows the change; the database has it as a trigger too."""
    return (current, wanted) in PLACE_TRANSITIONS


def signup_is_open(session: GroupSession, now: datetime, *, by_staff: bool = False) -> bool:
    """Say whether people can sign up: for visitors in the time that staff chose, for staff until it begins."""
    if session.state != SessionState.PUBLISHED or now >= session.starts_at:
        return False
    opens, closes = session.signup_opens_at or now, session.signup_closes_at or session.starts_at
    return by_staff or opens <= now < closes


def doors_are_open(session: GroupSession, now: datetime) -> bool:
    """Say whether people can be at the door: from an hour before the session begins."""
    is_held = session.state in {SessionState.PUBLISHED, SessionState.DONE}
    return is_held and now >= session.starts_at - _DOORS_OPEN


def last_answer(session: GroupSession) -> datetime:
    """Return the latest moment up to which an offered place may be kept for anybody."""
    return session.starts_at - _LAST_ANSWER


def offer_deadline(session: GroupSession, now: datetime, *, by_phone: bool = False) -> datetime | None:
    """Return until when a freed place can be kept for the next person, or None when it is too late for an offer.

    Somebody who has to be called gets at least the whole next working day, since nobody calls at night or on a
    Sunday. No offer reaches into the last two hours before the session.
    """
    until = now + timedelta(hours=session.offer_hours)
    if by_phone:
        until = max(until, midnight(_next_working_day(local_day(now)) + timedelta(days=1)))
    until = min(until, last_answer(session))
    return until if until - now >= _SHORTEST_OFFER else None


def _next_working_day(day: date) -> date:
    # There are no two weeks of holidays.
    following = (day + timedelta(days=number) for number in range(1, 15))
    return next((each for each in following if is_working_day(each, ())), day + timedelta(days=1))
