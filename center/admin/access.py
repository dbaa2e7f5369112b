"""The access log: who looked at which protected record. Nobody can change it."""

from django.apps import apps
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin_base import ReadOnlyAdmin
from center.models import AccessRecord


@admin.register(AccessRecord)
class AccessRecordAdmin(ReadOnlyAdmin[AccessRecord]):
    list_display = ["seen_at", "user", "record", "why"]
    list_filter = ["model", ("user", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["user"]
    date_hierarchy = "seen_at"
    search_fields = ["object_id", "user__email", "user__name"]
    fields = ["seen_at", "user", "record", "why", "request_id"]
    readonly_fields = ["record", "why", "seen_at"]

    @admin.display(description=_("record"), ordering="model")
    def record(self, entry: AccessRecord) -> str:
        """Name the kind of record, with a link where the admin has a page for it."""
        try:
            kind = capfirst(str(apps.get_model(entry.model)._meta.verbose_name))
            address = reverse(f"admin:{entry.model.replace('.', '_')}_change", args=[entry.object_id])
        except (LookupError, ValueError, NoReverseMatch):
            return f"{entry.model} {entry.object_id}"
        return format_html('<a href="{}">{} {}</a>', address, kind, entry.object_id)

    @admin.display(description=_("purpose"))
    def why(self, entry: AccessRecord) -> str:
        return gettext(entry.purpose) if entry.purpose else ""
