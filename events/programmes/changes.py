"""What differs between two programmes, item by item; the same key is the same item."""

import enum
from dataclasses import dataclass

from events.programmes.contents import Item, Programme, Room


class What(enum.Enum):
    """What can change about an item that stays in the programme."""

    MOVED = "moved"
    ROOM = "room"
    RENAMED = "renamed"
    SPEAKERS = "speakers"
    DETAILS = "details"


@dataclass(frozen=True)
class Change:
    """One item before and after, and in what the two differ."""

    before: Item
    after: Item
    what: frozenset[What]

    @property
    def key(self) -> int:
        return self.after.key


@dataclass(frozen=True)
class Difference:
    """Everything that leads from one programme to another; `rooms` are those of the newer one, None for the same."""

    new: tuple[Item, ...] = ()
    dropped: tuple[Item, ...] = ()
    changed: tuple[Change, ...] = ()
    rooms: tuple[Room, ...] | None = None

    def __bool__(self) -> bool:
        return bool(self.new or self.dropped or self.changed) or self.rooms is not None


def difference(before: Programme, after: Programme) -> Difference:
    """Compare two programmes; of the same one nothing is said."""
    old, now = {item.key: item for item in before.items}, {item.key: item for item in after.items}
    return Difference(
        new=tuple(item for item in after.items if item.key not in old),
        dropped=tuple(item for item in before.items if item.key not in now),
        changed=tuple(
            Change(old[item.key], item, _what(old[item.key], item))
            for item in after.items
            if item.key in old and old[item.key] != item
        ),
        rooms=None if before.rooms == after.rooms else after.rooms,
    )


def _what(before: Item, after: Item) -> frozenset[What]:
    found = {
        What.MOVED: (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at),
        What.ROOM: before.room != after.room,
        What.RENAMED: (before.title_sr, before.title_en) != (after.title_sr, after.title_en),
        What.SPEAKERS: [each.key for each in before.speakers] != [each.key for each in after.speakers],
    }
    what = frozenset(each for each, differs in found.items() if differs)
    return (
        what | {What.DETAILS} if _details(before) != _details(after) else what | _of_speakers(before, after)
    )


def _details(item: Item) -> tuple[object, ...]:
    return (item.kind, item.about_sr, item.about_en, item.capacity)


def _of_speakers(before: Item, after: Item) -> frozenset[What]:
    """Say whether the words about somebody who speaks in both are others."""
    old = {each.key: each for each in before.speakers}
    is_other = any(old.get(each.key, each) != each for each in after.speakers)
    return frozenset({What.DETAILS}) if is_other else frozenset()
