"""A report as a Word document that people and screen readers can use: headings, table heads, alternative texts."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any, Final

from center.services.reports.items import Heading, Item, Logos, Picture, Story, Table, Words

_LANGUAGES: Final = {"sr": "sr-Cyrl-RS", "sr-Latn": "sr-Latn-RS", "en": "en-GB"}
# The moment that ZIP files call the beginning: parts of a document carry no other, so that bytes repeat.
_NO_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_WIDEST_CM: Final = 16.0
_HIGHEST_CM: Final = 10.0
_LOGO_CM: Final = 1.6
_NOTE_POINTS: Final = 8.5


def docx(story: Story, files: Mapping[str, bytes]) -> bytes:
    """Return the document in the active language; the same story gives the same bytes."""
    from docx import Document  # noqa: PLC0415 -- loaded only where a report is made
    from docx.oxml.ns import qn  # noqa: PLC0415 -- as above

    document: Any = Document()
    language = _LANGUAGES[story.language]
    fonts = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for each in fonts.findall(qn("w:lang")):
        for name in ("val", "eastAsia", "bidi"):
            each.set(qn(f"w:{name}"), language)
    _described(document.core_properties, story, language)
    document.add_heading(story.title, level=1)
    document.add_paragraph(story.subtitle)
    document.add_paragraph(" · ".join(filter(None, [story.office, story.contact])))
    for item in story.items:
        _add(document, item, files)
    document.sections[0].footer.paragraphs[0].text = story.made
    out = io.BytesIO()
    document.save(out)
    return _without_moments(out.getvalue())


def _described(properties: Any, story: Story, language: str) -> None:
    moment = datetime.combine(story.issued, time(), UTC).replace(tzinfo=None)
    properties.title, properties.author, properties.language = story.title, story.office, language
    properties.subject, properties.comments, properties.keywords = story.subtitle, story.made, ""
    properties.created = properties.modified = moment
    properties.last_modified_by, properties.revision = story.office, 1


def _add(document: Any, item: Item, files: Mapping[str, bytes]) -> None:
    match item:
        case Heading():
            document.add_heading(item.text, level=item.level)
        case Words():
            _add_words(document, item)
        case Table():
            _add_table(document, item)
        case Picture():
            _add_picture(document.add_paragraph(), item, files, _WIDEST_CM, _HIGHEST_CM)
            if item.caption:
                document.add_paragraph(item.caption, style="Caption")
        case Logos():
            paragraph = document.add_paragraph()
            for mark in item.marks:
                _add_picture(paragraph, mark, files, _WIDEST_CM, _LOGO_CM)
                paragraph.add_run("   ")


def _add_words(document: Any, item: Words) -> None:
    from docx.shared import Pt  # noqa: PLC0415 -- loaded only where a report is made

    styles = {"item": "List Number" if item.number else "List Bullet", "quote": "Quote"}
    paragraph = document.add_paragraph(style=styles.get(item.kind))
    for span in item.spans:
        if span.link.startswith(("http://", "https://", "mailto:")):
            _add_link(paragraph, span.text, span.link)
            continue
        run = paragraph.add_run(span.text)
        run.bold, run.italic = span.is_strong or None, span.is_emphasised or None
        if item.kind == "note":
            run.font.size = Pt(_NOTE_POINTS)


def _add_link(paragraph: Any, text: str, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 -- loaded only where a report is made
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- as above
    from docx.oxml.ns import qn  # noqa: PLC0415 -- as above

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)  # noqa: SLF001 -- the library has no other way to write a link
    paragraph._p.append(link)  # noqa: SLF001 -- as above


def _add_table(document: Any, item: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 -- loaded only where a report is made
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- as above

    if item.caption:
        document.add_paragraph(item.caption, style="Caption")
    table = document.add_table(rows=1 + len(item.rows), cols=len(item.head), style="Table Grid")
    for number, values in enumerate((item.head, *item.rows)):
        row = table.rows[number]
        if number == 0:
            # Repeated on each page, and read aloud with each cell.
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 -- as for links
        for index, (cell, text) in enumerate(zip(row.cells, values, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(text).bold = number == 0 or None
            if index in item.numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()


def _add_picture(
    paragraph: Any, item: Picture, files: Mapping[str, bytes], widest: float, highest: float
) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 -- loaded only where a report is made
    from docx.shared import Cm  # noqa: PLC0415 -- as above

    content, width, height = _as_png(files[item.digest])
    factor = min(widest / width, highest / height)
    shape = paragraph.add_run().add_picture(io.BytesIO(content), Cm(width * factor), Cm(height * factor))
    shape._inline.find(qn("wp:docPr")).set("descr", item.alt)  # noqa: SLF001 -- as for links


def _as_png(content: bytes) -> tuple[bytes, int, int]:
    """Return a picture as Word takes it: JPEG and PNG as they are, WebP as PNG; with its size in pixels."""
    from PIL import Image  # noqa: PLC0415 -- loaded only where a report is made

    with Image.open(io.BytesIO(content)) as picture:
        if picture.format in {"PNG", "JPEG"}:
            return content, picture.width, picture.height
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
        return out.getvalue(), picture.width, picture.height


def _without_moments(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for entry in before.infolist():
            part = zipfile.ZipInfo(entry.filename, _NO_MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, before.read(entry.filename))
    return out.getvalue()
