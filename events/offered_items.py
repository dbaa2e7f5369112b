"""Parts of a programme that people choose, because they have places of their own."""

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event, ProgrammeItem


def offered_items(event: Event) -> list[tuple[ProgrammeItem, str]]:
    """Return the items with places of their own that the public knows of and that begin later, each in words.

    What is full is said; the service refuses it. One query for any number of items, and one for the release.
    """
    release = event.releases.first()
    if release is None:
        return []
    known = {item["key"] for item in release.data.get("items", [])}
    rows = (
        event.items.filter(
            is_dropped=False, capacity__isnull=False, pk__in=known, starts_at__gt=timezone.now()
        )
        .select_related("room")
        .annotate(held=Count("held_places"))
        .order_by("starts_at", "pk")
    )
    return [(item, _words(item, item.held)) for item in rows]


def _words(item: ProgrammeItem, held: int) -> str:
    free = max((item.capacity or 0) - held, 0)
    places = (
        ngettext("%(count)d free place", "%(count)d free places", free) % {"count": free}
        if free
        else _("no place left")
    )
    moment = date_format(timezone.localtime(item.starts_at), "SHORT_DATETIME_FORMAT")
    return f"{item.title.plain} ({moment}; {places})"
