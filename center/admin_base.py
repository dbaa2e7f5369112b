"""What every model's admin here has in common: nothing is deleted, lists are quick, old versions are noticed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar, cast

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import (
    AdminSplitDateTime,
    AdminTextareaWidget,
    AdminTextInputWidget,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from center import admin_lists
from center.admin_columns import NOTHING
from center.admin_export import exported_list
from center.admin_once import OnceMixin
from center.admin_reading import ReadingMixin
from center.admin_versions import VersionedForm, version_of
from center.base.bilingual_admin import BilingualAdminMixin
from center.base.folded_search import folded, has_words

Row = TypeVar("Row", bound=models.Model)
# From so many characters on a text does not fit into a field of one line.
_TWO_LINES: Final = 160
if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin
    _TabularInline = admin.TabularInline
else:

    class _ModelAdmin(admin.ModelAdmin):
        def __class_getitem__(cls, item: object) -> type:
            return cls

    class _TabularInline(admin.TabularInline):
        def __class_getitem__(cls, item: object) -> type:
            return cls


def _parameters(model: type[models.Model], list_filter: Any) -> Iterator[str]:
    """Return the names that a filter of a list writes into addresses."""
    if isinstance(list_filter, type):
        if issubclass(list_filter, admin.SimpleListFilter) and list_filter.parameter_name:
            yield list_filter.parameter_name
        return
    name = list_filter[0] if isinstance(list_filter, tuple | list) else list_filter
    field = get_fields_from_path(model, name)[-1]
    yield from (name, f"{name}__exact", f"{name}__isnull", f"{name}__isempty")
    if isinstance(field, models.ForeignKey | models.ManyToManyField):
        yield f"{name}__{field.remote_field.get_related_field().name}__exact"
    if isinstance(field, models.DateField):
        yield from (f"{name}__gte", f"{name}__lt")


class ClearFieldsMixin:
    """Fields that explain themselves: date and time are named apart, no pop-up links beside a choice."""

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            field.widget = widget.widget
        elif isinstance(widget, AdminSplitDateTime):
            day, clock = widget.widgets
            day.attrs["aria-label"] = format_lazy("{}, {}", field.label, _("date"))
            clock.attrs["aria-label"] = format_lazy("{}, {}", field.label, _("time"))
        return field


class OneLineArea(AdminTextareaWidget):
    """A field of two lines to read for a text of one line."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 2, **(attrs or {}), "class": "vLargeTextField vOneLineArea"})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was typed without its line breaks."""
        typed = super().value_from_datadict(data, files, name)
        return " ".join(typed.split()) if isinstance(typed, str) else typed


class PortalModelAdmin(ClearFieldsMixin, ReadingMixin, OnceMixin, _ModelAdmin[Row]):
    """The base of all our admins.

    Rows are not deleted, one by one or in bulk: states, archives and the erasure verb do that work. The few
    plans that may go (`may_be_deleted`) go one by one.
    `folded_search` names text columns that are searched in both scripts and without diacritics (`sr_fold`).
    """

    list_per_page = 50
    # The stock link leads through a door that the site leaves out; templates link to public pages themselves.
    view_on_site = False
    show_full_result_count = False
    empty_value_display = NOTHING
    show_facets = admin.ShowFacets.NEVER
    folded_search: tuple[str, ...] = ()
    may_be_deleted = False
    # For those who may only look: fields in whose place a method of the admin stands, where Django would show
    # stored codes or a link that they cannot open.
    shown_to_readers: ClassVar[dict[str, str]] = {}
    add_label: Any = ""
    # Where the rows of this list come from, told while there are none.
    nothing_yet: Any = ""

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Give a sentence or two the room to be seen whole."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if type(widget) is AdminTextInputWidget and (db_field.max_length or 0) >= _TWO_LINES:
            attrs = {name: value for name, value in widget.attrs.items() if name not in {"class", "type"}}
            field.widget = OneLineArea(attrs)
        return field

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.may_be_deleted and super().has_delete_permission(request, cast("Row | None", obj))

    def response_action(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> Any:  # type: ignore[override]  # the stubs know a parameter of a later Django
        """Do what was chosen with the rows that were ticked, passing over what is no key of a row at all."""
        sent = request.POST.copy()
        sent.setlist(
            ACTION_CHECKBOX_NAME, [each for each in sent.getlist(ACTION_CHECKBOX_NAME) if self._is_key(each)]
        )
        request.POST = sent  # type: ignore[assignment]  # the copy may be changed, what is kept of it is the same
        return super().response_action(request, queryset)

    def _is_key(self, typed: str) -> bool:
        try:
            self.opts.pk.to_python(typed)
        except ValidationError:
            return False
        return True

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Head the list with its own name (put into a sentence it has the wrong ending in Serbian), or export it."""
        exported = exported_list(self, request) if request.method == "GET" else None
        if exported is not None:
            return exported
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Take from an address what the list's own filters and dates write there, and nothing else.

        Django takes any column, so that `?password__startswith=` would spell out what no page shows.
        """
        filters = self.get_list_filter(request) if request is not None else self.list_filter
        allowed = {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")}
        for each in filters:
            allowed |= set(_parameters(self.model, each))
        return lookup in allowed

    def empty_state(self, changelist: ChangeList) -> admin_lists.EmptyState:
        """Return what stands in the place of rows."""
        return admin_lists.empty_state(changelist, nothing_yet=self.nothing_yet)

    def get_fieldsets(self, request: HttpRequest, obj: Row | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if not self.shown_to_readers or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, {**options, "fields": [self._shown_to_readers(field) for field in options["fields"]]})
            for title, options in fieldsets
        ]

    def _shown_to_readers(self, field: Any) -> Any:
        """Return what stands in the place of a field, or of each of several fields in a line."""
        if isinstance(field, str):
            return self.shown_to_readers.get(field, field)
        return [self._shown_to_readers(each) for each in field]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Head the form with the kind of record, or say that it is a new one."""
        kind = capfirst(str(self.opts.verbose_name))
        is_new = context.get("original") is None
        context["title"] = _("New: %(kind)s") % {"kind": kind} if is_new else kind
        return super().render_change_form(request, context, *args, **kwargs)

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_search_fields(self, request: HttpRequest) -> Any:
        return self.search_fields or self.folded_search

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Row], search_term: str
    ) -> tuple[models.QuerySet[Row], bool]:
        """Find every typed word in one of the folded columns; a list without them searches as Django does."""
        if not self.folded_search:
            stock: tuple[models.QuerySet[Row], bool] = super().get_search_results(
                request, queryset, search_term
            )
            return stock
        found: Any = queryset.alias(_folded=folded(self.folded_search)).filter(
            has_words("_folded", search_term)
        )
        return found, False


class ReadOnlyAdmin(PortalModelAdmin[Row]):
    """Records that people look at and that only services write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class PortalTabularInline(ClearFieldsMixin, _TabularInline[Row, Any]):
    """Rows of a list inside another record, with a name for each field of each row.

    They belong to their record: who may change it may add, change and remove them. `description` stands above.
    """

    template = "admin/edit_inline/labelled_tabular.html"
    formfield_overrides: ClassVar = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2, "cols": 30})}
    }
    extra = 1
    description: Any = ""

    def _may(self, request: HttpRequest, verb: str) -> bool:
        parent = self.parent_model._meta
        return request.user.has_perm(f"{parent.app_label}.{verb}_{parent.model_name}")

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may(request, "view") or self._may(request, "change")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may(request, "change")

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may(request, "change")

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may(request, "change")


