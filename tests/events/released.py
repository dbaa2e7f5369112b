"""Rows of a programme and its versions for tests, in the fewest words."""

from typing import Any

from events.models import Event, ProgrammeRelease, Room, Speaker
from events.services.programmes import release_programme
from tests.events.factories import make_staff


def make_room(event: Event, name: str = "Сала", **fields: Any) -> Room:
    return Room.objects.create(event=event, **{"name_sr": name, "position": event.rooms.count(), **fields})


def make_speaker(event: Event, name: str = "Ана Илић", **fields: Any) -> Speaker:
    return Speaker.objects.create(event=event, name=name, **fields)


def release(event: Event, **more: Any) -> ProgrammeRelease:
    return release_programme(event=event, **{"by": make_staff(), **more})
