"""What a measure finds for a period of an indicator, with its words written down in both languages."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from center.base.indicators import Number
from center.base.measures import Counted, Measure, Scope, measures
from center.base.scripts import has_cyrillic
from center.choices.indicators import AcrossPeriods
from center.refusals import ServiceRefused

if TYPE_CHECKING:
    from center.models import Indicator, IndicatorPeriod, User

_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True)
class CountedPart:
    """One part of a value, in both languages; `value` None: withheld."""

    dimension: str
    dimension_sr: str
    dimension_en: str
    is_exclusive: bool
    key: str
    label_sr: str
    label_en: str
    value: Decimal | None


@dataclass(frozen=True)
class Count:
    """What the portal counts now for a period."""

    measure: Measure
    scope: Scope
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    parts: tuple[CountedPart, ...]

    @property
    def is_withheld(self) -> bool:
        return self.value is None


def measure_of(indicator: "Indicator") -> Measure | None:
    """Return what counts the indicator; None where values are entered by hand, or the app is not installed."""
    return measures().get(indicator.measure)


def scope_of(period: "IndicatorPeriod", measure: Measure, today: date | None = None) -> Scope:
    """Return what is counted: the days of the period until today, and the records of its grant."""
    last = min(period.last, today or timezone.localdate())
    return Scope(period.first, last, period.indicator.grant_id if measure.depends_on_grant else None)


def count(period: "IndicatorPeriod") -> Count:
    """Count a period now. Raises ServiceRefused where that is impossible."""
    measure = measure_of(period.indicator)
    if measure is None:
        raise ServiceRefused(_("The portal cannot count this indicator. Enter the value by hand."))
    if measure.is_share != (period.indicator.kind == "percentage"):
        raise ServiceRefused(
            _("What is counted is of another kind than the indicator. Correct the indicator.")
        )
    if not measure.adds_up and period.indicator.across == AcrossPeriods.SUM:
        raise ServiceRefused(
            _(
                "Numbers of two periods of this must not be added up. Choose that the last period stands for all."
            )
        )
    if timezone.localdate() < period.first:
        raise ServiceRefused(_("This period has not begun yet."))
    scope = scope_of(period, measure)
    # Names of places and the like come as texts of the active language: as stored, in Cyrillic.
    with translation.override("sr"):
        found = measure.count(scope)
        parts = tuple(_parts(found, measure))
    if not measure.is_share:
        return Count(measure, scope, _number(found.value), None, None, parts)
    if found.denominator == 0:
        raise ServiceRefused(_("There is nothing yet of which this share could be taken."))
    numerator, denominator = _number(found.numerator), _number(found.denominator)
    if found.value is None or numerator is None or denominator is None:
        return Count(measure, scope, None, None, None, parts)
    return Count(measure, scope, percentage(numerator, denominator), numerator, denominator, parts)


def percentage(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return per cent, rounded to a tenth, half upwards, as the database checks it."""
    return (100 * numerator / denominator).quantize(_TENTH, ROUND_HALF_UP)


def record_keys(found: Count, user: "User") -> dict[str, list[int]]:
    """Return the keys of the records behind a count that a user may see, by model."""
    keys: dict[str, set[int]] = {}
    for rows in found.measure.records(found.scope, user):
        keys.setdefault(rows.model._meta.label_lower, set()).update(rows.values_list("pk", flat=True))
    return {label: sorted(each) for label, each in sorted(keys.items())}


def in_both(text: str | Promise) -> tuple[str, str]:
    """Return a text in Serbian (Cyrillic) and in English; without English, or where it is the same, "" for that.

    What is no text of the catalogue, such as the name of a town, has no English; a Latin mark stands for itself.
    """
    with translation.override("sr"):
        serbian = str(text)
    if not isinstance(text, Promise):
        return serbian, "" if has_cyrillic(serbian) else serbian
    with translation.override("en"):
        return serbian, str(text)


def _parts(found: Counted, measure: Measure) -> "list[CountedPart]":
    dimensions = {each.code: each for each in measure.dimensions}
    made = []
    for part in found.parts:
        dimension = dimensions.get(part.dimension)
        title = in_both(dimension.title if dimension else part.dimension)
        made.append(
            CountedPart(
                part.dimension,
                *title,
                dimension.is_exclusive if dimension else False,
                part.key,
                *in_both(part.label),
                _number(part.value),
            )
        )
    return made


def _number(value: Number) -> Decimal | None:
    return None if value is None else Decimal(value)
