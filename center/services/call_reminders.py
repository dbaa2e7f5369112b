"""Who is reminded of the deadline of a call, and when: each time once, decided anew from the clock on each run.

An address counts once its owner said yes by the mailed link. Nobody learns from the pages whether an address is on a
list: the answer to the form is always the same.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from center.base.deadlines import reminder_moment
from center.choices.resources import CallReminderKind, CallStanding, ContentState
from center.emails import resources as letters
from center.links.calls import leave_url
from center.models import CallReminder, CallSignUp, FundingCall
from center.services import sourced
from center.services.forgotten_mail import forget_recipients
from center.services.mail import queue_letter

if TYPE_CHECKING:
    from django.db.models import QuerySet

_DAYS_BEFORE: Final = {CallReminderKind.WEEK: 7, CallReminderKind.DAY: 1}
# A second press of the button within this time sends no second letter.
_ASKED_LATELY: Final = timedelta(minutes=10)
UNCONFIRMED_KEPT_FOR: Final = timedelta(days=7)
KEPT_AFTER_DEADLINE: Final = timedelta(days=30)
_TOLD_FOR: Final = timedelta(days=14)
_AT_ONCE: Final = 500
_LETTERS: Final = ("center/call_confirm", *(f"center/call_{kind}" for kind in CallReminderKind.values))


def can_remind(call: FundingCall, now: datetime | None = None) -> bool:
    """Say whether a reminder of this deadline could still come before it."""
    moment = now or timezone.now()
    if call.standing(moment) in {CallStanding.CLOSED, CallStanding.WITHDRAWN} or not call.is_published:
        return False
    return call.deadline_at is not None and _due(call, CallReminderKind.DAY) > moment


def week_is_left(call: FundingCall, now: datetime | None = None) -> bool:
    """Say whether even the earlier of the two reminders could still come."""
    moment = now or timezone.now()
    return can_remind(call, moment) and _due(call, CallReminderKind.WEEK) > moment


@transaction.atomic
def ask_for_reminder(*, call: FundingCall, email: str, language: str) -> None:
    """Note an address and send it a letter with the link that confirms; the same whether or not it is known.

    Raises NotNow when no reminder could come any more.
    """
    current = sourced.locked(call)
    now = timezone.now()
    if not can_remind(current, now):
        raise sourced.NotNow(_("It is too late for a reminder of this deadline."))
    # The call is locked, so nobody else adds the same address now.
    found = CallSignUp.objects.filter(call=current, email__iexact=email).first()
    if found is not None and found.asked_at > now - _ASKED_LATELY:
        return
    sign_up = found or CallSignUp(call=current, email=email, created_at=now)
    sign_up.asked_at = now
    # Whoever types somebody's address must not change the language of their letters.
    if sign_up.confirmed_at is None:
        sign_up.language = language
    sign_up.full_clean(validate_unique=False)
    sign_up.save()
    # The letter says the same to an address that has confirmed already; the link then shows that.
    queue_letter(
        letters.may_we_remind(sign_up),
        kind="center/call_confirm",
        to=sign_up.email,
        secret=True,
        expires_at=min(now + UNCONFIRMED_KEPT_FOR, current.deadline_at or now),
    )


@transaction.atomic
def confirm(*, sign_up: CallSignUp) -> CallSignUp | None:
    """Note that the owner of the address said yes. Twice changes nothing; None when they have left meanwhile."""
    sourced.locked(sign_up.call)
    found = CallSignUp.objects.select_for_update(of=("self",)).filter(pk=sign_up.pk).first()
    if found is not None and found.confirmed_at is None:
        found.confirmed_at = timezone.now()
        found.save(update_fields=["confirmed_at"])
    return found


@transaction.atomic
def leave(*, sign_up: CallSignUp) -> None:
    """Forget an address, and what still waits to be sent there. Twice changes nothing."""
    sourced.locked(sign_up.call)
    left = CallSignUp.objects.select_for_update(of=("self",)).filter(pk=sign_up.pk).first()
    if left is not None:
        left.delete()
        _forget_letters([left.email])


def send_due() -> int:
    """Remind whom a deadline comes near, and tell who waits for one that was taken back; return how many letters.

    Running twice, also at once, reminds nobody twice: each letter is a row with its deadline, made in one
    transaction with the letter itself.
    """
    now, done = timezone.now(), 0
    ahead = timedelta(days=max(_DAYS_BEFORE.values()) + 1)
    near = FundingCall.objects.not_over(now).filter(deadline_at__lte=now + ahead)
    for call in near:
        kind = _kind_now(call, now)
        if kind is None:
            continue
        # Who has confirmed since then has just read the deadline.
        knew_before = Q(confirmed_at__lt=max(_due(call, kind), call.deadline_set_at))
        for sign_up in _waiting(call, call.deadline_at or now, kind).filter(knew_before)[:_AT_ONCE]:
            done += _remind(sign_up, now)
    for call in _ended(now):
        for sign_up in _waiting(call, call.ended_at or now, CallReminderKind.ENDED)[:_AT_ONCE]:
            done += _tell_of_end(sign_up, now)
    return done


def _ended(now: datetime) -> list[FundingCall]:
    """Return calls that ended lately although their deadline is still to come."""
    return list(
        FundingCall.objects.filter(
            Q(state=ContentState.ARCHIVED) | Q(closed_at__isnull=False),
            Q(archived_at__gt=now - _TOLD_FOR) | Q(archived_at=None, closed_at__gt=now - _TOLD_FOR),
            deadline_at__gt=now,
        )
    )


def _waiting(call: FundingCall, moment: datetime, kind: CallReminderKind) -> "QuerySet[CallSignUp]":
    """Return who may have to be written to now; it is decided under lock, one by one."""
    told = CallReminder.objects.filter(sign_up=OuterRef("pk"), kind=kind, moment=moment)
    waiting: QuerySet[CallSignUp] = call.sign_ups.filter(~Exists(told), confirmed_at__isnull=False)
    return waiting.select_related("call").order_by("pk")


def _due(call: FundingCall, kind: CallReminderKind) -> datetime:
    """Return the moment of a reminder: nine in the morning, so many days before the day of the deadline."""
    day = call.deadline_day
    if day is None:
        msg = "A call without a deadline has no reminders."
        raise ValueError(msg)
    return reminder_moment(day, days_before=_DAYS_BEFORE[kind])


def _kind_now(call: FundingCall, now: datetime) -> CallReminderKind | None:
    """Return the reminder whose time it is: of two that were missed only the later."""
    for kind in (CallReminderKind.DAY, CallReminderKind.WEEK):
        if _due(call, kind) <= now:
            return kind
    return None


@transaction.atomic
def _remind(sign_up: CallSignUp, now: datetime) -> bool:
    call = sourced.locked(sign_up.call)
    found = CallSignUp.objects.select_for_update(of=("self",)).filter(pk=sign_up.pk).first()
    if found is None or found.confirmed_at is None or not _can_be_told(call, now):
        return False
    kind = _kind_now(call, now)
    if kind is None or _has_just_read_it(found, call, _due(call, kind)):
        return False
    return _send(found, call, kind, call.deadline_at)


def _can_be_told(call: FundingCall, now: datetime) -> bool:
    return call.is_published and call.closed_at is None and bool(call.deadline_at and call.deadline_at > now)


def _has_just_read_it(sign_up: CallSignUp, call: FundingCall, due: datetime) -> bool:
    """Whether somebody signed up after the moment of the reminder, and so with this deadline before their eyes."""
    since = sign_up.confirmed_at
    return since is not None and since >= max(due, call.deadline_set_at)


@transaction.atomic
def _tell_of_end(sign_up: CallSignUp, now: datetime) -> bool:
    call = sourced.locked(sign_up.call)
    found = CallSignUp.objects.select_for_update(of=("self",)).filter(pk=sign_up.pk).first()
    if found is None or found.confirmed_at is None or call.ended_at is None:
        return False
    # After the deadline nobody waits any more.
    if call.deadline_at is None or call.deadline_at <= now:
        return False
    return _send(found, call, CallReminderKind.ENDED, call.ended_at)


def _send(sign_up: CallSignUp, call: FundingCall, kind: CallReminderKind, moment: datetime | None) -> bool:
    """Write the row and the letter, unless the row is there; a letter that waits is not sent after the deadline."""
    if moment is None:
        return False
    _row, is_new = CallReminder.objects.get_or_create(sign_up=sign_up, kind=kind, moment=moment)
    if not is_new:
        return False
    sign_up.call = call
    is_end = kind == CallReminderKind.ENDED
    letter = letters.about_end(sign_up) if is_end else letters.about_deadline(sign_up, kind)
    queue_letter(
        letter,
        kind=f"center/call_{kind}",
        to=sign_up.email,
        secret=True,
        expires_at=call.deadline_at,
        unsubscribe_url=leave_url(sign_up),
    )
    return True


@transaction.atomic
def forget_old_sign_ups() -> int:
    """Delete addresses 30 days after the deadline or the end of the call, and those that never confirmed.

    Where a call lost its deadline, the days are counted from then on.
    """
    now = timezone.now()
    is_over = Q(_over_at__lte=now - KEPT_AFTER_DEADLINE)
    never_said_yes = Q(confirmed_at=None, asked_at__lte=now - UNCONFIRMED_KEPT_FOR)
    over_at = Coalesce(
        F("call__archived_at"), F("call__closed_at"), F("call__deadline_at"), F("call__deadline_set_at")
    )
    rows = CallSignUp.objects.alias(_over_at=over_at).filter(is_over | never_said_yes)
    old = list(rows.select_for_update(of=("self",), skip_locked=True))
    CallSignUp.objects.filter(pk__in=[sign_up.pk for sign_up in old]).delete()
    _forget_letters([sign_up.email for sign_up in old])
    return len(old)


def _forget_letters(emails: Iterable[str]) -> None:
    """Let the list of letters forget addresses too, but for those that still wait for another deadline."""
    gone = {email.upper() for email in emails}
    waiting = CallSignUp.objects.annotate(_email=Upper("email")).filter(_email__in=gone)
    forget_recipients(gone - set(waiting.values_list("_email", flat=True)), kinds=_LETTERS)
