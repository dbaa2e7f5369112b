"""Who exhibits at a fair and what is on show, as the public sees it: from the snapshot of each acceptance."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from center.base import search_words
from center.base.bilingual import ShownText
from center.base.folded_search import SrFold
from center.base.scripts import sort_key
from center.base.shown_text import shown_language
from entrepreneurs.models import DirectoryEntry
from events import snapshots
from events.models import Event, ExhibitorApplication, StandAssignment

# How many letters of an ending a word of a question may have too many, from how many letters on.
_ENDINGS: Final = {1: 4, 2: 6}


@dataclass(frozen=True)
class Product:
    """Something on show; `is_hit` when the search asked for it."""

    name: ShownText
    category: ShownText
    slug: str
    is_hit: bool = False


@dataclass(frozen=True)
class Exhibitor:
    """One row of the list. `slug` is that of the profile while anybody may see it, else empty."""

    number: int
    name: ShownText
    summary: ShownText
    offer: ShownText
    products: list[Product]
    slug: str
    stand: str


def exhibitors_of(event: Event, typed: str = "", category: str = "") -> list[Exhibitor]:
    """Return who exhibits, in the order of the stands, then of the names; narrowed by words and a kind of product.

    Words are found in both scripts and without diacritics, as beginnings of words. Three queries, however many there
    are.
    """
    rows = event.applications.accepted().select_related("enterprise")
    words = search_words.asked(typed)
    for word in words:
        rows = rows.alias(_folded=SrFold("found_by")).filter(_has(word))
    applications = [row for row in rows if not category or category in _categories(row)]
    stands = _stands(event)
    visible = set(
        DirectoryEntry.objects.filter(enterprise__in=[row.enterprise_id for row in applications]).values_list(
            "enterprise", flat=True
        )
    )
    found = [_exhibitor(row, words, visible, stands) for row in applications]
    language = shown_language().lower()
    return sorted(
        found, key=lambda each: (_place(each.stand), sort_key(each.name.plain, language), each.number)
    )


def kinds_of(exhibitors: list[Exhibitor]) -> list[dict[str, Any]]:
    """Return the kinds of products on show, with how many exhibitors bring them, in the order of the alphabet."""
    names: dict[str, ShownText] = {}
    counts: dict[str, int] = {}
    for each in exhibitors:
        for slug, name in {product.slug: product.category for product in each.products}.items():
            names[slug] = name
            counts[slug] = counts.get(slug, 0) + 1
    language = shown_language().lower()
    ordered = sorted(names, key=lambda slug: sort_key(names[slug].plain, language))
    return [{"slug": slug, "name": names[slug], "count": counts[slug]} for slug in ordered]


def _has(word: str) -> Q:
    condition = Q()
    for beginning in _beginnings(word):
        condition |= Q(_folded__regex=rf"\m{beginning}")
    return condition


def _beginnings(word: str) -> list[str]:
    """Return with what a word may begin that answers to the asked one: "меда" asks for "мед", "ајвара" for "ајвар"."""
    cuts = [cut for cut, least in _ENDINGS.items() if len(word) >= least]
    return [word, *(word[:-cut] for cut in cuts)]


def _categories(application: ExhibitorApplication) -> set[str]:
    return {product["category"] for product in application.snapshot.get("products", [])}


def _exhibitor(
    application: ExhibitorApplication, words: list[str], visible: set[int], stands: dict[int, str]
) -> Exhibitor:
    snapshot = application.snapshot
    products = [
        Product(
            name=snapshots.text(part, "name"),
            category=snapshots.text(part, "category"),
            slug=part["category"],
            is_hit=bool(words) and _fits(part, words),
        )
        for part in snapshot.get("products", [])
    ]
    return Exhibitor(
        number=application.pk,
        name=snapshots.text(snapshot, "name"),
        summary=snapshots.text(snapshot, "summary"),
        offer=snapshots.text(snapshot, "offer"),
        products=products,
        slug=application.enterprise.slug if application.enterprise_id in visible else "",
        stand=stands.get(application.pk, ""),
    )


def _fits(part: dict[str, str], words: list[str]) -> bool:
    names = [value for key, value in part.items() if key.startswith("name_") and value]
    own = search_words.folded_words(*names).split()
    beginnings = tuple(beginning for word in words for beginning in _beginnings(word))
    return any(known.startswith(beginnings) for known in own)


def _stands(event: Event) -> dict[int, str]:
    """Return the numbers of the stands by application, once stands are given."""
    rows = StandAssignment.objects.filter(application__event=event)
    return dict(rows.values_list("application", "stand__number"))


def _place(stand: str) -> tuple[int, str, int]:
    """Return by what stands sort: A2 before A10, and those without one last."""
    if not stand:
        return (1, "", 0)
    letters = stand.rstrip("0123456789")
    return (0, letters, int(stand[len(letters) :] or 0))
