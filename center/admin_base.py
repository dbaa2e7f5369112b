"""What every model's admin here has in common: nothing is deleted, lists are quick, old versions are noticed."""

from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from center.admin_versions import VersionedForm, version_of
from center.base.bilingual_admin import BilingualAdminMixin
from center.base.folded_search import matching

Row = TypeVar("Row", bound=models.Model)
if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin
    _TabularInline = admin.TabularInline
else:

    class _Subscriptable:
        def __class_getitem__(cls, item: object) -> type:
            return cls

    class _ModelAdmin(_Subscriptable, admin.ModelAdmin):
        pass

    class _TabularInline(_Subscriptable, admin.TabularInline):
        pass


class PortalModelAdmin(_ModelAdmin[Row]):
    """The base of all our admins.

    No row is ever deleted here, one by one or in bulk: states, archives and the erasure verb do that work.
    `folded_search` names text columns that are searched in both scripts and without diacritics (`sr_fold`).
    """

    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    folded_search: tuple[str, ...] = ()

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_search_fields(self, request: HttpRequest) -> Any:
        return self.search_fields or self.folded_search

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Row], search_term: str
    ) -> tuple[models.QuerySet[Row], bool]:
        """Find every typed word in one of the folded columns; a list without them searches as Django does."""
        if not self.folded_search:
            return super().get_search_results(request, queryset, search_term)
        return matching(queryset, search_term, self.folded_search), False


class ReadOnlyAdmin(PortalModelAdmin[Row]):
    """Records that people look at and that only services write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class PortalTabularInline(_TabularInline[Row, Any]):
    """Rows of a list inside another record; with a name for each field of each row."""

    template = "admin/edit_inline/labelled_tabular.html"
    extra = 1


class VersionedAdmin(BilingualAdminMixin, PortalModelAdmin[Row]):
    """An admin in which a second save on an old version shows the difference and keeps what was typed."""

    form = VersionedForm
    change_form_template = "admin/versioned_change_form.html"

    def get_fields(self, request: HttpRequest, obj: Row | None = None) -> Any:
        """Leave the version out of the fields that are laid out; the template writes it."""
        return [name for name in super().get_fields(request, obj) if name != "loaded_version"]

    def versioned_lists(self) -> tuple[type[models.Model], ...]:
        """Return the models of the inlines; their rows are part of the version."""
        return tuple(inline.model for inline in self.inlines)

    def get_form(
        self, request: HttpRequest, obj: Row | None = None, change: bool = False, **kwargs: Any  # noqa: FBT001, FBT002 -- Django's signature
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.versioned_lists = self.versioned_lists()
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the version that is in the database now: who saves after seeing a difference means it."""
        original = context.get("original")
        if original is not None and original.pk and context.get("has_change_permission", True):
            context["loaded_version"] = version_of(original, self.versioned_lists())
        return super().render_change_form(request, context, *args, **kwargs)


class SingletonAdmin(VersionedAdmin[Row]):
    """A model with one row (primary key 1): its list leads to its form, and nothing is added."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[1]))
