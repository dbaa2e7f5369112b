"""Files that are not what they say, each by what it tries."""

import io
import struct
import zipfile
import zlib
from typing import Final

from PIL import Image
from PIL.PngImagePlugin import PngInfo

SCRIPT: Final = b"<script>x_mark</script><x-mark onx=1>"
# Where a photo was taken, who took it, and with which words: none of it may be given on.
PLACE: Final = b"x-mark-of-a-place"


def png(width: int = 8, height: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()


def declared_png(width: int, height: int) -> bytes:
    """Return a PNG of a few hundred octets that says it has so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9999))
        + chunk(b"IEND", b"")
    )


def declared_jpeg(width: int, height: int) -> bytes:
    """Return a JPEG whose header says another size than it has."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    data = bytearray(out.getvalue())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def telling_jpeg() -> bytes:
    """Return a photo that tells in EXIF, XMP, a comment and IPTC where it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[29] = PLACE.decode()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + PLACE + b"</x:xmpmeta>"
    Image.new("RGB", (64, 48), "olive").save(out, "JPEG", exif=exif, comment=PLACE, xmp=xmp)
    return out.getvalue()


def telling_png() -> bytes:
    out = io.BytesIO()
    words = PngInfo()
    words.add_text("Author", PLACE.decode())
    words.add_itxt("XML:com.adobe.xmp", PLACE.decode())
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    Image.new("RGB", (64, 48), "olive").save(out, "PNG", pnginfo=words, exif=exif)
    return out.getvalue()


def gif() -> bytes:
    out = io.BytesIO()
    Image.new("P", (8, 8)).save(out, "GIF")
    return out.getvalue()


def webp() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "WEBP")
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


_WORD: Final = b'<Types><Override ContentType="x.wordprocessingml.document.main+xml"/></Types>'
_MACROS: Final = (
    b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)
PDF: Final = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"

# Name, what it says it is, and its octets. No place of the portal keeps any of these.
NEVER_KEPT: Final = {
    "a picture with 900 million pixels": ("bomb.png", "image/png", declared_png(30_000, 30_000)),
    "a photo with 4000 million pixels": ("bomb.jpg", "image/jpeg", declared_jpeg(65_000, 65_000)),
    "a strip": ("strip.png", "image/png", declared_png(20_000, 1)),
    "an archive that unpacks to much": (
        "bomb.docx",
        "",
        archive({"[Content_Types].xml": b"\0" * 30_000_000}),
    ),
    "an archive in an archive": ("zip.xlsx", "", archive({"a.zip": archive({"b": b"\0" * 3_000_000})})),
    "an archive with ways up": ("up.docx", "", archive({"../../x": b"x", "/etc/x": b"x"})),
    "a document with macros": (
        "a.docx",
        "",
        archive({"[Content_Types].xml": _MACROS, "word/document.xml": b""}),
    ),
    "a document with a program": (
        "a.docx",
        "",
        archive({"[Content_Types].xml": _WORD, "word/vbaProject.bin": b""}),
    ),
    "an archive that is broken": ("a.docx", "", archive({"[Content_Types].xml": _WORD})[:-30]),
    "a drawing that runs": ("a.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x">'),
    "a drawing called a picture": ("a.svg.png", "image/png", b'<?xml version="1.0"?><svg onload="x"/>'),
    "a page called a photo": ("a.jpg", "image/jpeg", b"<html>" + SCRIPT),
    "a page called a PDF": ("a.pdf", "application/pdf", b"<!doctype html>" + SCRIPT),
    "a page behind an empty line": ("a.txt", "text/plain", b"\n \t<html>" + SCRIPT),
    "a page behind a mark of order": ("a.txt", "text/plain", b"\xef\xbb\xbf<html>" + SCRIPT),
    "an animation that is a script": ("a.gif", "image/gif", b"GIF89a/*" + gif()[8:] + b"*/=1;alert(1)"),
    "an animation": ("a.png", "image/png", gif()),
    "a picture cut short": ("a.png", "image/png", png(64, 64)[:60]),
    "a program": ("a.pdf.exe", "application/pdf", b"MZ" + b"\0" * 200),
    "a program of Unix": ("a.txt", "text/plain", b"#!/bin/sh\nrm -rf /\n"),
    "a program of an office": ("a.rtf", "text/plain", b"{\\rtf1 {\\object}}"),
    "a program of a printer": ("a.txt", "text/plain", b"%!PS-Adobe-3.0\n(/etc/passwd) run"),
    "an old document": ("a.doc", "", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "noughts": ("a.txt", "text/plain", b"\0" * 100),
    "nothing": ("a.pdf", "application/pdf", b""),
    "far too much": ("a.pdf", "application/pdf", PDF + b"\0" * (41 * 1024**2)),
}

# Names that a file system, a header or a reader could take for something else.
NAMES: Final = (
    "../../../etc/cron.d/x.pdf", "..\\..\\windows\\x.pdf", "/etc/passwd", "x.pdf\0.html", "x\r\nX-Mark: 1.pdf",
    "photo\u202efdp.exe", "x" * 500 + ".pdf", ".htaccess", "..", "", " ", "x.php.pdf", "x.pdf.html",
    "CON.pdf", 'a"b;c.pdf',
    "\u200b\u2066.pdf", "ђ" * 300 + ".pdf", "x.pdf/../y.html", "x%00.pdf", "x.pdf:stream", "\u202e", "~root.pdf",
)  # fmt: skip
