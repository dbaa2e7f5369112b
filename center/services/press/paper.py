"""A press release as a PDF, with its pictures."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from center import offices
from center.base.rich_text import for_paper
from center.documents import portal_document
from center.models import Picture, PressRelease
from center.services.pictures import picture_copy
from center.services.press.words import date_line, embargo_words, media_contact

# Sharp on paper as wide as the text (17 cm), and small enough for a newsroom's mailbox.
_LONGEST: Final = 1400
_MOST: Final = 12


def release_pdf(release: PressRelease, *, address: str, pictures: Sequence[Picture] = ()) -> bytes:
    """Return the release as a tagged PDF in the active language; `address` is where it stands with its pictures.

    `pictures` stand where the text names them by {picture:2}, the others at its end; at most twelve, and none whose
    file is gone.
    Errors are those of `typeset`.
    """
    office = offices.current()
    contact = media_contact(release, office)
    embargo = embargo_words(release)
    shown, files = _on_paper(pictures)
    body = for_paper(release.body.plain)
    placed = {block["number"] - 1 for block in body if block["kind"] == "picture"}
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
            "body": body,
            "pictures": shown,
            "more_pictures": [
                index for index, each in enumerate(shown) if each["file"] and index not in placed
            ],
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
        files=files,
    )


def _on_paper(pictures: Sequence[Picture]) -> tuple[list[dict[str, str]], dict[str, bytes]]:
    """Return what the template prints of pictures, and their files."""
    shown: list[dict[str, str]] = []
    files: dict[str, bytes] = {}
    for picture in pictures[:_MOST]:
        name = f"picture-{picture.pk}.jpg"
        try:
            files[name] = picture_copy(picture=picture, longest=_LONGEST)
        except FileNotFoundError:
            # Its place stays, or {picture:2} would show the third.
            name = ""
        shown.append(
            {
                "file": name,
                "alt": picture.alt.plain,
                "caption": picture.caption.plain,
                "credit": picture.credit,
            }
        )
    return shown, files
