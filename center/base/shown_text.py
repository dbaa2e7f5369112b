"""A text chosen for the active language, which knows the language it is in."""

from typing import Final, Self

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from center.base.scripts import has_cyrillic, strip_marks, to_latin
from center.base.scripts.marks import MARK

SERBIAN: Final = "sr"
SERBIAN_LATIN: Final = "sr-Latn"
ENGLISH: Final = "en"


def shown_language() -> str:
    """Return the language of the page as HTML names it: "sr" (Cyrillic), "sr-Latn" or "en"."""
    code = (get_language() or settings.LANGUAGE_CODE).lower()
    if code.startswith("en"):
        return ENGLISH
    return SERBIAN_LATIN if code.startswith("sr-latn") else SERBIAN


def in_script(text: str) -> str:
    """Return a Serbian text typed once (a person's name, a street) in the script of the active language.

    Latin for sr-latn and en, as stored for sr; marks removed. Plain text, not escaped.
    """
    return strip_marks(text if shown_language() == SERBIAN else to_latin(text))


def quoted(text: str, written_in: str = "") -> SafeString:
    """Return what another person wrote, letter for letter, marked with its language where the page has another.

    Readers, search and screen readers then meet the words as they were written. `written_in` is the language of
    the page on which they were typed; Latin letters alone do not tell Serbian from English.
    """
    return quoted_html(mark_safe(escape(text).replace("\n", "<br>\n")), written_in)  # noqa: S308 -- escaped just here


def quoted_html(html: SafeString, written_in: str = "") -> SafeString:
    """Return what another person wrote, with marks of ours in it, as `quoted` does."""
    lang = SERBIAN if has_cyrillic(html) else ENGLISH if written_in == ENGLISH else SERBIAN_LATIN
    if not html or lang == shown_language():
        return html
    return format_html('<span lang="{}">{}</span>', "sr-Cyrl" if lang == SERBIAN else lang, html)


class ShownText(str):
    """A text as the page shows it, marks removed. Equal to, and usable as, a plain `str`.

    In a template or `format_html` it escapes itself, and names its language only where it is not that of
    the page. In an attribute, a mail, an ICS file or JSON use `.plain`, which never carries markup.
    """

    __slots__ = ("_marked", "is_fallback", "lang")

    lang: str
    """Language of the text as HTML names it: "sr", "sr-Latn" or "en"."""
    is_fallback: bool
    """Whether the text stands in for one that is missing in the language of the page."""
    _marked: str

    def __new__(cls, text: str, lang: str = SERBIAN, *, is_fallback: bool = False) -> Self:
        shown = super().__new__(cls, strip_marks(text))
        shown.lang, shown.is_fallback, shown._marked = lang, is_fallback, text
        return shown

    def __getnewargs_ex__(self) -> tuple[tuple[str, str], dict[str, bool]]:
        return (self._marked, self.lang), {"is_fallback": self.is_fallback}

    @property
    def plain(self) -> str:
        """The text without any markup, as an ordinary `str`."""
        return str(self)

    def __html__(self) -> SafeString:
        inner = self._inner(self._marked)
        return format_html('<span lang="{}">{}</span>', self.lang, inner) if self.is_fallback else inner

    def paragraphs(self) -> SafeString:
        """Return the text as HTML: a `<p>` between empty lines, `<br>` at a single line break."""
        lang = format_html(' lang="{}"', self.lang) if self.is_fallback else ""
        blocks = [block.strip("\n") for block in _split_at_empty_lines(self._marked)]
        html = [format_html("<p{}>{}</p>", lang, self._inner(block, "<br>\n")) for block in blocks if block]
        return mark_safe("\n".join(html))  # noqa: S308 -- each part was escaped above

    def _inner(self, marked: str, line_break: str = "\n") -> SafeString:
        """Escape a stretch; a mark in Cyrillic says so where the page is in Latin letters."""
        html = "".join(
            format_html('<span lang="sr-Cyrl">{}</span>', piece)
            if is_mark and self.lang != SERBIAN and has_cyrillic(piece)
            else escape(piece)
            for is_mark, piece in _pieces(marked)
        )
        return mark_safe(html.replace("\n", line_break))  # noqa: S308 -- each part was escaped above


def _pieces(marked: str) -> list[tuple[bool, str]]:
    # `MARK` has one group, so that every second piece of the split is the inside of a mark.
    return [(number % 2 == 1, piece) for number, piece in enumerate(MARK.split(marked)) if piece]


def _split_at_empty_lines(text: str) -> list[str]:
    blocks = [""]
    for line in text.splitlines():
        if line.strip():
            blocks[-1] += f"{line}\n"
        else:
            blocks.append("")
    return blocks
