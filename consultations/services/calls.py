"""Calls: asked for by what happens to a visit, tried until somebody is reached; each verb may be called twice.

Two colleagues who dial at the same time both lock the call's row: the second one is told what the first one found.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.models import User
from consultations import rules
from consultations.choices import CLOSING_RESULTS, AttemptResult, CallOutcome, CallReason
from consultations.errors import ChangeRefused
from consultations.models import Call, CallAttempt, Consultation, Participation
from consultations.spans import local_day, midnight

# The same button of the same colleague once more within this time is a double click, not a second try.
_DOUBLE_CLICK: Final = timedelta(minutes=1)


@transaction.atomic
def ask_for_call(
    *,
    consultation: Consultation | None = None,
    participation: Participation | None = None,
    reason: CallReason,
    by: User | None = None,
    due_at: datetime | None = None,
    about: str = "",
    even_with_email: bool = False,
) -> Call | None:
    """Put a visitor, or who has a place in a group session, on the call list and return the call.

    None for somebody who reads e-mail or has no phone, and for an appointment that is over. A call for the same reason
    that is still open is returned instead, due at the earlier of the two moments; what a colleague wants said for
    another reason (`about`) is added to it. `due_at` (aware) is by default the beginning of the appointment, and for
    CallReason.OTHER the end of the next working day. `by` None: the visitor or the portal caused it. Raises
    ValidationError for CallReason.OTHER without words.
    """
    appointment = consultation or participation
    if appointment is None:
        raise TypeError("A call is about a visit or about a place in a group session.")
    if not appointment.contact_phone or (appointment.contact_email and not even_with_email):
        return None
    times = appointment if isinstance(appointment, Consultation) else appointment.session
    if reason != CallReason.OTHER and times.ends_at <= timezone.now():
        return None
    about = about.strip()
    if reason == CallReason.OTHER and not about:
        raise ValidationError({"about": _("Write what the visitor is to be told.")})
    due_at = due_at or (_end_of_next_working_day() if reason == CallReason.OTHER else times.starts_at)
    call, made = Call.objects.select_for_update(of=("self",)).get_or_create(
        consultation=consultation,
        participation=participation,
        reason=reason,
        outcome="",
        defaults={"asked_by": by, "due_at": due_at, "about": about},
    )
    if not made:
        call.due_at = min(call.due_at, due_at)
        if about and about not in call.about:
            call.about = f"{call.about}\n{about}".strip()
        call.save(update_fields=["due_at", "about"])
    return call


def _end_of_next_working_day() -> datetime:
    return midnight(rules.next_working_day(local_day(timezone.now())) + timedelta(days=1))


@transaction.atomic
def record_attempt(
    *, call: Call, result: AttemptResult, by: User, again_at: datetime | None = None, note: str = ""
) -> CallAttempt:
    """Keep what came of dialling; reached, told a helper and wrong number close the call.

    The same click again returns the first try. `again_at` (aware, to come) belongs to AttemptResult.AGAIN and is
    wanted there. Raises ValidationError for that, and ChangeRefused for a call that is closed already.
    """
    locked = _locked(call)
    last = locked.attempts.order_by("-tried_at", "-pk").first()
    now = timezone.now()
    if last and (last.result, last.tried_by_id) == (result, by.pk) and last.tried_at > now - _DOUBLE_CLICK:
        return last
    _refuse_closed(locked)
    attempt = CallAttempt(
        call=locked, tried_at=now, tried_by=by, result=result, again_at=again_at, note=note.strip()
    )
    attempt.full_clean()
    attempt.save()
    if result in CLOSING_RESULTS:
        _close(locked, CLOSING_RESULTS[result], by)
    return attempt


@transaction.atomic
def record_attempts(
    *,
    calls: Collection[Call],
    result: AttemptResult,
    by: User,
    again_at: datetime | None = None,
    note: str = "",
) -> list[CallAttempt]:
    """Keep for several calls of one person what came of dialling once; see `record_attempt`.

    Calls that somebody closed meanwhile are left as they are; raises ChangeRefused when that is all of them.
    """
    attempts, refused = [], None
    for call in sorted(calls, key=lambda call: call.pk):
        try:
            attempts.append(record_attempt(call=call, result=result, by=by, again_at=again_at, note=note))
        except ChangeRefused as error:
            refused = error
    if refused is not None and not attempts:
        raise refused
    return attempts


@transaction.atomic
def give_up(*, call: Call, by: User) -> Call:
    """Close a call although nobody was reached; one given up stays so. Raises ChangeRefused."""
    locked = _locked(call)
    if locked.outcome != CallOutcome.GAVE_UP:
        _refuse_closed(locked)
        _close(locked, CallOutcome.GAVE_UP, by)
    return locked


@transaction.atomic
def close_calls_of(
    appointment: Consultation | Participation, *, by: User | None = None, but: Collection[CallReason] = ()
) -> int:
    """Take calls off the list because what they were to say is no longer so; return how many.

    What a colleague wants said for a reason of their own (CallReason.OTHER) stays, and so do the reasons in `but`.
    """
    kept = {CallReason.OTHER, *but}
    calls = appointment.calls.filter(outcome="").exclude(reason__in=kept)
    found = list(calls.select_for_update(of=("self",)).order_by("pk"))
    for call in found:
        _close(call, CallOutcome.NOT_NEEDED, by)
    return len(found)


@transaction.atomic
def close_late_calls() -> int:
    """Close the calls about appointments whose time is over, so that lists say that nobody called; return how many.

    Calls about offers that were answered or went on are closed as well, as no longer needed.
    """
    done = 0
    for calls, outcome in (
        (Call.objects.void(), CallOutcome.NOT_NEEDED),
        (Call.objects.too_late(), CallOutcome.TOO_LATE),
    ):
        for call in calls.select_for_update(of=("self",), skip_locked=True).order_by("pk"):
            _close(call, outcome, None)
            done += 1
    return done


def _locked(call: Call) -> Call:
    """Return the row as it is now, held until the transaction ends."""
    return Call.objects.select_for_update(of=("self",)).get(pk=call.pk)


def _refuse_closed(call: Call) -> None:
    if not call.is_open:
        raise ChangeRefused(
            _("This call is off the list already. Its outcome: %(outcome)s.")
            % {"outcome": call.get_outcome_display()}
        )


def _close(call: Call, outcome: CallOutcome, by: User | None) -> None:
    call.outcome, call.closed_at, call.closed_by = outcome, timezone.now(), by
    call.save(update_fields=["outcome", "closed_at", "closed_by"])
