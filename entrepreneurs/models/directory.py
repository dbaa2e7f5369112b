"""What the public sees of enterprises: a read model, made only of what is published now.

Its rows are written by `services.directory` alone, in the transaction of the verb that changed something.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from center.base.bilingual import Bilingual, shown
from center.base.checked_model import CheckedModel
from center.base.full_text import SEARCH_CONFIG
from center.base.shown_text import ShownText
from entrepreneurs.choices import LegalForm, StatusKind
from entrepreneurs.models.activity import ActivityCode
from entrepreneurs.models.columns import latitude, longitude
from entrepreneurs.models.enterprise import Enterprise
from entrepreneurs.models.picture import Picture
from entrepreneurs.models.place import Settlement
from entrepreneurs.querysets import DirectoryEntryQuerySet, DirectoryTotalQuerySet
from entrepreneurs.sql import DIRECTORY_TOTALS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _text() -> "models.TextField[str, str]":
    return models.TextField(blank=True, default="")


def _sort_key() -> "models.CharField[str, str]":
    return models.CharField(max_length=600, db_collation="C")


class DirectoryEntry(CheckedModel):
    """One enterprise as the public may see it now; no row means that nobody may see it.

    `facets` holds what the list can be narrowed by, as "kind:value" (see `facets.py`). The texts `words_*` are
    folded words; `search` is made of them by the database.
    """

    enterprise = models.OneToOneField(
        Enterprise,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="entry",
        verbose_name=_("enterprise"),
    )
    slug = models.SlugField(max_length=80)
    name_sr = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    summary_sr = models.CharField(max_length=200, blank=True)
    summary_en = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=20, blank=True, choices=LegalForm)
    activity = models.ForeignKey(
        ActivityCode, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Codes of the section (a letter) and the division (two digits) that the activity lies in.
    section = models.CharField(max_length=1, blank=True)
    division = models.CharField(max_length=2, blank=True)
    settlement = models.ForeignKey(
        Settlement, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(max_length=20, choices=StatusKind, default=StatusKind.NONE)
    groups = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    categories = ArrayField(models.BigIntegerField(), default=list, blank=True)
    # Names of what is offered today, each as [Serbian, English], in the order of the profile.
    products = models.JSONField(default=list, blank=True)
    picture = models.ForeignKey(Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    latitude = latitude()
    longitude = longitude()
    confirmed_on = models.DateField(null=True, blank=True)
    is_marked = models.BooleanField(_("not confirmed"), default=False)
    is_demo = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    facets = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    sort_sr = _sort_key()
    sort_latn = _sort_key()
    sort_en = _sort_key()
    words_name = _text()
    words_products = _text()
    words_summary = _text()
    words_rest = _text()
    search = models.GeneratedField(
        expression=SearchVector("words_name", config=SEARCH_CONFIG, weight="A")
        + SearchVector("words_products", config=SEARCH_CONFIG, weight="B")
        + SearchVector("words_summary", config=SEARCH_CONFIG, weight="C")
        + SearchVector("words_rest", config=SEARCH_CONFIG, weight="D"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    # What the words were taken from; only on a row that was just made.
    texts: Sequence[str] = ()

    name = Bilingual("name")
    summary = Bilingual("summary")

    objects = DirectoryEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the directory")
        verbose_name_plural = _("entries of the directory")
        ordering = ["sort_sr", "pk"]
        indexes = [
            models.Index(fields=["sort_sr", "enterprise"], name="entry_in_azbuka"),
            models.Index(fields=["sort_latn", "enterprise"], name="entry_in_abeceda"),
            models.Index(fields=["sort_en", "enterprise"], name="entry_in_english_order"),
            models.Index(fields=["-confirmed_on", "-enterprise"], name="entry_by_check"),
            models.Index(fields=["-published_at", "-enterprise"], name="entry_by_age"),
            GinIndex(fields=["search"], name="entry_by_words", fastupdate=False),
            GinIndex(fields=["facets"], name="entry_by_facets", fastupdate=False),
        ]
        # Three, because PostgreSQL gives the changed rows to triggers of one kind of statement only.
        triggers = [
            pgtrigger.Trigger(
                name=f"entry_totals_{name}",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=operation,
                referencing=pgtrigger.Referencing(  # type: ignore[no-untyped-call]  # its package has no types
                    old="old_rows" if "old_rows" in rows else None,
                    new="new_rows" if "new_rows" in rows else None,
                ),
                func=DIRECTORY_TOTALS.format(rows=rows),
            )
            for name, operation, rows in (
                ("insert", pgtrigger.Insert, "SELECT facets, 1 AS sign FROM new_rows"),
                ("delete", pgtrigger.Delete, "SELECT facets, -1 AS sign FROM old_rows"),
                (
                    "update",
                    pgtrigger.Update,
                    "SELECT facets, 1 AS sign FROM new_rows UNION ALL SELECT facets, -1 FROM old_rows",
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name.plain

    def get_absolute_url(self) -> str:
        """Return the address of the profile in the active language."""
        return reverse("entrepreneurs:profile", args=[self.slug])

    @property
    def product_names(self) -> list[ShownText]:
        """Names of what is offered, in the language of the page."""
        return [shown(serbian, english) for serbian, english in self.products]

    @property
    def status_label(self) -> "StrOrPromise":
        return StatusKind(self.status).label


class DirectoryTotal(CheckedModel):
    """How many entries carry a facet: the sum of `amount`. A change adds a row, so that nobody waits for anybody.

    The facet "all" stands for every entry. A nightly job makes one row of each facet's rows.
    """

    facet = models.CharField(max_length=60, db_index=True)
    amount = models.IntegerField()

    objects = DirectoryTotalQuerySet.as_manager()

    class Meta:
        verbose_name = _("total of the directory")
        verbose_name_plural = _("totals of the directory")

    def __str__(self) -> str:
        return f"{self.facet} {self.amount:+}"


class DirectoryWord(CheckedModel):
    """A word that occurs in the directory, for correcting misspelt searches.

    Not unique on purpose: two changes at once must not wait for each other; a nightly job tidies up.
    """

    word = models.CharField(max_length=40)
    # As it is written; a search is corrected to what people read.
    written = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("word of the directory")
        verbose_name_plural = _("words of the directory")
        indexes = [
            models.Index(fields=["word"], name="directory_word", opclasses=["varchar_pattern_ops"]),
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="directory_word_by_likeness"),
        ]

    def __str__(self) -> str:
        return self.written
