"""The block that says whose money it is."""

from typing import Any

from django import template
from django.db import models

from center import funding, offices
from center.models import Grant

register = template.Library()


@register.inclusion_tag("components/visibility.html", takes_context=True)
def visibility(context: dict[str, Any], *records: object, small: bool = False) -> dict[str, Any]:
    """Show the grants that the records of the page carry, and those that are shown everywhere today.

    The latter come with the office, which each page reads; each record costs one query. A grant stands for itself, and
    a list is what the page found out already.
    """
    known = [each for record in records if isinstance(record, list) for each in record]
    found = [record for record in records if isinstance(record, models.Model)]
    return {
        "funding": funding.together(
            known,
            [funding.of_grant(record) for record in found if isinstance(record, Grant)],
            funding.of_records(record for record in found if not isinstance(record, Grant)),
            offices.funding_of(context["office"]) if "office" in context else [],
        ),
        "small": small,
    }
