"""What a hostile hand types, by what it tries; each as octets, since not everything that is sent is text."""

from typing import Final

from tests.trust.pages import MARK_ATTRIBUTE, MARK_TAG

# It leaves a script, a title, a text field and an attribute, whichever holds it, and brings an element and an
# attribute of its own; the links become programs when a page takes them for addresses.
MARKUP: Final = f"'\"></script></textarea></title><{MARK_TAG} {MARK_ATTRIBUTE}=1>"
INSIDE_A_TAG: Final = f'x" {MARK_ATTRIBUTE}="1" {MARK_ATTRIBUTE}e=\'1'
MARKDOWN: Final = (
    f"[x](javascript:{MARK_ATTRIBUTE}) ![x](javascript:{MARK_ATTRIBUTE}) <{MARK_TAG}> <javascript:{MARK_ATTRIBUTE}>"
    f"\n\n[x]: data:text/html,<{MARK_TAG}>\n\n# {MARKUP}\n\n`{MARKUP}`\n\n<svg/onload={MARK_ATTRIBUTE}>"
)
FORMULAS: Final = (
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    " =1+1",
    "\u200b=1+1",
    '"=1+1',
    'x","=1+1',
    "x;=1+1",
    "'=1+1",
)
HEADER: Final = "Мила\r\nX-Mark: 1\r\nBcc: x-mark@example.org\r\n\r\n<x-mark>"

TEXTS: Final = (
    MARKUP.encode(),
    INSIDE_A_TAG.encode(),
    MARKDOWN.encode(),
    HEADER.encode(),
    b"javascript:onx",
    b"//x-mark.example/",
    b"https:x-mark.example",
    b"\\\\x-mark.example\\a",
    *(each.encode() for each in FORMULAS[:8]),
    b"../../../../etc/passwd",
    b"..%2f..%2fetc%2fpasswd",
    b"' OR 1=1; --",
    b"%s%n%(x)s{0}{x.__class__}{{7*7}}{% debug %}${7*7}",
    b"%00",
    b"\0",
    b"Mila\0",
    b"\xed\xa0\x80",
    b"\xff\xfe\xc3",
    "Мила".encode("utf-16"),
    "\u202e\u200b\ufeff\u2066\U0010ffff".encode(),
    # One sign in many pieces, letters that fold to several, and digits of other scripts.
    ("a" + "\u0301" * 400).encode(),
    "ﬀﬃǅĲ\u0130\u1e9e٣٤１２".encode(),
    "🦊".encode() * 300,
    b"\x1b[31m\x07\x7f",
    b"x" * 20_000,
    b" " * 5000,
    b"[" * 3000,
    b"(" * 3000,
    b"*_" * 2000,
    b"> " * 2000,
)
NUMBERS: Final = tuple(
    each.encode()
    for each in (
        "-1", "0", "9" * 30, "9" * 400, str(2**31), str(2**63 - 1), str(2**63), str(-(2**63) - 1), "1e308",
        "1E+1000000",
        "1E-1000000", "NaN", "sNaN", "Infinity", "-0", "0x10", "1_000", "1,5", "1.0", "٣", "１", "²", "+1", " 1 ",
    )
)  # fmt: skip
TIMES: Final = tuple(
    each.encode()
    for each in (
        "2026-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "-0001-01-01", "20٢٦-01-01",
        "2026-W01-1",
        "31.12.9999.", "1.1.1.", "2026-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00", "2026-03-29T02:30",
        "2026-10-25T02:30", "25:61", "24:00", "23:59:60", "2026-13", "0000-01", "9999-12",
    )
)  # fmt: skip
SHAPES: Final = (b"", b"on", b"null", b"[]", b"{}", b'{"a":' * 2000, b"true", b"undefined", b",,,", b"1,2,3")
EVERYTHING: Final = (*TEXTS, *NUMBERS, *TIMES, *SHAPES)

# Names that no stranger decides about, whatever a form makes of them.
NOT_ASKED: Final = (
    "id", "pk", "is_demo", "is_staff", "is_superuser", "is_active", "state", "status", "reference", "owner", "user",
    "price", "version", "published_at", "groups", "user_permissions", "_method", "_popup", "_to_field", "_saveasnew",
    "csrfmiddlewaretoken", "next", "action", "[]", "", "__proto__", "X-HTTP-Method-Override",
)  # fmt: skip

_PIXEL: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
SVG: Final = b'<svg xmlns="http://www.w3.org/2000/svg" onload="onx"><x-mark/></svg>'
FILES: Final = (
    ("picture.png", b"image/png", _PIXEL),
    ("picture.svg", b"image/svg+xml", SVG),
    ("picture.svg.png", b"image/png", SVG),
    ("page.pdf", b"application/pdf", b"<html><x-mark onx=1>"),
    ("paper.pdf", b"application/pdf", b"%PDF-1.7\n%x-mark\n%%EOF\n"),
    ("empty.pdf", b"application/pdf", b""),
    ("../../../etc/cron.d/x.png", b"image/png", _PIXEL),
    ("a\u202egnp.exe", b"application/x-msdownload", b"MZ" + b"\0" * 100),
    ("x" * 400 + ".png", b"image/png", _PIXEL),
    ("table.csv", b"text/csv", 'име,порука\r\n=1+1,<x-mark>\r\n\ufffd\0,"\r\n'.encode()),
    ("table.xlsx", b"application/vnd.ms-excel", b"PK\x03\x04" + b"\0" * 60),
    ("notes.txt", b"text/html", b"just words"),
    ("", b"", b""),
)
