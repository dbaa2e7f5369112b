"""Counts the steps that a pattern takes over a text, as Python's engine tries them, so that no clock is needed.

The engine backtracks: where two repetitions can share the same letters, a text that almost fits costs a step for each
way of sharing. Steps are counted on the parsed pattern (`re._parser`); a text that is twice as long may cost four
times as many, which is what looking from each letter on costs, and not eight or a million times.
"""

import re
import sys
from collections.abc import Callable, Iterator
from re import _constants as op  # type: ignore[attr-defined]  # the parsed form is described nowhere else
from re import _parser  # type: ignore[attr-defined]  # as above
from typing import Any

# From so many on a repetition is one without end, for what can be typed.
_MANY = 32
# A call or two for each letter and node.
_DEEPEST = 20_000
After = Callable[[int], bool]
_CATEGORIES = {
    op.CATEGORY_DIGIT: str.isdigit,
    op.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdigit(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    op.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    op.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}
_REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}
_SAMPLES = "a1 -._/,\"'<>@=:;()[]{}#*\nАбђ\u00a0\t!?&%$+~|\\^`A"


class TooManyStepsError(Exception):
    """More than can be meant."""


class Counter:
    """One pattern, and the steps of one search after another."""

    def __init__(self, pattern: str, flags: int, most: int = 150_000) -> None:
        self.tree = _parser.parse(pattern, flags & ~re.DEBUG)
        self.folds = bool((flags | self.tree.state.flags) & re.IGNORECASE)
        self.most = most
        self.steps = 0

    def search(self, text: str) -> int:
        """Return how many steps a search takes that finds nothing, or all that there is."""
        self.steps = 0
        deepest = sys.getrecursionlimit()
        sys.setrecursionlimit(_DEEPEST)
        try:
            for start in range(len(text) + 1):
                if self._run(list(self.tree), 0, text, start, lambda _at: True):
                    break
        finally:
            sys.setrecursionlimit(deepest)
        return self.steps

    def _run(  # noqa: C901, PLR0911 -- one way out for each kind of node, as the engine has
        self, nodes: list[Any], first: int, text: str, at: int, after: After
    ) -> bool:
        if first == len(nodes):
            return after(at)
        self.steps += 1
        if self.steps > self.most:
            raise TooManyStepsError
        kind, value = nodes[first]

        def onward(place: int) -> bool:
            return self._run(nodes, first + 1, text, place, after)

        if kind in {op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN}:
            return at < len(text) and self.fits(kind, value, text[at]) and onward(at + 1)
        if kind is op.SUBPATTERN:
            return self._run(list(value[3]), 0, text, at, onward)
        if kind is op.ATOMIC_GROUP:
            ends: list[int] = []

            def note(end: int) -> bool:
                ends.append(end)
                return True

            return self._run(list(value), 0, text, at, note) and onward(ends[0])
        if kind is op.BRANCH:
            return any(self._run(list(branch), 0, text, at, onward) for branch in value[1])
        if kind in _REPEATS:
            return self._repeat(kind, value, text, at, onward)
        if kind in {op.ASSERT, op.ASSERT_NOT}:
            # Looking behind is of a fixed width: a step, whatever it finds.
            found = value[0] < 0 or self._run(list(value[1]), 0, text, at, lambda _end: True)
            return (found == (kind is op.ASSERT) or value[0] < 0) and onward(at)
        if kind is op.AT:
            is_end = value in {op.AT_END, op.AT_END_STRING, op.AT_END_LINE}
            is_start = value in {op.AT_BEGINNING, op.AT_BEGINNING_STRING}
            return (at == len(text) if is_end else at == 0 if is_start else True) and onward(at)
        return onward(at)

    def _repeat(self, kind: Any, value: Any, text: str, at: int, onward: After) -> bool:
        least, most, body = value

        def more(count: int, place: int) -> bool:
            def again(end: int) -> bool:
                return end > place and more(count + 1, end)

            def one_more() -> bool:
                return count < most and self._run(list(body), 0, text, place, again)

            if count < least:
                return self._run(list(body), 0, text, place, lambda end: more(count + 1, end))
            return onward(place) or one_more() if kind is op.MIN_REPEAT else one_more() or onward(place)

        return more(0, at)

    def fits(self, kind: Any, value: Any, sign: str) -> bool:
        """Say whether one letter is what a node of one letter asks for."""
        if (
            self.folds
            and kind in {op.LITERAL, op.IN}
            and sign.swapcase() != sign
            and len(sign.swapcase()) == 1
        ):
            return self._fits(kind, value, sign) or self._fits(kind, value, sign.swapcase())
        return self._fits(kind, value, sign)

    def _fits(self, kind: Any, value: Any, sign: str) -> bool:
        if kind is op.ANY:
            return sign != "\n"
        if kind is op.LITERAL:
            return bool(value == ord(sign))
        if kind is op.NOT_LITERAL:
            return bool(value != ord(sign))
        is_in = any(self._is_of(each, detail, sign) for each, detail in value if each is not op.NEGATE)
        return is_in != (value[0][0] is op.NEGATE)

    @staticmethod
    def _is_of(kind: Any, detail: Any, sign: str) -> bool:
        if kind is op.RANGE:
            return bool(detail[0] <= ord(sign) <= detail[1])
        if kind is op.CATEGORY:
            return bool(_CATEGORIES[detail](sign))
        return bool(detail == ord(sign))

    def texts(self, times: int) -> Iterator[str]:
        """Yield texts that almost fit: of each repetition so many, then something that fits nowhere, or nothing."""
        repeats = [node for node in self._nodes(self.tree) if node[0] in _REPEATS and node[1][1] >= _MANY]
        for pumped in repeats:
            fitting = self._fitting(self.tree, pumped, times)
            yield from (fitting, fitting + "\x01")
            begun: list[str] = []
            self._fitting(self.tree, pumped, times, begun)
            yield begun[0] + "\x01"

    def _nodes(self, tree: Any) -> Iterator[Any]:
        for node in tree:
            yield node
            kind, value = node
            parts = {
                op.SUBPATTERN: lambda v: [v[3]],
                op.BRANCH: lambda v: v[1],
                op.ATOMIC_GROUP: lambda v: [v],
            }
            inner = [value[2]] if kind in _REPEATS else parts.get(kind, lambda _v: [])(value)
            for each in inner:
                yield from self._nodes(each)

    def _fitting(
        self, tree: Any, pumped: Any, times: int, begun: list[str] | None = None, before: str = ""
    ) -> str:
        """Return a text that fits, with so many of one repetition; `begun` gets what stands up to its end."""
        found = ""
        for node in tree:
            kind, value = node
            if kind in {op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN}:
                signs = chr(value) if kind is op.LITERAL else _SAMPLES
                found += next((sign for sign in signs if self.fits(kind, value, sign)), "ж")
            elif kind in _REPEATS:
                count = times if node is pumped else max(value[0], min(1, value[1]))
                found += self._fitting(value[2], pumped, times, begun, before + found) * min(count, value[1])
                if node is pumped and begun is not None and not begun:
                    begun.append(before + found)
            elif kind is op.SUBPATTERN:
                found += self._fitting(value[3], pumped, times, begun, before + found)
            elif kind is op.ATOMIC_GROUP:
                found += self._fitting(value, pumped, times, begun, before + found)
            elif kind is op.BRANCH:
                holds = [branch for branch in value[1] if any(each is pumped for each in self._nodes(branch))]
                found += self._fitting((holds or value[1])[0], pumped, times, begun, before + found)
        return found
