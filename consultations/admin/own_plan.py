"""What the absences and the extra hours of advisors have in common: each plans the own ones, coordinators all."""

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from center.admin_base import PortalModelAdmin
from consultations.models import Absence, Advisor, ExtraHours

if TYPE_CHECKING:
    from consultations.querysets import OwnPlanQuerySet

Planned = TypeVar("Planned", Absence, ExtraHours)


class OwnPlanAdmin(PortalModelAdmin[Planned]):
    may_be_deleted = True
    list_filter: ClassVar = [("advisor", admin.RelatedOnlyFieldListFilter)]
    list_select_related: ClassVar = ["advisor"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Planned]:
        rows = cast("OwnPlanQuerySet[Planned]", super().get_queryset(request))
        return rows.editable_by(request.user)  # type: ignore[arg-type]  # admin_view: signed in

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "advisor" and not request.user.has_perm("consultations.change_advisor"):
            own = Advisor.objects.filter(user=request.user.pk)
            kwargs |= {"queryset": own, "initial": own.first(), "empty_label": None}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
