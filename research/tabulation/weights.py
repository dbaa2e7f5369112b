"""The weight of each respondent: by strata of the sample, and raked to margins that staff typed in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from center.base.shown_text import in_script
from research.definition import Texts
from research.protection import NOT_ASKED
from research.statistics import Method, StatisticsRefused, effective_n, rake, stratum_weights
from research.tabulation.answers import Answers
from research.tabulation.words import both, sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Margins:
    """Shares of the population by question and code, with their source and the bounds of a weight."""

    shares: Mapping[str, Mapping[str, float]]
    source: str
    trim: tuple[float, float]


@dataclass(frozen=True)
class Weights:
    """`values` are None where everybody counts alike; `of` names what the weights depend on."""

    values: "NDArray[np.float64] | None" = None
    words: tuple[Texts, ...] = ()
    of: tuple[str, ...] = ()
    by_strata: bool = False
    design_effect: float | None = None
    effective: float | None = field(default=None)


def weights_of(answers: Answers, margins: Margins | None, strata: Mapping[str, int] | None) -> Weights:
    """Return the weights of a release. `strata` are members of the population by stratum.

    Whoever left a question of the margins open has the weight 1. Raises StatisticsRefused.
    """
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    values, words = None, Method()
    if strata is not None:
        found = stratum_weights(strata, Counter(answers.strata))
        values = np.array([found.weights[stratum] for stratum in answers.strata])
        values, words = values / values.mean(), found.method
    said = sentences(words)
    if margins is not None:
        values, raked = _raked(answers, margins, values)
        said += sentences(Method(tuple(step for step in raked.steps if step[0] != "weighted")))
        said += (
            both(
                lambda _language: (
                    _("Source of the margins: %(source)s.") % {"source": in_script(margins.source)}
                )
            ),
        )
    if values is None:
        return Weights()
    effective = effective_n(values)
    return Weights(
        values,
        said,
        of=tuple(margins.shares) if margins is not None else (),
        by_strata=strata is not None,
        design_effect=len(values) / effective,
        effective=effective,
    )


def _raked(
    answers: Answers, margins: Margins, base: "NDArray[np.float64] | None"
) -> "tuple[NDArray[np.float64], Method]":
    import numpy as np  # noqa: PLC0415 -- loaded only where results are computed

    if missing := [name for name in margins.shares if name not in answers.columns]:
        raise StatisticsRefused(
            _("Nobody was asked what these margins are about: %(names)s.") % {"names": ", ".join(missing)}
        )
    columns = [answers.columns[name] for name in margins.shares]
    places = [
        place
        for place, values in enumerate(zip(*columns, strict=True))
        if all(value is not None and value is not NOT_ASKED for value in values)
    ]
    found = rake(
        {name: [answers.columns[name][place] for place in places] for name in margins.shares},
        margins.shares,
        base_weights=None if base is None else base[places],
        trim=margins.trim,
    )
    values = np.ones(answers.total)
    values[places] = found.weights
    return values, found.method


def strata_sizes(
    strata: Sequence[Mapping[str, object]], *, is_anonymous: bool, fewest: int
) -> dict[str, int]:
    """Return the population of each stratum, as answers name it: of an anonymous survey small ones have no name."""
    found: Counter[str] = Counter()
    for stratum in strata:
        drawn = int(str(stratum["drawn"]))
        found["" if is_anonymous and drawn < fewest else str(stratum["key"])] += int(
            str(stratum["population"])
        )
    return {key: size for key, size in found.items() if size}
