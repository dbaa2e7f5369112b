"""What the population is like, as staff type it in: shares, percentages or counts by category."""

from collections.abc import Mapping
from math import isclose, isfinite
from typing import Final

from django.utils.translation import gettext_lazy as _

from research.statistics.columns import Coded
from research.statistics.errors import StatisticsRefused

# Typed shares are rounded; that much may be missing from the whole.
_ROUNDING: Final = 0.002


def checked_margins(
    variables: Mapping[str, Coded], margins: Mapping[str, Mapping[str, float]]
) -> dict[str, list[float]]:
    """Return by variable the shares (sum 1) in the order of its codes. Raises StatisticsRefused."""
    if not margins:
        raise StatisticsRefused(_("Raking needs the margins of at least one variable."))
    if missing := [name for name in margins if name not in variables]:
        raise StatisticsRefused(
            _("Nobody was asked what these margins are about: %(names)s.") % {"names": ", ".join(missing)}
        )
    lengths = {len(answers.positions) for answers in variables.values()}
    if len(lengths) > 1:
        raise StatisticsRefused(_("Every variable must have one answer for each respondent."))
    if lengths == {0}:
        raise StatisticsRefused(_("There are no respondents to weight."))
    for name, answers in variables.items():
        _check_categories(name, answers, margins[name])
    _check_sums(margins, lengths.pop())
    return {
        name: [margins[name][code] / sum(margins[name].values()) for code in answers.codes]
        for name, answers in variables.items()
    }


def _check_categories(name: str, answers: Coded, margin: Mapping[str, float]) -> None:
    if not all(isfinite(part) and part >= 0 for part in margin.values()):
        raise StatisticsRefused(_("A margin of “%(name)s” is not a number from zero up.") % {"name": name})
    if (left_open := int((~answers.answered).sum())) > 0:
        raise StatisticsRefused(
            _(
                "Respondents without an answer to “%(name)s”: %(number)s. Give them a category or leave them out."
            )
            % {"name": name, "number": left_open}
        )
    given = {answers.codes[place] for place in set(answers.positions.tolist())}
    problems = (
        (sorted(given - set(margin)), _("Categories of “%(name)s” without a margin: %(codes)s.")),
        (
            [code for code in margin if code in given and margin[code] == 0],
            _("Categories of “%(name)s” with respondents, whose margin is zero: %(codes)s."),
        ),
        (
            [code for code in margin if margin[code] > 0 and code not in given],
            _(
                "Categories of “%(name)s” with a margin, but without respondents: %(codes)s. Merge them with others."
            ),
        ),
    )
    for codes, sentence in problems:
        if codes:
            raise StatisticsRefused(sentence % {"name": name, "codes": ", ".join(codes)})


def _check_sums(margins: Mapping[str, Mapping[str, float]], respondents: int) -> None:
    """Refuse sums that are neither 1 nor 100, unless they are counts of one and the same population."""
    counts: dict[str, float] = {}
    for name, margin in margins.items():
        whole = sum(margin.values())
        if isclose(whole, 1, abs_tol=_ROUNDING) or isclose(whole, 100, abs_tol=100 * _ROUNDING):
            continue
        if not all(float(part).is_integer() for part in margin.values()) or whole < respondents:
            raise StatisticsRefused(
                _(
                    "The margins of “%(name)s” add up neither to 1 nor to 100, and are no counts of a population."
                )
                % {"name": name}
            )
        counts[name] = whole
    if len(set(counts.values())) > 1:
        raise StatisticsRefused(
            _("The margins add up to different populations: %(names)s.")
            % {"names": ", ".join(f"{name} {whole:.0f}" for name, whole in counts.items())}
        )
