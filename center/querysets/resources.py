"""Questions asked of the library: guides, calls for funding, the glossary."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from center.base.folded_search import folded, has_words
from center.choices.resources import ContentState

if TYPE_CHECKING:
    from center.models import FundingCall, Resource, Term  # noqa: F401 -- named in quotes below

    _Base = models.QuerySet[Any]
else:
    _Base = models.QuerySet


class _AddMonths(models.Func):
    """A day and so many months later, in PostgreSQL."""

    template = "(%(expressions)s * interval '1 month')::date"
    arg_joiner = " + "
    output_field = models.DateField()


class SourcedQuerySet(_Base):
    """Texts with a source."""

    words: tuple[str, ...] = ()

    def published(self) -> Self:
        """Keep what everybody may read and finds in lists."""
        return self.filter(state=ContentState.PUBLISHED)

    def reachable(self) -> Self:
        """Keep what has a public page: also archived, if it was ever public."""
        return self.filter(
            Q(state=ContentState.PUBLISHED) | Q(state=ContentState.ARCHIVED, published_at__isnull=False)
        )

    def due_for_check(self) -> Self:
        """Keep published texts that nobody has compared with their source for too long, the longest first."""
        return (
            self.published()
            .alias(_again_on=_AddMonths(F("checked_on"), F("check_after_months")))
            .filter(_again_on__lte=timezone.localdate())
            .order_by("_again_on", "pk")
        )

    def with_words(self, typed: str) -> Self:
        """Keep those in which every typed word stands, in whichever script."""
        if not typed.strip():
            return self
        return self.alias(_folded=folded(self.words)).filter(has_words("_folded", typed))


class LibraryQuerySet(SourcedQuerySet):
    words = ("title_sr", "title_en", "summary_sr", "summary_en", "body_sr", "body_en", "source_name_sr")


class TermQuerySet(SourcedQuerySet):
    words = ("word_sr", "word_en", "short_sr", "short_en", "definition_sr", "definition_en")


class FundingCallQuerySet(SourcedQuerySet):
    words = (
        "title_sr",
        "title_en",
        "summary_sr",
        "summary_en",
        "caller_sr",
        "caller_en",
        "body_sr",
        "body_en",
    )

    def not_over(self, now: datetime | None = None) -> Self:
        """Keep published calls for which one can apply now or later; the next deadline first, none last."""
        moment = now or timezone.now()
        return (
            self.published()
            .filter(Q(deadline_at__isnull=True) | Q(deadline_at__gt=moment), closed_at__isnull=True)
            .order_by(F("deadline_at").asc(nulls_last=True), "pk")
        )

    def over(self, now: datetime | None = None) -> Self:
        """Keep published calls that closed, the last first."""
        moment = now or timezone.now()
        return (
            self.published()
            .filter(Q(deadline_at__lte=moment) | Q(closed_at__isnull=False))
            .order_by(Coalesce("closed_at", "deadline_at").desc(), "-pk")
        )

    def in_calendars(self, since: datetime) -> Self:
        """Keep calls with a deadline later than a moment that are public, or were until they were withdrawn."""
        return self.reachable().filter(deadline_at__gt=since).order_by("deadline_at", "pk")

    def due_for_check(self) -> Self:
        """Leave out what is closed: nobody relies on it any more."""
        moment = timezone.now()
        is_over = Q(deadline_at__lte=moment) | Q(closed_at__isnull=False)
        return super().due_for_check().exclude(is_over)
