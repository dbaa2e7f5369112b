"""How many of those who were invited answered, by stratum, and the weights that follow."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from research.statistics.errors import StatisticsRefused
from research.statistics.methods import Method, Step, said


@dataclass(frozen=True)
class ResponseRate:
    """`rate` is answered / invited, None where nobody was invited."""

    stratum: str
    invited: int
    answered: int

    @property
    def rate(self) -> float | None:
        return self.answered / self.invited if self.invited else None


@dataclass(frozen=True)
class ResponseRates:
    strata: tuple[ResponseRate, ...]
    total: ResponseRate
    method: Method


@dataclass(frozen=True)
class StratumWeights:
    """N_h / n_h by stratum; their sum over all who answered is the population."""

    weights: Mapping[str, float]
    method: Method


def response_rates(invited: Mapping[str, int], answered: Mapping[str, int]) -> ResponseRates:
    """Return the response rate of each stratum and of all, in the order of `invited`.

    Counted simply, complete answers by all invitations, nobody taken out as unreachable or not eligible: the lowest of
    the rates of the American Association for Public Opinion Research (Standard Definitions, RR1).
    Raises StatisticsRefused when more answered than were invited.
    """
    if any(number > invited.get(stratum, 0) for stratum, number in answered.items()):
        raise StatisticsRefused(_("More people answered in a stratum than were invited there."))
    strata = tuple(
        ResponseRate(stratum, number, answered.get(stratum, 0)) for stratum, number in invited.items()
    )
    total = ResponseRate("", sum(invited.values()), sum(answered.values()))
    return ResponseRates(strata, total, said(Step.RESPONSE_RATE))


def stratum_weights(populations: Mapping[str, int], answered: Mapping[str, int]) -> StratumWeights:
    """Return the weight of an answer by stratum: post-stratification, N_h / n_h (Cochran 1977, 5A.9).

    Raises StatisticsRefused for a stratum of which nobody answered: it must be merged with another one first; and
    when more answered than there are.
    """
    if any(number > populations.get(stratum, 0) for stratum, number in answered.items()):
        raise StatisticsRefused(_("More people answered in a stratum than it has."))
    if silent := [name for name, size in populations.items() if size and not answered.get(name)]:
        raise StatisticsRefused(
            _("Nobody answered in these strata; merge them with others: %(names)s.")
            % {"names": ", ".join(silent)}
        )
    return StratumWeights(
        {name: size / answered[name] for name, size in populations.items() if size},
        said(Step.STRATUM_WEIGHTS),
    )
