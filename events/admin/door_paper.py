"""A pass of the door on paper (A5): the square code, the letters to type, and how to use it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from center import offices
from center.base.phones import display_phone
from center.base.typesetting import typeset
from events import qr
from events.door_codes import in_groups
from events.models import DoorPass
from events.wording import day_words, time_words


def pass_paper(door: DoorPass, code: str) -> bytes:
    """Return the PDF of a pass in the active language; `code` is its code, which the database does not have."""
    event, office = door.event, offices.current()
    read = "".join(letter for letter in code if letter.isalnum())
    return typeset(
        "events/door_pass.typ",
        {
            "title": _("At the door: %(title)s") % {"title": event.title.plain},
            "office": office.name.plain,
            "event": event.title.plain,
            "when": f"{day_words(event)}, {time_words(event)}",
            "label": door.label,
            "valid": _("Valid from %(first)s to %(last)s")
            % {"first": _moment(door.valid_from), "last": _moment(door.valid_until)},
            "qr": qr.svg(qr.door_address(event, read)),
            "alt": _("Square code that opens the page of the door"),
            "code": in_groups(read),
            "page": qr.door_address(event),
            "steps": [
                _(
                    "Scan the square with the camera of your phone, or open the address below and type the letters."
                ),
                _(
                    "For each person: scan the pass or type its eight letters; without one, search by name or count."
                ),
                _(
                    "If the connection breaks, go on and leave the page open: everything is sent by itself later."
                ),
            ],
            "help": _("Do not pass this sheet on. If it is lost, call the office: %(phone)s")
            % {"phone": display_phone(office.phone)}
            if office.phone
            else _("Do not pass this sheet on. If it is lost, tell the office."),
        },
    )


def _moment(moment: object) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")  # type: ignore[arg-type]  # aware