class FoldedInline(PortalTabularInline[Row]):
    """Rows with more fields than a table holds: each is a line in words that opens to be changed."""

    template = "admin/edit_inline/folded.html"

    def row_note(self, row: Row) -> str:
        """Return what stands behind the name of a row in its line."""
        return ""


class VersionedAdmin(BilingualAdminMixin, PortalModelAdmin[Row]):
    """An admin in which a second save on an old version shows the difference and keeps what was typed.

    Where services save, `refusals` are the exceptions (with a `message`) by which they refuse: together with
    ValidationError they are said on top of the form, and nothing typed is lost.
    """

    form: Any = VersionedForm
    change_form_template = "admin/versioned_change_form.html"
    refusals: tuple[type[Exception], ...] = ()
    # Texts in Markdown: they get room, buttons that write the marks, and help below the form.
    markdown: ClassVar[tuple[str, ...]] = ()
    markdown_names_pictures = False

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in self.markdown:
            # The script of the buttons finds the texts by this mark.
            field.widget.attrs |= {"data-markdown": ""}
        return field

    def versioned_lists(self) -> tuple[type[models.Model], ...]:
        """Return the models of the inlines; their rows are part of the version."""
        return tuple(inline.model for inline in self.inlines)

    def get_fields(self, request: HttpRequest, obj: Row | None = None) -> Any:
        """Leave the version out of the fields that are laid out; the template writes it."""
        return [name for name in super().get_fields(request, obj) if name != "loaded_version"]

    def get_form(
        self,
        request: HttpRequest,
        obj: Row | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.versioned_lists = self.versioned_lists()
        form.refusal = getattr(request, "refusal", "")
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what a service refuses on top of the form, with what was typed."""
        if not self.refusals:
            return super().changeform_view(request, object_id, form_url, extra_context)
        expected: tuple[type[Exception], ...] = (ValidationError, *self.refusals)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except expected as refused:
            told: Any = refused
            words = told.messages if isinstance(told, ValidationError) else [str(told.message)]
            request.refusal = " ".join(words)  # type: ignore[attr-defined]  # read by `get_form`
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Add the version that is in the database now: who saves after seeing a difference means it."""
        original = context.get("original")
        context["writes_markdown"] = bool(self.markdown) and (
            self.has_change_permission(request, original) if original else self.has_add_permission(request)
        )
        context["markdown_names_pictures"] = self.markdown_names_pictures
        if original is not None and self.has_change_permission(request, original):
            context["loaded_version"] = version_of(original, self.versioned_lists())
        return super().render_change_form(request, context, *args, **kwargs)


class SingletonAdmin(VersionedAdmin[Row]):
    """A model with one row (primary key 1): its list leads to its form; it is added only while missing."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and not self.model._base_manager.exists()

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Say to the menu, which stands on every page, that nothing can be added, without asking the database.

        Where the row is missing, the list leads to the form that adds it.
        """
        return {
            "add": False,
            "change": self.has_change_permission(request),
            "delete": False,
            "view": self.has_view_permission(request),
        }

    def save_model(self, request: HttpRequest, obj: Row, form: Any, change: Any) -> None:
        obj.pk = 1
        super().save_model(request, obj, form, change)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        stem = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        if self.model._base_manager.exists():
            return redirect(reverse(f"{stem}_change", args=[1]))
        return redirect(reverse(f"{stem}_add"))
