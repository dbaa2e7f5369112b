"""Events as staff plan them: each verb locks the event, and may come twice."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from center.base.scripts import typed_to_cyrillic
from center.models import User
from events import rules
from events.choices import Ending, EventKind, EventState
from events.errors import ChangeRefused
from events.models import Event, EventSeries, FormerEventSlug, Place
from events.services import exhibitor_letters, letters
from events.services.places import free_numbers, locked_event
from events.services.programmes import follow_event
from events.services.waiting_list import end, end_queue, settle

# What staff choose; everything else follows from the verbs.
PLANNED: Final = (
    "kind",
    "slug",
    "series",
    "title_sr",
    "title_en",
    "summary_sr",
    "summary_en",
    "about_sr",
    "about_en",
    "starts_at",
    "ends_at",
    "venue",
    "online_link",
    "languages",
    "access_sr",
    "access_en",
    "admission",
    "capacity",
    "most_together",
    "registration_opens_at",
    "registration_closes_at",
    "offer_hours",
    "reminder_hours",
    "thanks_after",
    "applications_open_at",
    "applications_close_at",
    "conditions_sr",
    "conditions_en",
    "needs_until",
)
_WINDOWS: Final = (
    "registration_opens_at",
    "registration_closes_at",
    "applications_open_at",
    "applications_close_at",
)
_TIME: Final = ("starts_at", "ends_at")


@transaction.atomic
def plan_event(*, by: User, **values: Any) -> Event:
    """Save a draft with the given values (`PLANNED`); moments are aware. Raises ValidationError."""
    event = Event(created_by=by, **_known(values))
    event.full_clean()
    _refuse_used_slug(event)
    event.save()
    return event


@transaction.atomic
def change_event(*, event: Event, by: User, **values: Any) -> Event:
    """Change what was planned; who registered hears of another time or place of a published event.

    Never fewer places than are taken; more of them are offered to those who wait. An earlier short name keeps leading
    to the event. Raises ValidationError and ChangeRefused.
    """
    current, now = locked_event(event), timezone.now()
    if current.state == EventState.CANCELLED:
        raise ChangeRefused(_("A cancelled event is changed no more."))
    before = {name: getattr(current, name) for name in PLANNED}
    for name, value in _known(values).items():
        setattr(current, name, value)
    if current.kind != EventKind.FAIR and current.applications.exists():
        raise ChangeRefused(_("Enterprises have applied for stands, so this stays a mini-fair."))
    current.full_clean()
    changed = {name for name in PLANNED if getattr(current, name) != before[name]}
    if not changed:
        return current
    if "slug" in changed:
        _keep_slug(current, before["slug"])
    if "capacity" in changed:
        _make_room(current)
    is_moved = bool(changed & {*_TIME, "venue"})
    if is_moved or "online_link" in changed:
        current.ics_sequence += 1
    current.changed_at = now
    current.save()
    _take_programme_along(current, before, by)
    if current.state == EventState.PUBLISHED and current.ends_at > now:
        if is_moved or "online_link" in changed:
            _tell_of_change(current, is_moved=is_moved)
        settle(current, now)
    return current


@transaction.atomic
def publish_event(*, event: Event, by: User) -> Event:
    """Put a draft on the public pages; a published one stays so.

    Raises ChangeRefused, and ValidationError for what is still missing.
    """
    current, now = locked_event(event), timezone.now()
    if current.state == EventState.PUBLISHED:
        return current
    if current.state != EventState.DRAFT:
        raise _not_now(current)
    if current.ends_at <= now:
        raise ChangeRefused(_("This event is over. Choose another time first."))
    current.state, current.published_at, current.published_by = EventState.PUBLISHED, now, by
    current.changed_at = now
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def postpone_event(*, event: Event, by: User, reason: str = "") -> Event:
    """Say that the event takes place on another day that is not known yet; everybody on the list is told.

    Who has a place keeps it. A postponed event stays so. Raises ChangeRefused.
    """
    current, now = locked_event(event), timezone.now()
    if current.state == EventState.POSTPONED:
        return current
    _refuse_over(current, now)
    _move(current, EventState.POSTPONED, by, now, reason)
    for registration in current.registrations.open().order_by("pk"):
        registration.event = current
        letters.about_postponed(registration)
    exhibitor_letters.about_fair(current, "postponed")
    return current


@transaction.atomic
def set_new_date(*, event: Event, by: User, starts_at: datetime, ends_at: datetime) -> Event:
    """Give a postponed event its new time and tell everybody on the list. Raises ChangeRefused, ValidationError."""
    current, now = locked_event(event), timezone.now()
    if current.state != EventState.POSTPONED:
        raise _not_now(current)
    if starts_at <= now:
        raise ValidationError({"starts_at": _("This time has already passed. Choose another one.")})
    shift = starts_at - current.starts_at
    for name in ("registration_opens_at", "registration_closes_at"):
        moment = getattr(current, name)
        if moment is not None:
            setattr(current, name, moment + shift)
    current.starts_at, current.ends_at = starts_at, ends_at
    _move(current, EventState.PUBLISHED, by, now, "")
    if shift:
        follow_event(current, by=by, shift=shift)
    _tell_of_change(current, is_moved=True)
    settle(current, now)
    return current


@transaction.atomic
def cancel_event(*, event: Event, by: User, reason: str = "") -> Event:
    """Cancel an event that is not over; everybody on the list is told, with the reason. A cancelled one stays so.

    Raises ChangeRefused.
    """
    current, now = locked_event(event), timezone.now()
    if current.state == EventState.CANCELLED:
        return current
    _refuse_over(current, now)
    _move(current, EventState.CANCELLED, by, now, reason)
    for registration in current.registrations.open().order_by("pk"):
        registration.event = current
        had_place = registration.placed_at is not None
        end(registration, Ending.EVENT, now, by=by)
        letters.about_cancelled_event(registration, had_place=had_place)
    exhibitor_letters.about_fair(current, "cancelled")
    return current


@transaction.atomic
def finish_event(*, event: Event, by: User) -> Event:
    """Note that the event took place: who still waits is taken off the list. Raises ChangeRefused before its end."""
    current, now = locked_event(event), timezone.now()
    if current.state == EventState.ARCHIVED:
        return current
    if current.ends_at > now:
        raise ChangeRefused(_("This event is not over yet."))
    end_queue(current, now, by=by)
    _move(current, EventState.ARCHIVED, by, now, "")
    return current


@transaction.atomic
def reopen_event(*, event: Event, by: User) -> Event:
    """Let the results of a finished event be put right. Raises ChangeRefused for one that is not finished."""
    current, now = locked_event(event), timezone.now()
    if current.state == EventState.PUBLISHED:
        return current
    if current.state != EventState.ARCHIVED:
        raise _not_now(current)
    _move(current, EventState.PUBLISHED, by, now, "")
    return current


@transaction.atomic
def repeat_event(*, event: Event, starts: list[datetime], by: User) -> list[Event]:
    """Plan the same event again at other times, as drafts of one series; all or none.

    A time at which the series already has an event is left out, so that the button can be pressed twice. Raises
    ValidationError.
    """
    current = locked_event(event)
    series = current.series or _new_series(current)
    if current.series is None:
        current.series = series
        current.save(update_fields=["series"])
    length = current.ends_at - current.starts_at
    taken = set(series.editions.values_list("starts_at", flat=True))
    made = []
    for start in sorted(set(starts) - taken):
        values = {name: getattr(current, name) for name in PLANNED}
        shift = start - current.starts_at
        for name in (*_WINDOWS, "needs_until"):
            if values[name] is not None:
                values[name] += shift
        values |= {
            "series": series,
            "starts_at": start,
            "ends_at": start + length,
            "slug": _free_slug(current.slug, start),
        }
        made.append(plan_event(by=by, **values))
    return made


def _take_programme_along(event: Event, before: dict[str, Any], by: User) -> None:
    """Move the programme when the whole event moved; one that only became longer keeps it."""
    shift = event.starts_at - before["starts_at"]
    if shift and event.ends_at - before["ends_at"] == shift:
        follow_event(event, by=by, shift=shift)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = values.keys() - set(PLANNED)
    if unknown:
        msg = f"Nobody plans the {', '.join(sorted(unknown))} of an event."
        raise TypeError(msg)
    return values


def _not_now(event: Event) -> ChangeRefused:
    return ChangeRefused(
        _("This is not possible. State of the event: %(state)s.") % {"state": event.get_state_display()}
    )


def _refuse_over(event: Event, now: datetime) -> None:
    if rules.is_over(event, now):
        raise ChangeRefused(_("This event is over."))


def _move(event: Event, wanted: EventState, by: User, now: datetime, reason: str) -> None:
    if not rules.may_become(event.state, wanted):
        raise _not_now(event)
    event.state, event.state_changed_at, event.state_changed_by = wanted, now, by
    event.reason_sr = typed_to_cyrillic(reason.strip())[: Event.REASON_LENGTH]
    event.ics_sequence += 1
    event.changed_at = now
    event.full_clean()
    event.save()


def _refuse_used_slug(event: Event) -> None:
    if FormerEventSlug.objects.filter(slug=event.slug).exclude(event=event.pk).exists():
        raise ValidationError({"slug": _("This address leads to another event.")})


def _keep_slug(event: Event, before: str) -> None:
    _refuse_used_slug(event)
    FormerEventSlug.objects.filter(slug=event.slug).delete()
    FormerEventSlug.objects.get_or_create(slug=before, defaults={"event": event})


def _make_room(event: Event) -> None:
    """Move places beyond the new capacity below it; refuse when more people have one."""
    if event.capacity is None:
        return
    held = Place.objects.filter(event=event, item=None)
    taken = held.count()
    if event.capacity < taken:
        raise ChangeRefused(
            ngettext(
                "%(count)d place is taken, so there cannot be fewer.",
                "%(count)d places are taken, so there cannot be fewer.",
                taken,
            )
            % {"count": taken}
        )
    beyond = list(held.filter(number__gt=event.capacity).order_by("number"))
    for number, place in zip(free_numbers(event, len(beyond)), beyond, strict=True):
        place.number = number
        place.save(update_fields=["number"])


def _tell_of_change(event: Event, *, is_moved: bool) -> None:
    """Write to everybody on the list about another time or place, and to who has one about another link."""
    for registration in event.registrations.open().order_by("pk"):
        registration.event = event
        if not is_moved and registration.placed_at is None:
            continue
        if registration.offered_until is not None and registration.placed_at is None:
            registration.offered_until = min(registration.offered_until, rules.last_answer(event))
        registration.ics_sequence += 1
        registration.save(update_fields=["offered_until", "ics_sequence"])
        letters.about_change(registration, is_moved=is_moved)
    if is_moved:
        exhibitor_letters.about_fair(event, "changed")


def _new_series(event: Event) -> EventSeries:
    series = EventSeries(slug=event.slug, name_sr=event.title_sr, name_en=event.title_en)
    series.full_clean()
    series.save()
    return series


def _free_slug(slug: str, start: datetime) -> str:
    """Return the short name with the day behind it, and a number where that is taken too."""
    stem = f"{slug[:60].rstrip('-')}-{timezone.localtime(start):%Y-%m-%d}"
    tried, number = stem, 1
    while Event.objects.filter(slug=tried).exists() or FormerEventSlug.objects.filter(slug=tried).exists():
        number += 1
        tried = f"{stem}-{number}"
    return tried


def weekly(first: datetime, times: int, *, every: int = 1) -> list[datetime]:
    """Return `times` moments at the same local hour (Belgrade), `every` so many weeks, without the first."""
    local = timezone.localtime(first)
    return [
        timezone.make_aware(local.replace(tzinfo=None) + timedelta(weeks=every * number))
        for number in range(1, times + 1)
    ]
