"""Documents of a case: the file is given to save, never to show, and each time it is written down."""

from typing import ClassVar

from django.contrib import admin
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, gettext_noop

from center import asked_again
from center.admin_columns import NOTHING
from center.admin_verbs import Verb
from center.audit import record_access
from center.base.downloads import to_save
from center.base.file_kinds import CONTENT_TYPES, FileKind
from center.base.private_storage import private_storage
from center.base.shown_text import in_script
from consultations import services
from consultations.admin import case_forms as forms
from consultations.admin.case_parts import CasePartAdmin, HiddenMixin, when_and_who
from consultations.models import CaseDocument


@admin.register(CaseDocument)
class CaseDocumentAdmin(HiddenMixin, CasePartAdmin[CaseDocument]):
    list_display = ["__str__", "case_link", "kind", "uploaded"]
    list_select_related: ClassVar = ["case__person", "uploaded_by", "removed_by"]
    reading_is_logged = True
    fieldsets: ClassVar = [
        (None, {"fields": ["case_link", "what", "download", "uploaded", "removal"]}),
    ]
    readonly_fields: ClassVar = ["case_link", "what", "download", "uploaded", "removal"]
    verbs = (
        Verb(
            "remove",
            gettext_lazy("Remove the document"),
            lambda document, user, clean: services.remove_document(
                document=document, reason=clean["reason"], by=user
            ),
            lambda document: not document.is_removed,
            kind="danger",
            told=gettext_lazy("The document is removed"),
            warning=gettext_lazy(
                "The file is erased and cannot be brought back. That there was one, who removed it and why, stays."
            ),
            form=lambda _document, _user, data: forms.RemovalForm(data),
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.file_view)
        return [
            path("<int:pk>/file/", view, name="consultations_casedocument_file"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Give the file to save, never to show, to who may read the case; write down that they took it."""
        document = self.get_queryset(request).filter(pk=pk, removed_at__isnull=True).first()
        if document is None:
            raise Http404
        try:
            file = private_storage().open(document.stored_as)
        except FileNotFoundError as missing:
            raise Http404 from missing
        record_access(user=request.user, obj=document, purpose=gettext_noop("downloaded"))  # type: ignore[arg-type]
        # One document of one person, read in the daily work on the case.
        return asked_again.no_export(
            to_save(file, name=document.file_name, content_type=CONTENT_TYPES[FileKind(document.kind)])
        )

    @admin.display(description=gettext_lazy("what it is"))
    def what(self, document: CaseDocument) -> str:
        return in_script(document.title) or NOTHING

    @admin.display(description=gettext_lazy("file"))
    def download(self, document: CaseDocument) -> SafeString | str:
        size = f"{document.get_kind_display()}, {filesizeformat(document.size)}"
        if document.is_removed:
            return f"{in_script(document.file_name)} ({size})"
        address = reverse("admin:consultations_casedocument_file", args=[document.pk])
        return format_html('<a href="{}">{}</a> ({})', address, in_script(document.file_name), size)

    @admin.display(description=gettext_lazy("uploaded"), ordering="uploaded_at")
    def uploaded(self, document: CaseDocument) -> str:
        return when_and_who(document.uploaded_at, document.uploaded_by)

    @admin.display(description=gettext_lazy("removed"))
    def removal(self, document: CaseDocument) -> str:
        if not document.is_removed:
            return NOTHING
        return (
            f"{when_and_who(document.removed_at, document.removed_by)}: {in_script(document.removal_reason)}"
        )
