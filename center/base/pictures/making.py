"""From an upload to files of ours: either all of them are shown or none, also when a worker dies in between.

For rows with the columns of `UploadedPicture`: their upload rests in private storage until the files are made.
"""

import io
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image

from center.base.pictures import reading, sizes, storing
from center.base.pictures.fields import MOST_BYTES
from center.base.private_storage import private_storage

_log = logging.getLogger("center.pictures")
_JPEG_QUALITY: Final = 88


class PictureState(models.TextChoices):
    """Where an upload stands; only a ready one is shown."""

    PROCESSING = "processing", _("Being prepared")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be read")


def _photo(_picture: Any) -> sizes.Shape:
    return sizes.Shape.PHOTO


def _nothing(_picture: Any) -> None:
    """Stand for a step that most models do without."""


@dataclass(frozen=True)
class Maker:
    """How the pictures of one model are made.

    `emptied` is what a row forgets when its upload could not be read, `added` the column that says since when it
    waits. `lock_owner` is called before the row is locked to name its files, `shown` after it named them; both in that
    transaction.
    """

    model: type[models.Model]
    shape: Callable[[Any], sizes.Shape] = _photo
    emptied: Mapping[str, Any] = field(default_factory=dict)
    added: str = "added_at"
    lock_owner: Callable[[Any], object] = _nothing
    shown: Callable[[Any], object] = _nothing

    def process(self, picture_id: int) -> str:
        """Make all sizes of an upload, or of the uncut photo when only the focus changed, and show them.

        Each try writes under a new random name, which the row learns in the last step, so a worker that dies leaves
        the row as it was. Returns the state in which the picture is then, or nothing for one that is gone.
        """
        picture = self._rows().filter(pk=picture_id).first()
        if picture is None or picture.state == PictureState.FAILED:
            return ""
        if not picture.original and self.shape(picture) != sizes.Shape.PHOTO:
            return str(picture.state)  # only photos are cut
        stem = storing.new_stem()
        try:
            planned = self._write(picture, stem)
        except (ValidationError, FileNotFoundError) as error:
            storing.remove(stem)
            _log.warning("picture failed", extra={"picture": picture_id, "error": type(error).__name__})
            return self.fail(picture)
        if self._show(picture, stem, planned):
            return PictureState.READY
        storing.remove(stem)
        return ""

    def give_up(self, *, before: datetime) -> int:
        """Give up uploads added before the moment (aware) that no worker could finish; return how many."""
        stuck = self._rows().filter(state=PictureState.PROCESSING, **{f"{self.added}__lt": before})
        return sum(self.fail(picture) == PictureState.FAILED for picture in stuck)

    def _rows(self) -> "models.QuerySet[Any]":
        return self.model._base_manager.all()

    def _write(self, picture: Any, stem: str) -> sizes.Plan:
        shape = self.shape(picture)
        source = private_storage().open(picture.original) if picture.original else None
        with source or storing.open_whole(picture.stem) as file:
            whole = reading.pixels(file, most_bytes=MOST_BYTES, enough=sizes.ENOUGH)
        ready = sizes.prepared(whole, shape=shape, focus=(picture.focus_x, picture.focus_y))
        planned = sizes.plan(ready, shape=shape)
        if shape == sizes.Shape.PHOTO:
            storing.write(stem, [sizes.whole(whole)])
        storing.write(stem, sizes.renditions(ready, shape=shape, widths=planned.widths))
        return planned

    @transaction.atomic
    def _show(self, seen: Any, stem: str, planned: sizes.Plan) -> bool:
        """Let the row name the new files, unless it changed meanwhile: then another job is on its way."""
        self.lock_owner(seen)
        now = self._unchanged(seen)
        if now is None:
            return False
        original = now.original
        now.stem, now.original, now.state = stem, "", PictureState.READY
        now.width, now.height, now.widths = planned.width, planned.height, list(planned.widths)
        now.save(update_fields=["stem", "original", "state", "width", "height", "widths"])
        self.shown(now)
        _delete_later(original)
        # Files of an earlier cut stay for a day, for pages in open tabs; the nightly tidying finds them without a row.
        return True

    @transaction.atomic
    def fail(self, seen: Any) -> str:
        """Mark an upload as one that could not be read, and forget it; what was shown already stays."""
        now = self._unchanged(seen)
        if now is None:
            return ""
        if now.state == PictureState.READY:
            return PictureState.READY  # only another cut could not be made
        original = now.original
        values = {"state": PictureState.FAILED, "original": "", **self.emptied}
        for name, value in values.items():
            setattr(now, name, value)
        now.save(update_fields=list(values))
        _delete_later(original)
        return PictureState.FAILED

    def _unchanged(self, seen: Any) -> Any:
        """Lock the row and return it if its source is still what was seen."""
        now = self._rows().select_for_update(of=("self",)).filter(pk=seen.pk).first()
        return now if now is not None and self._source(now) == self._source(seen) else None

    def _source(self, picture: Any) -> tuple[object, ...]:
        return picture.stem, picture.original, self.shape(picture), picture.focus_x, picture.focus_y


def copy(picture: Any, form: str = "JPEG", longest: int = 2000) -> bytes:
    """Return the uncut picture as a new JPEG or PNG (`form`), its longer side at most `longest` pixels (2000 if more).

    Raises FileNotFoundError for a picture that is not ready.
    """
    if picture.state != PictureState.READY:
        raise FileNotFoundError(picture.stem)
    out = io.BytesIO()
    with storing.open_whole(picture.stem) as file, Image.open(file, formats=["WEBP"]) as whole:
        options = {"quality": _JPEG_QUALITY, "optimize": True} if form == "JPEG" else {"optimize": True}
        plain = whole.convert("RGB")
        plain.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        plain.save(out, form, **options)
    return out.getvalue()


def _delete_later(original: str) -> None:
    if original:
        transaction.on_commit(lambda: private_storage().delete(original), robust=True)
