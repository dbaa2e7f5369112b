"""What a file is, by its content; names lie."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from center.base.file_kinds import FileKind, kind_of, safe_name

WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
ODT = b"application/vnd.oasis.opendocument.text"


def packed(**parts: bytes) -> bytes:
    """Return an archive; the names stand with __ for slashes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


def office(kind: bytes, **more: bytes) -> bytes:
    return packed(**{"[Content_Types].xml": b'<Override ContentType="' + kind + b'"/>', **more})


def picture(form: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, form)
    return data.getvalue()


def kind(data: bytes) -> FileKind:
    return kind_of(io.BytesIO(data), most_bytes=1024**2)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n%%EOF", "pdf"),
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpeg"),
        (office(WORD), "docx"),
        (office(EXCEL, xl__workbook=b""), "xlsx"),
        (packed(mimetype=ODT), "odt"),
        ("Здраво,\r\n\tсвете. \ufeff".encode(), "txt"),
        ("Здраво".encode("cp1251"), "txt"),
    ],
)
def test_a_kind_is_known_by_its_content(data: bytes, expected: str) -> None:
    assert kind(data) == expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "size"),
        (b"a" * (1024**2 + 1), "size"),
        (b"<html><script>", "kind"),
        (b"\xef\xbb\xbf <svg/>", "kind"),
        (b"{\\rtf1}", "kind"),
        (b"#!/bin/sh", "kind"),
        (b"MZ\x90\x00", "kind"),
        (b"\x7fELF\x02", "kind"),
        (b"GIF89a\x01\x00", "kind"),
        (picture("JPEG")[:60], "format"),
        (b"\x89PNG\r\n\x1a\nnothing", "format"),
        (b"PK\x03\x04 no archive", "kind"),
        (packed(readme=b"hello"), "kind"),
        (packed(mimetype=b"application/epub+zip"), "kind"),
        (packed(mimetype=ODT, Basic__Standard__Module1=b"Sub"), "macros"),
        (office(MACROS), "macros"),
        (office(WORD, word__vbaProject=b""), "macros"),
        (office(EXCEL, xl__macrosheets__sheet1=b""), "macros"),
        (office(WORD, word__activeX__activeX1=b""), "macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 word 97", "old"),
    ],
)
def test_everything_else_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        kind(data)
    assert refused.value.code == code


def test_the_file_is_left_at_its_beginning() -> None:
    file = io.BytesIO(office(WORD))
    kind_of(file, most_bytes=1024**2)
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Уговор о закупу.pdf", "Уговор о закупу.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\Рада\план.docx", "план.pdf"),
        ("рачун.pdf.exe", "рачун.pdf.pdf"),
        ('a"; filename="evil.exe', "a filenameevil.pdf"),
        ("line\r\nbreak\u202egnp.pdf", "linebreakgnp.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "document.pdf"),
        ("///", "document.pdf"),
        ("а" * 200 + ".pdf", "а" * 90 + ".pdf"),
        ("  .  ", "document.pdf"),
    ],
)
def test_a_name_is_safe_to_save_under(given: str, expected: str) -> None:
    assert safe_name(given, FileKind.PDF) == expected


def test_a_picture_gets_the_ending_that_people_know() -> None:
    assert safe_name("слика.png", FileKind.JPEG) == "слика.jpg"
