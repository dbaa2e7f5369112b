"""No pattern of ours takes a text that almost fits for an afternoon."""

import ast
import re
import sys
from typing import Any

import pytest

from tests.marks import seldom
from tests.trust.backtracking import Counter, TooManyStepsError
from tests.trust.sources import all_trees, nodes

_CALLS = {
    "compile",
    "search",
    "match",
    "fullmatch",
    "sub",
    "subn",
    "split",
    "findall",
    "finditer",
    "RegexValidator",
}
_FLAGS = {
    name: int(getattr(re, name))
    for name in ("IGNORECASE", "I", "VERBOSE", "X", "MULTILINE", "M", "DOTALL", "S")
}
SHORT, LONG = 8, 16
# Twice the text, four times the work; with room for what comes once.
MOST_TIMES = 5.5


def patterns() -> set[tuple[str, int]]:
    """Return every pattern in our code: written out, and made when a module begins."""
    found: set[tuple[str, int]] = set()
    for tree in all_trees().values():
        for node in nodes(tree):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                owner = getattr(getattr(node.func, "value", None), "id", "")
                text = node.args[0].value
                is_pattern = (name in _CALLS and owner == "re") or name == "RegexValidator"
                if is_pattern and isinstance(text, str):
                    found.add((text, _flags(node)))
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in {"center", "entrepreneurs", "consultations", "events", "research"}:
            made = [each for each in vars(module).values() if isinstance(each, re.Pattern)]
            found |= {(each.pattern, each.flags) for each in made if isinstance(each.pattern, str)}
    return found


def _flags(node: ast.Call) -> int:
    names = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
    return sum(_FLAGS[name] for name in names & set(_FLAGS))


def grows(pattern: str, flags: int) -> float:
    """Return how many times as many steps the worst text of twice the length takes."""
    counter = Counter(pattern, flags)
    worst = 0.0
    for short, long in zip(counter.texts(SHORT), counter.texts(LONG), strict=True):
        worst = max(worst, counter.search(long) / max(1, counter.search(short)))
    return worst


def test_no_pattern_takes_far_longer_for_a_text_that_almost_fits() -> None:
    slow: list[Any] = []
    found = patterns()
    for pattern, flags in sorted(found):
        try:
            times = grows(pattern, flags)
        except TooManyStepsError:
            slow.append((pattern, "without end"))
            continue
        if times > MOST_TIMES:
            slow.append((pattern, round(times, 1)))
    assert slow == []
    assert len(found) >= 120


# One that doubles with each letter, and one that grows with a power of the length; counting the others takes seconds.
@pytest.mark.parametrize(
    "wicked",
    [
        r"^(a|aa)+$",
        r"\s*\s*\s*;",
        *seldom([r"^(a+)+$", r"^(\w+\s?)*$", r"(.*)(.*)(.*)x$", r"^([a-z]+\.?)*@"]),
    ],
)
def test_a_pattern_that_does_is_found(wicked: str) -> None:
    try:
        assert grows(wicked, 0) > MOST_TIMES
    except TooManyStepsError:
        return


@pytest.mark.parametrize(
    "sound", [r"^\w+$", r"[a-z]+@[a-z]+\.rs", r"(?:\d{1,3}\.)*\d+", r"\s+", r"a*?b", r"(?i)x+y"]
)
def test_a_sound_pattern_passes(sound: str) -> None:
    assert grows(sound, 0) <= MOST_TIMES
