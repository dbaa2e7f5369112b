"""The account's first page for those with a case."""

from typing import Any

from django import template

from consultations.models import Case

register = template.Library()


@register.inclusion_tag("consultations/own/list.html", takes_context=True)
def own_cases(context: dict[str, Any]) -> dict[str, Any]:
    """List the cases of the persons behind this login: open ones, then those that are closed."""
    return {"cases": list(Case.objects.of_person(context["user"]).open_first().select_related("person"))}
