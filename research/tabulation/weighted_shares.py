"""How finely weighted shares may be printed beside numbers of people.

Beside the number of those who gave an answer, their weighted share is a second equation: where the weights have few
different values, such as one for women and one for men, it tells how many of each gave the answer, as a cross-tab
would. So shares are printed as exactly as they still leave at least four possible values to each number of one to
four people, as everywhere (`research.protection`).
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final

from entrepreneurs.small_cells import FEWEST_PEOPLE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXACT: Final = 1
_TRIED: Final = (EXACT, 0)
_WIDTH: Final = FEWEST_PEOPLE - 2
# Of more different weights the two equations of an answer leave so many unknown numbers that they settle none.
_MOST_WEIGHTS: Final = 8


def decimals_of(
    weights: Any,
    answers: Sequence[Any],
    codes: Sequence[str],
    *,
    withheld: Collection[str] = (),
    several: bool = False,
) -> int | None:
    """Return with how many decimals the percentages of these people may be printed; None: not at all.

    `answers` are aligned with `weights`: a code, None, or with `several` a list of codes. Of the `withheld` ones
    readers know what is left for all of them together, or of several answers nothing.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    if weights is None:
        return EXACT
    given = [place for place, answer in enumerate(answers) if isinstance(answer, str | list)]
    if not given:
        return EXACT
    kinds, kind = np.unique(np.round(np.asarray(weights)[given], 6), return_inverse=True)
    if not 1 < len(kinds) <= _MOST_WEIGHTS:
        return EXACT
    shown = [code for code in codes if code not in withheld]
    line = {code: number for number, code in enumerate(shown)}
    if withheld and not several:
        line |= dict.fromkeys(withheld, len(shown))
    counts = np.zeros((max(line.values(), default=-1) + 1, len(kinds)), dtype=int)
    for place, of in zip(given, kind.tolist(), strict=True):
        for code in answers[place] if several else (answers[place],):
            if code in line:
                counts[line[code], of] += 1
    people = np.bincount(kind, minlength=len(kinds))
    return next(
        (each for each in _TRIED if not _tells(counts, kinds, people, each, adds_up=not several)), None
    )


def has_few_kinds(weights: Any) -> bool:
    """Whether the weights are few enough that shares tell of those who have each of them."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    return weights is not None and 1 < len(np.unique(np.round(np.asarray(weights), 6))) <= _MOST_WEIGHTS


def _tells(
    counts: "NDArray[np.int_]",
    kinds: "NDArray[np.float64]",
    people: "NDArray[np.int_]",
    decimals: int,
    *,
    adds_up: bool,
) -> bool:
    """Whether somebody who knows the weights can narrow one of the small numbers in `counts`."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    small = [tuple(cell) for cell in np.argwhere((counts > 0) & (counts < FEWEST_PEOPLE)).tolist()]
    low, high = counts.copy(), counts.copy()
    for cell in small:
        for sign in (1, -1):
            if high[cell] - low[cell] < _WIDTH:
                found = _other(counts, kinds, people, decimals, adds_up=adds_up, goal=(cell, sign))
                low, high = np.minimum(low, found), np.maximum(high, found)
        if high[cell] - low[cell] < _WIDTH:
            return True
    return False


def _other(
    counts: "NDArray[np.int_]",
    kinds: "NDArray[np.float64]",
    people: "NDArray[np.int_]",
    decimals: int,
    *,
    adds_up: bool,
    goal: tuple[tuple[int, ...], int],
) -> "NDArray[np.int_]":
    """Return other numbers for which the same would be printed, with the least or the most in a cell."""
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 -- loaded only where needed

    lines, width = counts.shape
    whole = float((people * kinds).sum())
    printed = np.round(counts @ kinds / whole * 100, decimals) * whole / 100
    room = 0.5 * 10.0**-decimals * whole / 100
    each_line = np.kron(np.eye(lines), np.ones(width))
    rules = [
        LinearConstraint(each_line, counts.sum(axis=1), counts.sum(axis=1)),
        LinearConstraint(np.kron(np.eye(lines), kinds), printed - room, printed + room),
    ]
    if adds_up:
        each_kind = np.kron(np.ones(lines), np.eye(width))
        rules.append(LinearConstraint(each_kind, counts.sum(axis=0), counts.sum(axis=0)))
    cost = np.zeros(counts.shape)
    cost[goal[0]] = goal[1]
    found = milp(
        cost.ravel(),
        constraints=rules,
        integrality=np.ones(counts.size),
        bounds=Bounds(0, np.tile(people, lines)),
        options={"time_limit": 2.0},
    )
    return counts if found.x is None else np.rint(found.x).astype(int).reshape(counts.shape)
