"""Series: the editions of the mini-fair, workshops that come again."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from center.admin_base import VersionedAdmin
from events.models import EventSeries


@admin.register(EventSeries)
class EventSeriesAdmin(VersionedAdmin[EventSeries]):
    list_display = ["name", "slug", "editions"]
    folded_search = ("name_sr", "name_en")
    add_label = _("Add a series")
    nothing_yet = _("A series holds the editions of one fair or workshop together.")
    fields: ClassVar = ["name_sr", "name_en", "slug"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[EventSeries]:
        return EventSeries.objects.annotate(count=models.Count("editions"))

    def get_prepopulated_fields(self, request: Any, obj: EventSeries | None = None) -> dict[str, Any]:
        """Propose the short name from the English one while the series is new."""
        return {} if obj else {"slug": ("name_en",)}

    @admin.display(description=_("events"), ordering="count")
    def editions(self, series: Any) -> int:
        return int(series.count)
