"""Pages of one record: its history behind the stock button, and a line in the access log where that is due."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from center import admin_history
from center.audit import record_access
from center.base.bilingual import EnglishCharField, EnglishTextField, shown
from center.base.scripts import has_cyrillic
from center.base.shown_text import in_script

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin

ENTRIES_PER_PAGE = 25
_NOTHING = "–"
_Column = Callable[[Any], SafeString | str]


class ReadingMixin(_ModelAdmin):
    """What reading one record means: `reading_is_logged` writes down who looked at it or at its history."""

    reading_is_logged = False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Write texts that are only read in the script of the page; what stands in a field stays as it is stored.

        Another record that this one names is a link for those who may open it, and plain words for all others.
        """
        adminform = context["adminform"]
        adminform.readonly_fields = self._read(request, adminform, self.model, set(adminform.readonly_fields))
        for inline in context["inline_admin_formsets"]:
            if not inline.has_change_permission and not inline.has_add_permission:
                self._read(request, inline, inline.opts.model, None)
        return super().render_change_form(request, context, *args, **kwargs)

    def _read(
        self, request: HttpRequest, part: Any, model: type[models.Model], names: set[Any] | None
    ) -> list[Any]:
        """Put columns in the place of these fields (None: of all) as far as needed; return names and columns."""
        columns = {
            field.name: column
            for field in model._meta.concrete_fields
            if (names is None or field.name in names) and (column := self._column_of(request, field))
        }

        def instead(field: Any) -> Any:
            return columns.get(field, field) if isinstance(field, str) else [instead(each) for each in field]

        part.fieldsets = [
            (title, {**options, "fields": [instead(field) for field in options["fields"]]})
            for title, options in part.fieldsets
        ]
        return [*(names or ()), *columns.values()]

    def _column_of(self, request: HttpRequest, field: "models.Field[Any, Any]") -> _Column | None:
        """Return what stands in the place of a field, None where Django's own words will do."""
        if isinstance(field, models.ForeignKey):
            other = self.admin_site._registry.get(field.related_model)  # noqa: SLF001 -- there is no other way to ask
            is_shut = other is not None and not other.has_view_or_change_permission(request)
            return _words(field) if is_shut else None
        is_text = isinstance(field, models.CharField | models.TextField)
        is_address = isinstance(field, models.EmailField | models.URLField)
        return _text(field) if is_text and not is_address and not field.choices else None

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a record, and write down who looked."""
        if self.reading_is_logged:
            record = self.get_object(request, unquote(object_id))
            if record is not None and self.has_view_or_change_permission(request, record):
                record_access(user=request.user, obj=record, purpose=gettext_noop("opened"))  # type: ignore[arg-type]
        context = {"has_history": admin_history.is_tracked(self.model), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who changed what and when; the stock page knows only what its own forms saved."""
        # First of all, so that nobody learns from the answer which records there are.
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        record = self.get_object(request, unquote(object_id))
        if record is None:
            gone: HttpResponse = self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]  # Django's own
            return gone
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if self.reading_is_logged:
            record_access(user=request.user, obj=record, purpose=gettext_noop("opened the history"))  # type: ignore[arg-type]
        pages = Paginator(self.history(request, record), ENTRIES_PER_PAGE)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "subtitle": str(record),
            "page_obj": pages.get_page(request.GET.get("page")),
            "module_name": capfirst(str(self.opts.verbose_name_plural)),
            "object": record,
            "opts": self.opts,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/object_history.html", context)

    def history(self, request: HttpRequest, record: models.Model) -> admin_history.History:
        """Return the entries of the record and of its lists."""
        verbs = {verb.name: str(verb.label) for verb in getattr(self, "verbs", ())}
        return admin_history.History(record, self.history_lists(request), verbs)

    def history_lists(self, request: HttpRequest) -> list[type[models.Model]]:
        """Return the models of the lists whose rows are told: of those that this colleague sees in the record.

        A list that hides rows must stay out, as all do that other apps bring.
        """
        lists = [each(self.model, self.admin_site) for each in self.inlines]
        return [each.model for each in lists if each.has_view_or_change_permission(request)]


@cache
def _text(field: "models.Field[Any, Any]") -> _Column:
    """Make of a text what those who may only look read: Serbian in the script of their page, English marked so."""

    def column(record: models.Model) -> SafeString | str:
        text: str = getattr(record, field.attname) or ""
        if not text:
            return _NOTHING
        if isinstance(field, EnglishCharField | EnglishTextField):
            return shown("", text).paragraphs()
        return shown(text, "").paragraphs() if has_cyrillic(text) else text

    return _named(column, field)


@cache
def _words(field: "models.ForeignKey[Any, Any]") -> _Column:
    """Make the words for a record that the person may not open."""

    def column(record: models.Model) -> SafeString | str:
        other = getattr(record, field.name)
        return _NOTHING if other is None else in_script(str(other))

    return _named(column, field)


def _named(column: _Column, field: "models.Field[Any, Any]") -> _Column:
    column.__name__ = field.name
    return admin.display(column, description=field.verbose_name)
