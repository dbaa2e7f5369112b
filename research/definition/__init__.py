"""What a questionnaire asks: plain values, read from a workbook, stored as one document, walked while answering.

    Definition            title, languages, lists of choices, and the items in their order
      Group               a page, or a part of one; holds items
      Question            one variable of the data, or a note

An answer of a person is a mapping of names to plain values, as JSON keeps them: text, date (ISO) and the one chosen
code are strings; integer, decimal and range numbers; several chosen codes and ranked ones lists; an acknowledgement
is "OK". What was asked and left open is None; what was not asked, since it was not relevant, is no key at all.
"""

from research.definition.differences import Difference, differences
from research.definition.documents import NotADefinition, from_document, to_document
from research.definition.items import (
    CHOOSING,
    NUMBERS,
    OTHER,
    SILENT,
    Choice,
    Definition,
    Group,
    Item,
    Kind,
    Question,
    Texts,
)
from research.definition.wording import choice_key, item_key, items_of, parts_of, reworded, texts_of

__all__ = [
    "CHOOSING",
    "NUMBERS",
    "OTHER",
    "SILENT",
    "Choice",
    "Definition",
    "Difference",
    "Group",
    "Item",
    "Kind",
    "NotADefinition",
    "Question",
    "Texts",
    "choice_key",
    "differences",
    "from_document",
    "item_key",
    "items_of",
    "parts_of",
    "reworded",
    "texts_of",
    "to_document",
]
