"""The photos of an event together: many added at once, and the words and the order of all saved in one go."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models, transaction

from center.models import User
from events.choices import PictureKind
from events.errors import PhotosChangedMeanwhile, PhotosRefused
from events.models import Event, EventPicture
from events.services import pictures
from events.services.places import locked_event

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@dataclass
class Added:
    """What became of many files: how many are photos now, which were here before, and which were refused and why."""

    taken: int = 0
    here: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Words:
    """What a table says of one photo: its words, its place (1 is the first), and both as the table showed them."""

    alt_sr: str
    alt_en: str
    place: int
    seen: str
    seen_place: int

    @property
    def is_moved(self) -> bool:
        return self.place != self.seen_place


def add_photos(
    *, event: Event, uploads: "Iterable[UploadedFile[bytes]]", alt_sr: str, alt_en: str, by: User
) -> Added:
    """Add photos with common words after the last one, each in a transaction of its own.

    A file that is refused holds up no other. The same files again add nothing: they are here already.
    """
    added = Added()
    for upload in uploads:
        try:
            pictures.add_picture(
                event=event,
                upload=upload,
                kind=PictureKind.PHOTO,
                alt_sr=alt_sr,
                alt_en=alt_en,
                position=None,
                by=by,
            )
        except ValidationError as error:
            name = upload.name or ""
            if _is_here(error):
                added.here.append(name)
            else:
                added.refused.append((name, " ".join(error.messages)))
        else:
            added.taken += 1
    return added


def _is_here(error: ValidationError) -> bool:
    return any(each.code == "here" for each in getattr(error, "error_dict", {}).get("__all__", []))


def photos_of(event: Event) -> models.QuerySet[EventPicture]:
    """Return the photos in the order in which they are shown."""
    return event.pictures.filter(kind=PictureKind.PHOTO).order_by("position", "pk")


def seen_of(*, alt_sr: str, alt_en: str) -> str:
    """Return a mark of the words of a photo."""
    return hashlib.sha256(repr((alt_sr, alt_en)).encode()).hexdigest()


@transaction.atomic
def describe_photos(*, event: Event, wanted: Mapping[int, Words]) -> int:
    """Save the words and places of photos (by key), all or nothing; return how many photos changed.

    Only what differs from what the table showed is saved, so two people may describe different photos at once. A
    moved photo takes the place that it was given and the others make room. Raises PhotosChangedMeanwhile for words
    that somebody else changed, a photo that is gone, or a changed order; PhotosRefused for words that cannot be.
    """
    locked = locked_event(event)
    rows = {row.pk: row for row in photos_of(locked).select_for_update(of=("self",))}
    changed = {
        key: words
        for key, words in wanted.items()
        if seen_of(alt_sr=words.alt_sr, alt_en=words.alt_en) != words.seen
    }
    moved = {key for key, words in wanted.items() if words.is_moved}
    _refuse_outdated(rows, wanted, set(changed), moved)
    order = _ordered(list(rows), {key: wanted[key] for key in moved}) if moved else []
    positions = dict(zip(order, range(len(order)), strict=True))
    faults: dict[int, dict[str, list[str]]] = {}
    touched = 0
    for key, row in rows.items():
        words = changed.get(key)
        position = positions.get(key, row.position)
        if words is None and position == row.position:
            continue
        try:
            pictures.describe_picture(
                picture=row,
                alt_sr=words.alt_sr if words else row.alt_sr,
                alt_en=words.alt_en if words else row.alt_en,
                focus=(row.focus_x, row.focus_y),
                position=position,
            )
        except ValidationError as error:
            faults[key] = error.message_dict
        touched += key in changed or key in moved
    if faults:
        raise PhotosRefused(faults)
    return touched


def _refuse_outdated(
    rows: Mapping[int, EventPicture], wanted: Mapping[int, Words], changed: set[int], moved: set[int]
) -> None:
    gone = {key for key in changed | moved if key not in rows}
    others = {
        key
        for key in changed - gone
        if wanted[key].seen != seen_of(alt_sr=rows[key].alt_sr, alt_en=rows[key].alt_en)
        and (rows[key].alt_sr, rows[key].alt_en) != (wanted[key].alt_sr, wanted[key].alt_en)
    }
    shown = sorted((key for key in wanted if key in rows), key=lambda key: (wanted[key].seen_place, key))
    reordered = bool(moved) and shown != [key for key in rows if key in wanted]
    if gone or others or reordered:
        raise PhotosChangedMeanwhile(words=others, is_order=reordered)


def _ordered(keys: list[int], moved: Mapping[int, Words]) -> list[int]:
    """Put each moved photo at its place, those for one place in the order in which they stood; the rest fill up."""
    rest = [key for key in keys if key not in moved]
    before = None
    for key in sorted(moved, key=lambda key: (moved[key].place, keys.index(key))):
        place = moved[key].place
        # The next one for the same place stands behind the one before.
        at = rest.index(before) + 1 if before is not None and moved[before].place == place else place - 1
        rest.insert(at, key)
        before = key
    return rest
