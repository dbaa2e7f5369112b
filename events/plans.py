"""The plan of a fair as a drawing: where each line, number and sign stands. One unit of the drawing is a centimetre."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from center.base.bilingual import shown
from events.choices import ThingKind
from events.ground import metres, number_key

if TYPE_CHECKING:
    from events.models import FairPlan, PlanThing, Stand
    from events.plan_table import Size, StandRow, ThingRow

# What a phone of 320 px leaves for a drawing, and what people read there without glasses.
_PHONE: Final = 288
_READABLE: Final = 11
_SIGN: Final = 15
# How wide a drawing has to be at least, in steps that the style sheet knows (plan.css, `.fair-plan-2` …), in px.
_STEPS: Final = (_PHONE, 420, 560, 760, 1000, 1360)
_LETTER: Final = 0.6
"""Width of a letter or digit, of its size; generous, so that nothing is cut off."""
_LARGEST: Final = 220

# Signs of our own, each in a square of 24.
SIGNS: Final = {
    ThingKind.STAGE: "M9 4v11.2A3 3 0 1 0 11 18V8h7v5.2A3 3 0 1 0 20 16V4z",
    ThingKind.ENTRANCE: "M13 3h7v18h-7v-2h5V5h-5zM9 7l5 5-5 5v-4H3v-2h6z",
    ThingKind.EXIT: "M4 3h7v2H6v14h5v2H4zM15 7l5 5-5 5v-4H9v-2h6z",
    ThingKind.TOILET: (
        "M7 3a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM4 8h6v7H9v6H5v-6H4zM17 3a2 2 0 1 1 0 4 2 2 0 0 1 0-4z"
        "M15 8h4l2 8h-2v5h-4v-5h-2zM11.5 2h1v20h-1z"
    ),
    ThingKind.INFO: "M12 3a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM9 9h5v9h2v2H8v-2h3v-7H9z",
    ThingKind.FIRST_AID: "M9 3h6v6h6v6h-6v6H9v-6H3V9h6z",
    ThingKind.FOOD: (
        "M4 6h13v2h2a3 3 0 0 1 0 6h-2.3A6 6 0 0 1 11 18h-1a6 6 0 0 1-6-6z"
        "M17 10v2h2a1 1 0 0 0 0-2zM4 19h14v2H4z"
    ),
    ThingKind.SEATS: "M6 3h2v9h8V3h2v18h-2v-5H8v5H6z",
    ThingKind.CHILDREN: "M12 2a6 6 0 0 1 2 11.6l1 2.4h-2.5v6h-1v-6H9l1-2.4A6 6 0 0 1 12 2z",
    ThingKind.TREE: "M12 2l6 8h-3l4 6h-6v6h-2v-6H5l4-6H6z",
    ThingKind.OTHER: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
}


@dataclass(frozen=True)
class Exhibitor:
    """Who is at a stand, as the page shows it: plain texts in its language and script."""

    name: str
    offer: str = ""
    address: str = ""
    """The page of the profile; empty: there is none."""
    anchor: str = ""
    """Where the drawing leads: their row in a list; empty: at the number of the stand."""


@dataclass(frozen=True)
class DrawnStand:
    number: str
    x: int
    y: int
    width: int
    height: int
    text_x: float
    text_y: float
    text_size: int
    label: str
    """What a screen reader says: "Stand 7: Honey from the hill"."""
    exhibitor: Exhibitor | None
    row: "Stand | StandRow"
    row_id: str
    """Of its row in the editor's form: "stands-3"."""
    address: str
    """Where it leads: to its row in the list or in the form; empty: nowhere."""
    is_wrong: bool = False
    """While it is edited: its row has a fault."""


@dataclass(frozen=True)
class DrawnThing:
    kind: str
    x: int
    y: int
    width: int
    height: int
    name: str
    is_accessible: bool
    sign: str
    sign_x: float
    sign_y: float
    sign_scale: float
    text_size: int
    """0: the name stands in the legend only."""
    text_x: float
    text_y: float
    row_id: str
    address: str
    is_wrong: bool = False


@dataclass(frozen=True)
class Drawing:
    """Everything that the drawing and its list need; stands in the order of their numbers."""

    left: int
    top: int
    width: int
    height: int
    ground: Sequence[tuple[int, int]]
    step: int
    """How wide it must be to be read: 1 fits a phone, more is scrolled there (`.fair-plan-2` …)."""
    stands: list[DrawnStand]
    things: list[DrawnThing]
    bar: int
    """Length of the scale's bar."""
    bar_y: int
    bar_words: str
    words_size: int
    """Of the words beside the bar."""
    summary: str

    @property
    def points(self) -> str:
        """The corners of the ground as SVG writes them."""
        return " ".join(f"{x},{y}" for x, y in self.ground)

    @property
    def legend(self) -> list[DrawnThing]:
        """Each thing with a name of its own, and of each kind of the others one."""
        seen: dict[tuple[str, str, bool], DrawnThing] = {}
        for thing in self.things:
            seen.setdefault((thing.kind, thing.name, thing.is_accessible), thing)
        return list(seen.values())


def drawn(plan: "FairPlan", exhibitors: "Mapping[int, Exhibitor]") -> Drawing:
    """Return the drawing of a saved plan; `exhibitors` by the key of their stand (two queries)."""
    return drawn_rows(plan, list(plan.stands.all()), list(plan.planthings.all()), exhibitors, plan.outline)


