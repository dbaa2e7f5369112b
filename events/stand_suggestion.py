"""Who could stand where: a proposal that the coordinator reads, changes and saves. It asks no database.

What must hold: nobody gets a stand with less electricity than asked, nor one with steps who asked for one without; what
is given stays. As many get a stand as possible; where there are too few, who applied first comes first. Then, from the
weightiest: wishes to stand beside somebody are met; who sells the same kind of goods is not side by side; who is here
for the first time gets a good place; electricity is left for who needs it. The same rows give the same proposal, in
whatever order they come.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import Final

from django.utils.translation import gettext as _

# Stands with a passage between them that is no wider are side by side.
_PASSAGE: Final = 150
_WISH: Final = 1000
_SAME_GOODS: Final = 200
_CORNER: Final = 30
_NEAR: Final = 30  # beside the entrance; nought at the far end
_SPARED: Final = 12  # for each exhibitor without electricity at a stand without
_PASSES: Final = 12


@dataclass(frozen=True)
class FreeStand:
    """A stand of the plan; lengths in centimetres."""

    pk: int
    number: str
    x: int
    y: int
    width: int
    height: int
    watts: int = 0
    is_accessible: bool = True
    is_corner: bool = False


@dataclass(frozen=True)
class Wish:
    """An exhibitor; `kinds` are the kinds of goods, `beside` is the enterprise that one would like as a neighbour."""

    pk: int
    enterprise: int
    name: str
    watts: int = 0
    needs_step_free: bool = False
    beside: int | None = None
    beside_name: str = ""
    kinds: frozenset[str] = frozenset()
    is_first_time: bool = False


@dataclass(frozen=True)
class Proposal:
    """The stand for an exhibitor, None when there is none, and why, in sentences."""

    wish: Wish
    stand: FreeStand | None
    reasons: list[str]


def suggest(
    stands: Sequence[FreeStand],
    wishes: Sequence[Wish],
    given: Mapping[int, int],
    *,
    entrance: tuple[int, int] | None = None,
) -> list[Proposal]:
    """Return a proposal for each exhibitor without a stand, in the order in which they applied (`pk`).

    `given` says by the key of a wish which stand it has: those stay and count as neighbours. `entrance` is its middle
    on the plan, in centimetres.
    """
    hall = _Hall(stands, wishes, given, entrance)
    hall.seat()
    hall.improve()
    return [
        Proposal(wish, stand := hall.stand_of(wish), list(hall.reasons(wish, stand)))
        for wish in hall.wishes
        if wish.pk not in given
    ]


def fits(stand: FreeStand, wish: Wish) -> bool:
    """Say whether a stand has what an exhibitor cannot do without."""
    return stand.watts >= wish.watts and (stand.is_accessible or not wish.needs_step_free)


def are_neighbours(one: FreeStand, other: FreeStand) -> bool:
    """Say whether two stands are side by side, or back to back, at most a passage apart."""
    across = max(one.x, other.x) - min(one.x + one.width, other.x + other.width)
    down = max(one.y, other.y) - min(one.y + one.height, other.y + other.height)
    return (across <= _PASSAGE and down < 0) or (down <= _PASSAGE and across < 0)


@dataclass
class _Hall:
    _stands: Sequence[FreeStand]
    _wishes: Sequence[Wish]
    _given: Mapping[int, int]
    _entrance: tuple[int, int] | None
    at: dict[int, int | None] = field(default_factory=dict)
    """Who is at a stand: key of the stand, key of the wish."""

    def __post_init__(self) -> None:
        self.stands = {stand.pk: stand for stand in sorted(self._stands, key=lambda stand: stand.pk)}
        self.wishes = sorted(self._wishes, key=lambda wish: wish.pk)
        self.by_key = {wish.pk: wish for wish in self.wishes}
        self.where: dict[int, int] = {}
        self.at = dict.fromkeys(self.stands)
        for wish, stand in self._given.items():
            self._put(wish, stand)
        # Stands of exhibitors who are unknown here are taken all the same.
        self.open = [pk for pk in self.stands if self.at[pk] is None]
        self.to_seat = [wish for wish in self.wishes if wish.pk not in self._given]
        self.beside = {
            pk: [
                other.pk for other in self.stands.values() if other.pk != pk and are_neighbours(stand, other)
            ]
            for pk, stand in self.stands.items()
        }
        self.quality = {pk: self._quality(stand) for pk, stand in self.stands.items()}

    def _put(self, wish: int, stand: int) -> None:
        self.at[stand], self.where[wish] = wish, stand

    def _quality(self, stand: FreeStand) -> float:
        corner = _CORNER if stand.is_corner else 0
        if self._entrance is None:
            return corner
        far = max(map(self._distance, self.stands.values()))
        return corner + (_NEAR * (1 - self._distance(stand) / far) if far else 0)

    def _distance(self, stand: FreeStand) -> float:
        assert self._entrance is not None
        return hypot(
            stand.x + stand.width / 2 - self._entrance[0], stand.y + stand.height / 2 - self._entrance[1]
        )

    def stand_of(self, wish: Wish) -> FreeStand | None:
        pk = self.where.get(wish.pk)
        return self.stands[pk] if pk is not None else None

    # --- everybody a stand, if there is any way

    def seat(self) -> None:
        """Give as many as possible a stand (augmenting paths, Kuhn 1955): who has one keeps some stand."""
        for wish in self.to_seat:
            self._seat(wish, set())

    def _seat(self, wish: Wish, tried: set[int]) -> bool:
        # The plainest first, so that electricity is left.
        wanted = sorted(self.open, key=lambda pk: (self.stands[pk].watts, pk))
        # Free ones before those from which somebody has to move; no deep recursion either.
        for pk in sorted(wanted, key=lambda pk: self.at[pk] is not None):
            stand = self.stands[pk]
            if pk in tried or not fits(stand, wish):
                continue
            tried.add(pk)
            there = self.at[pk]
            if there is None or self._seat(self.by_key[there], tried):
                self._put(wish.pk, pk)
                return True
        return False

    # --- and then a better one

    def improve(self) -> None:
        """Move and swap as long as that makes anything better."""
        for _pass in range(_PASSES):
            moved = sum(self._better(wish) for wish in self.to_seat if wish.pk in self.where)
            if not moved:
                return

    def _better(self, wish: Wish) -> bool:
        """Do the best of all moves and swaps of an exhibitor; say whether there was a good one."""
        best, gain = None, 1e-9
        for pk in self.open:
            if pk == self.where[wish.pk] or not self._may_swap(wish, pk):
                continue
            found = self._gain(wish, pk)
            if found > gain:
                best, gain = pk, found
        if best is not None:
            self._swap(wish, best)
        return best is not None

    def _may_swap(self, wish: Wish, pk: int) -> bool:
        there = self.at[pk]
        back = self.stands[self.where[wish.pk]]
        return fits(self.stands[pk], wish) and (there is None or fits(back, self.by_key[there]))

    def _swap(self, wish: Wish, pk: int) -> None:
        mine, there = self.where[wish.pk], self.at[pk]
        self.at[mine] = None
        if there is not None:
            self._put(there, mine)
        self._put(wish.pk, pk)

    def _gain(self, wish: Wish, pk: int) -> float:
        mine = self.where[wish.pk]
        around = {mine, pk, *self.beside[mine], *self.beside[pk]}
        # Who wished to be beside one of the two may stand anywhere, but gains or loses only around them.
        before = self._worth(around)
        self._swap(wish, pk)
        after = self._worth(around)
        self._swap(wish, mine)
        return after - before

    def _worth(self, around: set[int]) -> float:
        total = 0.0
        for pk in sorted(around):
            there = self.at[pk]
            if there is None or there not in self.by_key:
                continue
            wish, stand = self.by_key[there], self.stands[pk]
            neighbours = self._neighbours(pk)
            total += _WISH * any(other.enterprise == wish.beside for other in neighbours)
            # Each pair is met twice.
            total -= _SAME_GOODS / 2 * sum(bool(other.kinds & wish.kinds) for other in neighbours)
            total += self.quality[pk] * wish.is_first_time
            total += _SPARED * (not wish.watts and not stand.watts)
        return total

    def _neighbours(self, pk: int) -> list[Wish]:
        found = []
        for other in self.beside[pk]:
            there = self.at[other]
            if there is not None and there in self.by_key:
                found.append(self.by_key[there])
        return found

    # --- why

    def reasons(self, wish: Wish, stand: FreeStand | None) -> Iterator[str]:
        """Yield a sentence for each thing that spoke for this stand, or why there is none."""
        if stand is None:
            yield self._why_none(wish)
            return
        if wish.watts:
            yield _("Electricity: %(has)d W, needed: %(needs)d W.") % {
                "has": stand.watts,
                "needs": wish.watts,
            }
        if wish.needs_step_free:
            yield _("Reached without steps, as asked.")
        neighbours = self._neighbours(stand.pk)
        if wish.beside is not None:
            is_met = any(other.enterprise == wish.beside for other in neighbours)
            text = _("Beside, as wished: %(name)s.") if is_met else _("Could not be beside: %(name)s.")
            yield text % {"name": wish.beside_name}
        same = [other.name for other in neighbours if other.kinds & wish.kinds]
        if same:
            yield _("Sells the same kind of goods as a neighbour: %(names)s.") % {"names": ", ".join(same)}
        if wish.is_first_time:
            yield from self._good_place(stand)
        if not wish.watts and wish.beside is None and not wish.needs_step_free and not wish.is_first_time:
            yield _("No special wishes: a free stand.") if same else _("Nobody beside sells the same.")

    def _good_place(self, stand: FreeStand) -> Iterator[str]:
        ranks = sorted(self.quality.values(), reverse=True)
        if stand.is_corner:
            yield _("For the first time here: a place at a corner.")
        elif self.quality[stand.pk] >= ranks[len(ranks) // 3] and self._entrance is not None:
            yield _("For the first time here: a place near the entrance.")
        else:
            yield _("For the first time here; the best places are taken.")

    def _why_none(self, wish: Wish) -> str:
        checks: tuple[tuple[Callable[[FreeStand], bool], str], ...] = (
            (lambda stand: stand.watts >= wish.watts, _("No free stand has enough electricity.")),
            (lambda stand: fits(stand, wish), _("No free stand with enough electricity is without steps.")),
        )
        for has, sentence in checks:
            if not any(has(self.stands[pk]) for pk in self.open):
                return sentence if self.open else _("No stand is free any more.")
        return _("All stands that would do are taken.")
