"""Importing a table in the admin: choose the file, look at what would happen, confirm, read the report."""

from collections import Counter
from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center import asked_again
from center.admin_base import ReadOnlyAdmin
from center.admin_columns import moment_column
from center.admin_export import file_response
from center.base.spreadsheets import MOST_BYTES, SpreadsheetError
from center.base.spreadsheets.cells import as_text
from center.base.spreadsheets.upload import TableField
from entrepreneurs.admin.merging import KINDS
from entrepreneurs.choices import ImportKind, ImportState
from entrepreneurs.models import Import
from entrepreneurs.services import importing

_SHOWN = 200
_LINES = 100
OUTCOMES = {
    "create": gettext_lazy("is added"),
    "fill": gettext_lazy("fills in an existing record"),
    "duplicate": gettext_lazy("left out: seems to exist"),
    "repeated": gettext_lazy("left out: repeated in the file"),
    "wrong": gettext_lazy("left out: has a mistake"),
}
DONE = {
    "create": gettext_lazy("added"),
    "fill": gettext_lazy("filled in"),
    "duplicate": OUTCOMES["duplicate"],
    "repeated": OUTCOMES["repeated"],
    "wrong": OUTCOMES["wrong"],
}
# What needs a look comes first.
_ORDER = ["wrong", "duplicate", "repeated", "fill", "create"]


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What are the rows?"), choices=(), widget=forms.RadioSelect)
    file = TableField(
        megabytes=MOST_BYTES // 1024**2,
        help_text=gettext_lazy(
            "An Excel workbook (.xlsx) or a CSV file, in either script; at most 5 MB and 10,000 rows. The first row "
            "names the columns."
        ),
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["kind"].initial = kinds[0][0]


@admin.register(Import)
class ImportAdmin(ReadOnlyAdmin[Import]):
    list_display = [
        "file_name",
        "kind",
        "row_count",
        "state",
        moment_column("uploaded_at", gettext_lazy("brought")),
        "uploaded_by",
    ]
    list_filter: ClassVar = ["kind", "state"]
    list_select_related = ["uploaded_by"]
    add_label = gettext_lazy("Import a table")
    nothing_yet = gettext_lazy(
        "Tables that you bring from Excel are listed here, with what became of each row."
    )
    reading_is_logged = True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("entrepreneurs.add_import") and bool(self._kinds(request))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        """Show only tables of what the person may add: a table of people holds their data."""
        rows: QuerySet[Import] = (
            super().get_queryset(request).filter(kind__in=[k for k, _label in self._kinds(request)])
        )
        return rows

    def get_urls(self) -> list[URLPattern]:
        guard = self.admin_site.admin_view
        return [
            path("template/<slug:kind>/", guard(self.template_view), name="entrepreneurs_import_template"),
            path("<int:pk>/prepare/", guard(self.prepare_view), name="entrepreneurs_import_prepare"),
            *super().get_urls(),
        ]

    @staticmethod
    def _kinds(request: HttpRequest) -> list[tuple[str, str]]:
        """Return what the person may add."""
        return [
            (kind.value, str(kind.label))
            for kind in ImportKind
            if request.user.has_perm(f"entrepreneurs.add_{KINDS[kind.value]._meta.model_name}")
        ]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Take the file (POST) and go on to the look at it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(
            request.POST if request.method == "POST" else None,
            request.FILES or None,
            kinds=self._kinds(request),
        )
        if request.method == "POST" and form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                table = importing.begin_import(
                    kind=form.cleaned_data["kind"],
                    file_name=upload.name,
                    data=upload.read(),
                    by=request.user,  # type: ignore[arg-type]  # admin_view: signed in
                )
            except SpreadsheetError as error:
                form.add_error("file", error)
            else:
                return redirect(reverse("admin:entrepreneurs_import_prepare", args=[table.pk]))
        return self._page(request, "upload", _("Import a table"), form=form, kinds=self._kinds(request))

    def template_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Return an empty workbook with the headers that we know, in the language of the person."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if kind not in dict(self._kinds(request)):
            raise Http404
        headers = [capfirst(str(column.label)) for column in importing.columns_of(kind)]
        return asked_again.no_export(file_response("xlsx", kind, headers, iter([])))

    def prepare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what each row would become; the columns may be chosen anew (POST), then all is confirmed (POST)."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        table = self.get_queryset(request).filter(pk=pk).first()
        if table is None:
            raise Http404
        if table.state != ImportState.DRAFT:
            return redirect(reverse("admin:entrepreneurs_import_change", args=[pk]))
        problem = ""
        if request.method == "POST":
            try:
                table = importing.choose_columns(
                    table=table,
                    columns=_chosen(request, table),
                    add_anyway=_numbers(request.POST.getlist("anyway")),
                )
                if "_confirm" in request.POST:
                    importing.confirm_import(table=table, by=request.user)  # type: ignore[arg-type]  # signed in
                    return redirect(reverse("admin:entrepreneurs_import_change", args=[pk]))
            except ValidationError as error:
                problem = " ".join(error.messages)
        planned = importing.analyse(table)
        counts = Counter(row.outcome for row in planned)
        shown = sorted(planned, key=lambda row: (_ORDER.index(row.outcome), row.number))[:_SHOWN]
        page = self._page(
            request,
            "prepare",
            _("Look before importing"),
            table=table,
            problem=problem,
            columns=[
                {
                    "name": column.name,
                    "label": capfirst(str(column.label)),
                    "needed": column.needed,
                    "index": table.columns.get(column.name),
                }
                for column in importing.columns_of(table.kind)
            ],
            headers=[
                (index, header or _("Column %(number)s") % {"number": index + 1})
                for index, header in enumerate(table.headers)
            ],
            unused=[
                header
                for index, header in enumerate(table.headers)
                if header and index not in table.columns.values()
            ],
            counts=[(OUTCOMES[each], counts[each]) for each in reversed(_ORDER) if counts[each]],
            rows=[self._shown(table, row) for row in shown],
            left=len(planned) - len(shown),
            is_large=len(planned) > importing.RUN_AT_ONCE,
        )
        page.status_code = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
        return page

    def _shown(self, table: Import, row: importing.Planned) -> dict[str, Any]:
        details = [
            as_text(value) if not hasattr(value, "label") else str(value.label)
            for name, value in row.values.items()
            if value and name not in {"name", "name_sr", "internal_note", "summary_sr"}
        ]
        return {
            "number": row.number,
            "name": row.name,
            "details": ", ".join(map(str, details)),
            "outcome": row.outcome,
            "label": OUTCOMES[row.outcome],
            "says": row.says,
            "url": self._record_url(table, row.record),
            "may_add": row.outcome == "duplicate" or row.number in table.add_anyway,
            "anyway": row.number in table.add_anyway,
        }

    @staticmethod
    def _record_url(table: Import, record: int | None) -> str:
        model = KINDS[table.kind]
        is_there = admin.site.is_registered(model)
        return (
            reverse(f"admin:entrepreneurs_{model._meta.model_name}_change", args=[record])
            if record and is_there
            else ""
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the report of a table, or lead to the look at one that is not confirmed."""
        table = self.get_object(request, object_id)
        if table is not None and table.state == ImportState.DRAFT and self.has_add_permission(request):
            return redirect(reverse("admin:entrepreneurs_import_prepare", args=[table.pk]))
        if table is None or not self.has_view_or_change_permission(request, table):
            return super().change_view(request, object_id, form_url, extra_context)
        lines = sorted(table.report, key=lambda line: (_ORDER.index(line["outcome"]), line["row"]))
        pages = Paginator(lines, _LINES).get_page(request.GET.get("page"))
        counts = Counter(line["outcome"] for line in table.report)
        return self._page(
            request,
            "report",
            _("What became of the table"),
            table=table,
            is_running=table.state == ImportState.RUNNING,
            done=len(table.report),
            counts=[(DONE[each], counts[each]) for each in reversed(_ORDER) if counts[each]],
            page_obj=pages,
            lines=[
                {**line, "label": DONE[line["outcome"]], "url": self._record_url(table, line["record"])}
                for line in pages.object_list
            ],
        )

    def _page(self, request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
        return TemplateResponse(
            request,
            f"admin/entrepreneurs/import_{name}.html",
            {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context},
        )


def _chosen(request: HttpRequest, table: Import) -> dict[str, int]:
    """Return the columns as chosen on the page."""
    names = [column.name for column in importing.columns_of(table.kind)]
    return {name: number for name in names for number in _numbers([request.POST.get(f"column-{name}", "")])}


def _numbers(typed: list[str]) -> list[int]:
    return [int(each) for each in typed if each.isascii() and each.isdigit() and len(each) < 7]  # noqa: PLR2004 -- longer than any row
