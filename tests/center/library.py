"""Pictures of the library for tests."""

from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from center.models import Picture, User
from center.services import pictures
from tests.center.base.picture_files import encoded


def make_picture(by: User | None = None, **words: Any) -> Picture:
    """Return a ready picture whose files are made; each has a colour of its own."""
    number = Picture.objects.count() + 1
    drawing = Image.new("RGB", (640, 480), (number * 37 % 256, number * 91 % 256, 120))
    picture = pictures.add_picture(
        upload=ContentFile(encoded(drawing), name="drawing.png"),
        by=by,
        is_demo=by is None,
        **{"alt_sr": "Тегле меда", **words},
    )
    pictures.process_picture(picture_id=picture.pk)
    picture.refresh_from_db()
    return picture
