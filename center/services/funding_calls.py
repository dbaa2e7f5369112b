"""Calls for funding as colleagues write them."""

from datetime import date, time
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.deadlines import deadline_moment
from center.choices.resources import CallEnds
from center.models import FormerCallSlug, FundingCall, User
from center.services import sourced

# What people write; the deadline comes as `deadline_day` and `deadline_time`.
WRITTEN: Final = (
    *("slug", "title_sr", "title_en", "summary_sr", "summary_en", "body_sr", "body_en"),
    *("caller_sr", "caller_en", "applicants", "for_whom_sr", "for_whom_en"),
    *("amount_min", "amount_max", "currency", "opens_on", "ends"),
    *("source_name_sr", "source_name_en", "source_url", "check_after_months"),
)
_DEADLINE: Final = ("deadline_at", "deadline_is_day")
_IN_CALENDARS: Final = {*_DEADLINE, "title_sr", "title_en", "summary_sr", "summary_en", "slug"}


@transaction.atomic
def write_call(*, by: User, **values: Any) -> FundingCall:
    """Save a draft with the given values (`WRITTEN`, `deadline_day`, `deadline_time`). Raises ValidationError."""
    call = FundingCall(created_by=by, **_known(values))
    call.full_clean()
    sourced.refuse_used_slug(call, FormerCallSlug)
    call.save()
    return call


@transaction.atomic
def change_call(*, call: FundingCall, by: User, **values: Any) -> FundingCall:
    """Change what people read; with another deadline they are reminded anew at the right moment.

    Raises ValidationError.
    """
    current = sourced.locked(call)
    before = current.slug
    taken = _known(values)
    if taken.get("ends") == CallEnds.DEADLINE:
        current.closed_at = current.closed_by = None
    changed = sourced.written(current, taken)
    if not changed:
        return current
    if "slug" in changed:
        sourced.keep_slug(current, before, FormerCallSlug)
    now = timezone.now()
    if "deadline_at" in changed:
        current.deadline_set_at = now
    if changed & _IN_CALENDARS:
        current.ics_sequence += 1
    current.changed_at = now
    current.save()
    return current


@transaction.atomic
def withdraw_call(*, call: FundingCall, by: User, reason: str = "") -> FundingCall:
    """Note that the donor took the call back; who waits for its deadline is told by the next run of the reminders.

    A draft is given up. A withdrawn call stays so. Raises ValidationError.
    """
    current = sourced.locked(call)
    if current.is_archived:
        return current
    return sourced.archive(
        record=current, by=by, reason_sr=reason.strip(), ics_sequence=current.ics_sequence + 1
    )


@transaction.atomic
def put_call_back(*, call: FundingCall, by: User) -> FundingCall:
    """Undo a withdrawal. A call that is not withdrawn stays as it is."""
    current = sourced.locked(call)
    if not current.is_archived:
        return current
    return sourced.put_back(record=current, by=by, reason_sr="", ics_sequence=current.ics_sequence + 1)


@transaction.atomic
def close_call(*, call: FundingCall, by: User) -> FundingCall:
    """Note that the money of a call without a fixed end is spent. Twice changes nothing.

    Raises NotNow for a call that closes by itself, or that is not public.
    """
    current = sourced.locked(call)
    if current.closed_at is not None:
        return current
    if current.ends == CallEnds.DEADLINE or not current.is_published:
        raise sourced.NotNow(_("A call with a deadline closes by itself; a draft is not open yet."))
    current.closed_at, current.closed_by, current.changed_at = timezone.now(), by, timezone.now()
    current.ics_sequence += 1
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def open_call_again(*, call: FundingCall, by: User) -> FundingCall:
    """Undo the closing. A call that is open stays so."""
    current = sourced.locked(call)
    if current.closed_at is not None:
        current.closed_at = current.closed_by = None
        current.changed_at = timezone.now()
        current.ics_sequence += 1
        current.save()
    return current


def _known(values: dict[str, Any]) -> dict[str, Any]:
    taken = dict(values)
    if "deadline_day" in taken or "deadline_time" in taken:
        taken |= deadline_columns(taken.pop("deadline_day", None), taken.pop("deadline_time", None))
    return sourced.known(taken, (*WRITTEN, *_DEADLINE))


def deadline_columns(day: date | None, clock: time | None) -> dict[str, Any]:
    """Return a deadline as its columns. Raises ValidationError for an hour without a day."""
    if day is None:
        if clock is not None:
            raise ValidationError({"deadline_day": _("Write the day of the deadline, too.")})
        return {"deadline_at": None, "deadline_is_day": False}
    return {"deadline_at": deadline_moment(day, clock), "deadline_is_day": clock is None}
