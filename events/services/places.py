"""Places of an event and of the items of its programme: counted and given away under the lock of the event's row."""

from collections.abc import Iterable, Sequence

from events.models import Event, Place, ProgrammeItem, Registration


def locked_event(event: Event) -> Event:
    """Return the row as it is now, held until the transaction ends; nobody counts or changes its places meanwhile."""
    return Event.objects.with_details().select_for_update(of=("self",)).get(pk=event.pk)


def locked_registration(registration: Registration) -> tuple[Event, Registration]:
    """Return event and registration as they are now, the event locked first."""
    event = locked_event(registration.event)
    found = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    found.event = event
    return event, found


def locked_items(event: Event, items: Iterable[ProgrammeItem]) -> list[ProgrammeItem]:
    """Return items of the locked event as they are now, by key, without those that were dropped."""
    wanted = [item.pk for item in items]
    rows = ProgrammeItem.objects.select_for_update(of=("self",))
    return list(rows.filter(event=event, pk__in=wanted, is_dropped=False).order_by("pk"))


def free_numbers(event: Event, wanted: int, *, item: ProgrammeItem | None = None) -> list[int]:
    """Return the lowest numbers that nobody has, `wanted` of them or as many as there are; the event is locked."""
    held = Place.objects.filter(event=event, item=item) if item is None else Place.objects.filter(item=item)
    taken = set(held.values_list("number", flat=True))
    most = event.capacity if item is None else item.capacity
    last = most if most is not None else len(taken) + wanted
    found: list[int] = []
    for number in range(1, last + 1):
        if len(found) == wanted:
            break
        if number not in taken:
            found.append(number)
    return found


def count_free(event: Event) -> int | None:
    """Return how many places of the locked event nobody has; None when there is no limit."""
    if event.capacity is None:
        return None
    return event.capacity - Place.objects.filter(event=event, item=None).count()


def full_items(event: Event, items: Sequence[ProgrammeItem], size: int) -> list[ProgrammeItem]:
    """Return the items that have no room for so many people; event and items are locked."""
    return [
        item
        for item in items
        if item.capacity is not None and len(free_numbers(event, size, item=item)) < size
    ]


def hold(registration: Registration, items: Sequence[ProgrammeItem] = ()) -> None:
    """Give everybody of a registration a place, and one in each item; who calls has looked that there are enough."""
    event, size = registration.event, registration.size
    rows = [
        Place(event=event, number=number, registration=registration) for number in free_numbers(event, size)
    ]
    for item in items:
        rows += [
            Place(event=event, item=item, number=number, registration=registration)
            for number in free_numbers(event, size, item=item)
        ]
    Place.objects.bulk_create(rows)


def give_back(registration: Registration) -> None:
    """Free everything that a registration holds; the event is locked."""
    Place.objects.filter(registration=registration).delete()
