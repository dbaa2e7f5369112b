"""The programme of an event as HTML, made once for each version and language and then kept in this process's memory.

What is kept is named by the mark of the version's words (`digest`), so nothing has to be thrown away: other words have
another mark. A page asks the database for the version without its content, and for the content on the first time only.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from events.models import Event, ProgrammeRelease
from events.programmes import Item, Programme, Sentence, difference, from_data, sentences

# A desk holds so many rooms beside one another.
_MOST_COLUMNS: Final = 4
# What the page of the event shows of a long programme.
_IN_SHORT: Final = 12
# Longer descriptions open on request.
_LONG: Final = 420
_SHOWN_VERSIONS: Final = 20
_NEWS_FOR: Final = timedelta(days=30)


@dataclass(frozen=True)
class Part:
    """A rendered programme, and from when to when it lasts; nothing and None for an empty one."""

    html: SafeString
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def is_outside(self, event: Event) -> bool:
        """Say whether something in it is before or after the event: the event was moved, and the programme not yet."""
        if self.starts_at is None or self.ends_at is None:
            return False
        return self.starts_at < event.starts_at or self.ends_at > event.ends_at


def public_release(event: int) -> ProgrammeRelease | None:
    """Return the version of an event (its key) that the public reads, without its content. One query."""
    return ProgrammeRelease.objects.filter(event=event).defer("data").order_by("-number").first()


def whole(event: Event, release: ProgrammeRelease) -> Part:
    """Return the whole programme by time, with its speakers."""
    return _rendered("events/parts/programme_whole.html", release.digest, release.pk, event.slug, _language())


def in_short(event: Event, release: ProgrammeRelease) -> Part:
    """Return the list for the page of the event."""
    return _rendered("events/parts/programme_short.html", release.digest, release.pk, event.slug, _language())


def _language() -> str:
    return get_language() or ""


# Bytes of HTML: some hundred kilobytes for each of the largest.
@lru_cache(maxsize=64)
def _rendered(template: str, _digest: str, release: int, slug: str, _language: str) -> Part:
    data = ProgrammeRelease.objects.values_list("data", flat=True).get(pk=release)
    return rendered(template, from_data(data), slug)


def rendered(template: str, programme: Programme, slug: str) -> Part:
    """Render a programme in the active language; also the draft, for its preview."""
    if not programme:
        return Part(SafeString())
    columns = {room.key: number for number, room in enumerate(programme.rooms, start=1)}
    is_grid = 1 < len(columns) <= _MOST_COLUMNS
    context: dict[str, Any] = {
        "slug": slug,
        "days": _days(programme, columns if is_grid else {}),
        "rooms": programme.rooms if is_grid else (),
        "speakers": [each for each in programme.speakers if each.about],
        "short": programme.items[:_IN_SHORT],
        "more": len(programme.items[_IN_SHORT:]),
        "has_days": len({_day(item) for item in programme.items}) > 1,
    }
    return Part(
        render_to_string(template, context),
        min(item.starts_at for item in programme.items),
        max(item.ends_at for item in programme.items),
    )


def _day(item: Item) -> date:
    return timezone.localtime(item.starts_at).date()


def _days(programme: Programme, columns: dict[int, int]) -> list[dict[str, Any]]:
    """Return the days, in each the times at which something begins, and what does."""
    days: dict[date, dict[datetime, list[dict[str, Any]]]] = {}
    for item in programme.items:
        row = {
            "item": item,
            "column": columns.get(item.room.key, 0) if item.room else 0,
            "is_long": len(item.about) > _LONG,
        }
        days.setdefault(_day(item), {}).setdefault(item.starts_at, []).append(row)
    return [
        {"day": day, "slots": [{"starts_at": start, "rows": rows} for start, rows in slots.items()]}
        for day, slots in days.items()
    ]


def versions(event: Event) -> list[dict[str, Any]]:
    """Return the last versions, the newest first, each with what it changed in sentences.

    One query, and one more the first time.
    """
    found = list(
        ProgrammeRelease.objects.filter(event=event).defer("data").order_by("-number")[: _SHOWN_VERSIONS + 1]
    )
    told = _told(tuple((each.pk, each.digest) for each in found), _language())
    return [
        {"release": release, "is_first": release.number == 1, "sentences": told.get(release.pk, ())}
        for release in found[:_SHOWN_VERSIONS]
    ]


@lru_cache(maxsize=64)
def _told(newest_first: tuple[tuple[int, str], ...], _language: str) -> dict[int, tuple[Sentence, ...]]:
    keys = [pk for pk, _digest in newest_first]
    data = dict(ProgrammeRelease.objects.filter(pk__in=keys).values_list("pk", "data"))
    programmes = {pk: from_data(data[pk]) for pk in keys}
    return {
        pk: tuple(sentences(difference(programmes[before], programmes[pk]))) for pk, before in pairwise(keys)
    }


def is_news(release: ProgrammeRelease) -> bool:
    """Say whether the version changed an earlier one within the last month: then the page says so on top."""
    return release.number > 1 and release.released_at > timezone.now() - _NEWS_FOR
