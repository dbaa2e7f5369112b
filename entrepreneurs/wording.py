"""How enterprises are spoken of: who checked a page and when, when a product can be had."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entrepreneurs.choices import ConfirmedBy

if TYPE_CHECKING:
    from entrepreneurs.models import Enterprise, Product


def last_check(enterprise: "Enterprise") -> str:
    """Say in a sentence who last found the profile right, and when; empty if nobody did."""
    if enterprise.confirmed_on is None:
        return ""
    day = {"date": date_format(enterprise.confirmed_on, "DATE_FORMAT").replace(" ", "\u00a0")}
    if enterprise.confirmed_by == ConfirmedBy.ENTERPRISE:
        return _("The enterprise confirmed this page on %(date)s") % day
    return _("The Center checked this page on %(date)s") % day


def availability(product: "Product") -> str:
    """Say in words when a product can be had; empty when always. The year stands only where it is another one."""
    first, last, today = product.available_from, product.available_until, timezone.localdate()
    if first is not None and first <= today and last is None:
        return ""
    if first is not None and last is not None:
        return _("Available from %(first)s to %(last)s") % {"first": _day(first), "last": _day(last)}
    if first is not None:
        return _("Available from %(first)s") % {"first": _day(first)}
    return _("Available until %(last)s") % {"last": _day(last)} if last is not None else ""


def _day(day: date) -> str:
    form = "MONTH_DAY_FORMAT" if day.year == timezone.localdate().year else "DATE_FORMAT"
    return date_format(day, form).replace(" ", "\u00a0")
