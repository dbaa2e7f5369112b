"""Cases in the admin."""

from typing import ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from center.admin_verbs import VerbAdmin
from consultations.models import Case


@admin.register(Case)
class CaseAdmin(VerbAdmin[Case]):
    list_display = ["number", "person", "stage", "opened_on"]
    list_select_related: ClassVar = ["person"]
    list_filter: ClassVar = ["stage"]
    nothing_yet = _("A case begins on the page of a visit or of a person.")
    reading_is_logged = True
    fieldsets: ClassVar = [(None, {"fields": ["number", "person", "stage", "opened_on", "closed_on"]})]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Case]:
        return Case.objects.visible_to(request.user)  # type: ignore[arg-type]  # admin_view: signed in
