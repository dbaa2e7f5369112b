"""A finite automaton of a pattern; sets of its states become states of their own when a text first needs them."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.expressions.errors import ExpressionError
from research.expressions.patterns.parts import (
    Alternatives,
    Any,
    Belongs,
    Edge,
    Letter,
    Part,
    Repeat,
    Sequence,
)

LARGEST: Final = 2_000
# Steps of building, which a pattern of empty parts could take without a state.
_MOST_BUILT: Final = 4 * LARGEST
# States in all the sets that are remembered, before all are forgotten: some megabytes.
_MOST_REMEMBERED: Final = 100_000


class _Known:
    """A set of states: what it goes on to by letter, and whether a text may end here."""

    __slots__ = ("ends", "moves", "steps")

    def __init__(self, steps: tuple[tuple[Belongs, int], ...], *, ends: bool) -> None:
        self.steps = steps
        self.ends = ends
        self.moves: dict[str, _Known] = {}


class Automaton:
    def __init__(self, part: Part) -> None:
        # By state: the class of letters and the state they lead to, if it reads a letter at all.
        self.steps: list[tuple[Belongs, int] | None] = []
        # By state: states that are reached without a letter, and at which edge of the text alone (None: anywhere).
        self.leads: list[list[tuple[bool | None, int]]] = []
        self.built = 0
        self.remembered = 0
        self.goal = self._state()
        start = self._built(part, self.goal)
        self.known: dict[frozenset[int], _Known] = {}
        reached = self._reached({start}, {None, False})
        # An empty text begins and ends at once.
        self.takes_nothing = self.goal in self._reached(reached, {None, False, True})
        self.start = self._remembered(reached)

    def accepts(self, text: str) -> bool:
        """Return whether the whole text leads to the goal."""
        if not text:
            return self.takes_nothing
        state = self.start
        for letter in text:
            following = state.moves.get(letter)
            if following is None:
                reached = {target for belongs, target in state.steps if belongs(letter)}
                following = self._remembered(self._reached(reached, {None}))
                state.moves[letter] = following
            state = following
            if not state.steps and not state.ends:
                return False
        return state.ends

    def _state(self) -> int:
        if len(self.steps) == LARGEST:
            raise _too_large()
        self.steps.append(None)
        self.leads.append([])
        return len(self.steps) - 1

    def _built(self, part: Part, goal: int) -> int:
        """Add states that read the part and then go on to the goal, and return the first of them."""
        self.built += 1
        if self.built > _MOST_BUILT:
            raise _too_large()
        match part:
            case Any(belongs=belongs) | Letter(belongs=belongs):
                state = self._state()
                self.steps[state] = (belongs, goal)
                return state
            case Edge(at_end=at_end):
                return self._leading([(at_end, goal)])
            case Sequence(parts=parts):
                for each in reversed(parts):
                    goal = self._built(each, goal)
                return goal
            case Alternatives(parts=parts):
                return self._leading([(None, self._built(each, goal)) for each in parts])
            case Repeat():
                return self._repeated(part, goal)

    def _leading(self, leads: list[tuple[bool | None, int]]) -> int:
        state = self._state()
        self.leads[state] = leads
        return state

    def _repeated(self, repeat: Repeat, goal: int) -> int:
        if repeat.most is None:
            entry = self._state()
            self.leads[entry] = [(None, self._built(repeat.part, entry)), (None, goal)]
        else:
            entry = goal
            for _time in range(repeat.most - repeat.least):
                entry = self._leading([(None, self._built(repeat.part, entry)), (None, goal)])
        for _time in range(repeat.least):
            entry = self._built(repeat.part, entry)
        return entry

    def _reached(self, states: Iterable[int], edges: set[bool | None]) -> frozenset[int]:
        reached = set(states)
        waiting = list(reached)
        while waiting:
            for edge, target in self.leads[waiting.pop()]:
                if edge in edges and target not in reached:
                    reached.add(target)
                    waiting.append(target)
        return frozenset(reached)

    def _remembered(self, reached: frozenset[int]) -> _Known:
        known = self.known.get(reached)
        if known is None:
            self.remembered += len(reached)
            if self.remembered > _MOST_REMEMBERED:
                self.remembered = len(reached)
                self.known.clear()
                self.start.moves.clear()
            steps = tuple(step for state in sorted(reached) if (step := self.steps[state]) is not None)
            known = _Known(steps, ends=self.goal in self._reached(reached, {None, True}))
            self.known[reached] = known
        return known


def _too_large() -> ExpressionError:
    return ExpressionError(_("The pattern is too large: it repeats too much too often."))
