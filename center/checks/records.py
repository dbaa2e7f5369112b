"""Checks of records that make others stay out."""

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError, transaction

from center.models import Grant, Office


@register(Tags.database)
def grants_say_who_reports(app_configs: Any, databases: Any = None, **kwargs: Any) -> Iterable[CheckMessage]:
    """Want an office with public grants to say under which identifier and for which country it reports (IATI)."""
    if "default" not in (databases or ()):
        return
    try:
        with transaction.atomic():
            office, has_grants = Office.objects.first(), Grant.objects.public().exists()
    except DatabaseError:
        # Also asked before the tables are made.
        return
    if office is not None and not office.is_known_to_iati and has_grants:
        yield CheckWarning(
            "Grants are public, but their files by the standard of IATI are not offered.",
            hint="On the page of the office in the admin enter its country and its organisation's identifier and kind.",
            id="center.W003",
        )
