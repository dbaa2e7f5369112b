"""Elements of a codebook with texts in several languages."""

import re
from typing import Final
from xml.etree import ElementTree as ET

from research.study import Texts, said, tag_of

NAMESPACE: Final = "ddi:codebook:2_5"
_UNSAYABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class Writer:
    """Adds elements below one another; `language` is the first of each text."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.other = "sr" if language == "en" else "en"

    def add(self, parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
        """Add one element."""
        made = ET.SubElement(parent, name, attributes)
        if text:
            made.text = sayable(text)
        return made

    def once(self, parent: ET.Element, name: str, texts: Texts, /, **attributes: str) -> ET.Element | None:
        """Add a text in the first language alone, where the schema takes one; nothing where there is none."""
        text = said(texts, self.language)
        if not text:
            return None
        made = self.add(parent, name, text, **attributes)
        made.set(LANG, tag_of(texts, self.language))
        return made

    def both(self, parent: ET.Element, name: str, texts: Texts, /, **attributes: str) -> None:
        """Add a text in each language in which somebody wrote it."""
        if self.once(parent, name, texts, **attributes) is None:
            return
        if texts.get("sr") and texts.get("en"):
            made = self.add(parent, name, said(texts, self.other), **attributes)
            made.set(LANG, tag_of(texts, self.other))


def sayable(text: str) -> str:
    """Leave out what XML 1.0 cannot hold."""
    return _UNSAYABLE.sub("", text)
