"""Erasing a person: first a page that says what goes, what stays and why, then the deed."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from center import asked_again
from center.admin_base import PortalModelAdmin
from center.audit import record_access
from entrepreneurs.errors import ChangeRefused
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import erase_person, preview_erasure

_NEEDS = "entrepreneurs.erase_person"


class ErasureForm(forms.Form):
    sure = forms.BooleanField(
        label=gettext_lazy("The person asked for it, and I have read what goes and what stays"),
        error_messages={"required": gettext_lazy("Without that nothing is erased.")},
    )
    seen = forms.CharField(max_length=32, widget=forms.HiddenInput)


class ErasureMixin(PortalModelAdmin[Entrepreneur]):
    """The page and the link to it; a person who was erased can be read and changed no more."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.erase_view)
        return [path("<int:pk>/erase/", view, name="entrepreneurs_entrepreneur_erase"), *super().get_urls()]

    def has_change_permission(self, request: HttpRequest, obj: Entrepreneur | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.erased_at is None)

    def links_of_erasure(self, request: HttpRequest, person: Entrepreneur) -> list[tuple[str | Promise, str]]:
        """Return the link to the page, for who may erase people."""
        if person.merged_into_id is not None or not request.user.has_perm(_NEEDS):
            return []
        return [(_("Erase the person"), reverse("admin:entrepreneurs_entrepreneur_erase", args=[person.pk]))]

    def erase_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what would happen (GET), then do it (POST); what changed meanwhile is shown first."""
        person = self.get_object(request, str(pk))
        if not request.user.has_perm(_NEEDS):
            raise PermissionDenied
        if person is None or person.merged_into_id is not None:
            raise Http404
        asked_again.require(request)
        form, problem = ErasureForm(request.POST or None), ""
        if request.method == "POST" and form.is_valid():
            try:
                erase_person(person=person, by=request.user, seen=form.cleaned_data["seen"])  # type: ignore[arg-type]
            except ChangeRefused as refused:
                problem = str(refused.message)
            else:
                messages.success(request, _("The person is erased. The figures stay."))
                return redirect(reverse("admin:entrepreneurs_entrepreneur_change", args=[person.pk]))
        record_access(
            user=request.user,  # type: ignore[arg-type]  # admin_view: signed in
            obj=person,
            purpose=gettext_noop("looked at before an erasure"),
        )
        preview = preview_erasure(person)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("Erase the person"),
            "opts": self.opts,
            "person": person,
            "form": form,
            "preview": preview,
            "problem": problem,
        }
        status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
        return TemplateResponse(request, "admin/entrepreneurs/person_erase.html", context, status=status)
