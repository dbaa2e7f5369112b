"""Reports to donors in the admin: written as drafts, looked at, issued by a button."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from center.admin_base import FoldedInline, PortalTabularInline, VersionedAdmin
from center.admin_columns import badge
from center.admin_verbs import Verb, VerbsMixin, through
from center.admin_versions import VersionedForm
from center.base.downloads import to_save
from center.choices.indicators import ReportState
from center.models import GrantReport, Picture, ReportPicture, ReportSection
from center.refusals import ServiceRefused
from center.services import reports
from center.services.reports.verbs import next_number

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from center.models import User

_ISSUE = "center.issue_grantreport"
_BADGES = {
    ReportState.DRAFT: ("neutral", "document"),
    ReportState.ISSUED: ("success", "check"),
    ReportState.REPLACED: ("info", "info"),
    ReportState.WITHDRAWN: ("error", "error"),
}


class WithdrawReportForm(forms.Form):
    """Why a report is taken back; everybody reads it in its place."""

    reason_sr = forms.CharField(
        label=_("Why, in Serbian"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason_en = forms.CharField(
        label=_("Why, in English"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def _withdraw(report: GrantReport, user: "User", words: dict[str, Any]) -> object:
    return reports.withdraw(report=report, by=user, **words)


VERBS = (
    Verb(
        "issue",
        _("Issue the report"),
        through(reports.issue, "report"),
        lambda report: report.state == ReportState.DRAFT,
        kind="primary",
        warning=_(
            "Words, numbers, pictures and logos are frozen as they are now, and the files stay the same for ever. A"
            " mistake is mended by a new version, which names this one. Look at the preview first."
        ),
        told=_("The report is issued"),
        needs=_ISSUE,
    ),
    Verb(
        "new-version",
        _("Begin a new version"),
        through(reports.new_version, "report"),
        lambda report: report.state in {ReportState.ISSUED, ReportState.WITHDRAWN},
        warning=_(
            "A draft with the same words and pictures begins. Once it is issued, this report is marked as replaced."
        ),
        told=_("The new version is begun; it stands in the list of reports"),
    ),
    Verb(
        "withdraw",
        _("Withdraw the report"),
        _withdraw,
        lambda report: report.state == ReportState.ISSUED,
        kind="danger",
        warning=_("In its place everybody reads when and why. The files stay here for the office."),
        told=_("The report is withdrawn"),
        form=lambda _report, _user, data: WithdrawReportForm(data),
        needs=_ISSUE,
    ),
)


class SectionInline(FoldedInline[ReportSection]):
    model = ReportSection
    fields = ("position", "heading_sr", "heading_en", "text_sr", "text_en")
    description = _(
        "The story, in Markdown: an empty line begins a paragraph, a line with a hyphen is an item of a list, **two"
        " stars** are bold. A line {picture:1} puts the first picture of the list below there. Tables of indicators,"
        " annexes and the block of the donor are added by the portal."
    )


class ReportPictureInline(PortalTabularInline[ReportPicture]):
    model = ReportPicture
    fields = ("position", "picture")
    extra = 1

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "picture":
            kwargs["queryset"] = Picture.objects.ready()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(GrantReport)
class GrantReportAdmin(VerbsMixin[GrantReport], VersionedAdmin[GrantReport]):
    form = VersionedForm
    change_form_template = "admin/center/indicators/report_form.html"
    inlines = (SectionInline, ReportPictureInline)
    list_display = ("title", "grant", "number", "period", "state_shown", "issued_at")
    list_filter = ("state", "grant")
    list_select_related = ("grant",)
    folded_search = ("title_sr", "title_en", "grant__title_sr", "grant__code")
    verbs = VERBS
    refusals = (ServiceRefused,)
    add_label = _("Begin a report")
    nothing_yet = _(
        "Reports are written here: a few words of yours, and the portal adds the tables, annexes and logos."
    )
    _facts: ClassVar = ["number", "state", "replaces", "made_by", "made_at", "issued_by", "issued_at"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[GrantReport]:
        return super().get_queryset(request).select_related("grant", "replaces").defer("document")

    def get_fieldsets(self, request: HttpRequest, obj: GrantReport | None = None) -> Any:
        words = ["grant", ("first", "last"), "title_sr", "title_en", "is_public"]
        if obj is None:
            return [(None, {"fields": words})]
        facts = list(self._facts)
        if obj.state == ReportState.WITHDRAWN:
            facts += ["withdrawn_by", "withdrawn_at", "withdrawal_reason_sr", "withdrawal_reason_en"]
        return [(None, {"fields": words}), (_("Facts"), {"fields": facts})]

    def get_readonly_fields(self, request: HttpRequest, obj: GrantReport | None = None) -> Any:
        withdrawn = ["withdrawn_by", "withdrawn_at", "withdrawal_reason_sr", "withdrawal_reason_en"]
        return [*self._facts, *withdrawn, *(["grant"] if obj else [])]

    def get_inlines(self, request: HttpRequest, obj: GrantReport | None) -> Any:
        """Ask for the story once the report is there."""
        return self.inlines if obj is not None else ()

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Say no of what is issued: it is frozen."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (not isinstance(obj, GrantReport) or obj.state == ReportState.DRAFT)

    def save_model(self, request: HttpRequest, obj: GrantReport, form: Any, change: Any) -> None:
        if not change:
            obj.number = next_number(obj.grant)
            obj.made_by = request.user  # type: ignore[assignment]  # admin_view: signed in
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        context |= {
            "kinds": reports.KINDS,
            "languages": reports.LANGUAGES,
            "page_language": get_language(),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.file_view)
        route = "<int:object_id>/file/<slug:language>/<slug:kind>/"
        return [path(route, page, name="center_grantreport_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest, object_id: int, language: str, kind: str) -> HttpResponseBase:
        """Give a file: of an issued report the kept one, of a draft as it would be now."""
        report = self.get_object(request, str(object_id))
        if report is None:
            raise Http404
        if not self.has_view_permission(request, report):
            raise PermissionDenied
        try:
            if report.state == ReportState.DRAFT:
                content = reports.preview(report=report, kind=kind, language=language)
            else:
                content = bytes(reports.file_of(report=report, kind=kind, language=language).content)
        except (ServiceRefused, ValidationError, OSError) as refused:
            messages.error(request, str(getattr(refused, "message", refused)))
            return redirect("admin:center_grantreport_change", report.pk)
        name = reports.file_name(report, kind, language)
        return to_save(content, name=name, content_type=reports.CONTENT_TYPES[kind])

    @admin.display(description=_("days"), ordering="last")
    def period(self, report: GrantReport) -> str:
        return f"{report.first:%-d. %-m. %Y.} – {report.last:%-d. %-m. %Y.}"

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, report: GrantReport) -> "SafeString":
        return badge(*_BADGES[ReportState(report.state)], report.get_state_display())
