"""What stands in a programme, as values: from the rows of the draft, or from the JSON of a version."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any

from django.db.models import Prefetch

from center.base.bilingual import Bilingual
from events.choices import ItemKind
from events.models import Event, ItemSpeaker, ProgrammeItem


@dataclass(frozen=True)
class Room:
    """A room as a version knows it; `key` is the same in all versions."""

    key: int
    name_sr: str
    name_en: str

    name = Bilingual("name")


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks, as a version knows them."""

    key: int
    name: str
    role_sr: str
    role_en: str
    about_sr: str
    about_en: str

    role = Bilingual("role")
    about = Bilingual("about")


@dataclass(frozen=True)
class Item:
    """One item of a programme; moments are aware, in UTC. Without a room it is for everybody, such as a break."""

    key: int
    kind: str
    title_sr: str
    title_en: str
    about_sr: str
    about_en: str
    starts_at: datetime
    ends_at: datetime
    room: Room | None
    capacity: int | None
    speakers: tuple[Speaker, ...]

    title = Bilingual("title")
    about = Bilingual("about")

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(ItemKind(self.kind).label)

    @property
    def is_break(self) -> bool:
        return self.kind == ItemKind.BREAK


@dataclass(frozen=True)
class Programme:
    """Rooms in the order of staff, and items by time, then room."""

    rooms: tuple[Room, ...] = ()
    items: tuple[Item, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who speaks, each once, in the order in which they come."""
        return tuple({each.key: each for item in self.items for each in item.speakers}.values())

    def item(self, key: int) -> Item | None:
        """Return the item of this key, or None."""
        return next((item for item in self.items if item.key == key), None)


def ordered(items: list[Item], rooms: tuple[Room, ...]) -> tuple[Item, ...]:
    """Return items in the order of a programme: by time, then as the rooms stand, then by key."""
    place = {room.key: number for number, room in enumerate(rooms)}
    return tuple(
        sorted(
            items,
            key=lambda item: (item.starts_at, place.get(item.room.key, -1) if item.room else -1, item.key),
        )
    )


def snapshot(event: Event) -> Programme:
    """Return the draft as it is now, without what was taken out; rooms that nothing uses are left out. Two queries."""
    speaking = ItemSpeaker.objects.select_related("speaker").order_by("position", "pk")
    rows = list(
        ProgrammeItem.objects.filter(event=event, is_dropped=False)
        .select_related("room")
        .prefetch_related(Prefetch("speaking", queryset=speaking))
    )
    by_position = sorted(
        {row.room for row in rows if row.room is not None}, key=lambda room: (room.position, room.pk)
    )
    rooms = {row.pk: Room(row.pk, row.name_sr, row.name_en) for row in by_position}
    items = [_item(row, rooms) for row in rows]
    in_order = tuple(rooms.values())
    return Programme(in_order, ordered(items, in_order))


def _item(row: ProgrammeItem, rooms: dict[int, Room]) -> Item:
    return Item(
        key=row.pk,
        kind=str(row.kind),
        title_sr=row.title_sr,
        title_en=row.title_en,
        about_sr=row.about_sr,
        about_en=row.about_en,
        starts_at=row.starts_at.astimezone(UTC),
        ends_at=row.ends_at.astimezone(UTC),
        room=rooms[row.room_id] if row.room_id is not None else None,
        capacity=row.capacity,
        speakers=tuple(
            Speaker(who.pk, who.name, who.role_sr, who.role_en, who.about_sr, who.about_en)
            for who in (each.speaker for each in row.speaking.all())
        ),
    )


def to_data(programme: Programme) -> dict[str, Any]:
    """Return a programme as JSON keeps it: each room and speaker once, moments in UTC."""
    return {
        "rooms": [asdict(room) for room in programme.rooms],
        "speakers": [asdict(speaker) for speaker in programme.speakers],
        "items": [
            {
                **{field.name: getattr(item, field.name) for field in fields(item)},
                "starts_at": item.starts_at.astimezone(UTC).isoformat(),
                "ends_at": item.ends_at.astimezone(UTC).isoformat(),
                "room": item.room.key if item.room else None,
                "speakers": [speaker.key for speaker in item.speakers],
            }
            for item in programme.items
        ],
    }


def from_data(data: dict[str, Any]) -> Programme:
    """Return the programme of a version."""
    rooms = {row["key"]: Room(**row) for row in data["rooms"]}
    speakers = {row["key"]: Speaker(**row) for row in data["speakers"]}
    items = [
        Item(
            **{
                **row,
                "starts_at": datetime.fromisoformat(row["starts_at"]),
                "ends_at": datetime.fromisoformat(row["ends_at"]),
                "room": rooms[row["room"]] if row["room"] is not None else None,
                "speakers": tuple(speakers[key] for key in row["speakers"]),
            }
        )
        for row in data["items"]
    ]
    return Programme(tuple(rooms.values()), tuple(items))


def digest_of(data: dict[str, Any]) -> str:
    """Return a mark of the words of a programme: the same words always have the same."""
    return hashlib.sha256(
        json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()
