"""Keeps the entries of the public directory equal to what may be shown now."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db import connection, transaction
from django.db.models import Prefetch, Q
from django.utils import timezone

from center.base import search_words
from center.base.pictures.making import PictureState
from entrepreneurs.models import (
    ActivityCode,
    DirectoryEntry,
    DirectoryRules,
    DirectoryWord,
    Enterprise,
    Picture,
    Product,
)
from entrepreneurs.services import directory_rows
from entrepreneurs.sql import DIRECTORY_TOTALS_COMPACT, DIRECTORY_WORDS_TIDY

_BATCH: Final = 500
# The database makes `search` itself.
COLUMNS: Final = tuple(
    field.attname for field in DirectoryEntry._meta.concrete_fields if field.attname != "search"
)
_SHORTEST_WORD: Final = 3


@transaction.atomic
def refresh(enterprise_ids: Iterable[int]) -> None:
    """Make the entries of these enterprises what they should be today (Belgrade), in a constant number of queries.

    Rows of the enterprises are locked first, in order, so that the last of two changes at once sees both.
    """
    ids = sorted(set(enterprise_ids))
    today = timezone.localdate()
    locked = Enterprise.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    list(locked.values_list("pk", flat=True))
    wanted = build(ids, today)
    DirectoryEntry.objects.filter(enterprise__in=ids).exclude(
        enterprise__in=[row.pk for row in wanted]
    ).delete()
    if not wanted:
        return
    kept = DirectoryEntry.objects.filter(enterprise__in=ids).defer("search").in_bulk()
    changed = [row for row in wanted if row.pk not in kept or values(row) != values(kept[row.pk])]
    DirectoryEntry.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["enterprise"],
        update_fields=[name for name in _NAMES if name != "enterprise"],
    )
    _learn(changed)


def values(entry: DirectoryEntry) -> tuple[object, ...]:
    """Return the columns of an entry, to tell whether it is up to date."""
    return tuple(getattr(entry, column) for column in COLUMNS)


_NAMES: Final = tuple(field.name for field in DirectoryEntry._meta.concrete_fields if field.name != "search")


def build(ids: Iterable[int], today: date) -> list[DirectoryEntry]:
    """Return the entries (unsaved) that these enterprises should have on a day; none for what nobody may see."""
    rules = DirectoryRules.objects.current()
    hidden = rules.hidden_before(today)
    shown = list(
        Enterprise.objects.published()
        .filter(pk__in=ids, merged_into__isnull=True)
        .filter(Q(confirmed_on__gte=hidden) | Q(confirmed_on__isnull=True, published_at__date__gte=hidden))
        .order_by("pk")
        .with_facts_on(today)
        .prefetch_related(
            Prefetch(
                "products",
                Product.objects.offered_on(today).select_related("category").order_by("position", "pk"),
                to_attr="offered",
            ),
            Prefetch(
                "pictures",
                Picture.objects.filter(is_approved=True, state=PictureState.READY).order_by("position", "pk"),
                to_attr="shown_pictures",
            ),
        )
    )
    if not shown:
        return []
    codes = {fact.code_id for each in shown for fact in each.current_registeredactivity}
    lines = {
        code.pk: directory_rows.line_of(code)
        for code in ActivityCode.objects.filter(pk__in=codes).select_related("parent__parent__parent")
    }
    marked = rules.marked_before(today)
    return [directory_rows.entry(enterprise, lines=lines, marked_before=marked) for enterprise in shown]


def refresh_all() -> int:
    """Do for every enterprise what changes with the day alone; return how many there are.

    In batches of their own transactions, so that nobody waits long. Only what differs is written.
    """
    ids = list(Enterprise.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _BATCH):
        refresh(ids[start : start + _BATCH])
    tidy()
    return len(ids)


@transaction.atomic
def tidy() -> None:
    """Add up the totals and forget the words that no longer occur."""
    with connection.cursor() as cursor:
        cursor.execute(DIRECTORY_TOTALS_COMPACT)
        cursor.execute(DIRECTORY_WORDS_TIDY)


def _learn(entries: list[DirectoryEntry]) -> None:
    """Remember the words of new or changed entries, for correcting searches."""
    occurring: dict[str, str] = {}
    for entry in entries:
        for text in entry.texts:
            for word, written in search_words.pairs(text):
                if len(word) >= _SHORTEST_WORD:
                    occurring.setdefault(word, written.lower())
    known = set(DirectoryWord.objects.filter(word__in=list(occurring)).values_list("word", flat=True))
    DirectoryWord.objects.bulk_create(
        DirectoryWord(word=word, written=occurring[word]) for word in sorted(occurring.keys() - known)
    )
