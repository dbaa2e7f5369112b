"""Margins of the population, typed in by staff, to which answers are weighted."""

from collections.abc import Mapping
from decimal import Decimal
from math import isclose, isfinite
from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from research.choices import ReleaseState
from research.definition import Definition
from research.errors import SurveyRefused
from research.models import Survey, Weighting
from research.tabulation import Asked, Form, published

if TYPE_CHECKING:
    from center.models import User

Margins = Mapping[str, Mapping[str, float]]
# Typed shares are rounded.
_ROUNDING: Final = 0.2
_ALL: Final = 100


@transaction.atomic
def add_weighting(
    *,
    survey: Survey,
    name: str,
    margins: Margins,
    source: str,
    lowest: Decimal | float = Decimal("0.3"),
    highest: Decimal | float = Decimal(3),
    by: "User | None" = None,
) -> Weighting:
    """Keep a weighting. Raises ValidationError with a sentence for each mistake."""
    made = Weighting(
        survey=survey,
        name=name,
        margins=checked_margins(survey.questionnaire.asks, margins),
        source=source,
        lowest=lowest,
        highest=highest,
        made_by=by,
    )
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def change_weighting(
    *,
    weighting: Weighting,
    name: str,
    margins: Margins,
    source: str,
    lowest: Decimal | float,
    highest: Decimal | float,
    by: "User | None" = None,
) -> Weighting:
    """Correct a weighting that no published release uses. Raises SurveyRefused, ValidationError."""
    found = (
        Weighting.objects.select_for_update(of=("self",))
        .select_related("survey__questionnaire")
        .get(pk=weighting.pk)
    )
    if is_used(found):
        raise SurveyRefused(_("Published results use this weighting, so it stays as it is. Add another one."))
    found.name, found.source, found.lowest, found.highest = name, source, lowest, highest
    found.margins = checked_margins(found.survey.questionnaire.asks, margins)
    found.full_clean()
    found.save()
    return found


def is_used(weighting: Weighting) -> bool:
    """Whether results that somebody may have read depend on it."""
    return weighting.releases.exclude(state=ReleaseState.DRAFT).exists()


def weightable(definition: Definition) -> dict[str, Asked]:
    """Return the questions that can have margins: one answer of a list."""
    return {name: asked for name, asked in published(definition).items() if asked.form == Form.ONE}


def checked_margins(definition: Definition, margins: Margins) -> dict[str, dict[str, float]]:
    """Return the margins as they are kept. Raises ValidationError with a sentence for each mistake."""
    known = weightable(definition)
    problems: list[str] = []
    kept: dict[str, dict[str, float]] = {}
    for name, shares in margins.items():
        if name not in known:
            problems.append(str(_("“%(name)s” cannot have margins.") % {"name": name}))
            continue
        codes = known[name].codes
        if strange := sorted(set(shares) - set(codes)):
            problems.append(
                _("“%(name)s” has no such answers: %(codes)s.") % {"name": name, "codes": ", ".join(strange)}
            )
        if missing := [code for code in codes if code not in shares]:
            problems.append(
                _("“%(name)s”: write a share for each answer, 0 for none. Missing: %(codes)s.")
                % {"name": name, "codes": ", ".join(missing)}
            )
        elif wrong := _wrong_sum(shares):
            problems.append(wrong % {"name": name, "sum": f"{sum(shares.values()):g}"})
        kept[name] = {code: float(shares[code]) for code in codes if code in shares}
    if not margins:
        problems.append(_("Write the shares of at least one question."))
    if problems:
        raise ValidationError({"margins": problems})
    return kept


def _wrong_sum(shares: Mapping[str, float]) -> str:
    if not all(isfinite(share) and share >= 0 for share in shares.values()):
        return str(_("“%(name)s”: shares are numbers from zero up."))
    whole = sum(shares.values())
    if isclose(whole, _ALL, abs_tol=_ROUNDING) or isclose(whole, 1, abs_tol=_ROUNDING / _ALL):
        return ""
    if whole > _ALL and all(float(share).is_integer() for share in shares.values()):
        return ""
    return str(_("“%(name)s”: the shares add up to %(sum)s, not to 100, and they are no counts."))
