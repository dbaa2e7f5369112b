"""Writes hostile words into every text of the database, past every form, and looks for them in what comes out.

What a form refuses may come by an import, an older version or a colleague; a page escapes whatever stands there.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models.fields.json import JSONField
from icalendar import Calendar
from lxml import etree  # type: ignore[import-untyped]  # comes with other packages, without types
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.trust.hostile import MARKUP
from tests.trust.pages import MARK_ATTRIBUTE, MARK_TAG, Page

APPS: Final = ("center", "entrepreneurs", "consultations", "events", "research")
# A formula to a spreadsheet, markup to a page, the end of a script and of a text field.
SHORT: Final = f"=1+1'\"><{MARK_TAG} {MARK_ATTRIBUTE}=1>"
LONG: Final = f"=1+1{MARKUP}"
# What only a text of several lines may hold: headers and lines of a calendar, and the links of Markdown.
WIDE: Final = (
    f"{LONG}\r\nX-MARK:1\r\n\r\n[a](javascript:{MARK_ATTRIBUTE}) ![b](javascript:{MARK_ATTRIBUTE})"
    f" <javascript:{MARK_ATTRIBUTE}>\n\n# {MARKUP}\n\n`{MARKUP}`"
)
# Texts for programs: another word in them is another address, key or kind, not another text.
_FOR_PROGRAMS: Final = re.compile(
    r"(^|_)(stem|key|secret|token|hash|digest|code|language|kind|reference|stored_as|sha256|etag|path|content_type|zone"
    r"|password|email|phone|recipient|reply_to|calendar|slug|version|number|colour|table|model|series|uid|list_id|name_id"
    r"|timezone|recurrence|rule|law|unit|iso|scan_kind|file_kind|definition_hash)($|_)"
)
_SMALLEST_PDF: Final = 400
# A field of Word that starts a program: its instruction stands in an element or in an attribute.
_FIELD: Final = re.compile(rb"instr(Text)?\b[^<]*[\">]\s*DDE")
_SIGNS_OF_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER: Final = re.compile(r"[+-]?[\d.,]+%?")


def planted() -> int:
    """Write the words into each row of each text column that takes them; return how many columns did."""
    columns = 0
    for model in _models():
        fields = [each for each in model._meta.local_concrete_fields if _is_text(each)]
        rows = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
        columns += sum(_plant(model, each, rows) for each in fields)
    return columns


def _models() -> Iterator[type[models.Model]]:
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            # The history is written by the database itself, from the rows.
            if not model.__name__.endswith("Event") or not hasattr(model, "pgh_obj"):
                yield model


def _is_text(column: "models.Field[Any, Any]") -> bool:
    wanted = isinstance(column, models.TextField | models.CharField)
    kept_out = isinstance(column, models.EmailField | models.URLField | models.SlugField)
    return wanted and not (kept_out or column.choices or column.unique or _FOR_PROGRAMS.search(column.name))


def _plant(model: type[models.Model], column: "models.Field[Any, Any]", rows: list[Any]) -> bool:
    done = False
    for text in (WIDE, LONG, SHORT):
        if column.max_length and len(text) > column.max_length:
            continue
        left = [] if _written(model, column, rows, text) else rows
        # One row may refuse what the others take.
        left = [pk for pk in left if not _written(model, column, [pk], text)] if len(left) > 1 else left
        done |= len(left) < len(rows)
        rows = left
    return done


def _written(model: type[models.Model], column: "models.Field[Any, Any]", rows: list[Any], text: str) -> bool:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=rows).update(**{column.name: text})
            _judge_now()
    except DatabaseError:
        return False
    return True


def _judge_now() -> None:
    """Let the rules speak that wait for the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def plant_in_json() -> int:
    """Write the words behind whatever a person wrote inside of a JSON column; return how many columns took them."""
    columns = 0
    for model in _models():
        for column in model._meta.local_concrete_fields:
            if isinstance(column, JSONField):
                rows = model._base_manager.values_list("pk", flat=True)
                columns += sum(_plant_inside(model, column.name, pk) for pk in rows) > 0
    return columns


def _plant_inside(model: type[models.Model], name: str, pk: Any) -> bool:
    old = model._base_manager.filter(pk=pk).values_list(name, flat=True)[0]
    new = _with_words(old)
    if new == old:
        return False
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**{name: new})
            _judge_now()
    except DatabaseError:
        return False
    return True


