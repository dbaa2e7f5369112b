"""What was achieved, as a block of the first page."""

from typing import Any

from django import template

from center.models import Grant
from center.services.achievements import standings

register = template.Library()


@register.inclusion_tag("center/indicators/home.html")
def achieved_home() -> dict[str, Any]:
    """Show how many targets of all grants are reached; nothing where there are none. Always the same queries."""
    grants = list(Grant.objects.public().filter(indicators__is_public=True).distinct())
    found = standings(grants, public=True)
    return {
        "reached": sum(each.reached for each in found),
        "with_target": sum(each.with_target for each in found),
    }
