"""What a file is, by what stands in it and never by its name; and a name under which it may be saved.

Only kinds that office programs open without running anything: macros, old Office files and web pages are refused.
"""

import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath
from typing import IO, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center.base.pictures import reading


class FileKind(models.TextChoices):
    """The kinds that we take."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"
    DOCX = "docx", "Word (.docx)"
    XLSX = "xlsx", "Excel (.xlsx)"
    ODT = "odt", "OpenDocument (.odt)"
    TEXT = "txt", gettext_lazy("Text (.txt)")


CONTENT_TYPES: Final = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.TEXT: "text/plain; charset=utf-8",
}
_ENDINGS: Final = {FileKind.JPEG: "jpg"}

# What a browser's file chooser offers.
ACCEPTED: Final = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.odt,.txt"

# The main part of a document as [Content_Types].xml names it (ECMA-376 part 1); one with macros has another type.
_OFFICE: Final = {
    b"wordprocessingml.document.main+xml": FileKind.DOCX,
    b"spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
_CONTENT_LIST: Final = "[Content_Types].xml"
_MOST_LISTED: Final = 1024 * 1024
_MOST_PARTS: Final = 5000
# Where programs are kept in these archives.
_PROGRAMS: Final = re.compile(r"vba|macro|activex|^basic/|^scripts/", re.IGNORECASE)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Text that a program could take for something to run or to show.
_NOT_PLAIN: Final = (b"<", b"{\\rtf", b"#!", b"%!", b"MZ")
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def kind_of(file: IO[bytes], *, most_bytes: int) -> FileKind:
    """Return what a file is; reads all of it and leaves it at its beginning.

    Raises ValidationError with the code "size" (more than `most_bytes`, or empty), "macros", "old" (Office before
    2007) or "kind" (none of ours, or broken).
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size > most_bytes:
        raise ValidationError(
            _("This file is larger than %(size)s MB."), code="size", params={"size": most_bytes // 1024**2}
        )
    if size == 0:
        raise ValidationError(_("This file is empty."), code="size")
    start = file.read(8)
    file.seek(0)
    try:
        return _kind(file, start, most_bytes)
    finally:
        file.seek(0)


def _kind(file: IO[bytes], start: bytes, most_bytes: int) -> FileKind:
    if start.startswith(b"%PDF-"):
        return FileKind.PDF
    if start.startswith(b"\xff\xd8\xff") or start == b"\x89PNG\r\n\x1a\n":
        reading.check(file, most_bytes=most_bytes)
        return FileKind.PNG if start.startswith(b"\x89") else FileKind.JPEG
    if start.startswith(b"PK"):
        return _packed(file)
    if start == _OLD_OFFICE:
        raise ValidationError(
            _("This file comes from an old version of Office. Save it as .docx or .xlsx and upload that."),
            code="old",
        )
    data = file.read()
    if _CONTROLS.search(data) or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_NOT_PLAIN):
        raise _unknown()
    return FileKind.TEXT


def _packed(file: IO[bytes]) -> FileKind:
    """Look into an archive without unpacking more than its list of parts."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if len(names) > _MOST_PARTS:
                raise _unknown()
            if any(_PROGRAMS.search(name) for name in names):
                raise _macros()
            if "mimetype" in names:
                listed = _beginning(archive, "mimetype").strip()
                if listed == CONTENT_TYPES[FileKind.ODT].encode():
                    return FileKind.ODT
            elif _CONTENT_LIST in names:
                listed = _beginning(archive, _CONTENT_LIST)
                if b"macroEnabled" in listed:
                    raise _macros()
                for part, kind in _OFFICE.items():
                    if part in listed:
                        return kind
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise _unknown() from error
    raise _unknown()


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_MOST_LISTED)


def _macros() -> ValidationError:
    return ValidationError(
        _("This file contains macros. Save it without them and upload that."), code="macros"
    )


def _unknown() -> ValidationError:
    return ValidationError(
        _(
            "Please upload a PDF, a picture (JPEG, PNG), a document (.docx, .odt, .txt) or a workbook (.xlsx)."
        ),
        code="kind",
    )


def safe_name(name: str, kind: FileKind) -> str:
    """Return a name for saving: the last part of what was given, letters of any script, and the ending of its kind.

    No signs that a file system or a header could take for something else, no hidden file, at most 100 signs.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    stem = last.rpartition(".")[0] or last
    kept = "".join(
        sign
        for sign in unicodedata.normalize("NFC", stem)
        if unicodedata.category(sign)[0] in "LNM" or sign in " -_.,()"
    )
    tidy = re.sub(r"\s+", " ", kept).strip(" .")[:90].rstrip(" .")
    return f"{tidy or 'document'}.{_ENDINGS.get(kind, kind.value)}"
