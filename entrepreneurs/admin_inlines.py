"""The enterprises in the news, in the record of a news item."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from center.admin_base import PortalTabularInline
from center.admin_choices import SharedChoiceField
from center.base.admin_inlines import bring
from center.models import NewsItem
from entrepreneurs.models import Enterprise, EnterpriseNews

if TYPE_CHECKING:
    from django.db import models


class EnterpriseNewsInline(PortalTabularInline[EnterpriseNews]):
    """Named by who may change the news."""

    model = EnterpriseNews
    extra = 1
    description = _(
        "The news stands on the profiles of these enterprises. Ask them before you tell their story."
    )
    fields = ("enterprise", "is_its_story")

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[EnterpriseNews]":
        return super().get_queryset(request).select_related("enterprise")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Read the enterprises once for all rows."""
        if db_field.name != "enterprise":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        rows = Enterprise.objects.listed().order_by("name_sr")
        return SharedChoiceField(rows, label=db_field.verbose_name)


bring(NewsItem, inlines=[EnterpriseNewsInline])
