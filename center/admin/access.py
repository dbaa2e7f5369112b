"""The access log: who looked at which protected record. Nobody can change it."""

from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.admin_base import ReadOnlyAdmin
from center.admin_columns import moment_column
from center.admin_lists import named_values
from center.models import AccessRecord
from center.models.access import model_label


@admin.register(AccessRecord)
class AccessRecordAdmin(ReadOnlyAdmin[AccessRecord]):
    list_display = [moment_column("seen_at", _("when")), "user", "record", "why"]
    nothing_yet = _("Each look at a protected record is written down here.")
    list_filter = [("model", named_values(model_label)), ("user", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["user"]
    date_hierarchy = "seen_at"
    search_fields = ["object_id", "user__email", "user__name"]
    fields = ["seen_at", "user", "record", "why", "request_id"]
    readonly_fields = ["record", "why", "seen_at"]

    @admin.display(description=_("record"), ordering="model")
    def record(self, entry: AccessRecord) -> str:
        """Name the kind of record, with a link where the admin has a page for it."""
        try:
            address = reverse(f"admin:{entry.model.replace('.', '_')}_change", args=[entry.object_id])
        except NoReverseMatch:
            return str(entry)
        return format_html('<a href="{}">{}</a>', address, entry)

    @admin.display(description=_("purpose"))
    def why(self, entry: AccessRecord) -> str:
        return gettext(entry.purpose) if entry.purpose else ""
