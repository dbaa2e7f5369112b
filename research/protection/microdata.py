"""Answers of single respondents, made so coarse that each looks like at least four others.

k-anonymity: L. Sweeney, International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 10 (2002),
557–570. The quasi-identifiers, by which somebody could be recognised, are made coarser one step at a time, always the
one with the most different values; then single values are withheld; what is still rare is left out. A withheld value is
a value of its own: those who share it must be k as well. All of it depends on the answers alone, so the same answers
give the same rows.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from entrepreneurs.small_cells import FEWEST_PEOPLE
from research.protection.recodings import Recoding, Row
from research.statistics import Method, Step, said


class Withheld(Enum):
    """A value that is there and not shown."""

    WITHHELD = "withheld"


WITHHELD: Final = Withheld.WITHHELD
# Up to this part of the rows lose single values before everybody's values are made coarser.
SUPPRESSED_SHARE: Final = 0.05


@dataclass(frozen=True)
class VariableChange:
    """What was done to one quasi-identifier: how often it was made coarser, and in how many rows it is withheld."""

    name: str
    steps: int
    withheld: int


@dataclass(frozen=True)
class Anonymised:
    """Rows in an order that tells nothing, and what was changed.

    `uniques_before` respondents were the only ones with their quasi-identifiers. `uniform` counts, by other variable,
    the respondents whose class all gave one and the same answer: whoever recognises the class knows it (no diversity:
    A. Machanavajjhala et al., ACM Transactions on Knowledge Discovery from Data 1, 2007).
    """

    rows: tuple[Mapping[str, Any], ...]
    k: int
    smallest_class: int
    variables: tuple[VariableChange, ...]
    dropped: int
    uniques_before: int
    uniform: Mapping[str, int]
    method: Method = field(default_factory=Method)


def k_anonymous(
    rows: Sequence[Row],
    *,
    quasi_identifiers: Sequence[str],
    others: Sequence[str] = (),
    free_text: Collection[str] = (),
    recodings: Mapping[str, Sequence[Recoding]] | None = None,
    k: int = FEWEST_PEOPLE,
    suppressed_share: float = SUPPRESSED_SHARE,
) -> Anonymised:
    """Return rows in which every combination of quasi-identifiers is that of at least `k`.

    Only `quasi_identifiers` and `others` are in the rows; a name that is also in `free_text` raises ValueError. A
    variable that is no key of a row was not asked, and is a value of its own. `recodings` are the steps by which a
    quasi-identifier is made coarser, in their order; a step is used as a whole or not at all.
    """
    if wrong := (set(quasi_identifiers) | set(others)) & set(free_text):
        raise ValueError(f"free text is never published: {', '.join(sorted(wrong))}")
    kept = [{name: row[name] for name in (*quasi_identifiers, *others) if name in row} for row in rows]
    steps = dict.fromkeys(quasi_identifiers, 0)
    before = _classes(kept, quasi_identifiers)
    todo = {name: list((recodings or {}).get(name, ())) for name in quasi_identifiers}
    while _rare(kept, quasi_identifiers, k) > suppressed_share * len(kept) and any(todo.values()):
        name = max(
            (name for name in quasi_identifiers if todo[name]),
            key=lambda name: (len({_frozen(row.get(name)) for row in kept}), name),
        )
        kept = todo[name].pop(0)(kept, name)
        steps[name] += 1
    withheld = _suppress(kept, quasi_identifiers, k)
    classes = _classes(kept, quasi_identifiers)
    left = [row for row in kept if classes[_key(row, quasi_identifiers)] >= k]
    left.sort(key=lambda row: repr(sorted((name, str(value)) for name, value in row.items())))
    after = _classes(left, quasi_identifiers)
    shown = Counter(name for row in left for name in quasi_identifiers if row.get(name) is WITHHELD)
    words = said(Step.ANONYMOUS, k=k)
    if any(steps.values()):
        words += said(Step.ANONYMOUS_COARSER, number=sum(bool(each) for each in steps.values()))
    if shown:
        words += said(Step.ANONYMOUS_WITHHELD, number=shown.total())
    if len(left) < len(rows):
        words += said(Step.ANONYMOUS_DROPPED, number=len(rows) - len(left))
    assert set(shown) <= set(withheld)
    return Anonymised(
        rows=tuple(left),
        k=k,
        smallest_class=min(after.values(), default=0),
        variables=tuple(VariableChange(name, steps[name], shown[name]) for name in quasi_identifiers),
        dropped=len(rows) - len(left),
        uniques_before=sum(size == 1 for size in before.values()),
        uniform=_uniform(left, quasi_identifiers, others),
        method=words,
    )


def _suppress(rows: list[dict[str, Any]], names: Sequence[str], k: int) -> set[str]:
    """Withhold, in rows that are too rare, one variable after the other: first the one with the most values."""
    values = {name: len({_frozen(row.get(name)) for row in rows}) for name in names}
    done = set()
    for name in sorted(names, key=lambda name: (-values[name], name)):
        classes = _classes(rows, names)
        rare = [row for row in rows if classes[_key(row, names)] < k]
        if not rare:
            break
        for row in rare:
            row[name] = WITHHELD
        done.add(name)
    return done


def _uniform(rows: Sequence[Row], names: Sequence[str], others: Sequence[str]) -> dict[str, int]:
    answers: dict[tuple[str, tuple[Any, ...]], Counter[Any]] = {}
    for row in rows:
        for name in others:
            answers.setdefault((name, _key(row, names)), Counter())[_frozen(row.get(name))] += 1
    found: dict[str, int] = {}
    for (name, _class), given in answers.items():
        if len(given) == 1 and next(iter(given)) is not None:
            found[name] = found.get(name, 0) + given.total()
    return found


def _rare(rows: Sequence[Row], names: Sequence[str], k: int) -> int:
    return sum(size for size in _classes(rows, names).values() if size < k)


def _classes(rows: Sequence[Row], names: Sequence[str]) -> Counter[tuple[Any, ...]]:
    return Counter(_key(row, names) for row in rows)


def _key(row: Row, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple((name in row, _frozen(row.get(name))) for name in names)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
