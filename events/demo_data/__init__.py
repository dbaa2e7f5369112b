"""Made-up events: a finished first mini-fair, a second one to come, and a season of workshops."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from center.choices import Role
from center.demo_data import demo_user
from center.models import User
from entrepreneurs.models import Settlement
from events.choices import Answer, EventState
from events.demo_data import door, exhibitors, news, people, pictures, plan, programme
from events.demo_data.table import EVENTS, SERIES, VENUES
from events.models import Event, EventSeries, Venue

_MARK = "(демо)"


def load() -> None:
    """Make the demo's venues, events and the people who come, unless they are there."""
    if not Event.objects.exists():
        _load_events()
    news.link()


def _load_events() -> None:
    by, now = demo_user(Role.COORDINATOR), timezone.now()
    venues = {key: _venue(values) for key, values in VENUES.items()}
    series = {
        slug: EventSeries.objects.create(slug=slug, name_sr=f"{serbian} {_MARK}", name_en=f"{english} (demo)")
        for slug, (serbian, english) in SERIES.items()
    }
    events = {row["slug"]: _event(row, venues, series, by, now) for row in EVENTS}
    people.load(events, now)
    door.load(events, now)
    exhibitors.load(first=events["mini-fair-1"], second=events["mini-fair-2"], by=by, now=now)
    plan.draw(events["mini-fair-2"], by)
    # After the exhibitors of the demo.
    plan.seat(events["mini-fair-2"], by)
    programme.load(events["mini-fair-2"], by, now)


def finish() -> Iterator[None]:
    """Draw the pictures that the demo can begin without."""
    yield from pictures.draw_gallery()


def _venue(values: dict[str, Any]) -> Venue:
    town = Settlement.objects.filter(name_sr="Крушевац").first() or Settlement.objects.earliest("pk")
    names = {"name_sr": f"{values['name_sr']} {_MARK}", "name_en": f"{values['name_en']} (demo)"}
    return Venue.objects.create(settlement=town, **{"step_free": Answer.YES, **values, **names})


def _event(
    row: dict[str, Any],
    venues: dict[str, Venue],
    series: dict[str, EventSeries],
    by: User,
    now: datetime,
) -> Event:
    """Write an event as the services would leave it; one in the past cannot be published."""
    values = dict(row)
    day = values.pop("on", None) or timezone.localdate(now) + timedelta(days=values.pop("in_days"))
    weekday = values.pop("weekday", None)
    if weekday is not None:
        day += timedelta(days=(weekday - day.isoweekday()) % 7)
    opens, closes = values.pop("hours")
    starts_at = timezone.make_aware(datetime.combine(day, time(opens)))
    state = values.pop("state", EventState.PUBLISHED)
    planned_at = min(now, starts_at) - timedelta(days=60)
    is_shown = state != EventState.DRAFT
    is_changed = state not in {EventState.DRAFT, EventState.PUBLISHED}
    ends_at = starts_at + timedelta(hours=closes - opens)
    changed_at = min(now, ends_at + timedelta(days=2))
    return Event.objects.create(
        **values
        | {
            "title_sr": f"{values['title_sr']} {_MARK}",
            "title_en": f"{values['title_en']} (demo)",
            "venue": venues[values["venue"]] if values["venue"] else None,
            "series": series[values["series"]] if values.get("series") else None,
        },
        starts_at=starts_at,
        ends_at=ends_at,
        state=state,
        is_demo=True,
        created_by=by,
        created_at=planned_at,
        published_by=by if is_shown else None,
        published_at=planned_at + timedelta(days=7) if is_shown else None,
        state_changed_by=by if is_changed else None,
        state_changed_at=changed_at if is_changed else None,
        changed_at=changed_at if is_changed else planned_at,
    )
