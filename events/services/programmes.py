"""Releasing a programme: the draft becomes a numbered version, and those concerned are told what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from center.base.scripts import typed_to_cyrillic
from center.base.shown_text import in_script, shown_language
from center.models import User
from events.choices import EventState, RegistrationState
from events.errors import ChangeRefused
from events.models import Event, Place, ProgrammeItem, ProgrammeRelease, Registration
from events.programmes import (
    Change,
    Difference,
    Programme,
    What,
    difference,
    digest_of,
    from_data,
    sentences,
    snapshot,
    to_data,
)
from events.services import letters
from events.services.places import locked_event
from events.services.programme_items import shift as shift_items

# What people with a place in an item hear of; a title alone, a description or a number of places is no reason to write.
_TOLD_TO_HOLDERS: Final = frozenset({What.MOVED, What.ROOM, What.SPEAKERS})
# What everybody hears of who comes for the whole event.
_TOLD_TO_ALL: Final = frozenset({What.MOVED, What.ROOM})
NOTE_LENGTH: Final = ProgrammeRelease._meta.get_field("note_sr").max_length or 300


@dataclass(frozen=True)
class Concern:
    """One registration that a change concerns, and the items (by key) of which it is told."""

    registration: Registration
    keys: frozenset[int]


def released(event: Event) -> ProgrammeRelease | None:
    """Return the version that the public reads, or None."""
    return ProgrammeRelease.objects.filter(event=event).order_by("-number").first()


def programme_of(release: ProgrammeRelease | None) -> Programme:
    """Return what stands in a version; nothing before the first one."""
    return from_data(release.data) if release else Programme()


@transaction.atomic
def release_programme(
    *, event: Event, by: User, note: str = "", note_en: str = "", tell: bool = True, seen: str = ""
) -> ProgrammeRelease:
    """Make the draft the next version that the public reads, and write to those whom the changes concern.

    An item with places of its own concerns who holds one there: they hear of another time or room, of other speakers,
    and that it does not take place; its places are given back then. An item without places of its own concerns
    everybody with a place in the event: they hear of another time or room, and that it does not take place. Nobody is
    written to about a title, a description or something new; that stands on the page of the changes. Who has no email
    is called. Nobody is told of a first version, of an event that is over or not published, or, with `tell` False,
    of small corrections; but who loses a place always is.

    `seen` is the mark (`digest_of`) of the draft that the colleague looked at; nothing is released that nobody saw.
    `note` (Serbian, in either script) and `note_en` say in a sentence what changed.

    Raises ChangeRefused when there is nothing to release, the draft changed meanwhile, or the event is cancelled.
    """
    current = locked_event(event)
    if current.state == EventState.CANCELLED:
        raise ChangeRefused(_("A cancelled event is changed no more."))
    before, draft = released(current), snapshot(current)
    data = to_data(draft)
    digest = digest_of(data)
    if seen and seen != digest:
        raise ChangeRefused(_("The draft was changed while you were reading. Please look at it again."))
    if before is None and not draft:
        raise ChangeRefused(_("The programme is empty. Add what happens first."))
    if before is not None and before.digest == digest:
        raise ChangeRefused(_("Nothing is changed since the last version."))
    made = ProgrammeRelease.objects.create(
        event=current,
        number=before.number + 1 if before else 1,
        data=data,
        digest=digest,
        note_sr=typed_to_cyrillic(" ".join(note.split()))[:NOTE_LENGTH],
        note_en=" ".join(note_en.split())[:NOTE_LENGTH],
        released_by=by,
    )
    found = difference(programme_of(before), draft)
    concerned = whom_it_concerns(current, found)
    gone = _give_back_dropped(current)
    if before is not None:
        _tell(made, found, concerned if tell else _only(concerned, gone))
    return made


def follow_event(event: Event, *, by: User, shift: timedelta) -> None:
    """Move the draft along with its event, which is locked and has its new time.

    What the public reads moves too, as a version of its own, unless the draft has changes that were not released.
    Nobody is written to: they hear of the event.
    """
    before = released(event)
    is_same = before is not None and before.digest == digest_of(to_data(snapshot(event)))
    if not shift_items(event, shift) or before is None or not is_same:
        return
    data = to_data(snapshot(event))
    notes = {}
    for language in ("sr", "en"):
        with translation.override(language):
            notes[f"note_{language}"] = gettext("The programme moved together with the event.")
    ProgrammeRelease.objects.create(
        event=event, number=before.number + 1, data=data, digest=digest_of(data), released_by=by, **notes
    )


def whom_it_concerns(event: Event, found: Difference) -> list[Concern]:
    """Return who is to be told of which items, by key; empty for what nobody has to hear. Two queries."""
    if event.state != EventState.PUBLISHED or event.ends_at <= timezone.now():
        return []
    holders = _keys(found, _TOLD_TO_HOLDERS, own_places=True)
    everybody = _keys(found, _TOLD_TO_ALL, own_places=False)
    held: dict[int, set[int]] = {}
    rows = Place.objects.filter(event=event, item__in=holders).values_list("registration", "item").distinct()
    for registration, item in rows:
        held.setdefault(registration, set()).add(item)
    placed = event.registrations.filter(state=RegistrationState.SIGNED_UP)
    if not everybody:
        placed = placed.filter(pk__in=held)
    concerned = []
    for one in placed.select_related("entrepreneur__contact_preference").order_by("pk"):
        one.event = event
        keys = frozenset(everybody | held.get(one.pk, set()))
        if keys:
            concerned.append(Concern(one, keys))
    return concerned


def _keys(found: Difference, told: frozenset[What], *, own_places: bool) -> set[int]:
    """Return the items with, or without, places of their own of which people are told."""

    def has_own(change: Change) -> bool:
        # Whoever held a place there before the number was taken away holds it still.
        return change.after.capacity is not None or change.before.capacity is not None

    keys = {item.key for item in found.dropped if (item.capacity is not None) is own_places}
    return keys | {
        change.key for change in found.changed if has_own(change) is own_places and change.what & told
    }


def _give_back_dropped(event: Event) -> set[int]:
    """Free the places in items that were taken out of the programme; return who held one (registrations)."""
    rows = Place.objects.filter(
        event=event, item__in=ProgrammeItem.objects.filter(event=event, is_dropped=True)
    )
    gone = set(rows.values_list("registration", flat=True))
    rows.delete()
    return gone


def _only(concerned: Iterable[Concern], registrations: set[int]) -> list[Concern]:
    return [each for each in concerned if each.registration.pk in registrations]


def _tell(release: ProgrammeRelease, found: Difference, concerned: Iterable[Concern]) -> None:
    for each in concerned:
        with translation.override(each.registration.language):
            changes = [one.text for one in sentences(found, about=each.keys) if one.what in _IN_LETTERS]
            note = note_in_words(release)
        if changes:
            letters.about_programme(each.registration, changes=changes, note=note)


_IN_LETTERS: Final = frozenset(
    {"dropped", What.MOVED.value, What.ROOM.value, What.SPEAKERS.value, What.RENAMED.value}
)


def note_in_words(release: ProgrammeRelease) -> str:
    """Return what staff wrote about a version, in the active language; Serbian where there is no English."""
    return release.note_en if shown_language() == "en" and release.note_en else in_script(release.note_sr)
