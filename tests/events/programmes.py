"""Programmes as values for tests, in the fewest words, and as hypothesis draws them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from events.choices import ItemKind
from events.programmes import Difference, Item, Programme, Room, Speaker
from events.programmes.contents import ordered

# Saturday, 12 September 2026, 10 h in Belgrade.
TEN = datetime(2026, 9, 12, 8, tzinfo=UTC)
HALL, ATTIC = Room(1, "Сала", "Hall"), Room(2, "Поткровље", "Attic")


def speaker(key: int = 1, name: str = "Ана Илић", **more: Any) -> Speaker:
    return Speaker(
        **{"role_sr": "", "role_en": "", "about_sr": "", "about_en": "", **more}, key=key, name=name
    )


def item(key: int = 1, title: str = "Мед", hour: float = 0, **more: Any) -> Item:
    """Return an hour that begins `hour` hours after ten, in the hall."""
    start = TEN + timedelta(hours=hour)
    values: dict[str, Any] = {
        "kind": ItemKind.TALK.value,
        "title_sr": title,
        "title_en": "",
        "about_sr": "",
        "about_en": "",
        "starts_at": start,
        "ends_at": start + timedelta(hours=1),
        "room": HALL,
        "capacity": None,
        "speakers": (),
    }
    return Item(key=key, **{**values, **more})


def programme(*items: Item) -> Programme:
    used = {each.room for each in items if each.room}
    rooms = tuple(sorted(used, key=lambda room: room.key))
    return Programme(rooms, ordered(list(items), rooms))


def applied(before: Programme, found: Difference) -> Programme:
    """Return what becomes of a programme by a difference; knows nothing of how differences are found."""
    rooms = before.rooms if found.rooms is None else found.rooms
    items = {each.key: each for each in before.items}
    for each in found.dropped:
        del items[each.key]
    for change in found.changed:
        assert items[change.key] == change.before
        items[change.key] = change.after
    for each in found.new:
        assert each.key not in items
        items[each.key] = each
    return Programme(rooms, ordered(list(items.values()), rooms))


_words = st.text("абвшђ AbЧ.", min_size=1, max_size=8).map(str.strip).filter(bool)
_maybe = st.just("") | _words


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Draw up to six items with keys of a small range, so that two programmes have many in common."""
    rooms = [Room(key, draw(_words), draw(_maybe)) for key in draw(st.lists(st.integers(1, 3), unique=True))]
    people = [
        Speaker(key, draw(_words), draw(_maybe), "", draw(_maybe), "")
        for key in draw(st.lists(st.integers(1, 3), unique=True))
    ]
    items = []
    for key in draw(st.lists(st.integers(1, 6), unique=True)):
        start = TEN + timedelta(minutes=15 * draw(st.integers(0, 200)))
        items.append(
            Item(
                key=key,
                kind=draw(st.sampled_from(ItemKind.values)),
                title_sr=draw(_words),
                title_en=draw(_maybe),
                about_sr=draw(_maybe),
                about_en="",
                starts_at=start,
                ends_at=start + timedelta(minutes=15 * draw(st.integers(1, 100))),
                room=draw(st.sampled_from([None, *rooms])),
                capacity=draw(st.none() | st.integers(1, 50)),
                speakers=tuple(draw(st.lists(st.sampled_from(people), unique=True)) if people else ()),
            )
        )
    used = tuple(room for room in rooms if any(each.room == room for each in items))
    return Programme(used, ordered(items, used))
