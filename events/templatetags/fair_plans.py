"""The plan of a fair on a public page; each stand leads to the row of its exhibitor."""

from typing import Any

from django import template
from django.urls import reverse

from events.models import Event, FairPlan
from events.plans import drawn
from events.stand_holders import holders

register = template.Library()


@register.inclusion_tag("events/blocks/fair_plan.html")
def fair_plan(event: Event, *, beside_list: bool = False) -> dict[str, Any]:
    """Show the plan once it is public (five queries); the page needs events/plan.css.

    `beside_list`: the rows of the exhibitors are on the page itself, with the anchors of `events/exhibitors.html`.
    """
    plan = FairPlan.objects.filter(event=event, is_public=True).first()
    if plan is None:
        return {"drawing": None}
    address = "" if beside_list else reverse("events:exhibitors", args=[event.slug])
    return {"drawing": drawn(plan, holders(event, list_address=address)), "note": plan.note, "event": event}
