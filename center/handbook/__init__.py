"""The staff handbook: a short page for each daily task, written in Serbian as Markdown in `pages/`.

Its pictures are made by the tests in `tests/handbook`, which also find out when a page has become untrue.
"""

from center.handbook.contents import HandbookPage, HandbookPicture, contents, page_of
from center.handbook.showing import rendered_page

__all__ = ["HandbookPage", "HandbookPicture", "contents", "page_of", "rendered_page"]
