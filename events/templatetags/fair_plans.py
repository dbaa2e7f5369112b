"""The plan of a fair on a public page; each stand leads to the row of its exhibitor."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from events.models import Event, FairPlan
from events.plans import drawn
from events.stand_holders import holders
from events.views.kept_pages import kept_part

register = template.Library()


@register.simple_tag
def fair_plan(event: Event, facts: str, *, beside_list: bool = False) -> SafeString:
    """Show the plan once it is public; drawn anew when the mark of the fair (`facts`) is another one.

    The page needs events/plan.css. `beside_list`: the rows of the exhibitors are on the page itself, with the anchors
    of `events/exhibitors.html`.
    """
    return kept_part(("plan", event.slug, beside_list, facts), lambda: _drawn(event, beside_list=beside_list))


def _drawn(event: Event, *, beside_list: bool) -> SafeString:
    plan = FairPlan.objects.filter(event=event, is_public=True).first()
    if plan is None:
        return SafeString()
    address = "" if beside_list else reverse("events:exhibitors", args=[event.slug])
    shown = {"drawing": drawn(plan, holders(event, list_address=address)), "note": plan.note, "event": event}
    return render_to_string("events/blocks/fair_plan.html", shown)
