"""Which parts of a programme people with a place want to see, where those have places of their own."""

from collections.abc import Collection, Sequence
from itertools import combinations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.choices import EventState, RegistrationState
from events.errors import ChangeRefused, ItemFull, ItemsAtOnce
from events.models import Place, ProgrammeItem, Registration
from events.services.places import free_numbers, full_items, locked_items, locked_registration


def chosen_items(registration: Registration) -> list[ProgrammeItem]:
    """Return the items in which a registration holds places, in their order."""
    return list(ProgrammeItem.objects.filter(held_places__registration=registration).distinct())


def refuse_at_once(items: Sequence[ProgrammeItem], *, held: Collection[int] = ()) -> None:
    """Raise ItemsAtOnce when a newly chosen item is at the same time as another one.

    What people hold already (`held`, keys) may overlap: the programme can have moved since they chose it.
    """
    for one, other in combinations(items, 2):
        if {one.pk, other.pk} <= set(held):
            continue
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
            raise ItemsAtOnce(str(one), str(other))


@transaction.atomic
def choose_items(*, registration: Registration, items: Sequence[ProgrammeItem]) -> list[ProgrammeItem]:
    """Hold places in these items for all people of a registration and give back those in the others.

    All or nothing. Raises ChangeRefused without a place in the event or after its beginning, ItemFull, and ItemsAtOnce.
    """
    event, found = locked_registration(registration)
    if (
        found.state != RegistrationState.SIGNED_UP
        or event.state != EventState.PUBLISHED
        or event.starts_at <= timezone.now()
    ):
        raise ChangeRefused(_("This registration can be changed no more. Please call us."))
    held = {item.pk for item in chosen_items(found)}
    wanted = locked_items(event, items)
    new = [item for item in wanted if item.pk not in held]
    refuse_at_once(wanted, held=held)
    full = full_items(event, new, found.size)
    if full:
        raise ItemFull([str(item) for item in full])
    kept = {item.pk for item in wanted}
    Place.objects.filter(registration=found, item__isnull=False).exclude(item__in=kept).delete()
    Place.objects.bulk_create(
        Place(event=event, item=item, number=number, registration=found)
        for item in new
        for number in free_numbers(event, found.size, item=item)
    )
    return wanted
