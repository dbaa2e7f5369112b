"""News and their categories in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from center.admin.publications import PlacedPictureInline, PublicationAdmin, verbs
from center.admin_base import VersionedAdmin
from center.admin_columns import yes_or_no
from center.admin_grants import CarriesGrants
from center.base.admin_inlines import inlines_of
from center.models import NewsCategory, NewsItem, NewsPicture


class NewsPictureInline(PlacedPictureInline):
    model = NewsPicture


@admin.register(NewsItem)
class NewsItemAdmin(CarriesGrants[NewsItem], PublicationAdmin[NewsItem]):
    add_label = _("Write news")
    nothing_yet = _("Write the first one: what happened, or what is to come.")
    list_display = ("what", "badge", "category", "when")
    list_filter = ("state", "category")
    # What waits first, then the newest.
    ordering = (models.F("published_at").desc(nulls_first=True), "-pk")
    date_hierarchy = "published_at"
    public_name = "news:item"
    preview_name = "news:preview"
    verbs = verbs("center.publish_newsitem")
    written_fields = (*PublicationAdmin.written_fields, "category", "byline", "cover")
    inlines: ClassVar = [NewsPictureInline]
    fieldsets: ClassVar = [
        (_("Standing"), {"fields": ["standing", "preview_link", "written"]}),
        (
            _("Serbian"),
            {"fields": ["title_sr", "summary_sr", "body_sr"]},
        ),
        (
            _("English"),
            {"fields": ["title_en", "summary_en", "body_en"]},
        ),
        (_("Beside the text"), {"fields": ["category", "cover", "byline", "slug"]}),
    ]

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """Add what upper apps bring: which enterprises and events the news are about."""
        return [*super().get_inlines(request, obj), *inlines_of(NewsItem)]

    def versioned_lists(self) -> tuple[type[models.Model], ...]:
        """Return the models of all lists, those of upper apps included."""
        return (*super().versioned_lists(), *(inline.model for inline in inlines_of(NewsItem)))

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[NewsItem]":
        related = ("category", "changed_by", "published_by")
        return super().get_queryset(request).select_related(*related)


@admin.register(NewsCategory)
class NewsCategoryAdmin(VersionedAdmin[NewsCategory]):
    list_display = ("name", "slug", "stories", "position")
    nothing_yet = _("Categories let people read only what they look for; without them there is one list.")
    fields = ("name_sr", "name_en", "slug", "holds_stories", "position")

    def get_prepopulated_fields(self, request: Any, obj: NewsCategory | None = None) -> dict[str, Any]:
        """Propose the short name from the English name while the category is new."""
        return {} if obj else {"slug": ("name_en",)}

    @admin.display(description=_("success stories"), ordering="holds_stories")
    def stories(self, category: NewsCategory) -> str:
        return yes_or_no(category.holds_stories)
