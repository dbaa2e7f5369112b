"""What to heed before calling somebody, in sentences, wherever staff see a number to dial."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.safestring import SafeString

from entrepreneurs.models import ContactPreference, Entrepreneur, preference_of

register = template.Library()


@register.inclusion_tag("admin/entrepreneurs/safe_contact.html")
def safe_contact(people: Entrepreneur | Iterable[Entrepreneur]) -> dict[str, Any]:
    """Show what the person asked for; of several records of one person what any of them asks for, each once."""
    several = [people] if isinstance(people, Entrepreneur) else people
    now = timezone.localtime()
    wishes = {found.pk: found for found in map(preference_of, several) if found.pk}
    return {"wishes": [{"wish": each, "not_now": not each.may_be_called_at(now)} for each in wishes.values()]}


def heed(person: Entrepreneur) -> SafeString | str:
    """Return the same for the admin's records and lists, empty for who asked for nothing."""
    values = safe_contact(person)
    return render_to_string("admin/entrepreneurs/safe_contact.html", values) if values["wishes"] else ""


def hours(wish: ContactPreference) -> str:
    """Return "10–14" as clocks show it, empty where any time will do."""
    if wish.call_from is None or wish.call_until is None:
        return ""
    return "–".join(time_format(each, "TIME_FORMAT") for each in (wish.call_from, wish.call_until))


register.filter("call_hours", hours)
