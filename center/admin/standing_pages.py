"""Standing pages in the admin."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from center.admin.publications import PlacedPictureInline, PublicationAdmin, verbs
from center.models import Page, PagePicture

if TYPE_CHECKING:
    from django.db import models


class PagePictureInline(PlacedPictureInline):
    model = PagePicture


@admin.register(Page)
class PageAdmin(PublicationAdmin[Page]):
    add_label = _("Write a page")
    nothing_yet = _("Pages such as “How we work”; they are listed on the page about the Center.")
    list_display = ("what", "badge", "place", "position")
    list_filter = ("state", "place")
    public_name = "page"
    preview_name = "page_preview"
    verbs = verbs("center.publish_page")
    written_fields = (*PublicationAdmin.written_fields, "place", "position")
    inlines: ClassVar = [PagePictureInline]
    fieldsets: ClassVar = [
        (_("Standing"), {"fields": ["standing", "preview_link", "written"]}),
        (_("Serbian"), {"fields": ["title_sr", "summary_sr", "body_sr"]}),
        (_("English"), {"fields": ["title_en", "summary_en", "body_en"]}),
        (_("Where it is found"), {"fields": ["place", "position", "slug"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Page]":
        return super().get_queryset(request).select_related("changed_by", "published_by")
