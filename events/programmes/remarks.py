"""What staff should look at before they release a programme; none of it is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from django.utils.translation import gettext as _

from center.base.shown_text import in_script
from events.choices import ItemKind
from events.models import Event
from events.programmes.contents import Item, Programme

# What may be for all rooms.
_ANYWHERE: Final = frozenset({ItemKind.BREAK, ItemKind.OTHER})


@dataclass(frozen=True)
class Remark:
    """A sentence about one item, in the active language."""

    key: int
    text: str


def remarks(event: Event, programme: Programme) -> list[Remark]:
    """Return what seems wrong in a programme, in its order."""
    found = [
        *(each for item in programme.items for each in _of_item(event, programme, item)),
        *_at_once(programme),
    ]
    place = {item.key: number for number, item in enumerate(programme.items)}
    return sorted(found, key=lambda each: place[each.key])


def _of_item(event: Event, programme: Programme, item: Item) -> Iterator[Remark]:
    if item.starts_at < event.starts_at or item.ends_at > event.ends_at:
        yield Remark(item.key, _("Not within the times of the event."))
    if item.room is None and programme.rooms and item.kind not in _ANYWHERE:
        yield Remark(item.key, _("No room is chosen."))
    if event.capacity is not None and item.capacity is not None and item.capacity > event.capacity:
        yield Remark(item.key, _("More places than the event has."))
    if item.title_sr and not item.title_en:
        yield Remark(item.key, _("The English title is missing."))


def _at_once(programme: Programme) -> Iterator[Remark]:
    """Name speakers who are to be in two places at once, at both."""
    for one, other in combinations(programme.items, 2):
        if one.ends_at <= other.starts_at or other.ends_at <= one.starts_at:
            continue
        both = {each.key for each in one.speakers} & {each.key for each in other.speakers}
        for speaker in one.speakers:
            if speaker.key not in both:
                continue
            for item, elsewhere in ((one, other), (other, one)):
                text = _("%(name)s is at the same time in: %(title)s.")
                yield Remark(
                    item.key, text % {"name": in_script(speaker.name), "title": elsewhere.title.plain}
                )
