"""The log of what media reported."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center import asked_again
from center.admin_base import VersionedAdmin
from center.admin_columns import NOTHING, two_lines, yes_or_no
from center.admin_grants import CarriesGrants
from center.admin_versions import VersionedForm
from center.base.downloads import to_save
from center.base.file_kinds import CONTENT_TYPES, FileKind
from center.base.private_storage import private_storage
from center.models import Coverage, MediaOutlet
from center.services.press import files
from center.services.press.coverage import known_outlet, outlet_named


class CoverageForm(VersionedForm):
    """A report; a medium that is not in the list is named here and joins it."""

    outlet = forms.ModelChoiceField(
        label=gettext_lazy("medium"), queryset=MediaOutlet.objects.all(), required=False
    )
    new_outlet = forms.CharField(
        label=gettext_lazy("or a medium that is not in the list"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Its name is enough; the rest can be added to the list of media later."),
    )
    upload = forms.FileField(
        label=gettext_lazy("scan or picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text=gettext_lazy(
            "A PDF or a picture, for the office's own records. A new one replaces the old one."
        ),
    )

    def clean_upload(self) -> Any:
        """Judge the file by what is in it, before anything is kept."""
        upload = self.cleaned_data["upload"]
        if upload:
            files.judged(upload, files.SCAN_KINDS)
        return upload

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        report: Any = self.instance
        name = self.cleaned_data.get("new_outlet", "")
        if name and not self.cleaned_data.get("outlet"):
            self.cleaned_data["outlet"] = known_outlet(name)
        if not name and not self.cleaned_data.get("outlet"):
            self.add_error("outlet", _("Choose the medium, or write its name below."))
        if (
            self.cleaned_data.get("scan_may_be_shown")
            and not report.scan_stored_as
            and not self.cleaned_data.get("upload")
        ):
            self.add_error("scan_may_be_shown", _("There is no scan that could be shown."))
        return data

    def _get_validation_exclusions(self) -> set[str]:
        """Leave to `clean` what the rule about scans says: the file of a new one is kept only at the end."""
        return {*super()._get_validation_exclusions(), "scan_stored_as"}  # type: ignore[misc]  # Django's own


@admin.register(Coverage)
class CoverageAdmin(CarriesGrants[Coverage], VersionedAdmin[Coverage]):
    form = CoverageForm
    refusals = (ValidationError,)
    list_display = ("day", "what", "medium", "reached", "has_scan", "is_public")
    list_display_links = ("what",)
    list_filter: ClassVar = [
        "kind",
        "outlet__reach",
        "language",
        ("release", admin.RelatedOnlyFieldListFilter),
    ]
    date_hierarchy = "day"
    folded_search = ("title", "outlet__name", "notes")
    add_label = gettext_lazy("Note a report")
    nothing_yet = gettext_lazy("Note here what newspapers, stations and portals report about the office.")
    readonly_fields = ("scan_link",)
    fieldsets: ClassVar = [
        (None, {"fields": ["day", "outlet", "new_outlet", "kind", "title", "language", "link", "release"]}),
        (
            gettext_lazy("Reach"),
            {
                "fields": ["reach", "reach_source"],
                "description": gettext_lazy(
                    "Leave it empty where nobody knows it: a guess is worse than nothing."
                ),
            },
        ),
        (
            gettext_lazy("Proof"),
            {"fields": ["scan_link", "upload", "scan_may_be_shown", "notes", "is_public"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Coverage]:
        return Coverage.objects.with_details()

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.scan_view)
        return [path("<int:object_id>/scan/", view, name="center_coverage_scan"), *super().get_urls()]

    def scan_view(self, request: HttpRequest, object_id: int) -> HttpResponseBase:
        """Give the scan to those who may see the record."""
        report = self.get_object(request, str(object_id))
        if report is None or not self.has_view_permission(request, report) or not report.scan_stored_as:
            raise Http404
        try:
            content = private_storage().open(report.scan_stored_as)
        except FileNotFoundError as error:
            raise Http404 from error
        # What a newspaper printed.
        return asked_again.no_export(
            to_save(content, name=report.scan_name, content_type=CONTENT_TYPES[FileKind(report.scan_kind)])
        )

    def save_model(self, request: HttpRequest, obj: Coverage, form: Any, change: Any) -> None:
        """Add a medium that is new, and keep the scan."""
        clean: dict[str, Any] = form.cleaned_data
        if clean["outlet"] is None:
            obj.outlet = outlet_named(name=clean["new_outlet"], kind=clean["kind"])
        else:
            obj.outlet = clean["outlet"]
        if not change:
            obj.added_by = request.user  # type: ignore[assignment]  # admin_view: signed in
        upload = clean.get("upload")
        if upload:
            files.drop(obj.scan_stored_as)
            kept = files.keep(upload, name=upload.name, kinds=files.SCAN_KINDS)
            obj.scan_stored_as, obj.scan_kind = kept.stored_as, kept.kind
            obj.scan_size, obj.scan_name = kept.size, kept.name
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("title"), ordering="title")
    def what(self, report: Coverage) -> SafeString:
        return two_lines(report.title, report.get_kind_display())

    @admin.display(description=gettext_lazy("medium"), ordering="outlet__name")
    def medium(self, report: Coverage) -> str:
        return str(report.outlet)

    @admin.display(description=gettext_lazy("reach"), ordering="reach")
    def reached(self, report: Coverage) -> SafeString:
        return two_lines(report.reach, report.reach_source)

    @admin.display(description=gettext_lazy("scan"))
    def has_scan(self, report: Coverage) -> SafeString:
        return yes_or_no(bool(report.scan_stored_as))

    @admin.display(description=gettext_lazy("scan or picture"))
    def scan_link(self, report: Coverage) -> SafeString | str:
        if not report.scan_stored_as:
            return NOTHING
        address = reverse("admin:center_coverage_scan", args=[report.pk])
        return format_html('<a href="{}">{}</a>', address, report.scan_name)
