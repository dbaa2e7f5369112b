"""Reminders: twice by e-mail and by SMS, by a call on the working day before for people without both, each once.

Who agreed to SMS gets one: with the second e-mail, or without e-mail on the working day before in place of the call,
which follows all the same if that SMS is not sent within two hours.

Everything is decided anew from the clock on each run, so that a worker that was down makes nothing up: a first
reminder whose second is due is dropped, and nothing goes once the appointment has begun. Hours are hours that pass,
also when the clocks change; days are those of the office's calendar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Prefetch
from django.utils import timezone

from center.choices import TextState
from center.models import StoredText
from center.services import queue_letter, texts_are_sent
from consultations import emails, group_emails, rules
from consultations.choices import CallReason, PlaceState, ReminderKind, SessionState, State
from consultations.models import BookingSettings, Closure, Consultation, Participation, Reminder
from consultations.services import texting
from consultations.services.calls import ask_for_call
from consultations.spans import Span, local_day, merge, midnight
from entrepreneurs.models import Consent, preference_of
from entrepreneurs.services import is_in_time_for_text

# Longer than any row of holidays and weekends: who is called on the working day before is looked at from here on.
_CALLED_WITHIN = timedelta(days=14)
# How long after its time a text may take before somebody is called.
_HOPE = timedelta(hours=2)


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
    def can_be_texted(self) -> bool:
        """Whether a text would arrive in time; whether the person agreed is another question."""
        return is_in_time_for_text(
            person=self.about.entrepreneur, number=self.about.contact_phone, before=self.starts_at
        )

    @property
    def text(self) -> StoredText | None:
        """The reminder by SMS of this beginning, if there was one."""
        found = (each.text for each in self.about.reminders.all() if each.starts_at == self.starts_at)
        return next((text for text in found if text), None)

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
    agreed = set(Consent.objects.to_texts().values_list("person", flat=True)) if texts_are_sent() else set()
    done = 0
    for coming in _candidates(now):
        is_texted = coming.about.entrepreneur_id in agreed
        for kind in _due(coming, rules_now, now, closures, is_texted=is_texted):
            if (*coming.ids, kind, coming.starts_at) not in made:
                done += _remind(coming, kind, rules_now, closures)
    return done


def _candidates(now: datetime) -> Iterator[_Coming]:
    """Yield what begins within two weeks."""
    within = (now, now + _CALLED_WITHIN)
    reminded = Prefetch("reminders", Reminder.objects.select_related("text").defer("text__body"))
    visits = (
        Consultation.objects.with_details()
        .filter(state=State.CONFIRMED, starts_at__range=within, walked_in=False)
        .prefetch_related("moves", reminded)
    )
    places = (
        Participation.objects.with_details()
        .filter(
            state=PlaceState.SIGNED_UP,
            session__state=SessionState.PUBLISHED,
            session__starts_at__range=within,
        )
        .prefetch_related(reminded)
    )
    yield from map(_of_visit, visits.order_by("starts_at", "pk"))
    yield from map(_of_place, places.order_by("session__starts_at", "pk"))


def _of_visit(visit: Consultation) -> _Coming:
    moments = [visit.created_at, visit.confirmed_at, *(move.moved_at for move in visit.moves.all())]
    return _Coming(visit, visit.starts_at, max(moment for moment in moments if moment), "reminder")


def _of_place(place: Participation) -> _Coming:
    return _Coming(place, place.session.starts_at, place.placed_at or place.created_at, "group_reminder")


def _due(
    coming: _Coming, settings: BookingSettings, now: datetime, closures: Sequence[Span], *, is_texted: bool
) -> list[ReminderKind]:
    """Return the reminders whose time is now: it has come, and the next one's has not.

    `is_texted`: the person has agreed to text messages.
    """
    if coming.starts_at <= now:
        return []
    if coming.reads_email:
        kinds = _due_letters(coming, settings, now)
        with_text = ReminderKind.SECOND in kinds and is_texted and coming.can_be_texted
        return [*kinds, ReminderKind.SMS] if with_text else kinds
    if not coming.about.contact_phone:
        return []
    return _due_by_phone(coming, settings, now, closures, is_texted=is_texted)


def _due_by_phone(
    coming: _Coming, settings: BookingSettings, now: datetime, closures: Sequence[Span], *, is_texted: bool
) -> list[ReminderKind]:
    """Return what is due to somebody who reads no e-mail: a text, or a call where there is none."""
    begins = midnight(rules.previous_working_day(local_day(coming.starts_at), closures))
    if begins > now or _just_heard(coming, begins, settings):
        return []
    if coming.text is None and is_texted and coming.can_be_texted:
        return [ReminderKind.SMS]
    if not settings.calls_before_visit or _is_reminded_by(coming.text, now):
        return []
    return [ReminderKind.CALL]


def _is_reminded_by(text: StoredText | None, now: datetime) -> bool:
    """Say whether the text makes a call needless: it was sent, or was due a short while ago only."""
    if text is None:
        return False
    still_hoped_for = text.next_moment(text.created_at) + _HOPE
    return text.state == TextState.SENT or (text.state == TextState.QUEUED and now < still_hoped_for)


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
            is_texted = Consent.objects.to_texts().filter(person=coming.about.entrepreneur_id).exists()
            due = _due(fresh, settings, timezone.now(), closures, is_texted=is_texted) if fresh else []
            if fresh is None or kind not in due:
                return False
            if fresh.about.reminders.filter(kind=kind, starts_at=fresh.starts_at).exists():
                return False
            text = None
            if kind == ReminderKind.SMS:
                text = texting.remind(fresh.about, starts_at=fresh.starts_at)
                if text is None:  # withdrawn this very moment
                    return False
            Reminder.objects.create(**fresh.key, kind=kind, starts_at=fresh.starts_at, text=text)
            if text is not None:
                return True
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
