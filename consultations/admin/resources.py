"""Interpreters and rooms that can join a visit; advisors are known by themselves."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from center.admin_columns import badge
from consultations.choices import ResourceKind
from consultations.models import Resource


@admin.register(Resource)
class ResourceAdmin(VersionedAdmin[Resource]):
    list_display = ["name", "kind", "availability"]
    list_filter: ClassVar = ["kind"]
    nothing_yet = _("Rooms and interpreters that a visit can need besides its advisor.")
    folded_search = ("name",)
    fieldsets: ClassVar = [
        (
            None,
            {
                "fields": ["kind", "name", "is_active"],
                "description": _(
                    "You add a room or an interpreter to a visit on the visit's page. Two visits never hold the same"
                    " one at the same time."
                ),
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Resource]:
        return super().get_queryset(request).exclude(kind=ResourceKind.ADVISOR)

    @admin.display(description=_("can be chosen"), ordering="is_active")
    def availability(self, resource: Resource) -> SafeString:
        if resource.is_active:
            return badge("success", "check", gettext("Can be chosen"))
        return badge("neutral", "lock", gettext("Cannot be chosen"))

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            kwargs["choices"] = [each for each in ResourceKind.choices if each[0] != ResourceKind.ADVISOR]
        return super().formfield_for_choice_field(db_field, request, **kwargs)
