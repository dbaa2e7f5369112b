"""The table from which the plan of a fair is drawn: its rows as they are to be, and every fault in it at once.

Lengths are whole centimetres. The database has the same rules (`events.models.fair`); there they say only that
something is wrong, here at which row.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext as _

from events import ground
from events.choices import ThingKind
from events.ground import LONGEST, MOST_WATTS, SHORTEST

MOST_STANDS: Final = 200
MOST_THINGS: Final = 40
# What a stand may not stand on: all else may lie under or beside it, such as the ground of a terrace.
_IN_THE_WAY: Final = (ThingKind.STAGE, ThingKind.WALL, ThingKind.TREE, ThingKind.EXIT, ThingKind.ENTRANCE)


@dataclass(frozen=True)
class StandRow:
    """A stand as it is to be; `pk` of a new one is None."""

    number: str
    x: int
    y: int
    width: int
    height: int
    watts: int = 0
    is_accessible: bool = True
    is_corner: bool = False
    pk: int | None = None


@dataclass(frozen=True)
class ThingRow:
    """Something else on the plan as it is to be; `pk` of a new one is None."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    label_sr: str = ""
    label_en: str = ""
    is_accessible: bool = True
    pk: int | None = None


@dataclass(frozen=True)
class Size:
    """The ground of the whole plan."""

    width: int
    height: int
    outline: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Fault:
    """What is wrong, in which field of which row: the stand or thing with that place in its list, or the plan."""

    of: Literal["plan", "stand", "thing"]
    place: int
    field: str
    message: str


def mark_of(row: StandRow | ThingRow) -> str:
    """Return a mark of a row as it is, so that one that nobody touched is told from one that was typed."""
    return hashlib.sha256(repr(row).encode()).hexdigest()[:16]


def faults(size: Size, stands: Sequence[StandRow], things: Sequence[ThingRow]) -> list[Fault]:
    """Return everything that keeps a plan from being saved, in the order of its rows; empty: all is well."""
    of_size = list(_of_size(size))
    if of_size:
        return of_size
    return [*_of_numbers(stands), *_of_ground(size, stands), *_of_things(size, things)]


def _of_size(size: Size) -> Iterator[Fault]:
    for name, length in (("width", size.width), ("height", size.height)):
        if not SHORTEST <= length <= LONGEST:
            yield Fault("plan", 0, name, _("A plan is half a metre to 500 metres wide and deep."))
    if not size.outline:
        return
    if not ground.is_simple(size.outline):
        yield Fault(
            "plan",
            0,
            "outline",
            _("Give 3 to 40 corners in their order around, so that no two sides cross."),
        )
    for x, y in size.outline:
        if not (0 <= x <= size.width and 0 <= y <= size.height):
            text = _("This corner is outside of the plan: %(corner)s.")
            corner = f"{ground.metres(x)} × {ground.metres(y)}"
            yield Fault("plan", 0, "outline", text % {"corner": corner})


def _of_numbers(stands: Sequence[StandRow]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    if len(stands) > MOST_STANDS:
        yield Fault("plan", 0, "", _("A plan has at most 200 stands."))
    for place, row in enumerate(stands):
        if not ground.is_number(row.number):
            yield Fault(
                "stand", place, "number", _("A number up to 999, with a letter before it if you like: 7, A7.")
            )
        elif row.number in seen:
            yield Fault("stand", place, "number", _("Another stand has this number."))
        seen.setdefault(row.number, place)
        if row.watts > MOST_WATTS:
            yield Fault("stand", place, "watts", _("A stand has at most 50,000 W."))


def _of_ground(size: Size, stands: Sequence[StandRow]) -> Iterator[Fault]:
    on: defaultdict[int, list[str]] = defaultdict(list)
    for first, second in ground.overlapping(stands):
        on[first].append(stands[second].number)
        on[second].append(stands[first].number)
    for place, row in enumerate(stands):
        yield from _of_sides("stand", place, row)
        if not _is_inside(size, row):
            yield Fault("stand", place, "x", _("This stand reaches outside of the plan."))
        if on[place]:
            # Whole numbers of stands, so no grammar of names.
            text = _("On the same ground as: %(stands)s.")
            yield Fault("stand", place, "x", text % {"stands": ", ".join(on[place])})


def _of_things(size: Size, things: Sequence[ThingRow]) -> Iterator[Fault]:
    if len(things) > MOST_THINGS:
        yield Fault("plan", 0, "", _("A plan has at most 40 things beside the stands."))
    for place, row in enumerate(things):
        yield from _of_sides("thing", place, row)
        if row.kind not in ThingKind.values:
            yield Fault("thing", place, "kind", _("Choose what it is."))
        if not _is_inside(size, row):
            yield Fault("thing", place, "x", _("This reaches outside of the plan."))


def _of_sides(of: Literal["stand", "thing"], place: int, row: StandRow | ThingRow) -> Iterator[Fault]:
    for name, length in (("width", row.width), ("height", row.height)):
        if not SHORTEST <= length <= LONGEST:
            yield Fault(of, place, name, _("At least half a metre, and at most 500 metres."))


def _is_inside(size: Size, row: StandRow | ThingRow) -> bool:
    return ground.is_inside(row, width=size.width, height=size.height, outline=size.outline)


def in_the_way(stands: Sequence[StandRow], things: Sequence[ThingRow]) -> list[tuple[StandRow, ThingRow]]:
    """Return stands with things that people would rather not stand on; it may be meant so."""
    return [
        (stand, thing)
        for thing in things
        if thing.kind in _IN_THE_WAY
        for stand in stands
        if ground.overlap(stand, thing)
    ]
