"""The public directory: search, what it can be narrowed by, and the rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from center.base import search_words
from center.base.highlights import Highlighter
from center.base.reading import may_lag
from center.base.shown_text import in_script
from center.costly_pages import costly
from entrepreneurs import facets
from entrepreneurs.directory_search import (
    CHECKED,
    MOST_COUNTED,
    NAME,
    NEWEST,
    RELEVANCE,
    Question,
    corrected,
)
from entrepreneurs.filters import HEADINGS, DirectoryFilter, Labels, Option, as_shown, labels, options
from entrepreneurs.models import DirectoryEntry, Enterprise
from entrepreneurs.narrowing import as_query

PAGE: Final = 20
_MOST_PRODUCTS: Final = 4
_LONG_LIST: Final = 8
_LONGEST_SEARCH: Final = 200
_ORDERS: Final = {
    RELEVANCE: _("Best match"),
    NAME: _("Name"),
    CHECKED: _("Recently checked"),
    NEWEST: _("Newest in the directory"),
}


@dataclass(frozen=True)
class Row:
    """An entry with its texts as HTML, the found words marked."""

    entry: DirectoryEntry
    name: SafeString
    summary: SafeString
    products: list[SafeString]
    more_products: int

    @property
    def url(self) -> str:
        """The address of the profile."""
        return self.entry.get_absolute_url()


if TYPE_CHECKING:
    from django.db import models

    _Paginator = Paginator[DirectoryEntry]
else:
    _Paginator = Paginator


class ListPaginator(_Paginator):
    """Knows the number of entries from elsewhere and leads no further than they are counted."""

    def __init__(self, entries: Any, total: int) -> None:
        self._total = min(total, MOST_COUNTED)
        super().__init__(entries, PAGE)

    @cached_property
    def count(self) -> int:
        return self._total


@may_lag
@require_safe
@costly(asked_only=True)
def directory(request: HttpRequest) -> HttpResponse:
    """Show the entries that answer the address; without JavaScript everything is a link or a GET form."""
    asked = request.GET.get("q", "").replace("\0", "")[:_LONGEST_SEARCH].strip()
    names = labels()
    chosen = DirectoryFilter(request.GET, DirectoryEntry.objects.all(), labels=names).chosen
    question = Question(tuple(search_words.asked(asked)), chosen)
    instead = ""
    if question.words and not question.total and "exact" not in request.GET:
        question, instead = _correct(question)
    order = _order(request.GET.get("sort", ""), question)
    language = get_language() or settings.LANGUAGE_CODE
    page = ListPaginator(question.sorted_entries(order, language), question.total).get_page(
        request.GET.get("page")
    )
    entries = list(page)
    context = {
        "asked": asked,
        "instead": instead,
        "exactly": _address(request.GET, exact="1") if instead else "",
        "page_obj": page,
        "rows": _rows(question, entries),
        "total": min(question.total, MOST_COUNTED),
        "is_beyond": question.is_beyond,
        "is_cut": question.total > MOST_COUNTED,
        "is_open": question.is_open,
        "is_narrowed": bool(request.GET),
        "selection": as_query(question.words, question.chosen),
        "groups": _groups(question, names),
        "chips": _chips(request.GET, question, names, asked),
        "orders": [
            (key, label, key == order) for key, label in _ORDERS.items() if key != RELEVANCE or question.words
        ],
        "ways_out": _ways_out(request.GET, question, names, asked) if not question.total else [],
    }
    return render(request, "entrepreneurs/directory.html", context)


def _correct(question: Question) -> tuple[Question, str]:
    """Return the corrected question and its words in the script of the page, or the same and nothing."""
    found = corrected(question)
    if found is None:
        return question, ""
    better, written = found
    words = [in_script(new) if new else old for new, old in zip(written, better.words, strict=True)]
    return better, " ".join(words)


def _order(wanted: str, question: Question) -> str:
    known = wanted in _ORDERS and (wanted != RELEVANCE or question.words)
    return wanted if known else RELEVANCE if question.words else NAME


def _rows(question: Question, entries: list[DirectoryEntry]) -> list[Row]:
    texts = {entry.pk: as_shown(entry) for entry in entries}
    highlighter = Highlighter(question.words, [text for each in texts.values() for text in each])
    rows = []
    for entry in entries:
        name, summary, *products = texts[entry.pk]
        products.sort(key=lambda product: not highlighter.found_in(product))
        rows.append(
            Row(
                entry,
                highlighter.marked(name),
                highlighter.marked(summary),
                [highlighter.marked(product) for product in products[:_MOST_PRODUCTS]],
                max(0, len(products) - _MOST_PRODUCTS),
            )
        )
    return rows


def _groups(question: Question, names: Labels) -> list[dict[str, Any]]:
    """Return the facets with their counts: of one kind as if nothing of that kind were chosen."""
    groups = []
    everything = Question()  # asked once for all kinds
    for kind in facets.KINDS:
        chosen = list(question.chosen.get(kind, ()))
        asked = question.without(kind) if chosen else question
        counts = everything.counts if asked.is_beyond else asked.counts
        found: list[Option] = options(kind, names[kind], counts, chosen, exact=not asked.is_beyond)
        groups.append(
            {
                "kind": kind,
                "heading": HEADINGS[kind],
                "first": found[:_LONG_LIST],
                "rest": found[_LONG_LIST:],
                "is_open": bool(chosen),
            }
        )
    return [group for group in groups if group["first"]]


def _chips(data: QueryDict, question: Question, names: Labels, asked: str) -> list[dict[str, str]]:
    """Return what was chosen, each with the address of the list without it."""
    chips = []
    if asked:
        chips.append({"label": _quoted(asked), "url": _address(data, q=None, exact=None, sort=None)})
    for kind, values in question.chosen.items():
        for value in values:
            rest = [each for each in values if each != value]
            chips.append({"label": str(names[kind][value]), "url": _address(data, **{kind: rest})})
    return chips


def _ways_out(data: QueryDict, question: Question, names: Labels, asked: str) -> list[dict[str, Any]]:
    """Return what may be left out so that something is found, with the number that is found then."""
    ways = []
    for kind, values in question.chosen.items():
        if values and (found := question.without(kind)).total:
            label = ", ".join(str(names[kind][value]) for value in values)
            ways.append(_way(found, label, _address(data, **{kind: None})))
    found = Question(chosen=question.chosen)
    if asked and not found.is_open and found.total:
        ways.append(_way(found, _quoted(asked), _address(data, q=None, exact=None, sort=None)))
    return ways


def _quoted(words: str) -> str:
    return gettext("“%(words)s”") % {"words": words}


def _way(question: Question, label: str, url: str) -> dict[str, Any]:
    return {
        "label": label,
        "url": url,
        "total": min(question.total, MOST_COUNTED),
        "is_beyond": question.is_beyond,
    }


def _address(data: QueryDict, **changes: str | list[str] | None) -> str:
    """Return the query of the same list with some values set or left out, from its first page."""
    query = data.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.setlist(name, [value] if isinstance(value, str) else value or [])
    return f"?{query.urlencode()}"


def entries_of(enterprises: "models.QuerySet[Enterprise]") -> list[Row]:
    """Return those of the enterprises that everybody may see, in the order of their names. One query."""
    found = DirectoryEntry.objects.for_rows().filter(enterprise__in=enterprises).order_by("name_sr", "pk")
    return _rows(Question(), list(found))


def three_entries() -> list[Row]:
    """Return the newest entries with a picture, for the home page."""
    newest = (
        DirectoryEntry.objects.for_rows().filter(picture__isnull=False).order_by("-published_at", "-pk")[:3]
    )
    return _rows(Question(), list(newest))
