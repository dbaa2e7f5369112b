"""The sheet with the office's head, numbers of the form, and where to bring it."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from center import offices
from center.base.phones import display_phone
from center.base.typesetting import typeset
from center.models import Office
from research.definition import Definition
from research.printed_form.blocks import blocks_of

_TEMPLATE: Final = "research/printed_form.typ"


def printed_form(
    definition: Definition,
    language: str,
    *,
    title: str,
    form_number: str = "",
    code: str = "",
    intro: str = "",
) -> bytes:
    """Return the PDF of a form to fill in by hand, in a language of the portal ("sr", "sr-latn", "en").

    `title` and `intro` (paragraphs divided by empty lines) are texts in that language. `form_number` stands on every
    page, so that sheets which come apart find together; `code` is a one-use code for who would rather answer online,
    as it is read ("K7DM 93RT FJ4V"). Raises center.base.typesetting.TooLongForPaperError.
    """
    office = offices.current()
    with override(language):
        return typeset(
            _TEMPLATE,
            {
                "title": title,
                "office": office.name.plain,
                "intro": [each.strip() for each in intro.split("\n\n") if each.strip()],
                "number": form_number,
                "code": code,
                "blocks": blocks_of(definition),
                "bring": _bring(office),
                "contact": [each for each in (display_phone(office.phone), office.real_email) if each],
                "words": {
                    "number": _("Form"),
                    "code": _("Your code, to answer on the internet instead:"),
                    "how": _("Please write clearly, with a pen. Tick a box like this:"),
                    "undo": _("If you ticked the wrong box, fill it in completely and tick the right one."),
                    "must": _("please do not leave out"),
                    "thanks": _("Thank you for answering"),
                    "ask": _("Questions:"),
                },
            },
        )


def _bring(office: Office) -> str:
    """Say where the form is to be brought or sent."""
    place = f"{office.street.plain}, {office.postcode} {office.town.plain}" if office.street else ""
    where = ", ".join(filter(None, (office.name.plain, place)))
    return _("Bring or send the filled-in form to: %(where)s") % {"where": where}
