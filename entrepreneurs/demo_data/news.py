"""What the demo's news show: drawn pictures for the library, and the enterprises whose stories they are."""

import io
from collections.abc import Iterator
from typing import Final

from django.core.files.base import ContentFile

from center.choices import Role
from center.demo_data import demo_user
from center.models import NewsItem, NewsPicture, Picture
from center.services import publications
from center.services.pictures import add_picture
from entrepreneurs.demo_pictures import draw
from entrepreneurs.models import Enterprise, EnterpriseNews

_SIZE: Final = (1200, 900)
# News → what is drawn, and what the drawing shows.
_COVERS: Final = {
    "applications-for-the-fair": ("vegetables", "Гајбе поврћа на штанду", "Crates of vegetables at a stand"),
    "open-door-on-thursdays": (
        "cafe",
        "Шоља кафе на столу канцеларије",
        "A cup of coffee on a table of the office",
    ),
    "new-guide-to-prices": ("jars", "Тегле ајвара у низу", "Jars of ajvar in a row"),
    "bakery-that-waits": ("bread", "Векне хлеба на дасци", "Loaves of bread on a board"),
    "eleven-beekeepers-one-jar": ("honey", "Тегла меда и саће", "A jar of honey and honeycomb"),
    "how-the-first-fair-went": ("people", "Људи у разговору на тргу", "People talking on the square"),
    "answers-about-the-register": ("rosette", "Розета на зиду од камена", "A rosette on a wall of stone"),
    "winter-hours": ("tiles", "Плочице са шарама", "Tiles with patterns"),
}
_IN_THE_TEXT: Final = ("workshop", "Алат на зиду радионице", "Tools on the wall of a workshop")
_STORIES: Final = {"bakery-that-waits": "Пекара Корак", "eleven-beekeepers-one-jar": "Мед са Јастрепца"}
_NAMED: Final = {"how-the-first-fair-went": "Мед са Јастрепца", "new-guide-to-prices": "Зимница из Кошева"}


def link() -> None:
    """Name the enterprises in the demo's news unless some are named."""
    if EnterpriseNews.objects.exists():
        return
    for links, is_story in ((_STORIES, True), (_NAMED, False)):
        for slug, name in links.items():
            item = NewsItem.objects.filter(slug=slug, is_demo=True).first()
            enterprise = Enterprise.objects.filter(name_sr=name, is_demo=True).first()
            if item and enterprise:
                EnterpriseNews.objects.create(enterprise=enterprise, news=item, is_its_story=is_story)


def draw_covers() -> Iterator[None]:
    """Draw the pictures that the demo's news lack, one at a step; what a killed run left undone, the next one does."""
    by = demo_user(Role.EDITOR)
    for slug, (subject, serbian, english) in _COVERS.items():
        item = NewsItem.objects.filter(slug=slug, is_demo=True, cover=None).first()
        if item is not None:
            cover = drawn(subject, f"news {slug}", serbian, english)
            publications.write(record=item, by=by, cover=cover)
            yield
    story = NewsItem.objects.filter(slug="bakery-that-waits", is_demo=True, placed=None).first()
    if story is not None:
        NewsPicture.objects.create(
            record=story, picture=drawn(_IN_THE_TEXT[0], "news in the text", *_IN_THE_TEXT[1:]), number=1
        )
        yield


def drawn(subject: str, seed: str, serbian: str, english: str) -> Picture:
    """Return a drawing in the library; one that says the same is drawn once."""
    known = Picture.objects.filter(alt_sr=serbian, is_demo=True).first()
    if known is not None:
        return known
    file = io.BytesIO()
    draw(subject, seed, _SIZE).save(file, "PNG", compress_level=1)
    upload = ContentFile(file.getvalue(), name="drawing.png")
    return add_picture(upload=upload, alt_sr=serbian, alt_en=english, by=demo_user(Role.EDITOR), is_demo=True)
