"""Numbers of indicators in words: no decimals where there are none, and "withheld" where nothing is told."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def figure(value: Decimal | int | None, *, is_percentage: bool = False, is_withheld: bool = False) -> str:
    """Return a number as people of the active language read it; a dash for none."""
    if is_withheld:
        return _("withheld")
    if value is None:
        return "–"
    plain = Decimal(value)
    decimals = 1 if is_percentage else _decimals(plain)
    text = number_format(plain, decimals, use_l10n=True, force_grouping=True)
    return f"{text}%" if is_percentage else text


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
