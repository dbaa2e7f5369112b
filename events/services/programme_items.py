"""Items of a programme as staff draft them: each verb locks the event, then the item. The public reads versions."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.choices import EventState
from events.errors import ChangeRefused
from events.models import Event, ItemSpeaker, Place, ProgrammeItem, Speaker
from events.services.places import free_numbers, locked_event

# What staff choose.
PLANNED: Final = (
    "kind",
    "title_sr",
    "title_en",
    "about_sr",
    "about_en",
    "starts_at",
    "ends_at",
    "room",
    "capacity",
)


@transaction.atomic
def plan_item(*, event: Event, speakers: Sequence[Speaker] = (), **values: Any) -> ProgrammeItem:
    """Add an item to the draft with the given values (`PLANNED`); moments are aware, speakers in their order.

    Raises ValidationError, and ChangeRefused for a cancelled event.
    """
    item = ProgrammeItem(event=_open_event(event), **_known(values))
    _check(item, speakers)
    item.save()
    _set_speakers(item, speakers)
    return item


@transaction.atomic
def change_item(
    *, item: ProgrammeItem, speakers: Sequence[Speaker] | None = None, **values: Any
) -> ProgrammeItem:
    """Change an item of the draft; None leaves the speakers as they are.

    Never fewer places than people hold; without a number of places those who hold one keep it. Raises
    ValidationError and ChangeRefused.
    """
    current = _locked(item)
    before = current.capacity
    for name, value in _known(values).items():
        setattr(current, name, value)
    _check(current, speakers or ())
    if current.capacity is not None and current.capacity != before:
        _make_room(current)
    current.save()
    if speakers is not None:
        _set_speakers(current, speakers)
    return current


@transaction.atomic
def drop_item(*, item: ProgrammeItem) -> ProgrammeItem:
    """Take an item out of the draft. Who has a place in it keeps it until the next version says so, and is told then.

    Twice changes nothing. Raises ChangeRefused for a cancelled event.
    """
    current = _locked(item)
    if not current.is_dropped:
        current.is_dropped = True
        current.save(update_fields=["is_dropped"])
    return current


@transaction.atomic
def restore_item(*, item: ProgrammeItem) -> ProgrammeItem:
    """Put an item back into the draft. Twice changes nothing.

    Raises ValidationError when its room is taken by now, ChangeRefused for a cancelled event.
    """
    current = _locked(item)
    if current.is_dropped:
        current.is_dropped = False
        current.full_clean()
        current.save(update_fields=["is_dropped"])
    return current


@transaction.atomic
def shift_items(*, event: Event, by: timedelta) -> int:
    """Move all items of the draft, those taken out too, by the same time; return how many.

    Raises ChangeRefused for a cancelled event.
    """
    current = _open_event(event)
    return shift(current, by)


def shift(event: Event, by: timedelta) -> int:
    """Move all items of the locked event, in one statement, so that no two meet on the way."""
    return ProgrammeItem.objects.filter(event=event).update(
        starts_at=F("starts_at") + by, ends_at=F("ends_at") + by
    )


def _open_event(event: Event) -> Event:
    current = locked_event(event)
    if current.state == EventState.CANCELLED:
        raise ChangeRefused(_("A cancelled event is changed no more."))
    return current


def _locked(item: ProgrammeItem) -> ProgrammeItem:
    event = _open_event(item.event)
    current = ProgrammeItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    current.event = event
    return current


def _known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = values.keys() - set(PLANNED)
    if unknown:
        msg = f"Nobody plans the {', '.join(sorted(unknown))} of an item."
        raise TypeError(msg)
    return values


def _check(item: ProgrammeItem, speakers: Sequence[Speaker]) -> None:
    item.full_clean()
    if item.room is not None and item.room.event_id != item.event_id:
        raise ValidationError({"room": _("Choose a room of this event.")})
    if any(speaker.event_id != item.event_id for speaker in speakers):
        raise ValidationError({"speakers": _("Choose speakers of this event.")})


def _set_speakers(item: ProgrammeItem, speakers: Sequence[Speaker]) -> None:
    """Let exactly these speak, in this order; rows that stay are kept."""
    wanted = list(dict.fromkeys(speaker.pk for speaker in speakers))
    there = {row.speaker_id: row for row in item.speaking.all()}
    item.speaking.exclude(speaker__in=wanted).delete()
    for position, pk in enumerate(wanted):
        row = there.get(pk) or ItemSpeaker(item=item, speaker_id=pk, position=-1)
        if row.position != position:
            row.position = position
            row.save()


def _make_room(item: ProgrammeItem) -> None:
    """Move places beyond the new number below it; refuse when more people have one."""
    held = Place.objects.filter(item=item)
    taken = held.count()
    if item.capacity is not None and item.capacity < taken:
        raise ValidationError(
            {
                "capacity": ngettext(
                    "%(count)d place is taken, so there cannot be fewer.",
                    "%(count)d places are taken, so there cannot be fewer.",
                    taken,
                )
                % {"count": taken}
            }
        )
    beyond = list(held.filter(number__gt=item.capacity).order_by("number"))
    for number, place in zip(free_numbers(item.event, len(beyond), item=item), beyond, strict=True):
        place.number = number
        place.save(update_fields=["number"])
