"""The account's first page for those who registered for an event."""

from typing import Any

from django import template
from django.utils import timezone

from events.models import Registration
from events.querysets import not_over
from events.views.addresses import registration_address

register = template.Library()


@register.inclusion_tag("events/own/list.html", takes_context=True)
def own_events(context: dict[str, Any]) -> dict[str, Any]:
    """List the registrations of the persons behind this login for events that are not over. One query."""
    found = (
        Registration.objects.open()
        .filter(
            not_over(timezone.now(), "event__"),
            entrepreneur__logins__user=context["user"],
            erased_at=None,
        )
        .select_related("event")
        .order_by("event__starts_at", "pk")
    )
    return {"rows": [{"registration": each, "url": registration_address(each)} for each in found]}
