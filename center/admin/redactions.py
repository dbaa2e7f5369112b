"""What the history was made to forget. Nobody can change it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from center.admin_base import ReadOnlyAdmin
from center.admin_columns import moment_column
from center.models import HistoryRedaction


@admin.register(HistoryRedaction)
class HistoryRedactionAdmin(ReadOnlyAdmin[HistoryRedaction]):
    list_display = [
        moment_column("done_at", _("when")),
        "event_table",
        "record_count",
        "value_count",
        "purpose",
    ]
    nothing_yet = _("When somebody is erased, what the history forgets is written down here.")
    date_hierarchy = "done_at"
    list_filter = ["purpose"]
    fields = [
        "done_at",
        "event_table",
        "columns",
        "record_count",
        "value_count",
        "purpose",
        "request_id",
        "database_role",
    ]
