"""Pictures and files on the page of an event."""

from django import template
from django.utils import timezone

from events.models import Event
from events.views.material import Material, material_of

register = template.Library()


@register.simple_tag
def material(event: Event) -> Material:
    """Return what there is: `{% material event as given %}{{ given.poster }}`. Two queries."""
    return material_of(event, timezone.now())
