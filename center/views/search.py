"""One box for the whole site."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from center.base import search_words
from center.base.highlights import Highlighter
from center.base.search import Asked, Found, Hit, Source, sources
from center.base.shown_text import ENGLISH, SERBIAN, SERBIAN_LATIN, ShownText, shown_language
from center.base.snippets import snippet
from center.costly_pages import costly

_FEW: Final = 5
_MANY: Final = 50
_LONGEST: Final = 200


@dataclass(frozen=True)
class Row:
    """A hit as the page shows it, the words that were found marked."""

    hit: Hit
    title: SafeString
    about: SafeString


@dataclass(frozen=True)
class Group:
    """The hits of one source."""

    source: Source
    rows: list[Row]
    total: int
    more: str

    @property
    def left(self) -> int:
        """How many more there are than are shown."""
        return self.total - len(self.rows)


@require_safe
@costly(asked_only=True)
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, by kind; `in` names one kind to see more of it.

    Where nothing holds the words, what is nearly called so is shown, and the page says that. A fixed number of queries.
    """
    asked = request.GET.get("q", "").replace("\0", "")[:_LONGEST].strip()
    every = sources()
    chosen = [source for source in every if source.slug == request.GET.get("in")]
    words = search_words.asked(asked)
    found = _answers(chosen or every, Asked(asked, _MANY if chosen else _FEW)) if words else []
    is_near = bool(words) and not found
    if is_near:
        found = _answers(chosen or every, Asked(asked, _FEW, is_near=True))
    texts = [str(text) for _, answer in found for hit in answer.hits for text in (hit.title, hit.about)]
    marker = Highlighter(words, texts)
    groups = [
        Group(source, [_row(hit, marker) for hit in answer.hits], answer.total, source.more(asked))
        for source, answer in found
    ]
    # What is called as the words say comes before what only speaks of them.
    groups.sort(key=lambda group: not any(_is_named(row.hit, words) for row in group.rows))
    context = {
        "asked": asked,
        "groups": groups,
        "total": sum(group.total for group in groups),
        "chosen": chosen[0] if chosen else None,
        "is_asked": bool(words),
        "is_near": is_near,
    }
    return render(request, "center/search.html", context)


def _answers(asked_of: list[Source], asked: Asked) -> list[tuple[Source, Found]]:
    """Return what each source found, without those that found nothing."""
    answers = [(source, source.find(asked)) for source in asked_of]
    return [(source, answer) for source, answer in answers if answer.hits]


def _is_named(hit: Hit, words: list[str]) -> bool:
    return f" {search_words.folded_words(str(hit.title))}".find(f" {' '.join(words)}") >= 0


def _row(hit: Hit, marker: Highlighter) -> Row:
    about = snippet(_shown(hit.about), marker.found_in)
    return Row(hit, marker.marked(_shown(hit.title)), marker.marked(about))


def _shown(text: object) -> ShownText:
    """Return a text that knows its language; what comes without is in that of the page."""
    if isinstance(text, ShownText):
        return text
    return ShownText(str(text), {SERBIAN: SERBIAN, ENGLISH: ENGLISH}.get(shown_language(), SERBIAN_LATIN))
