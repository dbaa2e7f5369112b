"""Pictures for media as one ZIP file, with a text file of captions, authors and what each picture shows."""

import zipfile
from collections.abc import Iterable, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from django.utils.translation import gettext as _

from center.models import Office, Picture
from center.services.pictures import picture_copy

# A picture has at most 2000 pixels on a side, about half a megabyte.
MOST_PICTURES: Final = 40
_IN_MEMORY: Final = 8 * 1024**2
# The same pictures give the same bytes on any day.
_MOMENT: Final = (2000, 1, 1, 0, 0, 0)


def pictures_zip(
    pictures: Iterable[Picture], *, stem: str, more: Sequence[tuple[str, str]] = ()
) -> IO[bytes]:
    """Return a ZIP file, opened at its beginning: JPEGs named `stem`-01.jpg and so on, and captions.txt.

    `stem` is made of letters, digits and hyphens. Texts are in the active language; `more` are further text files
    (name, words). Pictures whose files are not there are left out.
    """
    out: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- closed by who gives it away
    captions: list[str] = []
    # JPEGs do not become smaller.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for picture in list(pictures)[:MOST_PICTURES]:
            try:
                content = picture_copy(picture=picture)
            except FileNotFoundError:
                continue
            name = f"{stem}-{len(captions) + 1:02}.jpg"
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content)
            captions.append(_caption(name, picture))
        texts = [("captions.txt", "\n\n".join(captions)), *more]
        for name, words in texts:
            if words:
                # The mark lets old programs on Windows see that it is UTF-8.
                archive.writestr(
                    zipfile.ZipInfo(name, _MOMENT), "\ufeff" + f"{words}\n".replace("\n", "\r\n")
                )
    out.seek(0)
    return out


def _caption(name: str, picture: Picture) -> str:
    lines = [
        name,
        _("Caption: %(words)s") % {"words": picture.caption.plain} if picture.caption else "",
        _("What the picture shows: %(words)s") % {"words": picture.alt.plain},
        _("Author: %(name)s") % {"name": picture.credit} if picture.credit else "",
    ]
    return "\n".join(line for line in lines if line)


def about_office(office: Office) -> str:
    """Return the office in a few lines for a text file: name, sentence, longer text."""
    parts = [office.name.plain, office.tagline.plain, office.about.plain]
    return "\n\n".join(part for part in parts if part)
