"""Amounts of money as people read them."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# How an amount is followed by its currency; codes of ISO 4217 stand where no word is usual.
_FORMS = {
    "RSD": gettext_noop("%(amount)s dinars"),
    "EUR": gettext_noop("%(amount)s euros"),
    "USD": gettext_noop("%(amount)s US dollars"),
}


def shown_money(amount: Decimal | None, currency: str) -> str:
    """Return an amount with its currency in the active language, without cents that are nought; empty for None."""
    if amount is None:
        return ""
    places = 0 if amount == amount.to_integral_value() else 2
    number = number_format(amount, places, use_l10n=True, force_grouping=True).replace(" ", "\u00a0")
    return _(_FORMS[currency]) % {"amount": number} if currency in _FORMS else f"{number} {currency}"
