"""Parts of a programme that people choose, because they have places of their own."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event, ProgrammeItem
from events.programmes import Item, from_data


@dataclass(frozen=True)
class Offered:
    """An item with places of its own: its row, what the public reads of it, and how many places are free."""

    row: ProgrammeItem
    shown: Item
    free: int

    @property
    def in_words(self) -> str:
        """Title, moment and free places."""
        moment = date_format(timezone.localtime(self.shown.starts_at), "SHORT_DATETIME_FORMAT")
        return f"{self.shown.title.plain} ({moment}; {self.free_in_words})"

    @property
    def free_in_words(self) -> str:
        if not self.free:
            return _("no place left")
        text = ngettext("%(count)d free place", "%(count)d free places", self.free)
        return text % {"count": self.free}


def offered(event: Event) -> list[Offered]:
    """Return the items with places of their own that the public knows of and that begin later.

    One query for any number of items, and one for the release.
    """
    release = event.releases.first()
    if release is None:
        return []
    known = {item.key: item for item in from_data(release.data).items}
    rows = (
        event.items.filter(
            is_dropped=False, capacity__isnull=False, pk__in=known, starts_at__gt=timezone.now()
        )
        .select_related("room")
        .annotate(held=Count("held_places"))
        .order_by("starts_at", "pk")
    )
    return [Offered(row, known[row.pk], max((row.capacity or 0) - row.held, 0)) for row in rows]


def offered_items(event: Event) -> list[tuple[ProgrammeItem, str]]:
    """Return the same, each row in words; what is full is said, and the service refuses it."""
    return [(each.row, each.in_words) for each in offered(event)]
