"""The events in the news, in the record of a news item."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from center.admin_base import PortalTabularInline
from center.admin_choices import SharedChoiceField
from center.base.admin_inlines import bring
from center.models import NewsItem
from events.models import Event, EventNews

if TYPE_CHECKING:
    from django.db import models


class EventNewsInline(PortalTabularInline[EventNews]):
    """Named by who may change the news."""

    model = EventNews
    extra = 1
    description = _("The news stands on the pages of these events.")
    fields = ("event",)

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[EventNews]":
        return super().get_queryset(request).select_related("event")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Read the events once for all rows."""
        if db_field.name != "event":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        return SharedChoiceField(Event.objects.order_by("-starts_at", "-pk"), label=db_field.verbose_name)


bring(NewsItem, inlines=[EventNewsInline])
