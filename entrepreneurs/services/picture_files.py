"""How the worker makes the files of a picture of an enterprise, and what of all pictures it tidies up at night."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from center.base.pictures import making, sizes, storing
from center.base.private_storage import private_storage
from entrepreneurs.choices import PictureKind
from entrepreneurs.models import Picture
from entrepreneurs.services.changes import lock, touched
from entrepreneurs.services.pictures import UPLOADS

# Nothing that is being written is this old, and a page in an open tab still finds its files.
LEFT_FOR: Final = timedelta(days=1)


def _shape(picture: Picture) -> sizes.Shape:
    return sizes.Shape.MARK if picture.kind == PictureKind.LOGO else sizes.Shape.PHOTO


# What staff approved while it was being made appears in the list once it is shown.
MAKER: Final = making.Maker(
    Picture,
    shape=_shape,
    added="created_at",
    lock_owner=lambda picture: lock(picture.enterprise),
    shown=lambda picture: touched(picture.enterprise),
)


def process_picture(*, picture_id: int) -> str:
    """Make the files of a picture of an enterprise and show them; see `Maker.process`."""
    return MAKER.process(picture_id)


def tidy_pictures(*, now: datetime | None = None) -> int:
    """Give up uploads that no worker could finish in a day, and remove files that no row names; count the files."""
    before = (now or timezone.now()) - LEFT_FOR
    MAKER.give_up(before=before)
    stems, named = storing.all_named()
    left = storing.orphans(stems, before=before)
    for stem in left:
        storing.remove(stem)
    uploads = _forgotten_uploads(named, before)
    for name in uploads:
        private_storage().delete(name)
    return len(left) + len(uploads)


def _forgotten_uploads(named: set[str], before: datetime) -> list[str]:
    storage = private_storage()
    try:
        names = [f"{UPLOADS}/{name}" for name in storage.listdir(UPLOADS)[1]]
    except FileNotFoundError:
        return []
    return [name for name in names if name not in named and storage.get_modified_time(name) < before]
