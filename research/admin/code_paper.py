"""Slips with codes (A4, eight on a sheet): the address, the square code, and the letters to type."""

import segno
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from center import offices
from center.base.shown_text import in_script
from center.base.typesetting import typeset
from research.links import survey_address
from research.models import Survey
from research.services.codes import spaced
from research.services.invitations import Printed


def slips(survey: Survey, made: list[Printed]) -> bytes:
    """Return the PDF of codes in the active language; the database does not have them."""
    language, office = get_language() or "sr", offices.current()
    return typeset(
        "research/codes.typ",
        {
            "title": survey.title.plain,
            "office": office.name.plain,
            "ask": _("We ask for your answers. They can be sent once with this code."),
            "promise": _("The survey is anonymous.") if survey.is_anonymous else "",
            "until": _("Until %(until)s") % {"until": _moment(survey.closes_at)} if survey.closes_at else "",
            "alt": _("Square code that opens the survey"),
            "page": survey_address(survey, language=language).partition("://")[2],
            "slips": [
                {
                    "code": spaced(each.code),
                    "qr": _square(survey_address(survey, code=each.code, language=language)),
                    "for": in_script(each.invitation.name),
                    "number": "" if each.invitation.number is None else str(each.invitation.number),
                }
                for each in made
            ],
        },
    )


def _square(link: str) -> str:
    drawn: str = segno.make(link, error="m", micro=False).svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True
    )
    return drawn


def _moment(moment: object) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")  # type: ignore[arg-type]  # aware
