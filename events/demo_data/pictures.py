"""Photos of the demo's finished fair, drawn by our own code and sent through the same service as an upload."""

import io
from collections.abc import Iterator
from typing import Final

from django.core.files.base import ContentFile

from center.choices import Role
from center.demo_data import demo_user
from entrepreneurs.demo_pictures import draw
from events.choices import PictureKind
from events.models import Event
from events.services.pictures import add_picture

_SIZE: Final = (1200, 900)
# What is drawn, and what the drawing shows.
_GALLERY: Final = (
    ("people", "Посетиоци у разговору код улаза", "Visitors talk at the entrance"),
    ("honey", "Мед и саће на једном штанду", "Honey and honeycomb at a stand"),
    ("jars", "Зимница коју је правила задруга", "Preserves made by a cooperative"),
    ("baskets", "Плетене корпе са радионице", "Baskets of the workshop"),
    ("toys", "Дрвене играчке за децу", "Wooden toys for children"),
    ("care", "Разговор уз кафу на крају дана", "A talk over coffee at the end of the day"),
)


def draw_gallery() -> Iterator[None]:
    """Draw what the gallery of the first fair lacks, one picture at a step."""
    event = Event.objects.filter(slug="mini-fair-1", is_demo=True).first()
    if event is None:
        return
    by, there = demo_user(Role.COORDINATOR), event.pictures.count()
    for position, (subject, serbian, english) in enumerate(_GALLERY[there:], start=there):
        file = io.BytesIO()
        draw(subject, f"fair {position}", _SIZE).save(file, "PNG", compress_level=1)
        add_picture(
            event=event,
            upload=ContentFile(file.getvalue(), name="drawing.png"),
            kind=PictureKind.PHOTO,
            alt_sr=serbian,
            alt_en=english,
            position=position,
            by=by,
        )
        yield
