"""News of the office: what happened, what is to come, and the stories of enterprises that made it."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from center.base.bilingual import Bilingual, BilingualContent, EnglishCharField, SerbianCharField
from center.choices.publications import SLUG_PATTERN
from center.models.picture import Picture
from center.models.publication import FormerAddress, PlacedPicture, Publication
from center.querysets.publications import NewsQuerySet


@pghistory.track()
class NewsCategory(BilingualContent):
    """A heading under which news are found, such as "Success stories"; the office makes its own."""

    name_sr = SerbianCharField(_("name (Serbian)"), max_length=60)
    name_en = EnglishCharField(_("name (English)"), max_length=60)
    slug = models.SlugField(
        _("short name in addresses"),
        max_length=60,
        unique=True,
        help_text=_("Small Latin letters, digits and hyphens; it should not change any more."),
    )
    position = models.PositiveSmallIntegerField(_("order in the list"), default=0)
    holds_stories = models.BooleanField(
        _("success stories"),
        default=False,
        help_text=_(
            "Its news are stories of enterprises; they are shown on the profiles of those enterprises."
        ),
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    name = Bilingual("name", _("name"))

    class Meta:
        verbose_name = _("category of news")
        verbose_name_plural = _("categories of news")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_sr=""),
                name="news_category_has_name",
                violation_error_message=_("Write the name of the category."),
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG_PATTERN),
                name="news_category_slug_form",
                violation_error_message=_(
                    "Use small Latin letters, digits and single hyphens; at least one letter."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name.plain


@pghistory.track(exclude=["search"])
class NewsItem(Publication):
    """One piece of news. Links to enterprises and events belong to their apps."""

    category = models.ForeignKey(
        NewsCategory,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=pgettext_lazy("of news", "category"),
    )
    byline = models.CharField(
        _("author"),
        max_length=120,
        blank=True,
        help_text=_("Who is named as the author; empty: the office."),
    )
    cover = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("main picture"),
        help_text=_("From the library of pictures; stands on top and in lists."),
    )

    objects = NewsQuerySet.as_manager()

    class Meta(Publication.Meta):
        verbose_name = _("news item")
        verbose_name_plural = _("news")
        ordering: ClassVar = ["-created_at", "-pk"]
        permissions: ClassVar = [("publish_newsitem", "Can publish, schedule and archive news")]
        indexes: ClassVar = [models.Index(fields=["state", "published_at"], name="news_by_publication")]


@pghistory.track()
class NewsPicture(PlacedPicture):
    """A picture in the text of a piece of news."""

    record = models.ForeignKey(
        NewsItem, on_delete=models.CASCADE, related_name="placed", verbose_name=_("news item")
    )

    class Meta(PlacedPicture.Meta):
        verbose_name = _("picture in the text")
        verbose_name_plural = _("pictures in the text")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "number"],
                name="news_picture_number_once",
                violation_error_message=_("Another picture of this text has this number."),
            )
        ]


@pghistory.track()
class FormerNewsSlug(FormerAddress):
    record = models.ForeignKey(
        NewsItem, on_delete=models.PROTECT, related_name="former_slugs", verbose_name=_("news item")
    )

    class Meta(FormerAddress.Meta):
        verbose_name = _("earlier short name of a news item")
        verbose_name_plural = _("earlier short names of news")
