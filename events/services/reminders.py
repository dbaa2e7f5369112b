"""Reminders before an event and thanks after it: each once, decided anew from the clock on each run."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from events.choices import EventState, RegistrationState
from events.models import CheckIn, Event, Registration
from events.services import letters
from events.services.places import locked_registration

# Who registered so shortly before the reminder has just read all of it.
_QUIET = timedelta(hours=12)
_THANKS_AFTER, _THANKS_UNTIL = timedelta(hours=12), timedelta(days=5)
_AT_ONCE = 500


def send_due_reminders() -> int:
    """Remind who has a place in an event that begins soon; return how many. Running twice reminds nobody twice."""
    now, done = timezone.now(), 0
    events = Event.objects.filter(
        state=EventState.PUBLISHED,
        reminder_hours__gt=0,
        starts_at__gt=now,
        starts_at__lte=now + timedelta(days=8),
    )
    for event in events.order_by("starts_at", "pk"):
        due = event.starts_at - timedelta(hours=event.reminder_hours)
        if due > now:
            continue
        rows = event.registrations.filter(
            ~Q(contact_email=""), state=RegistrationState.SIGNED_UP, placed_at__lt=due - _QUIET
        ).exclude(reminded_for=event.starts_at)
        for registration in rows.order_by("pk")[:_AT_ONCE]:
            registration.event = event
            done += _remind(registration, event.starts_at)
    return done


@transaction.atomic
def _remind(registration: Registration, starts_at: datetime) -> bool:
    event, found = locked_registration(registration)
    if (
        found.state != RegistrationState.SIGNED_UP
        or event.state != EventState.PUBLISHED
        or event.starts_at != starts_at
        or found.reminded_for == starts_at
    ):
        return False
    found.reminded_for = starts_at
    found.save(update_fields=["reminded_for"])
    letters.about_reminder(found)
    return True


def send_due_thanks() -> int:
    """Thank who was at an event that ended yesterday and ask how it was; return how many. Each once.

    Who was noted at the door counts as come; where nobody noted anybody, everybody with a place does.
    """
    now, done = timezone.now(), 0
    rows = Registration.objects.filter(
        ~Q(contact_email=""),
        state=RegistrationState.SIGNED_UP,
        thanked_at__isnull=True,
        event__thanks_after=True,
        event__state__in=[EventState.PUBLISHED, EventState.ARCHIVED],
        event__ends_at__lte=now - _THANKS_AFTER,
        event__ends_at__gt=now - _THANKS_UNTIL,
    ).select_related("event")
    # A door that nobody kept says nothing about who came.
    of_the_event = CheckIn.objects.filter(registration__event=OuterRef("event"), undone_at=None)
    noted = CheckIn.objects.filter(registration=OuterRef("pk"), undone_at=None)
    rows = rows.filter(~Exists(of_the_event) | Exists(noted))
    for registration in rows.order_by("event", "pk")[:_AT_ONCE]:
        done += _thank(registration)
    return done


@transaction.atomic
def _thank(registration: Registration) -> bool:
    _event, found = locked_registration(registration)
    if found.thanked_at is not None or not found.contact_email:
        return False
    found.thanked_at = timezone.now()
    found.save(update_fields=["thanked_at"])
    letters.about_thanks(found)
    return True
