"""A block of the staff's desk: what the records of enterprises lack."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from center.templatetags.center_desk import block
from entrepreneurs import quality

register = template.Library()
# Few and small tables; the page of quality counts the rest.
_ON_DESK = ("pictures-waiting", "status-check", "summary")


@register.inclusion_tag("admin/entrepreneurs/desk_quality.html", takes_context=True)
def missing_in_records(context: dict[str, Any]) -> dict[str, Any]:
    """Say how many records lack what should not wait, and lead to all that is missing."""
    if not context["request"].user.has_perm("entrepreneurs.view_enterprise"):
        return {"hidden": True}
    address = reverse("admin:entrepreneurs_enterprise_changelist")
    rows = [
        {"label": check.label, "count": count, "url": f"{address}?lacks={check.name}"}
        for check, count in quality.counts(*_ON_DESK)
        if count
    ]
    return block("quality", _("Missing in the records"), rows, reverse("admin:entrepreneurs_quality"))
