"""How the answers came about: what a margin of error depends on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from research.statistics.errors import StatisticsRefused
from research.statistics.methods import Method, Step, said

# Answers of a question, or weights: a sequence, a numpy array or a pandas Series. pandas ships no types.
Column = Any


@dataclass(frozen=True)
class Design:
    """Whether chance drew the respondents, and from how many. `population` is None when it is not known, or very large.

    Nothing is assumed for the person who forgets to say it: a design must be named. `OPEN_LINK` is that of a survey
    that anybody could answer.
    """

    is_probability_sample: bool
    population: int | None = None

    def of_part(self, part: int, whole: int) -> "Design":
        """Return the design of respondents who are a part of all, such as those whom a question was relevant for.

        How many such the population has is not known; the part is taken to be sampled at the rate of the whole
        (W. G. Cochran, Sampling Techniques, 3rd ed. 1977, 2.12 and 2.13).
        """
        if self.population is None or not whole:
            return self
        return Design(self.is_probability_sample, max(part, round(self.population * part / whole)))

    def without_error(self, n: int) -> bool:
        """Whether all of the population answered. Raises StatisticsRefused when more answered than there are."""
        if self.population is not None and n > self.population:
            raise StatisticsRefused(_("More people answered than the population has."))
        return self.is_probability_sample and n == self.population

    def variance_factor(self, n: float) -> float:
        """Return (N − n) / N, by which the variance of a mean is smaller than without end (Cochran 1977, 2.6)."""
        return 1.0 if self.population is None else 1 - n / self.population

    def words(self, n: int) -> Method:
        """Say the correction for the population, if there is one."""
        if self.population is None or not self.is_probability_sample:
            return Method()
        return said(Step.CENSUS if n == self.population else Step.POPULATION, population=self.population)


OPEN_LINK = Design(is_probability_sample=False)
