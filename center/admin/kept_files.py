"""Files on the page of their record in the admin: a list with labels, a file to take, and one to remove."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from center.admin_base import PortalTabularInline
from center.base.bilingual_admin import BilingualAdminMixin
from center.models.kept_file import KeptFile
from center.services.kept_files import remove_file
from center.views.advocacy import given


class FileInline(BilingualAdminMixin, PortalTabularInline[Any]):
    """The files of a record; a new one comes by a button of the record. `file_url` names the address of one."""

    extra = 0
    fields: ClassVar = ["taken", "label_sr", "label_en", "is_public", "position"]
    readonly_fields: ClassVar = ["taken"]
    formfield_overrides: ClassVar = {
        models.PositiveSmallIntegerField: {"widget": forms.NumberInput(attrs={"class": "short-number"})}
    }
    file_url = ""

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    @admin.display(description=_("file"))
    def taken(self, row: KeptFile) -> SafeString:
        # A form that says it has more rows than the page showed.
        if row.pk is None:
            return SafeString()
        address = reverse(f"admin:{self.file_url}", args=[row.pk])
        about = f"{row.get_kind_display()}, {filesizeformat(row.size)}"
        return format_html(
            '<a href="{}">{}</a> <span class="second-line">{}</span>', address, row.file_name, about
        )


class FilesMixin:
    """For the admin of a record with files: staff who may see the record take each of them."""

    file_model: type[KeptFile]
    file_url = ""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.file_view)  # type: ignore[attr-defined]  # of the admin
        return [path("files/<int:pk>/", view, name=self.file_url), *super().get_urls()]  # type: ignore[misc]

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Give a file, also an internal one, to be saved."""
        row = self.file_model._base_manager.filter(pk=pk).first()
        if row is None or not self.has_view_permission(request):  # type: ignore[attr-defined]  # of the admin
            raise Http404
        return given(row)

    def save_files(self, formset: Any) -> None:
        """Save the words about files, and remove those that were ticked, with the file itself."""
        formset.save(commit=False)
        for row in formset.deleted_objects:
            remove_file(row)
        for row, _names in formset.changed_objects:
            row.full_clean()
            row.save()
