"""The whole codebook: the study, its file of data, its variables."""

from typing import Final
from xml.etree import ElementTree as ET

from research.study import TAGS, Study
from research.study_files.ddi.elements import LANG, NAMESPACE, Writer
from research.study_files.ddi.study_part import add_study
from research.study_files.ddi.variables_part import add_variables

MEDIA_TYPE: Final = "application/xml"
SUFFIX: Final = ".xml"
_FILE: Final = "F1"


def write(study: Study, language: str) -> bytes:
    """Return the codebook as XML in UTF-8."""
    to = Writer(language)
    book = ET.Element("codeBook", {"xmlns": NAMESPACE, "version": "2.5", LANG: TAGS[language]})
    add_study(study, book, to)
    if study.data.columns:
        _add_file(study, book, to)
        add_variables(study, book, to, file=_FILE)
    ET.indent(book)
    text: bytes = ET.tostring(book, encoding="UTF-8", xml_declaration=True)
    return text + b"\n"


def _add_file(study: Study, book: ET.Element, to: Writer) -> None:
    text = to.add(to.add(book, "fileDscr", ID=_FILE), "fileTxt")
    to.add(text, "fileName", f"{study.identity.slug}-v{study.identity.version}-data.csv")
    size = to.add(text, "dimensns")
    to.add(size, "caseQnty", str(len(study.data.rows)))
    to.add(size, "varQnty", str(len(study.data.columns)))
    to.add(text, "fileType", "text/csv", charset="UTF-8")
