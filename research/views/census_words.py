"""What the numbers of a census say as sentences."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from research.census import Census, Flow


def headline(census: Census, today: date) -> str:
    """Say how many enterprises there were on the day, or are today."""
    said = {"date": date_format(census.on), "count": written(census.enterprises)}
    if census.on == today:
        text = ngettext(
            "Today (%(date)s) there is %(count)s social enterprise in our registry.",
            "Today (%(date)s) there are %(count)s social enterprises in our registry.",
            census.enterprises,
        )
    else:
        text = ngettext(
            "On %(date)s there was %(count)s social enterprise in our registry.",
            "On %(date)s there were %(count)s social enterprises in our registry.",
            census.enterprises,
        )
    return text % said


def persons(census: Census) -> str:
    """Say how many entrepreneurs stood behind them; nothing where there are none."""
    if census.entrepreneurs is None:
        return _("Fewer than five entrepreneurs stand behind them; we do not publish the number.")
    if census.entrepreneurs == 0:
        return ""
    return ngettext(
        "Behind them stands %(count)s person who founded or represents an enterprise.",
        "Behind them stand %(count)s people who founded or represent an enterprise.",
        census.entrepreneurs,
    ) % {"count": written(census.entrepreneurs)}


def change(flow: Flow) -> str:
    """Say what happened since the day before."""
    return _("Since %(date)s, %(entries)s began and %(exits)s ended.") % {
        "date": date_format(flow.after),
        "entries": written(flow.entries),
        "exits": written(flow.exits),
    }


def written(number: int) -> str:
    """Write a number as the language does."""
    return str(number_format(number, use_l10n=True, force_grouping=True))


def difference(number: int) -> str:
    """Write a difference with its sign; a minus is no hyphen."""
    return "0" if number == 0 else f"{'+' if number > 0 else '−'}{written(abs(number))}"
