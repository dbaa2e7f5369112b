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

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin

ENTRIES_PER_PAGE = 25
_NOTHING = "–"


class ReadingMixin(_ModelAdmin):
    """What reading one record means: `reading_is_logged` writes down who looked at it or at its history."""

    reading_is_logged = False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Write texts that are only read in the script of the page; what stands in a field stays as it is stored."""
        adminform = context["adminform"]
        adminform.readonly_fields = _read(adminform, self.model, set(adminform.readonly_fields))
        for inline in context["inline_admin_formsets"]:
            if not inline.has_change_permission and not inline.has_add_permission:
                _read(inline, inline.opts.model, None)
        return super().render_change_form(request, context, *args, **kwargs)

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
        """Return the models of the lists whose rows are told; a list that hides rows must stay out."""
        return [inline.model for inline in self.inlines]


@cache
def _column(field: "models.Field[Any, Any]") -> Callable[[Any], SafeString | str]:
    """Make of a text what those who may only look read: Serbian in the script of their page, English marked so."""

    @admin.display(description=field.verbose_name)
    def column(record: models.Model) -> SafeString | str:
        text: str = getattr(record, field.attname) or ""
        if not text:
            return _NOTHING
        if isinstance(field, EnglishCharField | EnglishTextField):
            return shown("", text).paragraphs()
        return shown(text, "").paragraphs() if has_cyrillic(text) else text

    column.__name__ = field.name
    return column


def _read(part: Any, model: type[models.Model], names: set[Any] | None) -> list[Any]:
    """Put columns in the place of the texts among these names (None: of all); return the names with the columns."""
    texts = {
        each.name: _column(each)
        for each in model._meta.concrete_fields
        if isinstance(each, models.CharField | models.TextField)
        and not isinstance(each, models.EmailField | models.URLField)
        and not each.choices
        and (names is None or each.name in names)
    }

    def instead(field: Any) -> Any:
        return texts.get(field, field) if isinstance(field, str) else [instead(each) for each in field]

    part.fieldsets = [
        (title, {**options, "fields": [instead(field) for field in options["fields"]]})
        for title, options in part.fieldsets
    ]
    return [*(names or ()), *texts.values()]
