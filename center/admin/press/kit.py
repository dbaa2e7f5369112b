"""The pictures of the press kit."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from center.models import PressKitPicture


@admin.register(PressKitPicture)
class PressKitPictureAdmin(VersionedAdmin[PressKitPicture]):
    may_be_deleted = True
    list_display = ("thumbnail", "picture", "position")
    list_display_links = ("picture",)
    fields = ("picture", "position")
    add_label = _("Add a picture")
    nothing_yet = _(
        "Choose pictures and logos of the library that every medium may take. The texts of the kit are those of the"
        " office."
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[PressKitPicture]:
        return PressKitPicture.objects.select_related("picture")

    @admin.display(description=_("picture"))
    def thumbnail(self, row: PressKitPicture) -> SafeString:
        return render_to_string("admin/center/picture.html", {"shown": row.picture, "place": "row"})
