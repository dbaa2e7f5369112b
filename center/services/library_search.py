"""What the whole site's search finds in the library: guides and documents, calls for funding, words."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from center.base import search_words
from center.base.search import Found, Hit
from center.models import FundingCall, Resource, Term

if TYPE_CHECKING:
    from center.querysets.resources import SourcedQuerySet


def find_resources(typed: str, most: int) -> Found:
    """Find guides, law, templates and links; those that were checked last stand first. Two queries."""
    rows, total = _matches(Resource.objects.published().order_by("-checked_on", "pk"), typed, most)
    return Found(
        [
            Hit(row.title, reverse("resources:resource", args=[row.slug]), row.summary, row.checked_on)
            for row in rows
        ],
        total,
    )


def find_calls(typed: str, most: int) -> Found:
    """Find calls, those for which one can still apply first. Two queries."""
    now = timezone.now()
    ordered = FundingCall.objects.published().order_by(F("deadline_at").desc(nulls_first=True), "pk")
    rows, total = _matches(ordered, typed, most)
    rows.sort(key=lambda call: call.deadline_at is not None and call.deadline_at <= now)
    return Found(
        [
            Hit(row.title, reverse("resources:call", args=[row.slug]), row.summary, row.deadline_day)
            for row in rows
        ],
        total,
    )


def find_terms(typed: str, most: int) -> Found:
    """Find words of the glossary. Two queries."""
    rows, total = _matches(Term.objects.published().order_by("word_sr", "pk"), typed, most)
    page = reverse("resources:glossary")
    return Found([Hit(row.word, f"{page}#{row.slug}", row.short) for row in rows], total)


def more_resources(typed: str) -> str:
    """Return the address of the library's own list of what holds these words."""
    return f"{reverse('resources:library')}?{urlencode({'q': typed})}"


def _matches(rows: "SourcedQuerySet", typed: str, most: int) -> tuple[list[Any], int]:
    words = search_words.asked(typed)
    if not words:
        return [], 0
    found = rows.with_words(" ".join(words))
    return list(found[:most]), found.count()
