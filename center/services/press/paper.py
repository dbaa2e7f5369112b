"""A press release as a PDF."""

from django.utils.translation import gettext as _

from center import offices
from center.base.rich_text import for_paper
from center.documents import portal_document
from center.models import PressRelease
from center.services.press.words import date_line, embargo_words, media_contact


def release_pdf(release: PressRelease, *, address: str) -> bytes:
    """Return the release as a tagged PDF in the active language; `address` is where it stands with its pictures.

    Errors are those of `typeset`.
    """
    office = offices.current()
    contact = media_contact(release, office)
    embargo = embargo_words(release)
    return portal_document(
        "center/press_release.typ",
        title=release.title.plain,
        records=[release],
        data={
            "subtitle": release.subtitle.plain,
            "date_line": date_line(release),
            "embargo": _("EMBARGO until %(moment)s. Please do not publish this earlier.")
            % {"moment": embargo}
            if embargo
            else "",
            "body": for_paper(release.body.plain),
            "notes": for_paper(release.notes.plain, below=2),
            "about": [each for each in office.about.plain.split("\n\n") if each.strip()],
            "contact": [part for part in (contact.name, contact.shown_phone, contact.email) if part],
            "address": address,
            "words": {
                "release": _("Press release"),
                "notes": _("Notes to editors"),
                "about": _("About us"),
                "contact": _("Questions of media are answered by:"),
                "address": _("This text with pictures in full size:"),
                "end": _("End of the press release"),
            },
        },
    )
