"""Samples drawn by chance that anybody can draw again: the same keys, size and seed give the same sample for ever.

No generator of random numbers is used, since their order may change with a version of Python: each key gets the
SHA-256 digest of seed and key as its number, and the smallest numbers are drawn (sampling with permanent random
numbers: E. Ohlsson, 1995). A larger sample of the same seed therefore holds the smaller one, a key that joins or
leaves the frame changes no other number, and two surveys that must not fall on the same respondents need two seeds.
Every sample of n keys has the same chance, as far as SHA-256 looks like chance.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256


class NotASample(ValueError):  # noqa: N818 -- reads as what it is
    """What was asked for cannot be drawn; the text is for developers, forms check sizes before."""


@dataclass(frozen=True)
class Pick:
    """A key that was drawn, and the probability with which it was to be drawn; 1 / probability is its design weight."""

    key: str
    probability: float
    stratum: str = ""


def draw_all(keys: Iterable[str]) -> list[Pick]:
    """Return every key, each drawn for certain, in alphabetical order. Raises NotASample when a key comes twice."""
    return [Pick(key, 1.0) for key in sorted(_distinct(keys))]


def draw_random(keys: Iterable[str], n: int, seed: str) -> list[Pick]:
    """Return a simple random sample of `n` keys without replacement, in the order in which they are drawn.

    The order of `keys` says nothing. Raises NotASample when there are fewer, or a key comes twice.
    """
    return _drawn(_distinct(keys), n, seed, stratum="")


def draw_by_stratum(
    keys_by_stratum: Mapping[str, Iterable[str]], sizes: Mapping[str, int], seed: str
) -> list[Pick]:
    """Return a simple random sample within each stratum; strata in alphabetical order.

    A stratum without a size is not drawn from. Raises NotASample for a size of no stratum or above what it holds, and
    for a key that stands in two strata.
    """
    frame = {stratum: list(keys) for stratum, keys in keys_by_stratum.items()}
    _distinct(key for keys in frame.values() for key in keys)
    if strange := sorted(set(sizes) - set(frame)):
        raise NotASample(f"no such strata: {', '.join(strange)}")
    return [
        pick
        for stratum in sorted(sizes)
        for pick in _drawn(set(frame[stratum]), sizes[stratum], seed, stratum=stratum)
    ]


def allocate_proportionally(populations: Mapping[str, int], n: int, *, at_least: int = 0) -> dict[str, int]:
    """Return how many to draw per stratum, in proportion to its population, by largest remainders (Hamilton).

    Each stratum gets `at_least`, or all it holds if that is less; what this takes is missing from the others. Equal
    remainders go to the larger stratum, then in alphabetical order. Raises NotASample when `n` is not enough for
    that, or more than there are.
    """
    return _allocated(populations, n, at_least, {name: size for name, size in populations.items() if size})


def allocate_equally(populations: Mapping[str, int], n: int, *, at_least: int = 0) -> dict[str, int]:
    """Return how many to draw per stratum, as equal as can be; a stratum that holds fewer is taken whole.

    Raises NotASample as `allocate_proportionally` does.
    """
    return _allocated(populations, n, at_least, {name: 1 for name, size in populations.items() if size})


def _allocated(
    populations: Mapping[str, int], n: int, at_least: int, claims: Mapping[str, int]
) -> dict[str, int]:
    least = {name: min(at_least, size) for name, size in populations.items()}
    if any(size < 0 for size in populations.values()) or not sum(least.values()) <= n <= sum(
        populations.values()
    ):
        raise NotASample(
            f"{n} cannot be shared among strata of {dict(populations)}, each at least {at_least}"
        )
    fixed: dict[str, int] = {name: 0 for name in populations if name not in claims}
    # A stratum whose share falls outside its bounds gets the bound, and the others share what is left, anew: first
    # all that would get too much or all that would get too little, whichever side is further off, so that none is
    # fixed at a bound which it would not have in the end.
    while True:
        free = [name for name in claims if name not in fixed]
        left, weight = n - sum(fixed.values()), sum(claims[name] for name in free)
        ideal = {name: Fraction(left * claims[name], weight) for name in free}
        over = {name: ideal[name] - populations[name] for name in free if ideal[name] > populations[name]}
        under = {name: least[name] - ideal[name] for name in free if ideal[name] < least[name]}
        if not over and not under:
            break
        if sum(over.values()) >= sum(under.values()):
            fixed |= {name: populations[name] for name in over}
        else:
            fixed |= {name: least[name] for name in under}
    given = {name: int(ideal[name]) for name in free}
    by_remainder = sorted(free, key=lambda name: (given[name] - ideal[name], -populations[name], name))
    for name in by_remainder[: left - sum(given.values())]:
        given[name] += 1
    return {name: {**fixed, **given}[name] for name in populations}


def _drawn(keys: set[str], n: int, seed: str, *, stratum: str) -> list[Pick]:
    if not 0 <= n <= len(keys):
        raise NotASample(f"{n} of {len(keys)} keys cannot be drawn")
    return [Pick(key, n / len(keys), stratum) for key in sorted(keys, key=lambda key: _number(seed, key))[:n]]


def _number(seed: str, key: str) -> tuple[bytes, str]:
    # The length keeps seed "a" with key "bc" apart from seed "ab" with key "c".
    return sha256(f"{len(seed)}:{seed}{key}".encode()).digest(), key


def _distinct(keys: Iterable[str]) -> set[str]:
    listed = list(keys)
    found = set(listed)
    if len(found) != len(listed):
        raise NotASample("a key comes twice")
    return found
