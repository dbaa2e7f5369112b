"""Personal fields of the calendars that advisors read elsewhere, and of those that are read here."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data import kept, of_login, register
from consultations.models import BusyCalendar, BusyTime, CalendarFeed
from consultations.personal_data.reasons import OF_COLLEAGUES

register(
    BusyCalendar,
    personal={
        "advisor": _("advisor"),
        "address": _("address of the own calendar, encrypted"),
        "host": _("server of the own calendar"),
    },
    other=[
        "id",
        "address_mark",
        "counts_all_day",
        "state",
        "problem",
        "unread_entries",
        "added_at",
        "tried_at",
        "read_at",
        "expanded_on",
        "failures",
        "etag",
        "modified",
        "ended_at",
        "ended_by",
    ],
    purpose=_("Offering no times when an advisor's own calendar says busy."),
    retention=_(
        "Until the advisor ends the reading; the address and all busy times are then erased at once."
    ),
    owner=of_login("advisor__user"),
    erasure=kept(OF_COLLEAGUES),
)
register(
    BusyTime,
    personal={"calendar": _("whose time it is"), "starts_at": _("beginning"), "ends_at": _("end")},
    other=["id"],
    purpose=_(
        "Offering no times when an advisor's own calendar says busy. What the time is for is never stored."
    ),
    retention=_("Until the next reading of the calendar, which replaces them."),
    owner=of_login("calendar__advisor__user"),
    erasure=kept(OF_COLLEAGUES),
)
register(
    CalendarFeed,
    personal={
        "advisor": _("advisor"),
        "secret": _("secret part of the address, encrypted"),
        "made_at": _("when the address was made"),
        "read_on": _("the day on which a calendar program last read it"),
        "ended_at": _("when the address was ended"),
    },
    other=["id", "digest", "content_tag", "content_changed_at", "ended_by"],
    purpose=_("Showing an advisor the own visits in a calendar program: times and places only."),
    retention=_("Until the address is ended; its secret is erased at once, the rest stays with the advisor."),
    owner=of_login("advisor__user"),
    told={"secret": lambda feed: _("kept, and shown on your own page of calendars") if feed.secret else ""},
    erasure=kept(OF_COLLEAGUES),
)