def drawn_rows(
    size: "FairPlan | Size",
    stands: "Sequence[Stand | StandRow]",
    things: "Sequence[PlanThing | ThingRow]",
    exhibitors: "Mapping[int, Exhibitor]",
    outline: Sequence[Sequence[int]] = (),
    *,
    is_edited: bool = False,
) -> Drawing:
    """Return the drawing of rows, saved or just typed; overlapping ones too, so that people see what is wrong.

    When it `is_edited` everything leads to its row in the form.
    """
    smallest = min((_number_size(row) for row in stands), default=_LARGEST)
    step, width = next(
        (
            (number, px)
            for number, px in enumerate(_STEPS, start=1)
            if smallest * px / size.width >= _READABLE
        ),
        (len(_STEPS), _STEPS[-1]),
    )
    least = _SIGN * size.width / width
    margin, words = round(least * 0.6), round(least * 0.9)
    corners = [(x, y) for x, y in outline] or [
        (0, 0),
        (size.width, 0),
        (size.width, size.height),
        (0, size.height),
    ]
    bar = _bar(size.width // 4)
    drawn_stands = [
        _stand(row, exhibitors.get(row.pk) if row.pk is not None else None, place, is_edited=is_edited)
        for place, row in enumerate(stands)
    ]
    return Drawing(
        left=-margin,
        top=-margin,
        width=size.width + 2 * margin,
        height=size.height + 2 * margin + round(1.4 * words),
        ground=corners,
        step=step,
        stands=sorted(drawn_stands, key=lambda stand: number_key(stand.number)),
        things=[_thing(row, least, place, is_edited=is_edited) for place, row in enumerate(things)],
        bar=bar,
        bar_y=size.height + margin + round(0.7 * words),
        words_size=words,
        bar_words=_("%(count)d m") % {"count": bar // 100},
        summary=_summary(size, stands, exhibitors),
    )


def _number_size(row: "Stand | StandRow") -> int:
    """Return how large the number can be inside its stand."""
    letters = max(len(row.number), 1)
    return round(min(row.height * 0.7, row.width * 0.9 / (letters * _LETTER), _LARGEST))


def _stand(
    row: "Stand | StandRow", exhibitor: Exhibitor | None, place: int, *, is_edited: bool
) -> DrawnStand:
    size = _number_size(row)
    if is_edited and exhibitor is None:
        label = _("Stand %(number)s") % {"number": row.number}
    elif exhibitor is None:
        label = _("Stand %(number)s: free") % {"number": row.number}
    else:
        label = _("Stand %(number)s: %(name)s") % {"number": row.number, "name": exhibitor.name}
    return DrawnStand(
        number=row.number,
        x=row.x,
        y=row.y,
        width=row.width,
        height=row.height,
        text_x=row.x + row.width / 2,
        # Digits have no descenders: their middle is 0.36 of their size above the line.
        text_y=round(row.y + row.height / 2 + size * 0.36, 1),
        text_size=size,
        label=label,
        exhibitor=exhibitor,
        row=row,
        row_id=f"stands-{place}",
        address=f"#stands-{place}" if is_edited else _anchor(row, exhibitor),
    )


def _anchor(row: "Stand | StandRow", exhibitor: Exhibitor | None) -> str:
    if exhibitor is None:
        return ""
    return exhibitor.anchor or f"#stand-{row.number}"


def _thing(row: "PlanThing | ThingRow", least: float, place: int, *, is_edited: bool) -> DrawnThing:
    own = shown(row.label_sr, row.label_en)
    name = own.plain if own else str(ThingKind(row.kind).label) if row.kind in ThingKind.values else ""
    side = round(max(min(row.width, row.height) * 0.5, least))
    # The name below the sign where both fit, else the sign alone: all names stand in the legend.
    text = round(min(least, row.width * 0.94 / (max(len(name), 1) * _LETTER)))
    fits = text >= least * 0.8 and row.height >= side + 1.5 * text and row.kind != ThingKind.TREE
    middle = row.y + row.height / 2 - (text * 0.6 if fits else 0)
    return DrawnThing(
        kind=row.kind,
        x=row.x,
        y=row.y,
        width=row.width,
        height=row.height,
        name=name,
        is_accessible=row.is_accessible,
        sign=SIGNS.get(row.kind, ""),  # type: ignore[call-overload]  # a member is its text
        sign_x=round(row.x + row.width / 2 - side / 2, 1),
        sign_y=round(middle - side / 2, 1),
        sign_scale=round(side / 24, 3),
        text_size=text if fits else 0,
        text_x=row.x + row.width / 2,
        text_y=round(middle + side / 2 + text, 1),
        row_id=f"things-{place}",
        address=f"#things-{place}" if is_edited else "",
    )


def _bar(most: int) -> int:
    """Return the longest of 1, 2, 5, 10, 20, 50, 100 m up to `most`, at least one metre."""
    return max((each for each in (100, 200, 500, 1000, 2000, 5000, 10_000) if each <= most), default=100)


def _summary(
    size: "FairPlan | Size", stands: "Sequence[Stand | StandRow]", exhibitors: "Mapping[int, Exhibitor]"
) -> str:
    taken = sum(row.pk in exhibitors for row in stands)
    return _("%(width)s by %(depth)s m. Stands: %(stands)d, taken: %(taken)d.") % {
        "width": metres(size.width),
        "depth": metres(size.height),
        "stands": len(stands),
        "taken": taken,
    }
