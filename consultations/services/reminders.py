"""Reminders: twice by e-mail, by a call on the working day before for people without it, each once for each beginning.

Everything is decided anew from the clock on each run, so that a worker that was down makes nothing up: a first
reminder whose second is due is dropped, and nothing goes once the appointment has begun. Hours are hours that pass,
also when the clocks change; days are those of the office's calendar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from center.services import queue_letter
from consultations import emails, group_emails, rules
from consultations.choices import CallReason, PlaceState, ReminderKind, SessionState, State
from consultations.models import BookingSettings, Closure, Consultation, Participation, Reminder
from consultations.services.calls import ask_for_call
from consultations.spans import Span, local_day, merge, midnight
from entrepreneurs.models import preference_of

# Longer than any row of holidays and weekends: who is called on the working day before is looked at from here on.
_CALLED_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class _Coming:
    """What is to come, whatever its kind. `known_since` is when the person last heard of it from us."""

    about: Consultation | Participation
    starts_at: datetime
    known_since: datetime
    letter: str

    @property
    def key(self) -> dict[str, Consultation | Participation]:
        return {"consultation" if isinstance(self.about, Consultation) else "participation": self.about}

    @property
    def ids(self) -> tuple[int | None, int | None]:
        return (self.about.pk, None) if isinstance(self.about, Consultation) else (None, self.about.pk)

    @property
    def reads_email(self) -> bool:
        return (
            bool(self.about.contact_email) and not preference_of(self.about.entrepreneur).no_email_reminders
        )


def send_due_reminders() -> int:
    """Remind everybody whose time has come; return how many reminders that were. Running twice reminds nobody twice."""
    now, rules_now = timezone.now(), BookingSettings.objects.current()
    closures = merge(
        Span(start, end)
        for start, end in Closure.objects.filter(ends_at__gt=now - timedelta(days=2)).values_list(
            "starts_at", "ends_at"
        )
    )
    made = set(
        Reminder.objects.filter(starts_at__gt=now).values_list(
            "consultation_id", "participation_id", "kind", "starts_at"
        )
    )
    done = 0
    for coming in _candidates(now):
        for kind in _due(coming, rules_now, now, closures):
            if (*coming.ids, kind, coming.starts_at) not in made:
                done += _remind(coming, kind, rules_now, closures)
    return done


def _candidates(now: datetime) -> Iterator[_Coming]:
    """Yield what begins within two weeks."""
    within = (now, now + _CALLED_WITHIN)
    visits = (
        Consultation.objects.with_details()
        .filter(state=State.CONFIRMED, starts_at__range=within, walked_in=False)
        .prefetch_related("moves")
    )
    places = Participation.objects.with_details().filter(
        state=PlaceState.SIGNED_UP, session__state=SessionState.PUBLISHED, session__starts_at__range=within
    )
    yield from map(_of_visit, visits.order_by("starts_at", "pk"))
    yield from map(_of_place, places.order_by("session__starts_at", "pk"))


def _of_visit(visit: Consultation) -> _Coming:
    moments = [visit.created_at, visit.confirmed_at, *(move.moved_at for move in visit.moves.all())]
    return _Coming(visit, visit.starts_at, max(moment for moment in moments if moment), "reminder")


def _of_place(place: Participation) -> _Coming:
    return _Coming(place, place.session.starts_at, place.placed_at or place.created_at, "group_reminder")


def _due(
    coming: _Coming, settings: BookingSettings, now: datetime, closures: Sequence[Span]
) -> list[ReminderKind]:
    """Return the reminders whose time is now: it has come, and the next one's has not."""
    if coming.starts_at <= now:
        return []
    if coming.reads_email:
        return _due_letters(coming, settings, now)
    if not settings.calls_before_visit or not coming.about.contact_phone:
        return []
    begins = midnight(rules.previous_working_day(local_day(coming.starts_at), closures))
    is_due = begins <= now and not _just_heard(coming, begins, settings)
    return [ReminderKind.CALL] if is_due else []


def _due_letters(coming: _Coming, settings: BookingSettings, now: datetime) -> list[ReminderKind]:
    first, second = (
        coming.starts_at - timedelta(hours=hours) if hours else None
        for hours in (settings.first_reminder_hours, settings.second_reminder_hours)
    )
    if second is not None and second <= now:
        kind, moment = ReminderKind.SECOND, second
    elif first is not None and first <= now:
        kind, moment = ReminderKind.FIRST, first
    else:
        return []
    return [] if _just_heard(coming, moment, settings) else [kind]


def _just_heard(coming: _Coming, moment: datetime, settings: BookingSettings) -> bool:
    """Say whether the person heard of the appointment so shortly before the reminder that it would only annoy."""
    return coming.known_since > moment - timedelta(hours=settings.quiet_hours_after_booking)


def _remind(coming: _Coming, kind: ReminderKind, settings: BookingSettings, closures: Sequence[Span]) -> bool:
    """Remind once, in one transaction with the row that says so; False when there is nothing to do any more.

    The row of the appointment is locked, so that nobody is reminded of what is being cancelled or moved; should two
    workers come this far all the same, the unique rule lets one through.
    """
    try:
        with transaction.atomic():
            fresh = _locked(coming)
            if fresh is None or kind not in _due(fresh, settings, timezone.now(), closures):
                return False
            if fresh.about.reminders.filter(kind=kind, starts_at=fresh.starts_at).exists():
                return False
            Reminder.objects.create(**fresh.key, kind=kind, starts_at=fresh.starts_at)
            if kind == ReminderKind.CALL:
                _have_called(fresh)
            else:
                _write(fresh)
    except IntegrityError:
        return False
    return True


def _locked(coming: _Coming) -> _Coming | None:
    """Return it as it is now, held until the transaction ends; None when it does not take place like that any more."""
    if isinstance(coming.about, Consultation):
        visits = Consultation.objects.with_details().select_for_update(of=("self",))
        visit = visits.filter(pk=coming.about.pk, state=State.CONFIRMED).first()
        return _of_visit(visit) if visit else None
    places = Participation.objects.with_details().select_for_update(of=("self", "session"))
    place = places.filter(pk=coming.about.pk, state=PlaceState.SIGNED_UP).first()
    return _of_place(place) if place and place.session.state == SessionState.PUBLISHED else None


def _have_called(coming: _Coming) -> None:
    """Put the person on the call list, unless somebody is to call them about the appointment anyway."""
    if coming.about.calls.filter(outcome="").exclude(reason=CallReason.OTHER).exists():
        return
    day = midnight(local_day(timezone.now()) + timedelta(days=1))
    ask_for_call(
        **coming.key,  # type: ignore[arg-type]  # a visit or a place, each under its own name
        reason=CallReason.REMINDER,
        due_at=min(day, coming.starts_at),
        even_with_email=True,
    )


def _write(coming: _Coming) -> None:
    about = coming.about
    letter = emails.reminder(about) if isinstance(about, Consultation) else group_emails.reminder(about)
    queue_letter(
        letter,
        kind=f"consultations/{coming.letter}",
        to=about.contact_email,
        secret=True,
        # Nobody is reminded of what has begun.
        expires_at=coming.starts_at,
    )
