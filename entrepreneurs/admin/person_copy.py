"""Giving a person who came to the office a copy of their data."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from center import asked_again
from center.admin_base import PortalModelAdmin
from entrepreneurs.models import Entrepreneur
from entrepreneurs.services import own_data
from entrepreneurs.views.copy_answer import copy_answer

_NEEDS = "entrepreneurs.give_out_data"


class CopyForm(forms.Form):
    checked = forms.BooleanField(
        label=gettext_lazy(
            "I have made sure that this is the person, or somebody with their written authority"
        ),
        error_messages={"required": gettext_lazy("Without that nobody is given a copy.")},
    )
    form = forms.ChoiceField(
        label=gettext_lazy("As what"),
        choices=[
            ("zip", gettext_lazy("Everything with documents (ZIP)")),
            ("pdf", gettext_lazy("To read and print (PDF)")),
            ("json", gettext_lazy("Data for other programs (JSON)")),
        ],
    )


class CopyMixin(PortalModelAdmin[Entrepreneur]):
    """A page that asks first, gives the copy to save, and writes down who gave it out."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.copy_view)
        return [path("<int:pk>/copy/", view, name="entrepreneurs_entrepreneur_copy"), *super().get_urls()]

    def links_of_copy(self, request: HttpRequest, person: Entrepreneur) -> list[tuple[str | Promise, str]]:
        """Return the link to the page, for who may give data out."""
        if person.merged_into_id is not None or not request.user.has_perm(_NEEDS):
            return []
        return [(_("Copy of the data"), reverse("admin:entrepreneurs_entrepreneur_copy", args=[person.pk]))]

    def copy_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Ask whether it is the person (GET), then give the copy to save (POST)."""
        person = self.get_object(request, str(pk))
        if not request.user.has_perm(_NEEDS):
            raise PermissionDenied
        if person is None or person.merged_into_id is not None:
            raise Http404
        asked_again.require(request)
        form = CopyForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            made = own_data.give_copy(person=person, by=request.user)  # type: ignore[arg-type]  # admin_view: signed in
            return copy_answer(made, form=form.cleaned_data["form"], number=person.pk)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("Copy of the data"),
            "opts": self.opts,
            "person": person,
            "form": form,
        }
        return TemplateResponse(request, "admin/entrepreneurs/person_copy.html", context)
