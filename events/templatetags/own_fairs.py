"""The block of the account's first page for editors of enterprises."""

from typing import Any

from django import template

from events.own_fairs import fairs_of

register = template.Library()


@register.inclusion_tag("events/own/block.html", takes_context=True)
def own_fairs(context: dict[str, Any]) -> dict[str, Any]:
    """Lead to the fairs of the person's enterprises, and say whether something waits for them."""
    found = fairs_of(context["user"])
    waiting = [row for row in found["applications"] if row["waits_for_needs"] or row["waits_for_sending"]]
    return {**found, "waiting": len(waiting)}
