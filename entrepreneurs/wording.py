"""How enterprises are spoken of (who checked a page, when a product can be had), and what ends with a consent."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepreneurs.choices import ConfirmedBy, Purpose

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


# What follows from withdrawing a consent, for who gave it; `services.withdraw_consent` does it.
FOLLOWS = {
    Purpose.BOOKING: gettext_lazy(
        "A visit that you have booked stays booked until you cancel it. We arrange no other one with you, and your name"
        " and contact are erased when the time limit of your last visit is over."
    ),
    Purpose.CASE_FILE: gettext_lazy(
        "Your advisor writes no more notes about your plan. What is written is erased when its time limit is over, or"
        " earlier if you ask for it."
    ),
    Purpose.STATISTICS: gettext_lazy("You are left out of the summaries that we make from now on."),
    Purpose.PUBLICATION: gettext_lazy(
        "The enterprise leaves the directory at once, and its phones, names and pictures the public pages."
    ),
    Purpose.SMS: gettext_lazy(
        "We send you no more SMS, and what still waits is dropped. If you have no email, we call you instead."
    ),
    Purpose.VULNERABILITY: gettext_lazy("What you told us about it is erased at once."),
    Purpose.HELPER: gettext_lazy(
        "We tell this person nothing more, and erase their name and contact at once."
    ),
    Purpose.EVENT: gettext_lazy(
        "The registration is cancelled if the event is still to come, and your name and contact are erased at once."
    ),
}