def _with_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_words(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_words(each) for each in value]
    # Words for people hold blanks or Cyrillic letters; what else there is, programs read.
    if isinstance(value, str) and re.search(r"[А-Яа-я]\s|\w \w", value) and "${" not in value:
        return value + SHORT
    return value


def wrong_in(response: Any, body: bytes, path: str) -> list[str]:
    """Return what the words have become in an answer, beside words."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    found = [f"header {name}" for name in response.headers if name.lower() == "x-mark"]
    found += [
        f"header {name} has lines" for name, value in response.headers.items() if re.search(r"[\r\n]", value)
    ]
    if response.headers.get("X-Content-Type-Options") != "nosniff":
        found.append("a browser may guess the kind")
    if "default-src" not in response.headers.get("Content-Security-Policy", ""):
        found.append("anything may run in it")
    return found + _READERS.get(kind, _nothing)(body, path)


def _in_page(body: bytes, path: str) -> list[str]:
    page = Page(body.decode(), path)
    return page.problems


def _in_csv(body: bytes, path: str) -> list[str]:
    text = body.decode("utf-8-sig")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    return [
        f"a formula: {cell[:60]!r}"
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for cell in row
        if cell.lstrip(" \u00a0").startswith(_SIGNS_OF_A_FORMULA) and not _NUMBER.fullmatch(cell)
    ]


def _in_workbook(body: bytes, path: str) -> list[str]:
    book = load_workbook(io.BytesIO(body))
    found = [
        f"a formula in {sheet.title}: {cell.value!r}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    parts = zipfile.ZipFile(io.BytesIO(body)).namelist()
    return found + [
        f"a link to elsewhere: {each}" for each in parts if re.search("externalLink|vba|dde", each)
    ]


def _in_xml(body: bytes, path: str) -> list[str]:
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] == MARK_TAG:
            found.append(f"an element: {element}")
        found += [f"an attribute {name}" for name in element.attrib if name.startswith("on")]
        # What a reader of news shows as HTML.
        if element.tag.rpartition("}")[2] in {"summary", "content", "description"} and element.text:
            found += Page(element.text, path).problems
    return found


def _in_calendar(body: bytes, path: str) -> list[str]:
    calendar = Calendar.from_ical(body)
    lines = body.decode().replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")
    found = [f"a line of the calendar: {line[:40]}" for line in lines if line.upper().startswith("X-MARK")]
    found += [f"a line that was broken: {line[:40]!r}" for line in lines if "\r" in line or "\n" in line]
    return found if calendar.name == "VCALENDAR" else [*found, "no calendar"]


def _in_json(body: bytes, path: str) -> list[str]:
    json.loads(body)
    return []


def _in_pdf(body: bytes, path: str) -> list[str]:
    # Streams of text are compressed; what runs stands in dictionaries of the file.
    if len(body) < _SMALLEST_PDF:
        # What tests upload as a PDF: it is given on as it came.
        return []
    reader = PdfReader(io.BytesIO(body))
    root: Any = reader.trailer["/Root"]
    found = [f"{key} in the file" for key in ("/OpenAction", "/AA", "/AcroForm") if key in root]
    links = [
        str(action.get_object().get("/A", {}).get("/URI", ""))
        for page in reader.pages
        for action in page.get("/Annots", [])
    ]
    return found + [
        f"a link: {each[:60]}" for each in links if each.lower().startswith(("javascript", "data"))
    ]


def _in_document(body: bytes, path: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
        return [f"a field in {name}" for name in archive.namelist() if _FIELD.search(archive.read(name))]


def _nothing(body: bytes, path: str) -> list[str]:
    return []


_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_READERS: Final = {
    "text/html": _in_page,
    "text/csv": _in_csv,
    _EXCEL: _in_workbook,
    _WORD: _in_document,
    "application/atom+xml": _in_xml,
    "application/rss+xml": _in_xml,
    "application/xml": _in_xml,
    "text/xml": _in_xml,
    "text/calendar": _in_calendar,
    "application/json": _in_json,
    "application/ld+json": _in_json,
    "application/geo+json": _in_json,
    "application/pdf": _in_pdf,
}
READ_KINDS: Final = frozenset(_READERS)
