"""What changed in a programme, in whole sentences of the active language; no name needs a grammatical case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from center.base.shown_text import in_script
from center.templatetags.moments import short_day, times
from events.programmes.changes import Change, Difference, What
from events.programmes.contents import Item, Room


@dataclass(frozen=True)
class Sentence:
    """One thing that changed: `what` names its kind ("new", "dropped" or one of `What`), `key` the item if it stays."""

    what: str
    text: str
    key: int | None = None

    @property
    def icon(self) -> str:
        """The name of the icon beside the sentence."""
        return _ICONS[self.what]


_ICONS = {
    "new": "check",
    "dropped": "error",
    What.MOVED.value: "clock",
    What.ROOM.value: "pin",
    What.RENAMED.value: "document",
    What.SPEAKERS.value: "person",
    What.DETAILS.value: "info",
}


def sentences(found: Difference, *, about: Iterable[int] | None = None) -> list[Sentence]:
    """Tell a difference, what no longer takes place first. With `about` only of items with these keys."""
    wanted = None if about is None else frozenset(about)
    told = [*_dropped(found), *_changed(found, wanted), *_new(found)]
    if wanted is None:
        return told
    return [each for each in told if each.key in wanted]


def when(item: Item) -> str:
    """Return day and times of an item: "12 September, 10:00–11:00"; with both days for what goes on past midnight."""
    if timezone.localtime(item.starts_at).date() == timezone.localtime(item.ends_at).date():
        return f"{short_day(item.starts_at)}, {times(item.starts_at, item.ends_at)}"
    hours = [
        f"{short_day(each)}, {timezone.localtime(each):%H:%M}" for each in (item.starts_at, item.ends_at)
    ]
    return " – ".join(hours)


def where(room: Room | None) -> str:
    """Return the name of a room; what has none is for all of them."""
    return room.name.plain if room else _("all rooms")


def _dropped(found: Difference) -> Iterator[Sentence]:
    for item in found.dropped:
        text = _("Does not take place: %(title)s (%(when)s).")
        yield Sentence("dropped", text % {"title": item.title.plain, "when": when(item)}, item.key)


def _new(found: Difference) -> Iterator[Sentence]:
    for item in found.new:
        values = {"title": item.title.plain, "when": when(item), "room": where(item.room)}
        text = _("New: %(title)s, %(when)s, %(room)s.") if item.room else _("New: %(title)s, %(when)s.")
        yield Sentence("new", text % values, item.key)


def _changed(found: Difference, wanted: frozenset[int] | None) -> Iterator[Sentence]:
    renamed_rooms: set[tuple[str, str]] = set()
    for change in found.changed:
        if wanted is not None and change.key not in wanted:
            continue
        title, key = change.after.title.plain, change.key
        if What.MOVED in change.what:
            values = {"title": title, "now": when(change.after), "before": when(change.before)}
            yield Sentence(
                What.MOVED.value,
                _("Another time: %(title)s, now %(now)s (before: %(before)s).") % values,
                key,
            )
        if What.ROOM in change.what:
            yield from _room(change, renamed_rooms)
        if What.RENAMED in change.what and change.before.title != change.after.title:
            text = _("Another title: %(now)s (before: %(before)s).")
            yield Sentence(
                What.RENAMED.value, text % {"now": title, "before": change.before.title.plain}, key
            )
        if What.SPEAKERS in change.what:
            yield Sentence(What.SPEAKERS.value, _speakers(change.after), key)
        if change.what == {What.DETAILS}:
            yield Sentence(
                What.DETAILS.value, _("More exactly described: %(title)s.") % {"title": title}, key
            )


def _room(change: Change, renamed: set[tuple[str, str]]) -> Iterator[Sentence]:
    before, after = change.before.room, change.after.room
    names = where(before), where(after)
    if names[0] == names[1]:
        return
    if before and after and before.key == after.key:
        # One sentence for the room, however much happens there.
        if names not in renamed:
            renamed.add(names)
            text = _("A room has another name: %(now)s (before: %(before)s).")
            yield Sentence(What.ROOM.value, text % {"now": names[1], "before": names[0]}, change.key)
        return
    values = {"title": change.after.title.plain, "now": names[1], "before": names[0]}
    text = _("Another room: %(title)s, now %(now)s (before: %(before)s).")
    yield Sentence(What.ROOM.value, text % values, change.key)


def _speakers(item: Item) -> str:
    if not item.speakers:
        return _("Who speaks is not known yet: %(title)s.") % {"title": item.title.plain}
    names = ", ".join(in_script(speaker.name) for speaker in item.speakers)
    return _("Other speakers: %(title)s, now %(names)s.") % {"title": item.title.plain, "names": names}
