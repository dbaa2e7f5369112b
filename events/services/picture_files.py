"""How the worker makes the files of a picture of an event."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from center.base.pictures import making, sizes
from events.models import EventPicture

_GIVEN_UP_AFTER: Final = timedelta(days=1)


def _shape(picture: EventPicture) -> sizes.Shape:
    return sizes.Shape.POSTER if picture.is_poster else sizes.Shape.PHOTO


# Without its digest the same photo may be tried again.
_MAKER: Final = making.Maker(EventPicture, shape=_shape, emptied={"digest": ""})


def process_picture(*, picture_id: int) -> str:
    """Make the files of a picture of an event and show them; see `Maker.process`."""
    return _MAKER.process(picture_id)


def give_up_stuck_pictures(*, now: datetime | None = None) -> int:
    """Give up uploads that no worker could finish in a day; return how many."""
    return _MAKER.give_up(before=(now or timezone.now()) - _GIVEN_UP_AFTER)
